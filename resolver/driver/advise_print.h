/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What thoth advise says on the terminal.
 */
#ifndef RESOLVER_DRIVER_ADVISE_PRINT_H
#define RESOLVER_DRIVER_ADVISE_PRINT_H

#include "resolver/advise/advise.h"

/* Prints the best stack, its score and its reasons. */
void advise_print(struct advise *advise);

/* Prints what rules said of the run and of packages that the stack has or
 * requires, then its reasons. */
void advise_print_reasons(struct advise *advise,
                          const struct rule_messages *reasons,
                          const struct thoth_choice *stack, uint32_t count);

#endif
