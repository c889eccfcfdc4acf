/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Completion: keys that a record may still have, and values: the words of a
 * choice, unit types, names of packages, full names of units.
 */
#include "compiler/lsp/outline.h"
#include "compiler/lsp/server.h"

#include <string.h>

/* As LSP numbers kinds of completion items. */
enum item_kind {
    ITEM_FIELD = 5,
    ITEM_MODULE = 9,
    ITEM_VALUE = 12,
    ITEM_ENUM = 20,
    ITEM_REFERENCE = 18,
};

enum { MOST_ITEMS = 200 };

struct completion {
    struct lsp_server *server;
    struct json_builder *builder;
    json_t *items;
    struct thoth_text text; /* of the document */
    size_t start, end;      /* what an item replaces */
    uint32_t count;
    bool more; /* than were offered */
};

static bool begins_with(struct thoth_text text, struct thoth_text start)
{
    return text.length >= start.length &&
           !memcmp(text.at, start.at, start.length);
}

static void offer(struct completion *completion, struct thoth_text label,
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

static bool has_already(const struct lsp_outline *outline,
                        struct thoth_text key)
{
    for (uint32_t i = 0; i < outline->sibling_count; i++)
        if (thoth_text_equal(outline->siblings[i], key))
            return true;
    return false;
}

static void offer_keys(struct completion *completion,
                       const struct lsp_outline *outline)
{
    uint32_t count;
    const struct member_fact *members = record_members(outline->record, &count);

    for (uint32_t i = 0; i < count; i++) {
        const struct field_fact *fact = field_fact(members[i].field);

        if (!has_already(outline, fact->key))
            offer(
                completion, fact->key,
                arena_format(&completion->server->scratch, "%s:", fact->key.at),
                ITEM_FIELD, fact->documentation);
    }
}

static void offer_choices(struct completion *completion,
                          enum choice_set choices)
{
    for (int i = 0; i < CHOICE_COUNT; i++) {
        const struct choice_fact *fact = choice_fact((enum choice)i);

        if (fact->set == choices)
            offer(completion, fact->name, fact->name, ITEM_ENUM,
                  fact->documentation);
    }
}

static void offer_types(struct completion *completion,
                        enum unit_section section)
{
    for (int i = 0; i < UNIT_TYPE_COUNT; i++) {
        const struct unit_type_fact *fact = unit_type_fact((enum unit_type)i);

        if (section == UNIT_SECTION_COUNT || fact->section == section)
            offer(completion, fact->name, fact->name, ITEM_ENUM,
                  fact->documentation);
    }
}

static void offer_packages(struct completion *completion)
{
    struct lsp_workspace *workspace = &completion->server->workspace;

    lsp_workspace_update(workspace);
    for (uint32_t i = 0; i < workspace->package_count; i++)
        offer(completion, workspace->packages[i], workspace->packages[i],
              ITEM_MODULE, NULL);
}

/* A dependency is a unit of the kind that its list is for. */
static void offer_units(struct completion *completion, enum field_id field)
{
    struct lsp_workspace *workspace = &completion->server->workspace;

    lsp_workspace_update(workspace);
    for (uint32_t i = 0; i < workspace->unit_count; i++) {
        const struct lsp_unit *unit = &workspace->units[i];

        if (unit_section_fact(unit->kind)->dependency == field)
            offer(completion, unit->name, unit->name, ITEM_REFERENCE, NULL);
    }
}

static void offer_values(struct completion *completion,
                         const struct lsp_outline *outline)
{
    const struct member_fact *member = outline->member;
    const struct field_fact *fact = field_fact(member->field);

    if (outline->record == RECORD_DEPENDENCIES ||
        member->record == RECORD_DEPENDENCIES)
        offer_units(completion, member->field);
    else if (fact->value == VALUE_CHOICE)
        offer_choices(completion, fact->choices);
    else if (fact->value == VALUE_UNIT_TYPE)
        offer_types(completion, outline->section);
    else if (fact->value == VALUE_PACKAGE_NAME ||
             member->field == FIELD_MATCH_PACKAGE_NAME)
        offer_packages(completion);
    else if (fact->value == VALUE_BOOLEAN) {
        offer(completion, thoth_text_of("true"), thoth_text_of("true"),
              ITEM_VALUE, NULL);
        offer(completion, thoth_text_of("false"), thoth_text_of("false"),
              ITEM_VALUE, NULL);
    }
}

void lsp_completion(struct lsp_server *server, const json_t *parameters,
                    struct json_builder *builder, json_t *message)
{
    struct lsp_point point = lsp_point_of(server, parameters);
    json_t *result = json_value_object(builder, message, "result");
    struct completion completion = {
        .server = server,
        .builder = builder,
        .items = json_value_list(builder, result, "items"),
        .end = point.offset,
    };
    struct lsp_outline outline;

    if (point.document) {
        completion.text = lsp_document_text(point.document);
        if (lsp_outline_find(&outline, completion.text, point.offset)) {
            completion.start = outline.start;
            if (outline.member)
                offer_values(&completion, &outline);
            else
                offer_keys(&completion, &outline);
        }
    }
    json_value_bool(builder, result, "isIncomplete", completion.more);
}
