/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The documents that an editor has open, and places in them. The editor counts
 * lines and columns from 0, columns in units of UTF-16 or, if it asked so, in
 * characters; the compiler counts both from 1, columns in characters, and ends
 * lines where YAML does. Both are translated through byte offsets.
 */
#ifndef COMPILER_LSP_DOCUMENT_H
#define COMPILER_LSP_DOCUMENT_H

#include "compiler/base/arena.h"
#include "compiler/base/source_index.h"
#include "compiler/base/span.h"

#include <stdbool.h>

enum lsp_encoding { LSP_UTF16, LSP_UTF32 };

struct lsp_place {
    uint32_t line, character; /* from 0 */
};

struct lsp_document {
    char *uri;
    char *path; /* of the file; NULL if the URI is none of a file */
    char *text; /* what the editor shows */
    size_t length;
    int64_t version;
    struct lsp_document *next;
};

struct lsp_documents {
    struct lsp_document *first;
    enum lsp_encoding encoding;
};

void lsp_documents_release(struct lsp_documents *documents);

/* Opens a document, or gives an open one a new text, which is copied. Unwinds
 * when memory is short; then nothing has changed. */
struct lsp_document *lsp_document_set(struct lsp_documents *documents,
                                      const char *uri, const char *text,
                                      size_t length, int64_t version);
struct lsp_document *lsp_document_find(const struct lsp_documents *documents,
                                       const char *uri);
void lsp_document_close(struct lsp_documents *documents, const char *uri);

struct thoth_text lsp_document_text(const struct lsp_document *document);

/* The offset of a place, at most at the end of its line or text. */
size_t lsp_offset(struct thoth_text text, enum lsp_encoding encoding,
                  struct lsp_place place);

/* The place of an offset. */
struct lsp_place lsp_place_of(struct thoth_text text,
                              enum lsp_encoding encoding, size_t offset);

/* The offset of a line and column of the compiler. */
size_t lsp_offset_of_span(const struct source_index *index, uint32_t line,
                          uint32_t column);

/* The path of a `file:` URI, malloc'ed; NULL if it is none. The URI of a path,
 * which is made absolute, malloc'ed. They unwind when memory is short. */
char *lsp_path_of_uri(const char *uri);
char *lsp_uri_of_path(const char *path);

#endif
