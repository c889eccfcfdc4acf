/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Open documents, as a list: editors have few.
 */
#include "compiler/lsp/document.h"

#include "compiler/base/out_of_memory.h"

#include <stdlib.h>
#include <string.h>

static void release(struct lsp_document *document)
{
    free(document->uri);
    free(document->path);
    free(document->text);
    free(document);
}

void lsp_documents_release(struct lsp_documents *documents)
{
    while (documents->first) {
        struct lsp_document *next = documents->first->next;

        release(documents->first);
        documents->first = next;
    }
}

struct lsp_document *lsp_document_find(const struct lsp_documents *documents,
                                       const char *uri)
{
    struct lsp_document *document = documents->first;

    while (document && strcmp(document->uri, uri) != 0)
        document = document->next;
    return document;
}

static struct lsp_document *add(struct lsp_documents *documents,
                                const char *uri)
{
    struct lsp_document *document = memory_cleared(1, sizeof *document);

    document->next = documents->first;
    documents->first = document;
    document->uri = memory_allocate(strlen(uri) + 1);
    strcpy(document->uri, uri);
    document->path = lsp_path_of_uri(uri);
    return document;
}

struct lsp_document *lsp_document_set(struct lsp_documents *documents,
                                      const char *uri, const char *text,
                                      size_t length, int64_t version)
{
    struct lsp_document *document = lsp_document_find(documents, uri);
    char *copy = memory_allocate(length + 1);

    if (!document)
        document = add(documents, uri);
    memcpy(copy, text, length);
    copy[length] = 0;
    free(document->text);
    document->text = copy;
    document->length = length;
    document->version = version;
    return document;
}

void lsp_document_close(struct lsp_documents *documents, const char *uri)
{
    struct lsp_document **at = &documents->first;

    while (*at && strcmp((*at)->uri, uri) != 0)
        at = &(*at)->next;
    if (*at) {
        struct lsp_document *closed = *at;

        *at = closed->next;
        release(closed);
    }
}

struct thoth_text lsp_document_text(const struct lsp_document *document)
{
    return (struct thoth_text){document->text, document->length};
}
