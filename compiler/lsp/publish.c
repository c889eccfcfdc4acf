/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Findings as the protocol writes them.
 */
#include "compiler/lsp/server.h"

#include <stdlib.h>

void lsp_add_range(const struct lsp_server *server,
                   struct json_builder *builder, json_t *to, const char *key,
                   struct thoth_text text, size_t start, size_t end)
{
    const size_t offsets[] = {start, end < start ? start : end};
    static const char *const NAMES[] = {"start", "end"};
    json_t *range = json_value_object(builder, to, key);

    for (int i = 0; i < 2; i++) {
        struct lsp_place place =
            lsp_place_of(text, server->documents.encoding, offsets[i]);
        json_t *position = json_value_object(builder, range, NAMES[i]);

        json_value_number(builder, position, "line", place.line);
        json_value_number(builder, position, "character", place.character);
    }
}

void lsp_add_span(const struct lsp_server *server, struct json_builder *builder,
                  json_t *to, const char *key, const struct source_index *index,
                  struct span span)
{
    lsp_add_range(server, builder, to, key, index->text,
                  lsp_offset_of_span(index, span.line, span.column),
                  lsp_offset_of_span(index, span.end_line, span.end_column));
}

/* As LSP numbers severities. */
static unsigned severity_number(enum severity severity)
{
    return severity == SEVERITY_ERROR     ? 1
           : severity == SEVERITY_WARNING ? 2
                                          : 3;
}

/* The message with its notes, which the protocol has no place for. */
static struct thoth_text full_message(struct arena *arena,
                                      const struct diagnostic *finding)
{
    struct thoth_text text = finding->message;

    for (const struct diagnostic_note *note = finding->notes; note;
         note = note->next)
        text =
            arena_format(arena, "%.*s\nnote: %.*s", (int)text.length, text.at,
                         (int)note->message.length, note->message.at);
    return text;
}

/* Places in the same document; those elsewhere stand in their message. */
static void add_places(const struct lsp_server *server,
                       struct json_builder *builder, json_t *to,
                       const struct lsp_analysis *analysis,
                       const struct diagnostic *finding)
{
    json_t *list = NULL;

    for (const struct diagnostic_place *place = finding->secondary; place;
         place = place->next) {
        json_t *entry, *location;

        if (place->path.length)
            continue;
        if (!list)
            list = json_value_list(builder, to, "relatedInformation");
        entry = json_value_object(builder, list, NULL);
        location = json_value_object(builder, entry, "location");
        json_value_string(builder, location, "uri", analysis->document->uri);
        lsp_add_span(server, builder, location, "range", &analysis->index,
                     place->span);
        json_value_text(builder, entry, "message", place->message);
    }
}

void lsp_add_finding(const struct lsp_server *server,
                     struct json_builder *builder, json_t *list,
                     const struct lsp_analysis *analysis,
                     const struct diagnostic *finding)
{
    const struct diagnostic_fact *fact = diagnostic_fact(finding->code);
    json_t *entry = json_value_object(builder, list, NULL);

    lsp_add_span(server, builder, entry, "range", &analysis->index,
                 finding->span);
    json_value_number(builder, entry, "severity",
                      severity_number(fact->severity));
    json_value_string(builder, entry, "code", fact->code);
    json_value_string(builder, entry, "source", "thothc");
    json_value_text(
        builder, entry, "message",
        full_message((struct arena *)(uintptr_t)&server->scratch, finding));
    add_places(server, builder, entry, analysis, finding);
}

static json_t *start_message(struct json_builder *builder, const char *uri,
                             json_t **list)
{
    json_t *message = json_value_start(builder), *parameters;

    json_value_string(builder, message, "jsonrpc", "2.0");
    json_value_string(builder, message, "method",
                      "textDocument/publishDiagnostics");
    parameters = json_value_object(builder, message, "params");
    json_value_string(builder, parameters, "uri", uri);
    *list = json_value_list(builder, parameters, "diagnostics");
    return parameters;
}

void lsp_publish(struct lsp_server *server, const struct lsp_document *document)
{
    const struct lsp_analysis *analysis = lsp_analysis_of(server, document);
    struct json_builder builder;
    json_t *list, *parameters = start_message(&builder, document->uri, &list);

    if (document->version >= 0)
        json_value_number(&builder, parameters, "version",
                          (uint64_t)document->version);
    for (const struct diagnostic *one = analysis->findings.first; one;
         one = one->next)
        lsp_add_finding(server, &builder, list, analysis, one);
    server->lost |= !lsp_channel_write(&server->channel, &builder);
}

void lsp_publish_nothing(struct lsp_server *server, const char *uri)
{
    struct json_builder builder;
    json_t *list;

    start_message(&builder, uri, &list);
    server->lost |= !lsp_channel_write(&server->channel, &builder);
}
