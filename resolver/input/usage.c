/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Library usage, as static analysis of the sources finds it: a JSON object of
 * libraries with lists of the symbols used, by itself or below "report". And
 * labels, which the command line gives as KEY=VALUE.
 */
#include "resolver/input/project_reader.h"

/* Adds a library's symbols at the end of the list; the new end. */
static struct project_pair **read_library(struct project_reader *reader,
                                          const struct document_value *symbols,
                                          struct project_pair **end)
{
    const struct document_value *symbol;
    bool any = false;

    if (symbols->kind != DOCUMENT_LIST) {
        document_wrong(symbols, "a list", reader->problems);
        return end;
    }
    for (symbol = symbols->first; symbol; symbol = symbol->next) {
        if (symbol->kind != DOCUMENT_TEXT) {
            document_wrong(symbol, "a text", reader->problems);
            continue;
        }
        end = project_add_pair(reader, end, symbols->key, symbol->text);
        any = true;
    }
    if (!any)
        end = project_add_pair(reader, end, symbols->key,
                               (struct thoth_text){"", 0});
    return end;
}

void usage_read(struct project_reader *reader, struct thoth_text path,
                struct thoth_text bytes)
{
    const struct document_value *root =
        document_parse_json(reader->arena, path, bytes, reader->problems);
    const struct document_value *report = document_member(root, "report");
    const struct document_value *library;
    struct project_pair **end = &reader->project->usage;

    if (!root)
        return;
    if (root->kind != DOCUMENT_TABLE) {
        document_wrong(root, "a table", reader->problems);
        return;
    }
    if (report && report->kind == DOCUMENT_TABLE)
        root = report;
    for (library = root->first; library; library = library->next)
        end = read_library(reader, library, end);
}

static void read_label(struct project_reader *reader, struct thoth_text label)
{
    const char *sign =
        label.length ? memchr(label.at, '=', label.length) : NULL;
    size_t length = sign ? (size_t)(sign - label.at) : 0;

    if (!length) {
        problem_error(reader->problems, (struct place){0},
                      "write labels as KEY=VALUE", "'%.*s' is no label",
                      (int)label.length, label.at);
        return;
    }
    project_add_pair(reader, &reader->project->labels,
                     (struct thoth_text){label.at, length},
                     (struct thoth_text){sign + 1, label.length - length - 1});
}

void labels_read(struct project_reader *reader, const char *text)
{
    struct thoth_text rest = thoth_text_of(text);

    for (;;) {
        const char *comma =
            rest.length ? memchr(rest.at, ',', rest.length) : NULL;
        size_t length = comma ? (size_t)(comma - rest.at) : rest.length;

        read_label(reader, (struct thoth_text){rest.at, length});
        if (!comma)
            return;
        rest.at += length + 1;
        rest.length -= length + 1;
    }
}
