/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A plot of a search as SVG: score, best score and temperature by iteration.
 */
#ifndef RESOLVER_REPORT_PLOT_SVG_H
#define RESOLVER_REPORT_PLOT_SVG_H

#include "resolver/thoth_resolver.h"

#include <stdio.h>

/* Samples that a plot can show. */
#define PLOT_SAMPLES 1000

/* Prints the document from the history of a resolution. There is an axis for
 * temperatures only if some are not 0. */
void plot_print(FILE *stream, const struct thoth_resolution *resolution);

/* Prints a text as content or attribute of XML. Characters that XML cannot have
 * become U+FFFD, as do bytes that are no UTF-8. */
void xml_print_text(FILE *stream, struct thoth_text text);

#endif
