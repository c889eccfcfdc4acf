/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Looking at a mapping as a record with known keys. Keys are compared as texts,
 * so that trees need not have passed the check stage.
 */
#ifndef COMPILER_PRINT_RECORD_H
#define COMPILER_PRINT_RECORD_H

#include "compiler/ast/ast.h"

#include <stdbool.h>

/* The value of a key; NULL if it is absent or `record` is NULL or no mapping.
 */
static inline const struct ast_node *record_value(const struct ast_node *record,
                                                  const char *key)
{
    const struct ast_entry *entry = NULL;

    if (record && record->kind == AST_MAPPING)
        entry = ast_entry_find(record, thoth_text_of(key));
    return entry ? entry->value : NULL;
}

/* Is it a mapping all of whose keys are among these? A NULL ends the list. */
bool record_has_only(const struct ast_node *record, const char *const *keys);

/* Is it a list of at least one value? */
bool record_is_filled_list(const struct ast_node *node);

/* Is it the boolean true? */
bool record_is_true(const struct ast_node *node);

/* Is it there and a string? */
bool record_is_text(const struct ast_node *node);

#endif
