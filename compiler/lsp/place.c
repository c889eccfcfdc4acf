/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Places of the editor and of the compiler through byte offsets, and paths as
 * URIs (RFC 8089). Lines of the editor end at LF, CR LF or CR.
 */
#include "compiler/lsp/document.h"

#include "compiler/base/out_of_memory.h"

#include <stdlib.h>
#include <string.h>

static size_t line_break(const char *at, const char *end)
{
    if (*at == '\r')
        return at + 1 < end && at[1] == '\n' ? 2 : 1;
    return *at == '\n';
}

/* Bytes of the character at `at`, and how many columns it takes. */
static size_t character(const char *at, const char *end,
                        enum lsp_encoding encoding, uint32_t *columns)
{
    unsigned char first = (unsigned char)*at;
    size_t bytes = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;

    *columns = bytes == 4 && encoding == LSP_UTF16 ? 2 : 1;
    return bytes < (size_t)(end - at) ? bytes : (size_t)(end - at);
}

size_t lsp_offset(struct thoth_text text, enum lsp_encoding encoding,
                  struct lsp_place place)
{
    const char *at = text.at, *end = text.at + text.length;
    uint32_t column = 0;

    while (at < end && place.line) {
        size_t bytes = line_break(at, end);

        place.line -= bytes > 0;
        at += bytes ? bytes : 1;
    }
    while (at < end && column < place.character && !line_break(at, end)) {
        uint32_t columns;
        size_t bytes = character(at, end, encoding, &columns);

        at += bytes;
        column += columns;
    }
    return (size_t)(at - text.at);
}

struct lsp_place lsp_place_of(struct thoth_text text,
                              enum lsp_encoding encoding, size_t offset)
{
    const char *at = text.at, *end = text.at + text.length;
    const char *stop = text.at + offset;
    struct lsp_place place = {0};

    while (at < stop) {
        size_t bytes = line_break(at, end);
        uint32_t columns;

        if (bytes) {
            place = (struct lsp_place){.line = place.line + 1};
        } else {
            bytes = character(at, end, encoding, &columns);
            place.character += columns;
        }
        at += bytes;
    }
    return place;
}

size_t lsp_offset_of_span(const struct source_index *index, uint32_t line,
                          uint32_t column)
{
    size_t offset;

    return line && source_index_find(index, line, column, &offset)
               ? offset
               : index->text.length * (line > 0);
}

static int hex_digit(char digit)
{
    static const char DIGITS[] = "0123456789abcdef";
    const char *at = digit ? strchr(DIGITS, digit | 0x20) : NULL;

    if (digit >= '0' && digit <= '9')
        return digit - '0';
    return at ? (int)(at - DIGITS) : -1;
}

char *lsp_path_of_uri(const char *uri)
{
    static const char SCHEME[] = "file://";
    char *path, *to;

    if (strncmp(uri, SCHEME, sizeof SCHEME - 1) != 0)
        return NULL;
    uri = strchr(uri + sizeof SCHEME - 1, '/'); /* behind the host, if any */
    if (!uri)
        return NULL;
    path = to = memory_allocate(strlen(uri) + 1);
    while (*uri) {
        int high = *uri == '%' ? hex_digit(uri[1]) : -1;
        int low = high >= 0 ? hex_digit(uri[2]) : -1;

        *to++ = (char)(low >= 0 ? high << 4 | low : *uri);
        uri += low >= 0 ? 3 : 1;
    }
    *to = 0;
    return path;
}

char *lsp_uri_of_path(const char *path)
{
    static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
    static const char DIGITS[] = "0123456789ABCDEF";
    char *absolute = realpath(path, NULL);
    const char *from = absolute ? absolute : path;
    char *uri = malloc(strlen(from) * 3 + sizeof "file://"), *to = uri;

    if (uri) {
        to = stpcpy(uri, "file://");
        for (; *from; from++) {
            if (strchr(PLAIN, *from)) {
                *to++ = *from;
            } else {
                *to++ = '%';
                *to++ = DIGITS[(unsigned char)*from >> 4];
                *to++ = DIGITS[(unsigned char)*from & 15];
            }
        }
        *to = 0;
    }
    free(absolute);
    if (!uri)
        memory_ran_out();
    return uri;
}
