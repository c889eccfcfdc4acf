/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Only the scanner knows what is a comment: a `#` in a string is text.
 */
#include "compiler/rx/rx_comment.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/rx/rx_scan.h"
#include "runtime/unicode.h"

#include <limits.h>

/* A scanner under a guard, and where it is. */
struct search {
    struct memory_guard guard;
    struct rx_scanner scanner;
    struct arena *arena;
    struct yaml_comment *first, **last;
    const char *at;
    uint32_t line, column;
    bool begun; /* something stands before in the line */
};

static void add_comment(struct search *search, size_t length)
{
    struct yaml_comment *comment =
        ARENA_NEW(search->arena, struct yaml_comment);

    while (length && search->at[length - 1] == '\r')
        length--;
    comment->text = (struct thoth_text){search->at, length};
    comment->own_line = !search->begun;
    comment->span = (struct span){search->line, search->column, search->line,
                                  search->column};
    for (const char *at = search->at, *end = at + length; at < end;) {
        unicode_decode(&at, end);
        comment->span.end_column++;
    }
    *search->last = comment;
    search->last = &comment->next;
}

static void advance(struct search *search, size_t length)
{
    const char *end = search->at + length;

    while (search->at < end) {
        search->column++;
        if (unicode_decode(&search->at, end) != '\n')
            continue;
        search->line++;
        search->column = 1;
        search->begun = false;
    }
}

static void look(struct search *search)
{
    size_t length;
    int kind;

    while ((kind = rx_scanner_next(&search->scanner, &length))) {
        if (kind == RX_COMMENT)
            add_comment(search, length);
        else if (kind != RX_BLANK)
            search->begun = true;
        advance(search, length);
    }
}

struct yaml_comment *rx_comments(struct thoth_text content, struct arena *arena)
{
    struct search *search = ARENA_NEW(arena, struct search);

    if (content.length >= 3 && !memcmp(content.at, "\xef\xbb\xbf", 3)) {
        content.at += 3;
        content.length -= 3;
    }
    if (content.length > INT_MAX / 2)
        return NULL;
    search->arena = arena;
    search->last = &search->first;
    search->at = content.at;
    search->line = search->column = 1;
    if (MEMORY_GUARD_ENTER(&search->guard)) {
        rx_scanner_close(&search->scanner);
        memory_ran_out();
    }
    rx_scanner_open(&search->scanner, content);
    look(search);
    memory_guard_leave(&search->guard);
    rx_scanner_close(&search->scanner);
    return search->first;
}
