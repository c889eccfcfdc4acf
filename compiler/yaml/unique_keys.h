/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Makes the keys of a constructed mapping unique, as a Python dict does: equal
 * keys are one, the first says where the entry stands, the last value counts.
 */
#ifndef COMPILER_YAML_UNIQUE_KEYS_H
#define COMPILER_YAML_UNIQUE_KEYS_H

#include "compiler/yaml/graph.h"

/*
 * Drops hidden entries from the mapping or set, which hang on the ones that
 * hide them. The mapping's own keys that repeat are reported, once for each
 * repetition; overriding a merged entry is no mistake. All keys are complete
 * and hashable; entries whose key has failed must have been taken out.
 */
void unique_keys(struct graph *graph, struct ast_node *mapping);

#endif
