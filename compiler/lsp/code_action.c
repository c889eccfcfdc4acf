/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Quick fixes: the fixes of the findings that touch a range.
 */
#include "compiler/lsp/server.h"

struct fix_offer {
    const struct lsp_server *server;
    const struct lsp_analysis *analysis;
    struct json_builder *builder;
};

static void add_edits(const struct fix_offer *offer, json_t *action,
                      const struct diagnostic_fix *fix)
{
    struct json_builder *builder = offer->builder;
    json_t *changes = json_value_object(
        builder, json_value_object(builder, action, "edit"), "changes");
    json_t *list =
        json_value_list(builder, changes, offer->analysis->document->uri);

    for (const struct diagnostic_edit *edit = fix->edits; edit;
         edit = edit->next) {
        json_t *entry = json_value_object(builder, list, NULL);

        lsp_add_span(offer->server, builder, entry, "range",
                     &offer->analysis->index, edit->span);
        json_value_text(builder, entry, "newText", edit->text);
    }
}

static void add_action(const struct fix_offer *offer, json_t *actions,
                       const struct diagnostic *finding)
{
    json_t *action = json_value_object(offer->builder, actions, NULL);

    json_value_text(offer->builder, action, "title", finding->fix->title);
    json_value_string(offer->builder, action, "kind", "quickfix");
    lsp_add_finding(offer->server, offer->builder,
                    json_value_list(offer->builder, action, "diagnostics"),
                    offer->analysis, finding);
    json_value_bool(offer->builder, action, "isPreferred", finding->fix->safe);
    add_edits(offer, action, finding->fix);
}

static bool touches(const struct lsp_analysis *analysis, struct span span,
                    size_t start, size_t end)
{
    return lsp_offset_of_span(&analysis->index, span.line, span.column) <=
               end &&
           lsp_offset_of_span(&analysis->index, span.end_line,
                              span.end_column) >= start;
}

void lsp_code_action(struct lsp_server *server, const json_t *parameters,
                     struct json_builder *builder, json_t *message)
{
    struct lsp_range range = lsp_range_of(server, parameters);
    json_t *actions = json_value_list(builder, message, "result");
    struct fix_offer offer = {.server = server, .builder = builder};

    if (!range.document)
        return;
    offer.analysis = lsp_analysis_of(server, range.document);
    for (const struct diagnostic *one = offer.analysis->findings.first; one;
         one = one->next)
        if (one->fix && one->fix->edits &&
            touches(offer.analysis, one->span, range.start, range.end))
            add_action(&offer, actions, one);
}
