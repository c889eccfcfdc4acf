/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How a search goes, on a line of the terminal: stacks, pace and best score.
 */
#ifndef RESOLVER_DRIVER_SEARCH_PROGRESS_H
#define RESOLVER_DRIVER_SEARCH_PROGRESS_H

#include "compiler/base/progress_line.h"
#include "resolver/thoth_resolver.h"

enum progress_choice { PROGRESS_AUTO, PROGRESS_ALWAYS, PROGRESS_NEVER };

/* "auto", "always" or "never". */
bool progress_choice_find(const char *name, enum progress_choice *choice);

/* Lets the search that the options are for draw on standard error; by `auto`
 * only on a terminal that can take the line back. The line must outlive the
 * search, and be cleared after it. */
void search_progress_start(struct progress_line *line,
                           enum progress_choice choice,
                           struct thoth_resolve_options *options);

#endif
