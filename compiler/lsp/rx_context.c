/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Scans from the beginning, past comments and strings, and remembers the last
 * word or mark.
 */
#include "compiler/lsp/rx_context.h"

#include <stdbool.h>

struct scan {
    struct thoth_text text;
    size_t at, end;
    struct thoth_text last; /* word or mark before the place */
    unsigned depth;         /* of open braces */
    size_t word;            /* start of the word that reaches the end, or it */
    bool within;            /* a comment or string reaches the end */
};

static bool is_word(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_' || byte == '.' ||
           byte == '-' || byte == '$';
}

static void skip_comment(struct scan *scan)
{
    while (scan->at < scan->end && scan->text.at[scan->at] != '\n')
        scan->at++;
    scan->within = scan->at == scan->end;
}

static void skip_string(struct scan *scan)
{
    const char *bytes = scan->text.at;

    scan->last = (struct thoth_text){bytes + scan->at, 1};
    for (scan->at++; scan->at < scan->end && bytes[scan->at] != '\n';
         scan->at++) {
        if (bytes[scan->at] == '"')
            break;
        scan->at += bytes[scan->at] == '\\' && scan->at + 1 < scan->end;
    }
    scan->within = scan->at >= scan->end;
    scan->at += scan->at < scan->end;
}

static void take_word(struct scan *scan)
{
    size_t start = scan->at;

    while (scan->at < scan->end && is_word(scan->text.at[scan->at]))
        scan->at++;
    if (scan->at == scan->end)
        scan->word = start;
    else
        scan->last =
            (struct thoth_text){scan->text.at + start, scan->at - start};
}

static void take_mark(struct scan *scan)
{
    char mark = scan->text.at[scan->at];

    if (mark == '{')
        scan->depth++;
    if (mark == '}' && scan->depth)
        scan->depth--;
    scan->last = (struct thoth_text){scan->text.at + scan->at++, 1};
}

static void run(struct scan *scan)
{
    while (scan->at < scan->end) {
        char byte = scan->text.at[scan->at];

        if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r')
            scan->at++;
        else if (byte == '#')
            skip_comment(scan);
        else if (byte == '"')
            skip_string(scan);
        else if (is_word(byte))
            take_word(scan);
        else
            take_mark(scan);
    }
}

static unsigned expected_after(struct thoth_text last, unsigned depth)
{
    static const struct {
        const char *word;
        unsigned expects;
    } AFTER[] = {
        {"when", RX_EXPECTS_PREDICATE},
        {"and", RX_EXPECTS_PREDICATE},
        {"or", RX_EXPECTS_PREDICATE},
        {"not", RX_EXPECTS_PREDICATE},
        {"where", RX_EXPECTS_PREDICATE},
        {"if", RX_EXPECTS_PREDICATE},
        {"match", RX_EXPECTS_PACKAGE},
        {"with", RX_EXPECTS_PACKAGE},
        {"by", RX_EXPECTS_PACKAGE},
        {"given", RX_EXPECTS_PACKAGE},
        {"package", RX_EXPECTS_PACKAGE},
        {"resolved", RX_EXPECTS_PACKAGE},
        {"yield", RX_EXPECTS_PACKAGE},
        {"yields", RX_EXPECTS_PACKAGE},
        {"add", RX_EXPECTS_PACKAGE},
        {"adds", RX_EXPECTS_PACKAGE},
        {"as", RX_EXPECTS_PACKAGE},
        {"run", RX_EXPECTS_ACTION},
        {"is", RX_EXPECTS_OUTCOME},
        {"use", RX_EXPECTS_MODULE},
        {"score", RX_EXPECTS_NUMBER},
        {"then", RX_EXPECTS_NUMBER},
        {"else", RX_EXPECTS_NUMBER},
        {"+", RX_EXPECTS_NUMBER},
        {"*", RX_EXPECTS_NUMBER},
        {",", RX_EXPECTS_ACTION | RX_EXPECTS_PACKAGE},
        {"(", RX_EXPECTS_PREDICATE | RX_EXPECTS_NUMBER},
    };

    for (size_t i = 0; i < sizeof AFTER / sizeof *AFTER; i++)
        if (thoth_text_equal(last, thoth_text_of(AFTER[i].word)))
            return AFTER[i].expects;
    if (last.length && *last.at != ';' && *last.at != '{' && *last.at != '}')
        return 0;
    return depth ? RX_EXPECTS_CLAUSE | RX_EXPECTS_PACKAGE : RX_EXPECTS_ITEM;
}

struct rx_context rx_context_find(struct thoth_text text, size_t offset)
{
    struct scan scan = {.text = text, .end = offset, .word = offset};

    run(&scan);
    return (struct rx_context){
        scan.within ? 0 : expected_after(scan.last, scan.depth), scan.word};
}
