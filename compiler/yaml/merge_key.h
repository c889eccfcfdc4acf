/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Merge keys (YAML type repository, "merge"), with PyYAML's precedence: what a
 * merge key brings in stands before the mapping's own entries, which therefore
 * win; of a list of mappings the first wins; of several merge keys the last.
 */
#ifndef COMPILER_YAML_MERGE_KEY_H
#define COMPILER_YAML_MERGE_KEY_H

#include "compiler/yaml/graph.h"

/*
 * Replaces the merge keys of a composed mapping by the entries they bring in,
 * marked as merged, and makes keys `=` strings. Keys may still repeat. A second
 * call does nothing. Mistakes are reported, and that merge key left out.
 */
void merge_key_resolve(struct graph *graph, struct graph_node *mapping);

#endif
