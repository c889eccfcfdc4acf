/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Items with the edit that they make. Editors ask again when there are more
 * than are worth a list.
 */
#include "compiler/lsp/completion_items.h"

#include "compiler/check/field.h"

#include <string.h>

enum { MOST_ITEMS = 200 };

static bool begins_with(struct thoth_text text, struct thoth_text start)
{
    return text.length >= start.length &&
           !memcmp(text.at, start.at, start.length);
}

void completion_offer(struct completion *completion, struct thoth_text label,
                      struct thoth_text written, enum item_kind kind,
                      const char *documentation)
{
    struct json_builder *builder = completion->builder;
    struct thoth_text typed = {completion->text.at + completion->start,
                               completion->end - completion->start};
    json_t *item, *edit;

    if (!begins_with(label, typed))
        return;
    if (completion->count == MOST_ITEMS) {
        completion->more = true;
        return;
    }
    completion->count++;
    item = json_value_object(builder, completion->items, NULL);
    json_value_text(builder, item, "label", label);
    json_value_number(builder, item, "kind", kind);
    if (documentation)
        json_value_string(builder, item, "documentation", documentation);
    edit = json_value_object(builder, item, "textEdit");
    lsp_add_range(completion->server, builder, edit, "range", completion->text,
                  completion->start, completion->end);
    json_value_text(builder, edit, "newText", written);
}

void completion_offer_word(struct completion *completion, const char *word,
                           enum item_kind kind, const char *documentation)
{
    completion_offer(completion, thoth_text_of(word), thoth_text_of(word), kind,
                     documentation);
}

void completion_offer_choices(struct completion *completion,
                              enum choice_set choices)
{
    for (int i = 0; i < CHOICE_COUNT; i++) {
        const struct choice_fact *fact = choice_fact((enum choice)i);

        if (fact->set == choices)
            completion_offer(completion, fact->name, fact->name, ITEM_ENUM,
                             fact->documentation);
    }
}

void completion_offer_packages(struct completion *completion)
{
    struct lsp_workspace *workspace = &completion->server->workspace;

    lsp_workspace_update(workspace);
    for (uint32_t i = 0; i < workspace->package_count; i++)
        completion_offer(completion, workspace->packages[i],
                         workspace->packages[i], ITEM_MODULE, NULL);
}
