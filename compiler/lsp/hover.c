/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hover: what the field under the pointer is, from the table of fields; on a
 * finding's code nothing is needed, editors show its text themselves.
 */
#include "compiler/lsp/server.h"

#include "compiler/lsp/tree_path.h"

static const char *const BINDING_TIMES[] = {"by the compiler", "once a request",
                                            "once a package version",
                                            "in each state"};

static struct thoth_text describe(struct arena *arena,
                                  const struct field_fact *fact)
{
    return arena_format(
        arena, "**%s**: %s\n\nExpected: %s. Decided %s; since %s.",
        fact->key.at, fact->documentation, value_expected(fact->value),
        BINDING_TIMES[fact->binding], fact->since);
}

/* What the text of a `type` stands for. */
static struct thoth_text describe_type(struct arena *arena,
                                       struct thoth_text name)
{
    enum unit_type type = unit_type_find(name);

    if (type == UNIT_TYPE_COUNT)
        return (struct thoth_text){0};
    return arena_format(arena, "**%s**: %s", unit_type_fact(type)->name.at,
                        unit_type_fact(type)->documentation);
}

void lsp_hover(struct lsp_server *server, const json_t *parameters,
               struct json_builder *builder, json_t *message)
{
    struct lsp_point point = lsp_point_of(server, parameters);
    struct thoth_text text = {0};
    struct lsp_tree_path path = {0};
    json_t *result, *contents;

    if (point.document)
        lsp_tree_path_find(&path, lsp_analysis_of(server, point.document),
                           point.offset);
    if (path.entry && path.value && path.entry->field == FIELD_UNIT_TYPE &&
        path.value->kind == AST_STRING)
        text = describe_type(&server->scratch, path.value->text);
    else if (path.entry && path.entry->field != FIELD_NONE)
        text = describe(&server->scratch,
                        field_fact((enum field_id)path.entry->field));
    if (!text.length) {
        json_value_null(builder, message, "result");
        return;
    }
    result = json_value_object(builder, message, "result");
    contents = json_value_object(builder, result, "contents");
    json_value_string(builder, contents, "kind", "markdown");
    json_value_text(builder, contents, "value", text);
    lsp_add_span(server, builder, result, "range", &server->analysis.index,
                 path.value ? path.value->span : path.entry->key->span);
}
