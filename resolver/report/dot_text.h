/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A stack's graph in Graphviz's language DOT.
 */
#ifndef RESOLVER_REPORT_DOT_TEXT_H
#define RESOLVER_REPORT_DOT_TEXT_H

#include "resolver/report/stack_graph.h"

#include <stdio.h>

/* Prints a text with quotes around it, as the value of a label: it is drawn as
 * it is, but for control characters other than ends of lines. */
void dot_print_text(FILE *stream, struct thoth_text text);

/* Prints the whole graph: a box for each package with its version, those that
 * the project requires itself in blue; an arrow for each requirement, with its
 * specifier. */
void dot_print_graph(FILE *stream, const struct advice *advice,
                     const struct stack_graph *graph);

#endif
