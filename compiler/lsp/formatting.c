/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Formatting: the whole text as `thothc fmt` lays it out, as one edit; none of
 * a text that is laid out already, or has mistakes.
 */
#include "compiler/driver/format_text.h"
#include "compiler/lsp/server.h"

static void add_edit(const struct lsp_server *server,
                     struct json_builder *builder, json_t *edits,
                     struct thoth_text text, struct thoth_text formatted)
{
    json_t *edit = json_value_object(builder, edits, NULL);

    lsp_add_range(server, builder, edit, "range", text, 0, text.length);
    json_value_text(builder, edit, "newText", formatted);
}

void lsp_formatting(struct lsp_server *server, const json_t *parameters,
                    struct json_builder *builder, json_t *message)
{
    struct lsp_range range = lsp_range_of(server, parameters);
    json_t *edits = json_value_list(builder, message, "result");
    struct yaml_limits limits = YAML_LIMITS_DEFAULT;
    struct diagnostic_list mistakes;
    struct thoth_text text, formatted;

    if (!range.document || !range.document->path)
        return;
    text = lsp_document_text(range.document);
    diagnostic_list_start(&mistakes, &server->scratch);
    if (format_text(text, thoth_text_of(range.document->path), &limits,
                    &server->scratch, &mistakes, &formatted) == FORMAT_DONE &&
        !thoth_text_equal(text, formatted))
        add_edit(server, builder, edits, text, formatted);
}
