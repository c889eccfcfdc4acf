/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Comments lie between tokens: a cursor goes over the text beside the scanner,
 * looks at what lies before each token and skips the token itself.
 */
#include "compiler/yaml/comment.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/base/source_index.h"
#include "runtime/unicode.h"

#include <string.h>
#include <yaml.h>

struct cursor {
    const char *at, *end;
    size_t index; /* in characters, as libyaml counts them */
    uint32_t line, column;
    bool blank;   /* nothing but blanks and `-` before it on its line */
    bool divided; /* a `#` here begins a comment */
    struct yaml_comment **last;
    struct arena *arena;
};

/* In the arena, not on the stack, so that unwinding finds it intact. */
struct scan {
    struct memory_guard guard;
    yaml_parser_t parser;
    yaml_token_t token;
};

static void advance(struct cursor *cursor)
{
    size_t length = source_break_length(cursor->at, cursor->end);
    bool space = *cursor->at == ' ' || *cursor->at == '\t';
    bool dash = *cursor->at == '-';

    if (length > 0) {
        cursor->index += length == 2 && *cursor->at == '\r' ? 2 : 1;
        cursor->at += length;
        cursor->line++;
        cursor->column = 1;
        cursor->blank = cursor->divided = true;
        return;
    }
    unicode_decode(&cursor->at, cursor->end);
    cursor->index++;
    cursor->column++;
    cursor->blank &= space || dash;
    cursor->divided = space;
}

static void take_comment(struct cursor *cursor)
{
    struct yaml_comment *comment =
        ARENA_NEW(cursor->arena, struct yaml_comment);

    comment->own_line = cursor->blank;
    comment->text.at = cursor->at;
    comment->span.line = comment->span.end_line = cursor->line;
    comment->span.column = cursor->column;
    while (cursor->at < cursor->end &&
           !source_break_length(cursor->at, cursor->end))
        advance(cursor);
    comment->text.length = (size_t)(cursor->at - comment->text.at);
    comment->span.end_column = cursor->column;
    *cursor->last = comment;
    cursor->last = &comment->next;
}

/* Goes on to a character that the scanner has reached. */
static void look_until(struct cursor *cursor, size_t index)
{
    while (cursor->at < cursor->end && cursor->index < index)
        if (*cursor->at == '#' && cursor->divided)
            take_comment(cursor);
        else
            advance(cursor);
}

static void skip_until(struct cursor *cursor, size_t index)
{
    while (cursor->at < cursor->end && cursor->index < index)
        advance(cursor);
}

static void look(struct scan *scan, struct cursor *cursor)
{
    yaml_token_type_t type;

    do {
        if (!yaml_parser_scan(&scan->parser, &scan->token))
            return;
        type = scan->token.type;
        look_until(cursor, scan->token.start_mark.index);
        skip_until(cursor, scan->token.end_mark.index);
        yaml_token_delete(&scan->token);
    } while (type != YAML_STREAM_END_TOKEN);
    look_until(cursor, SIZE_MAX);
}

struct yaml_comment *yaml_comments(struct thoth_text content,
                                   struct arena *arena)
{
    struct scan *scan = ARENA_NEW(arena, struct scan);
    struct yaml_comment *first = NULL;
    struct cursor cursor = {.at = content.at,
                            .end = content.at + content.length,
                            .line = 1,
                            .column = 1,
                            .blank = true,
                            .divided = true,
                            .last = &first,
                            .arena = arena};

    if (content.length >= 3 && memcmp(content.at, "\xef\xbb\xbf", 3) == 0)
        cursor.at += 3;
    if (!yaml_parser_initialize(&scan->parser))
        memory_ran_out();
    if (MEMORY_GUARD_ENTER(&scan->guard)) {
        yaml_token_delete(&scan->token);
        yaml_parser_delete(&scan->parser);
        memory_ran_out();
    }
    yaml_parser_set_input_string(
        &scan->parser, (const unsigned char *)content.at, content.length);
    look(scan, &cursor);
    memory_guard_leave(&scan->guard);
    yaml_parser_delete(&scan->parser);
    return first;
}
