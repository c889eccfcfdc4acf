/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pictures of graphs, drawn by Graphviz's program dot: it is looked for when a
 * picture is asked for, so that nothing depends on Graphviz otherwise.
 */
#ifndef RESOLVER_REPORT_GRAPHVIZ_H
#define RESOLVER_REPORT_GRAPHVIZ_H

#include "compiler/base/arena.h"

/* Runs dot, found as execvp finds programs, on the text of a graph. `format`
 * is one that it knows, "svg". On success 0, and the picture in the arena.
 * Otherwise an errno value if dot could not be run; or -1 with what it said, or
 * how it ended, in *picture. */
int graphviz_draw(struct arena *arena, struct thoth_text graph,
                  const char *format, struct thoth_text *picture);

#endif
