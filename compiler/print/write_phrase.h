/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Package phrases, `pillow >=8.0 not from "..." develop`, and the parts of them
 * that conditions use alone. Each function writes the phrase and returns true,
 * or writes nothing and returns false where no phrase is that record.
 */
#ifndef COMPILER_PRINT_WRITE_PHRASE_H
#define COMPILER_PRINT_WRITE_PHRASE_H

#include "compiler/ast/ast.h"
#include "compiler/base/text_builder.h"

#include <stdbool.h>

/* Which record the phrase stands for. */
enum rx_phrase_form {
    RX_PHRASE_MATCH,  /* name, version, index_url, develop */
    RX_PHRASE_LOCKED, /* name, locked_version, index_url, develop */
    RX_PHRASE_IMAGE,  /* name, version, location */
};

bool rx_write_phrase(struct text_builder *out, const struct ast_node *package,
                     enum rx_phrase_form form);

/* Phrases of a list that is not empty, from item `first` on, with commas. */
bool rx_write_phrases(struct text_builder *out, const struct ast_node *list,
                      uint32_t first, enum rx_phrase_form form);

/* Takes back what a function has written, if it failed. */
static inline bool rx_keep_if(struct text_builder *out, size_t mark, bool keep)
{
    if (!keep)
        out->length = mark;
    return keep;
}

#endif
