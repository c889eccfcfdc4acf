/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What editor and server agree on at the start: folders, how columns are
 * counted, and what the server can do.
 */
#include "compiler/lsp/server.h"

#include <stdlib.h>
#include <string.h>

static void add_folder(struct lsp_server *server, const char *uri)
{
    char *path = uri ? lsp_path_of_uri(uri) : NULL;

    if (path)
        lsp_workspace_add(&server->workspace, path);
    free(path);
}

static void take_folders(struct lsp_server *server, const json_t *parameters)
{
    const json_t *folders = json_object_get(parameters, "workspaceFolders");

    for (size_t i = 0; i < json_array_size(folders); i++)
        add_folder(server, json_string_value(json_object_get(
                               json_array_get(folders, i), "uri")));
    if (!json_array_size(folders))
        add_folder(server,
                   json_string_value(json_object_get(parameters, "rootUri")));
}

/* Columns as characters need no counting; all editors can UTF-16. */
static void choose_encoding(struct lsp_server *server, const json_t *parameters)
{
    const json_t *offered = json_object_get(
        json_object_get(json_object_get(parameters, "capabilities"), "general"),
        "positionEncodings");

    for (size_t i = 0; i < json_array_size(offered); i++) {
        const char *name = json_string_value(json_array_get(offered, i));

        if (name && !strcmp(name, "utf-32"))
            server->documents.encoding = LSP_UTF32;
    }
}

void lsp_initialize(struct lsp_server *server, const json_t *parameters,
                    struct json_builder *builder, json_t *message)
{
    json_t *result = json_value_object(builder, message, "result");
    json_t *can = json_value_object(builder, result, "capabilities");
    json_t *sync, *completion, *triggers, *about, *kinds;

    take_folders(server, parameters);
    choose_encoding(server, parameters);
    json_value_string(builder, can, "positionEncoding",
                      server->documents.encoding == LSP_UTF32 ? "utf-32"
                                                              : "utf-16");
    sync = json_value_object(builder, can, "textDocumentSync");
    json_value_bool(builder, sync, "openClose", true);
    json_value_number(builder, sync, "change", 1); /* whole texts */
    json_value_bool(builder, sync, "save", true);
    json_value_bool(builder, can, "hoverProvider", true);
    completion = json_value_object(builder, can, "completionProvider");
    triggers = json_value_list(builder, completion, "triggerCharacters");
    json_value_string(builder, triggers, NULL, " ");
    json_value_bool(builder, can, "definitionProvider", true);
    json_value_bool(builder, can, "documentFormattingProvider", true);
    kinds = json_value_list(
        builder, json_value_object(builder, can, "codeActionProvider"),
        "codeActionKinds");
    json_value_string(builder, kinds, NULL, "quickfix");
    about = json_value_object(builder, result, "serverInfo");
    json_value_string(builder, about, "name", "thothc");
    json_value_string(builder, about, "version", PACKAGE_VERSION);
    server->ready = true;
}
