/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A cursor walks the source of a scalar along with its value. Runs of white
 * space count as one on both sides, which covers folding and indentation.
 */
#include "compiler/lint/place.h"

#include "runtime/unicode.h"

#include <string.h>

struct cursor {
    const char *at;
    const char *end;
    uint32_t line, column;
};

enum scalar_style {
    STYLE_PLAIN,
    STYLE_SINGLE,
    STYLE_DOUBLE,
    STYLE_BLOCK,
};

static void step(struct cursor *cursor)
{
    size_t length = source_break_length(cursor->at, cursor->end);

    if (length > 0) {
        cursor->at += length;
        cursor->line++;
        cursor->column = 1;
    } else {
        unicode_decode(&cursor->at, cursor->end);
        cursor->column++;
    }
}

static bool at_white(const struct cursor *cursor)
{
    if (cursor->at == cursor->end)
        return false;
    return *cursor->at == ' ' || *cursor->at == '\t' ||
           source_break_length(cursor->at, cursor->end) > 0;
}

static void skip_white(struct cursor *cursor)
{
    while (at_white(cursor))
        step(cursor);
}

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

enum { MOST_JUMPS = 256 };

/* Bytes that may begin a line break other than LF, or a byte order mark. */
static bool is_unusual(struct thoth_text content)
{
    static const unsigned char FIRST[] = {'\r', 0xc2, 0xe2, 0xef};

    for (size_t i = 0; i < sizeof FIRST; i++)
        if (memchr(content.at, FIRST[i], content.length))
            return true;
    return false;
}

static void start(struct place_finder *finder)
{
    finder->line = 1;
    finder->offset = 0;
    if (is_unusual(finder->content))
        source_index_make(&finder->index, finder->scratch, finder->content);
}

/* Moves to a line. */
static bool find_line(struct place_finder *finder, uint32_t line)
{
    const char *at, *end = finder->content.at + finder->content.length;

    if (line < finder->line) {
        finder->line = 1;
        finder->offset = 0;
        finder->jumps++;
    }
    while (finder->line < line) {
        at = finder->content.at + finder->offset;
        at = memchr(at, '\n', (size_t)(end - at));
        if (!at)
            return false;
        finder->offset = (size_t)(at + 1 - finder->content.at);
        finder->line++;
    }
    return true;
}

/* The offset of a line's column, or of the end of a line that is shorter. */
static bool find(struct place_finder *finder, uint32_t line, uint32_t column,
                 size_t *offset)
{
    const char *at, *end = finder->content.at + finder->content.length;

    if (!finder->line)
        start(finder);
    if (finder->jumps == MOST_JUMPS && !finder->index.marks)
        source_index_make(&finder->index, finder->scratch, finder->content);
    if (finder->index.marks)
        return source_index_find(&finder->index, line, column, offset);
    if (!line || !find_line(finder, line))
        return false;
    at = finder->content.at + finder->offset;
    for (; column > 1 && at < end && *at != '\n'; column--)
        unicode_decode(&at, end);
    *offset = (size_t)(at - finder->content.at);
    return true;
}

static bool cursor_start(struct place_finder *finder, struct span span,
                         struct cursor *cursor)
{
    size_t offset;

    if (!find(finder, span.line, span.column, &offset))
        return false;
    cursor->at = finder->content.at + offset;
    cursor->end = finder->content.at + finder->content.length;
    cursor->line = span.line;
    cursor->column = span.column;
    return cursor->at < cursor->end;
}

/* Past anchors, tags and what opens the scalar. A plain one has no tag; that of
 * a `.rx` text may begin with any operator. */
static enum scalar_style enter_scalar(struct cursor *cursor, bool plain)
{
    while (cursor->at < cursor->end &&
           (*cursor->at == '&' || (!plain && *cursor->at == '!'))) {
        while (cursor->at < cursor->end && !at_white(cursor))
            step(cursor);
        skip_white(cursor);
    }
    if (plain || cursor->at == cursor->end)
        return STYLE_PLAIN;
    switch (*cursor->at) {
    case '\'':
        step(cursor);
        return STYLE_SINGLE;
    case '"':
        step(cursor);
        return STYLE_DOUBLE;
    case '|':
    case '>':
        while (cursor->at < cursor->end &&
               source_break_length(cursor->at, cursor->end) == 0)
            step(cursor);
        return STYLE_BLOCK;
    default:
        return STYLE_PLAIN;
    }
}

/* Past what stands for nothing: the first indentation of a block, and line
 * breaks that a backslash takes away. The value goes on with no white space. */
