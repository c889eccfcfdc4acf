/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Composing: the parser's events to the representation graph of one document,
 * within the limits. Nesting is bounded here, so that every later step may
 * recurse; and so is the number of nodes with all aliases expanded, so that
 * every later step may walk the tree.
 */
#ifndef COMPILER_YAML_COMPOSE_H
#define COMPILER_YAML_COMPOSE_H

#include "compiler/yaml/graph.h"
#include "compiler/yaml/yaml_read.h"

#include <yaml.h>

/*
 * Parses to the end of the stream and fills the graph, whose arena and
 * diagnostics are set. False when the text is not fit for construction; that
 * has been reported. Undefined and repeated anchors are reported as well but do
 * not prevent construction. `event` is scratch that the caller deletes when the
 * call unwinds; it is empty after a return.
 */
bool compose(yaml_parser_t *parser, yaml_event_t *event,
             const struct yaml_limits *limits, struct thoth_text content,
             struct graph *graph);

#endif
