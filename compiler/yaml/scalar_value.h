/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The value of a scalar under a builder: the conversions of PyYAML's
 * constructors, each of which may refuse the text.
 */
#ifndef COMPILER_YAML_SCALAR_VALUE_H
#define COMPILER_YAML_SCALAR_VALUE_H

#include "compiler/yaml/graph.h"

/* Makes `node`, whose builder is one for scalars, the value of `text`; false
 * after a report. */
bool scalar_value(struct graph *graph, struct graph_node *node,
                  struct thoth_text text);

#endif