static void settle(struct cursor *cursor, enum scalar_style style)
{
    struct cursor next = *cursor;

    if (style == STYLE_BLOCK)
        skip_white(cursor);
    if (style != STYLE_DOUBLE || next.at == next.end || *next.at != '\\')
        return;
    step(&next);
    if (next.at == next.end || source_break_length(next.at, next.end) == 0)
        return;
    skip_white(&next);
    *cursor = next;
}

/* A character that stands for itself behind a backslash. */
static bool follow_escape(struct cursor *cursor, const char **value)
{
    step(cursor);
    if (cursor->at == cursor->end || *cursor->at != **value ||
        (**value != '"' && **value != '\\' && **value != '/'))
        return false;
    step(cursor);
    ++*value;
    return true;
}

/* Moves both sides past the next character, or past a run of white space. */
static bool follow(struct cursor *cursor, enum scalar_style style,
                   const char **value, const char *end)
{
    const char *before;
    size_t length;

    if (is_white(**value)) {
        if (!at_white(cursor))
            return false;
        skip_white(cursor);
        while (*value < end && is_white(**value))
            ++*value;
        return true;
    }
    settle(cursor, style);
    if (cursor->at == cursor->end)
        return false;
    if (style == STYLE_DOUBLE && *cursor->at == '\\')
        return follow_escape(cursor, value);
    if (style == STYLE_SINGLE && *cursor->at == '\'')
        step(cursor);
    before = cursor->at;
    step(cursor);
    length = (size_t)(cursor->at - before);
    if (length > (size_t)(end - *value) || memcmp(before, *value, length) != 0)
        return false;
    *value += length;
    return true;
}

/* Moves on until the value has come to `stop`. */
static bool follow_to(struct cursor *cursor, enum scalar_style style,
                      const char **value, const char *stop)
{
    while (*value < stop)
        if (!follow(cursor, style, value, stop))
            return false;
    return true;
}

struct span place_part(struct place_finder *finder,
                       const struct ast_node *scalar, struct thoth_text part,
                       bool *exact)
{
    struct thoth_text text = scalar->text;
    const char *value = text.at;
    enum scalar_style style;
    struct cursor cursor;
    struct span span;
    bool found = false;

    if (cursor_start(finder, scalar->span, &cursor)) {
        style = enter_scalar(&cursor, scalar->plain);
        found = follow_to(&cursor, style, &value, part.at);
        settle(&cursor, style);
        span.line = cursor.line;
        span.column = cursor.column;
        found =
            found && follow_to(&cursor, style, &value, part.at + part.length);
        span.end_line = cursor.line;
        span.end_column = cursor.column;
    }
    if (exact)
        *exact = found;
    return found ? span : scalar->span;
}

static bool is_before(const struct cursor *cursor, uint32_t line,
                      uint32_t column)
{
    return cursor->line < line ||
           (cursor->line == line && cursor->column < column);
}

/* The entry's value that the cursor stands in, if it was written here. */
static bool in_value(const struct cursor *cursor, const struct ast_node *value)
{
    return !value->aliased &&
           !is_before(cursor, value->span.line, value->span.column) &&
           is_before(cursor, value->span.end_line, value->span.end_column);
}

static bool in_some_value(const struct cursor *cursor,
                          const struct ast_node *mapping)
{
    for (uint32_t i = 0; i < mapping->mapping.count; i++) {
        const struct ast_entry *entry = &mapping->mapping.entries[i];

        if (!entry->merged && in_value(cursor, entry->value))
            return true;
    }
    return false;
}

struct span place_merge_key(struct place_finder *finder,
                            const struct ast_node *mapping)
{
    struct cursor cursor;

    if (!cursor_start(finder, mapping->span, &cursor))
        return mapping->span;
    while (
        is_before(&cursor, mapping->span.end_line, mapping->span.end_column) &&
        cursor.end - cursor.at >= 2) {
        if (memcmp(cursor.at, "<<", 2) == 0 && !in_some_value(&cursor, mapping))
            return (struct span){cursor.line, cursor.column, cursor.line,
                                 cursor.column + 2};
        step(&cursor);
    }
    return mapping->span;
}

struct thoth_text place_source(struct place_finder *finder, struct span span)
{
    size_t first, end;

    if (!find(finder, span.line, span.column, &first) ||
        !find(finder, span.end_line, span.end_column, &end) || end < first)
        return (struct thoth_text){"", 0};
    return (struct thoth_text){finder->content.at + first, end - first};
}

const char *place_line_break(const struct place_finder *finder)
{
    struct thoth_text content = finder->content;
    const char *line_feed = memchr(content.at, '\n', content.length);
    const char *carriage_return = memchr(content.at, '\r', content.length);

    if (!carriage_return || (line_feed && line_feed < carriage_return))
        return "\n";
    return line_feed == carriage_return + 1 ? "\r\n" : "\r";
}
