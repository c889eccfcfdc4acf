/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where comments go when a file is printed anew: to the unit, or the clause of
 * a unit, that they stand in or before.
 */
#ifndef COMPILER_PRINT_COMMENT_PLACES_H
#define COMPILER_PRINT_COMMENT_PLACES_H

#include "compiler/ast/ast.h"
#include "compiler/base/text_builder.h"
#include "compiler/yaml/comment.h"

#include <stdbool.h>

/* Comments of one place, in their order. */
struct comment_place {
    const struct ast_node *node; /* see comment_places_at */
    uint32_t first, last;        /* lines */
    struct yaml_comment *comments, **end;
};

struct comment_places {
    struct comment_place *places; /* in order of lines */
    uint32_t count, cursor;
};

/* Gives each comment of a file its place, which takes it out of the list;
 * `root` is the file's tree. Without comments nothing is allocated. Unwinds
 * when memory is short. */
void comment_places_find(struct comment_places *places,
                         const struct ast_node *root,
                         struct yaml_comment *comments, struct arena *arena);

/* The comments of a unit, of a value of one, of the file's head, which is its
 * root, or, NULL, of its end. */
const struct yaml_comment *comment_places_at(struct comment_places *places,
                                             const struct ast_node *node);

/* Writes those comments, each on a line of its own. True if there are any. */
bool comment_places_write(struct comment_places *places,
                          const struct ast_node *node, struct text_builder *out,
                          uint32_t indent);

#endif
