/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One mark about every kilobyte says which line and column the text has there;
 * from the last mark before a place it is a short walk.
 */
#include "compiler/base/source_index.h"

#include "runtime/unicode.h"

#include <string.h>

enum {
    MARK_DISTANCE = 1024, /* bytes */
};

struct source_mark {
    size_t offset;
    uint32_t line, column;
};

size_t source_break_length(const char *at, const char *end)
{
    size_t left = (size_t)(end - at);

    if (left == 0)
        return 0;
    if (*at == '\n')
        return 1;
    if (*at == '\r')
        return left >= 2 && at[1] == '\n' ? 2 : 1;
    if (left >= 2 && memcmp(at, "\xc2\x85", 2) == 0)
        return 2;
    if (left >= 3 && memcmp(at, "\xe2\x80", 2) == 0 &&
        (at[2] == '\xa8' || at[2] == '\xa9'))
        return 3;
    return 0;
}

/* Moves a mark past one character or line break. */
static void advance(struct source_mark *mark, struct thoth_text text)
{
    const char *at = text.at + mark->offset, *end = text.at + text.length;
    size_t length = source_break_length(at, end);

    if (length > 0) {
        mark->offset += length;
        mark->line++;
        mark->column = 1;
    } else {
        unicode_decode(&at, end);
        mark->offset = (size_t)(at - text.at);
        mark->column++;
    }
}

void source_index_make(struct source_index *index, struct arena *arena,
                       struct thoth_text text)
{
    struct source_mark mark = {0, 1, 1};
    size_t next = 0;

    if (text.length >= 3 && memcmp(text.at, "\xef\xbb\xbf", 3) == 0)
        mark.offset = 3;
    *index = (struct source_index){.text = text};
    index->marks = ARENA_NEW_ARRAY(arena, struct source_mark,
                                   text.length / MARK_DISTANCE + 1);
    for (; mark.offset <= text.length; advance(&mark, text)) {
        if (mark.offset >= next) {
            index->marks[index->count++] = mark;
            next = mark.offset + MARK_DISTANCE;
        }
        if (mark.offset == text.length)
            break;
    }
}

static bool is_after(const struct source_mark *mark, uint32_t line,
                     uint32_t column)
{
    return mark->line > line || (mark->line == line && mark->column > column);
}

bool source_index_find(const struct source_index *index, uint32_t line,
                       uint32_t column, size_t *offset)
{
    const char *end = index->text.at + index->text.length;
    size_t low = 0, high = index->count;
    struct source_mark mark;

    if (line == 0 || column == 0)
        return false;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (is_after(&index->marks[middle], line, column))
            high = middle;
        else
            low = middle;
    }
    mark = index->marks[low];
    while (mark.offset < index->text.length &&
           (mark.line < line || mark.column < column)) {
        if (mark.line == line &&
            source_break_length(index->text.at + mark.offset, end) > 0)
            break;
        advance(&mark, index->text);
    }
    *offset = mark.offset;
    return mark.line == line;
}
