/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The life of a session and the table of methods. One request at a time is
 * answered; memory of a request is given back behind it, and running short of
 * it fails the request alone.
 */
#include "compiler/lsp/server.h"

#include "compiler/base/out_of_memory.h"

#include <stdlib.h>
#include <string.h>

/* Error codes of JSON-RPC 2.0 and of LSP. */
enum error_code {
    ERROR_PARSE = -32700,
    ERROR_INVALID_REQUEST = -32600,
    ERROR_NO_METHOD = -32601,
    ERROR_INTERNAL = -32603,
    ERROR_NOT_INITIALIZED = -32002,
};

typedef void notification(struct lsp_server *server, const json_t *parameters);

const struct lsp_analysis *lsp_analysis_of(struct lsp_server *server,
                                           const struct lsp_document *document)
{
    if (server->analysis.document != document) {
        lsp_analysis_release(&server->analysis);
        server->analysis = (struct lsp_analysis){0};
        lsp_analyse(&server->analysis, document);
    }
    return &server->analysis;
}

static size_t offset_of(const struct lsp_server *server,
                        const struct lsp_document *document,
                        const json_t *position)
{
    json_int_t line = json_integer_value(json_object_get(position, "line"));
    json_int_t character =
        json_integer_value(json_object_get(position, "character"));
    struct lsp_place place = {
        line < 0 || line > UINT32_MAX ? UINT32_MAX : (uint32_t)line,
        character < 0 || character > UINT32_MAX ? UINT32_MAX
                                                : (uint32_t)character};

    return lsp_offset(lsp_document_text(document), server->documents.encoding,
                      place);
}

static const char *uri_of(const json_t *parameters)
{
    const char *uri = json_string_value(
        json_object_get(json_object_get(parameters, "textDocument"), "uri"));

    return uri ? uri : "";
}

struct lsp_point lsp_point_of(const struct lsp_server *server,
                              const json_t *parameters)
{
    struct lsp_point point = {
        .document = lsp_document_find(&server->documents, uri_of(parameters))};

    if (point.document)
        point.offset = offset_of(server, point.document,
                                 json_object_get(parameters, "position"));
    return point;
}

struct lsp_range lsp_range_of(const struct lsp_server *server,
                              const json_t *parameters)
{
    const json_t *given = json_object_get(parameters, "range");
    struct lsp_range range = {
        .document = lsp_document_find(&server->documents, uri_of(parameters))};

    if (range.document) {
        range.start =
            offset_of(server, range.document, json_object_get(given, "start"));
        range.end =
            offset_of(server, range.document, json_object_get(given, "end"));
    }
    return range;
}

static void did_open(struct lsp_server *server, const json_t *parameters)
{
    const json_t *document = json_object_get(parameters, "textDocument");
    const json_t *text = json_object_get(document, "text");

    if (*uri_of(parameters) && json_is_string(text))
        lsp_publish(
            server,
            lsp_document_set(
                &server->documents, uri_of(parameters), json_string_value(text),
                json_string_length(text),
                json_integer_value(json_object_get(document, "version"))));
}

/* Changes are whole texts: that is what the server asks for. */
static void did_change(struct lsp_server *server, const json_t *parameters)
{
    const json_t *changes = json_object_get(parameters, "contentChanges");
    const json_t *text = json_object_get(
        json_array_get(changes, json_array_size(changes) - 1), "text");
    const json_t *version =
        json_object_get(json_object_get(parameters, "textDocument"), "version");

    if (lsp_document_find(&server->documents, uri_of(parameters)) &&
        json_is_string(text))
        lsp_publish(server,
                    lsp_document_set(&server->documents, uri_of(parameters),
                                     json_string_value(text),
                                     json_string_length(text),
                                     json_integer_value(version)));
}

static void did_close(struct lsp_server *server, const json_t *parameters)
{
    lsp_document_close(&server->documents, uri_of(parameters));
    lsp_publish_nothing(server, uri_of(parameters));
}

static void files_changed(struct lsp_server *server, const json_t *parameters)
{
    (void)parameters;
    server->workspace.known = false;
}

static void nothing(struct lsp_server *server, const json_t *parameters)
{
    (void)server, (void)parameters;
}

static void shut_down(struct lsp_server *server, const json_t *parameters,
                      struct json_builder *builder, json_t *message)
{
    (void)parameters;
    server->finished = true;
    json_value_null(builder, message, "result");
}

struct method {
    const char *name;
    lsp_feature *feature;       /* of a request */
    notification *notification; /* or of a notification */
};

static const struct method METHODS[] = {
    {"initialize", lsp_initialize, NULL},
    {"initialized", NULL, nothing},
    {"shutdown", shut_down, NULL},
    {"textDocument/didOpen", NULL, did_open},
    {"textDocument/didChange", NULL, did_change},
    {"textDocument/didClose", NULL, did_close},
    {"textDocument/didSave", NULL, files_changed},
    {"workspace/didChangeWatchedFiles", NULL, files_changed},
    {"textDocument/hover", lsp_hover, NULL},
    {"textDocument/completion", lsp_completion, NULL},
    {"textDocument/definition", lsp_definition, NULL},
    {"textDocument/codeAction", lsp_code_action, NULL},
    {"textDocument/formatting", lsp_formatting, NULL},
};

