/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Completion: keys that a record may still have, and values: the words of a
 * choice, unit types, names of packages, full names of units.
 */
#include "compiler/lsp/completion_items.h"
#include "compiler/lsp/outline.h"
#include "compiler/source/directory_listing.h"

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
            completion_offer(
                completion, fact->key,
                arena_format(&completion->server->scratch, "%s:", fact->key.at),
                ITEM_FIELD, fact->documentation);
    }
}

static void offer_types(struct completion *completion,
                        enum unit_section section)
{
    for (int i = 0; i < UNIT_TYPE_COUNT; i++) {
        const struct unit_type_fact *fact = unit_type_fact((enum unit_type)i);

        if (section == UNIT_SECTION_COUNT || fact->section == section)
            completion_offer(completion, fact->name, fact->name, ITEM_ENUM,
                             fact->documentation);
    }
}

/* A dependency is a unit of the kind that its list is for. */
static void offer_units(struct completion *completion, enum field_id field)
{
    struct lsp_workspace *workspace = &completion->server->workspace;

    lsp_workspace_update(workspace);
    for (uint32_t i = 0; i < workspace->unit_count; i++) {
        const struct lsp_unit *unit = &workspace->units[i];

        if (unit_section_fact(unit->kind)->dependency == field)
            completion_offer(completion, unit->name, unit->name, ITEM_REFERENCE,
                             NULL);
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
        completion_offer_choices(completion, fact->choices);
    else if (fact->value == VALUE_UNIT_TYPE)
        offer_types(completion, outline->section);
    else if (fact->value == VALUE_PACKAGE_NAME ||
             member->field == FIELD_MATCH_PACKAGE_NAME)
        completion_offer_packages(completion);
    else if (fact->value == VALUE_BOOLEAN) {
        completion_offer(completion, thoth_text_of("true"),
                         thoth_text_of("true"), ITEM_VALUE, NULL);
        completion_offer(completion, thoth_text_of("false"),
                         thoth_text_of("false"), ITEM_VALUE, NULL);
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
        if (point.document->path &&
            source_name_is_rx(thoth_text_of(point.document->path)))
            completion_offer_rx(&completion);
        else if (lsp_outline_find(&outline, completion.text, point.offset)) {
            completion.start = outline.start;
            if (outline.member)
                offer_values(&completion, &outline);
            else
                offer_keys(&completion, &outline);
        }
    }
    json_value_bool(builder, result, "isIncomplete", completion.more);
}
