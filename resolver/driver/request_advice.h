/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a command line to an advice, and what is printed of any: how its search
 * goes, and what is wrong.
 */
#ifndef RESOLVER_DRIVER_REQUEST_ADVICE_H
#define RESOLVER_DRIVER_REQUEST_ADVICE_H

#include "resolver/driver/request_options.h"

/* Asks, and draws a line while the search goes on. The caller releases; no
 * NULL: unwinds when memory is short. */
struct thoth_advice *request_advice(const struct request_line *line);

/* The facts as they are now. */
struct thoth_advice_facts request_facts(struct thoth_advice *advice);

/* The exit status that an outcome means. */
int request_status(enum thoth_advice_outcome outcome);

/* Prints all that is wrong on standard error, after what is on standard
 * output. */
void request_print_problems(struct thoth_advice *advice);

/* Unwinds if memory was short. */
enum thoth_status request_checked(enum thoth_status status);

#endif
