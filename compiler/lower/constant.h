/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Constants of the IR from values of the tree: interned strings, numbers and
 * lists, and the stack on which operands of a node are gathered.
 */
#ifndef COMPILER_LOWER_CONSTANT_H
#define COMPILER_LOWER_CONSTANT_H

#include "compiler/lower/lower.h"

str_id constant_text(struct lowering *lowering, struct thoth_text text);

/* The text of a string node, STR_NONE for null or an absent node. */
str_id constant_string(struct lowering *lowering, const struct ast_node *node);

/* Is it a string of at least one byte? */
bool constant_filled(const struct ast_node *node);

/* A double, as a session list. */
uint32_t constant_number(struct lowering *lowering, double number);

/* Lists are made one at a time: start, words, finish. The first word, the count
 * of entries, is given at the end. */
void constant_list_start(struct lowering *lowering);
void constant_list_add(struct lowering *lowering, uint32_t word);
uint32_t constant_list_finish(struct lowering *lowering, uint32_t entries);

/* A list of strings; null stays null, integers become decimal texts. */
uint32_t constant_texts(struct lowering *lowering,
                        const struct ast_node *sequence);

/* A value or a list of values, or what `not` says of one. */
struct negatable {
    const struct ast_node *value; /* NULL: nothing is asked */
    bool negated;
    bool undecidable; /* `{}`: the schema takes it, the reference dies of it */
};
struct negatable constant_negatable(const struct ast_node *node);

/* The operand stack: `mark` remembers its height, `operands_from` gives what
 * was pushed since. */
uint32_t operands_mark(const struct lowering *lowering);
void operands_push(struct lowering *lowering, uint32_t operand);
const uint32_t *operands_from(const struct lowering *lowering, uint32_t mark,
                              uint32_t *count);

#endif
