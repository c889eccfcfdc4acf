/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The language server: requests of an editor about prescriptions, answered one
 * after the other (LSP 3.17). Each feature is a function from parameters to a
 * result; the table of methods is in server.c.
 */
#ifndef COMPILER_LSP_SERVER_H
#define COMPILER_LSP_SERVER_H

#include "compiler/lsp/analysis.h"
#include "compiler/lsp/channel.h"
#include "compiler/lsp/document.h"
#include "compiler/lsp/workspace.h"

struct lsp_server {
    struct lsp_channel channel;
    struct lsp_documents documents;
    struct lsp_workspace workspace;
    struct lsp_analysis analysis; /* of the request at hand, */
    struct arena scratch;         /* as is this */
    bool ready;                   /* initialised, */
    bool finished;                /* and told to shut down */
    bool lost;                    /* an answer could not be written */
};

/* Serves until the editor ends the session. The exit status of the program: 0
 * if it was shut down as agreed. Unwinds when memory is short. */
int lsp_serve(struct lsp_server *server);
void lsp_server_release(struct lsp_server *server);

/* A place in a document, as a request's parameters give it. */
struct lsp_point {
    const struct lsp_document *document; /* NULL: not open */
    size_t offset;
};
struct lsp_point lsp_point_of(const struct lsp_server *server,
                              const json_t *parameters);

/* The same for a range. */
struct lsp_range {
    const struct lsp_document *document;
    size_t start, end;
};
struct lsp_range lsp_range_of(const struct lsp_server *server,
                              const json_t *parameters);

/* The analysis of a document, until the end of the request. */
const struct lsp_analysis *lsp_analysis_of(struct lsp_server *server,
                                           const struct lsp_document *document);

/* What features answer: they build `result` into the message, under `key`,
 * which is "result", and give null where there is nothing to say. */
typedef void lsp_feature(struct lsp_server *server, const json_t *parameters,
                         struct json_builder *builder, json_t *message);

lsp_feature lsp_initialize;
lsp_feature lsp_hover;
lsp_feature lsp_completion;
lsp_feature lsp_definition;
lsp_feature lsp_code_action;
lsp_feature lsp_formatting;

/* Sends what is wrong with a document; for one that is closed, nothing is. */
void lsp_publish(struct lsp_server *server,
                 const struct lsp_document *document);
void lsp_publish_nothing(struct lsp_server *server, const char *uri);

/* Add a range of the protocol: of byte offsets, of a span of the compiler. */
void lsp_add_range(const struct lsp_server *server,
                   struct json_builder *builder, json_t *to, const char *key,
                   struct thoth_text text, size_t start, size_t end);
void lsp_add_span(const struct lsp_server *server, struct json_builder *builder,
                  json_t *to, const char *key, const struct source_index *index,
                  struct span span);

/* Adds the protocol's form of a finding to a list. */
void lsp_add_finding(const struct lsp_server *server,
                     struct json_builder *builder, json_t *list,
                     const struct lsp_analysis *analysis,
                     const struct diagnostic *finding);

#endif
