/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where in a prescription a place of its text is, told from indentation alone:
 * while something is being typed there is seldom a tree. Knows block style,
 * which is what people type; in flow style it finds nothing.
 */
#ifndef COMPILER_LSP_OUTLINE_H
#define COMPILER_LSP_OUTLINE_H

#include "compiler/check/field.h"

#include <stdbool.h>
#include <stddef.h>

struct lsp_outline {
    enum record_id record; /* whose key or value stands at the place */
    const struct member_fact *member; /* of the value, NULL: it is a key */
    struct thoth_text word;           /* what stands there, up to the place */
    size_t start;                     /* of the word, in bytes */
    enum unit_section section;        /* of the unit around, or the COUNT */
    struct thoth_text siblings[32];   /* keys the record has already */
    uint32_t sibling_count;
};

/* False where no record of the language is around the place. */
bool lsp_outline_find(struct lsp_outline *outline, struct thoth_text text,
                      size_t offset);

#endif
