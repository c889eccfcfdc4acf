/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading a text of PEP 508 from left to right. The first fault found stays.
 */
#ifndef RESOLVER_REQUIREMENT_SCANNER_H
#define RESOLVER_REQUIREMENT_SCANNER_H

#include "resolver/requirement/marker.h"

struct scanner {
    struct thoth_text text;
    size_t at;
    struct marker_fault fault; /* message NULL: none */
};

static inline char scanner_char(const struct scanner *scanner)
{
    return scanner->at < scanner->text.length ? scanner->text.at[scanner->at]
                                              : '\0';
}

static inline bool scanner_done(const struct scanner *scanner)
{
    return scanner->at >= scanner->text.length;
}

static inline void scanner_skip_space(struct scanner *scanner)
{
    while (scanner_char(scanner) == ' ' || scanner_char(scanner) == '\t')
        scanner->at++;
}

/* Takes one character if it is next. */
static inline bool scanner_take(struct scanner *scanner, char c)
{
    if (scanner_done(scanner) || scanner_char(scanner) != c)
        return false;
    scanner->at++;
    return true;
}

/* Letters, digits and underscore: what does not end a word. */
static inline bool scanner_is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z') || c == '_';
}

/* False, for the convenience of the caller. */
static inline bool scanner_fail(struct scanner *scanner, const char *message)
{
    if (!scanner->fault.message)
        scanner->fault = (struct marker_fault){scanner->at, message};
    return false;
}

/* The marker from here to the end of the text, or NULL with a fault. */
const struct marker *scanner_marker(struct scanner *scanner,
                                    struct arena *arena);

#endif
