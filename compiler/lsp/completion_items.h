/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The list that a completion answers with, and names that both languages take
 * from the workspace.
 */
#ifndef COMPILER_LSP_COMPLETION_ITEMS_H
#define COMPILER_LSP_COMPLETION_ITEMS_H

#include "compiler/lsp/server.h"

/* As LSP numbers kinds of completion items. */
enum item_kind {
    ITEM_FUNCTION = 3,
    ITEM_FIELD = 5,
    ITEM_MODULE = 9,
    ITEM_VALUE = 12,
    ITEM_KEYWORD = 14,
    ITEM_REFERENCE = 18,
    ITEM_ENUM = 20,
};

struct completion {
    struct lsp_server *server;
    struct json_builder *builder;
    json_t *items;
    struct thoth_text text; /* of the document */
    size_t start, end;      /* what an item replaces */
    uint32_t count;
    bool more; /* than were offered */
};

/* Offers a word if it begins with what was typed. `documentation` may be NULL.
 */
void completion_offer(struct completion *completion, struct thoth_text label,
                      struct thoth_text written, enum item_kind kind,
                      const char *documentation);
void completion_offer_word(struct completion *completion, const char *word,
                           enum item_kind kind, const char *documentation);

void completion_offer_choices(struct completion *completion,
                              enum choice_set choices);
void completion_offer_packages(struct completion *completion);

/* Offers what may stand at a place of a `.rx` text. */
void completion_offer_rx(struct completion *completion);

#endif