static const struct method *find_method(const char *name)
{
    for (size_t i = 0; i < sizeof METHODS / sizeof *METHODS; i++)
        if (!strcmp(METHODS[i].name, name))
            return &METHODS[i];
    return NULL;
}

/* Answers go to a request by its number or text; a broken one has none. */
static json_t *start_answer(struct json_builder *builder, const json_t *id)
{
    json_t *message = json_value_start(builder);

    json_value_string(builder, message, "jsonrpc", "2.0");
    if (json_is_integer(id) &&
        json_object_set_new(message, "id",
                            json_integer(json_integer_value(id))))
        memory_ran_out();
    if (json_is_string(id))
        json_value_string(builder, message, "id", json_string_value(id));
    if (!json_is_integer(id) && !json_is_string(id))
        json_value_null(builder, message, "id");
    return message;
}

static void refuse(struct lsp_server *server, const json_t *id,
                   enum error_code code, const char *reason)
{
    struct json_builder builder;
    json_t *message = start_answer(&builder, id);
    json_t *error = json_value_object(&builder, message, "error");

    if (json_object_set_new(error, "code", json_integer(code)))
        memory_ran_out();
    json_value_string(&builder, error, "message", reason);
    server->lost |= !lsp_channel_write(&server->channel, &builder);
}

static void answer(struct lsp_server *server, const struct method *method,
                   const json_t *id, const json_t *parameters)
{
    struct json_builder builder;
    json_t *message = start_answer(&builder, id);

    method->feature(server, parameters, &builder, message);
    server->lost |= !lsp_channel_write(&server->channel, &builder);
}

static void handle(struct lsp_server *server, const json_t *request)
{
    const char *name = json_string_value(json_object_get(request, "method"));
    const json_t *id = json_object_get(request, "id");
    const json_t *parameters = json_object_get(request, "params");
    const struct method *method = name ? find_method(name) : NULL;
    bool first = method && method->feature == lsp_initialize;

    if (!name && !json_object_get(request, "result") &&
        !json_object_get(request, "error"))
        refuse(server, id, ERROR_INVALID_REQUEST, "a message has no method");
    else if (id && name && !server->ready && !first)
        refuse(server, id, ERROR_NOT_INITIALIZED,
               "the server waits for 'initialize'");
    else if (id && name && (server->finished || (first && server->ready)))
        refuse(server, id, ERROR_INVALID_REQUEST,
               "this is not expected any more");
    else if (id && name && (!method || !method->feature))
        refuse(server, id, ERROR_NO_METHOD, "there is no such request");
    else if (id && name)
        answer(server, method, id, parameters);
    else if (method && method->notification && server->ready)
        method->notification(server, parameters);
}

static void serve_one(struct lsp_server *server, const json_t *request)
{
    struct memory_guard guard;

    if (!MEMORY_GUARD_ENTER(&guard)) {
        handle(server, request);
        memory_guard_leave(&guard);
    } else if (json_object_get(request, "id")) {
        refuse(server, json_object_get(request, "id"), ERROR_INTERNAL,
               "out of memory");
    }
    lsp_analysis_release(&server->analysis);
    server->analysis = (struct lsp_analysis){0};
    arena_reset(&server->scratch);
}

static bool is_exit(const json_t *request)
{
    const char *name = json_string_value(json_object_get(request, "method"));

    return name && !strcmp(name, "exit");
}

int lsp_serve(struct lsp_server *server)
{
    for (;;) {
        json_t *request;
        bool last;

        switch (lsp_channel_read(&server->channel, &request)) {
        case LSP_NO_JSON:
            refuse(server, NULL, ERROR_PARSE, "a message is no JSON");
            continue;
        case LSP_MESSAGE:
            break;
        case LSP_END:
            fputs("thothc lsp: the editor went without a good-bye\n", stderr);
            return 2;
        case LSP_BROKEN:
            fputs("thothc lsp: expected a header with a Content-Length of at "
                  "most 64 MiB; this command is started by an editor\n",
                  stderr);
            return 2;
        }
        last = is_exit(request);
        if (!last)
            serve_one(server, request);
        json_decref(request);
        if (last)
            return server->finished ? 0 : 2;
        if (server->lost) {
            fputs("thothc lsp: the editor does not read any more\n", stderr);
            return 2;
        }
    }
}

void lsp_server_release(struct lsp_server *server)
{
    lsp_analysis_release(&server->analysis);
    arena_release(&server->scratch);
    lsp_workspace_release(&server->workspace);
    lsp_documents_release(&server->documents);
}
