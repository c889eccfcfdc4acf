/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A file's tree as a canonical `.rx` file.
 */
#ifndef COMPILER_PRINT_PRINT_RX_H
#define COMPILER_PRINT_PRINT_RX_H

#include "compiler/base/text_builder.h"
#include "compiler/print/comment_places.h"

#include <stdbool.h>

/* Does a unit need records where phrases would say something else? NULL: none
 * does. Numbers count the units in the order of the tree. */
struct print_rx_options {
    const bool *records;
};

/*
 * Writes the tree of a valid file. Comments are kept where they can stand. The
 * tree must not have recursive aliases. The namespace of a file is none of its
 * tree. Unwinds when memory is short.
 */
void print_rx(struct text_builder *out, const struct ast_node *root,
              struct yaml_comment *comments,
              const struct print_rx_options *options);

#endif
