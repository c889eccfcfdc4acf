/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Constructing: a composed graph becomes a syntax tree in place. The order is
 * PyYAML's: a collection is first an empty shell, and is filled when those
 * before it have been; this is what lets it contain itself.
 */
#ifndef COMPILER_YAML_CONSTRUCT_H
#define COMPILER_YAML_CONSTRUCT_H

#include "compiler/yaml/graph.h"

/* Reports what cannot be constructed. The root's `ast` is the tree when there
 * was no error in the file. */
void construct(struct graph *graph);

#endif
