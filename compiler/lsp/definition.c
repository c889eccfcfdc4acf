/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Go to definition: from a dependency to the unit of that name.
 */
#include "compiler/lsp/server.h"

#include "compiler/lsp/tree_path.h"

#include <stdlib.h>

/* The units of a workspace are found by line alone: their files need not be
 * open. */
static void add_unit(struct json_builder *builder, json_t *list,
                     const struct lsp_unit *unit)
{
    static const char *const ENDS[] = {"start", "end"};
    char *uri = lsp_uri_of_path(unit->path.at);
    json_t *location = json_value_object(builder, list, NULL), *range;

    json_value_string(builder, location, "uri", uri);
    free(uri);
    range = json_value_object(builder, location, "range");
    for (int i = 0; i < 2; i++) {
        json_t *place = json_value_object(builder, range, ENDS[i]);

        json_value_number(builder, place, "line", unit->line - 1);
        json_value_number(builder, place, "character", unit->column - 1);
    }
}

void lsp_definition(struct lsp_server *server, const json_t *parameters,
                    struct json_builder *builder, json_t *message)
{
    struct lsp_point point = lsp_point_of(server, parameters);
    json_t *list = json_value_list(builder, message, "result");
    struct lsp_tree_path path = {0};

    if (point.document)
        lsp_tree_path_find(&path, lsp_analysis_of(server, point.document),
                           point.offset);
    if (!path.value || path.value->kind != AST_STRING)
        return;
    lsp_workspace_update(&server->workspace);
    for (uint32_t i = 0; i < server->workspace.unit_count; i++) {
        const struct lsp_unit *unit = &server->workspace.units[i];

        if (unit_section_fact(unit->kind)->dependency == path.entry->field &&
            thoth_text_equal(unit->name, path.value->text))
            add_unit(builder, list, unit);
    }
}
