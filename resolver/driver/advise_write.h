/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which files thoth advise writes.
 */
#ifndef RESOLVER_DRIVER_ADVISE_WRITE_H
#define RESOLVER_DRIVER_ADVISE_WRITE_H

#include "resolver/thoth_resolver.h"

/* Samples that a plot is drawn from. */
enum { ADVISE_PLOT_SAMPLES = 1000 };

/* Names of files; "-": standard output; NULL: nowhere. */
struct advise_destinations {
    const char
        *lock; /* NULL: beside a Pipfile, unless there are requirements */
    const char *requirements;
    const char *json;
    const char *graph; /* its suffix is a format */
    const char *plot;
    bool dry_run; /* to standard output only */
};

/* How many outputs go to standard output, in place of what is printed; more
 * than one make no sense there. */
uint32_t advise_fills_stdout(const struct advise_destinations *to);

/* Can outputs be drawn to files of these names? False with a message. */
bool advise_check_pictures(const struct advise_destinations *to);

/* Writes what is asked for, as far as there is something to write: without a
 * stack, only the report and the plot. The report comes last, since it says
 * what was wrong with the others. False with an error among the problems. */
bool advise_write_outputs(struct thoth_advice *advice,
                          const struct advise_destinations *to);

#endif
