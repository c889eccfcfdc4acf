/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What thoth advise says on the terminal.
 */
#ifndef RESOLVER_DRIVER_ADVISE_PRINT_H
#define RESOLVER_DRIVER_ADVISE_PRINT_H

#include "resolver/thoth_resolver.h"

/* What is printed of an advice besides its best stack. */
struct advise_shown {
    bool all_reasons; /* those for information only, too */
    bool with_rules;  /* some were given */
};

/* Prints the best stack, its score and its reasons. */
void advise_print(struct thoth_advice *advice,
                  const struct advise_shown *shown);

/* Prints what rules said of a run that came to no stack. */
void advise_print_run(struct thoth_advice *advice, bool all_reasons);

/* Prints what rules said of the run and of packages that the best stack has or
 * requires, then its reasons. */
void advise_print_reasons(struct thoth_advice *advice, bool all_reasons);

#endif
