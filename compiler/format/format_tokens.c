/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From the scanner's stretches to tokens. A comment behind a comma or semicolon
 * that its sentence needs stays there: it is moved from the token before it.
 */
#include "compiler/format/format_tokens.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/rx/rx_scan.h"

#include <string.h>

/* The state of reading; in the arena, so that unwinding finds it intact. */
struct reading {
    struct memory_guard guard;
    struct rx_scanner scanner;
    struct arena *arena;
    struct format_tokens *list;
    uint32_t room;
    uint32_t line;
    uint32_t line_feeds; /* since the last token or comment */
    struct format_comment *above, **above_end;
};

static struct format_token *add_token(struct reading *reading)
{
    struct format_tokens *list = reading->list;

    if (list->count + 1 >= reading->room) {
        uint32_t room = reading->room ? reading->room * 2 : 128;
        struct format_token *tokens;

        if (room > UINT32_MAX / 4)
            memory_ran_out();
        tokens = arena_allocate(reading->arena, room * sizeof *tokens);
        if (list->count)
            memcpy(tokens, list->tokens, list->count * sizeof *tokens);
        list->tokens = tokens;
        reading->room = room;
    }
    return &list->tokens[list->count];
}

static void take_token(struct reading *reading, int kind,
                       struct thoth_text text)
{
    struct format_token *token = add_token(reading);

    *token = (struct format_token){.kind = kind,
                                   .gap = reading->line_feeds > 1,
                                   .line = reading->line,
                                   .text = text,
                                   .above = reading->above};
    reading->above = NULL;
    reading->above_end = &reading->above;
    reading->line_feeds = 0;
    if (kind)
        reading->list->count++;
}

static void take_comment(struct reading *reading, struct thoth_text text)
{
    struct format_comment *comment =
        ARENA_NEW(reading->arena, struct format_comment);
    struct format_tokens *list = reading->list;

    while (strchr(" \t\r", text.at[text.length - 1]))
        text.length--;
    comment->text = text;
    comment->line = reading->line;
    comment->gap = reading->line_feeds > 1;
    if (list->count && !reading->line_feeds && !reading->above)
        list->tokens[list->count - 1].behind = comment;
    else
        *reading->above_end = comment, reading->above_end = &comment->next;
    reading->line_feeds = 0;
}

/* No other stretch has line feeds. */
static void take_blanks(struct reading *reading, struct thoth_text text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] == '\n') {
            reading->line_feeds++;
            reading->line++;
        }
}

static bool read_all(struct reading *reading, struct thoth_text content)
{
    size_t length;
    int kind;

    for (const char *at = content.at;; at += length) {
        struct thoth_text text;

        kind = rx_scanner_next(&reading->scanner, &length);
        text = (struct thoth_text){at, length};
        if (kind == RX_BLANK)
            take_blanks(reading, text);
        else if (kind == RX_COMMENT)
            take_comment(reading, text);
        else if (kind > RX_COMMENT)
            return false;
        else
            take_token(reading, kind, text);
        if (!kind)
            return true;
    }
}

static bool match_brackets(struct format_tokens *list, struct arena *arena)
{
    uint32_t *open = ARENA_NEW_ARRAY(arena, uint32_t, list->count + 1);
    uint32_t depth = 0;

    for (uint32_t i = 0; i < list->count; i++) {
        int kind = list->tokens[i].kind;

        if (kind == '(' || kind == '[' || kind == '{') {
            open[depth++] = i;
        } else if (kind == ')' || kind == ']' || kind == '}') {
            int opening = kind == ')' ? '(' : kind == ']' ? '[' : '{';

            if (!depth || list->tokens[open[depth - 1]].kind != opening)
                return false;
            list->tokens[open[--depth]].partner = i;
        }
    }
    return depth == 0;
}

static void move_remarks(struct format_tokens *list)
{
    for (uint32_t i = 0; i + 1 < list->count; i++) {
        struct format_token *token = &list->tokens[i], *next = token + 1;
        struct format_comment **end = &token->behind;

        if (!token->behind || (next->kind != ',' && next->kind != ';'))
            continue;
        while (*end)
            end = &(*end)->next;
        *end = next->above;
        while (*end)
            end = &(*end)->next;
        *end = next->behind;
        next->behind = token->behind;
        token->behind = next->above = NULL;
    }
}

bool format_tokens_read(struct format_tokens *list, struct thoth_text content,
                        struct arena *arena)
{
    struct reading *reading = ARENA_NEW(arena, struct reading);
    bool complete;

    *list = (struct format_tokens){0};
    reading->arena = arena;
    reading->list = list;
    reading->line = 1;
    reading->above_end = &reading->above;
    if (MEMORY_GUARD_ENTER(&reading->guard)) {
        rx_scanner_close(&reading->scanner);
        memory_ran_out();
    }
    rx_scanner_open(&reading->scanner, content);
    complete = read_all(reading, content);
    memory_guard_leave(&reading->guard);
    rx_scanner_close(&reading->scanner);
    if (!complete || !match_brackets(list, arena))
        return false;
    move_remarks(list);
    return true;
}
