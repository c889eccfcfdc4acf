/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lines are read as "indentation, dashes, key, colon, value". The parents of a
 * line are those above it that are indented less; below a dash the list's key
 * may stand in the dash's own column.
 */
#include "compiler/lsp/outline.h"

#include <string.h>

enum { MOST_PARENTS = 16 };

/* One line; columns are bytes from its start. */
struct outline_line {
    size_t start;  /* in the text */
    size_t column; /* of the key, or of what stands there */
    size_t dash;   /* column of the first dash, if `item` */
    bool item, blank;
    struct thoth_text key; /* empty: none */
    size_t value;          /* where in the text what follows begins */
};

static size_t line_start(struct thoth_text text, size_t offset)
{
    while (offset && text.at[offset - 1] != '\n')
        offset--;
    return offset;
}

static size_t line_end(struct thoth_text text, size_t offset)
{
    while (offset < text.length && text.at[offset] != '\n')
        offset++;
    return offset;
}

static bool is_key_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_';
}

static struct outline_line read_line(struct thoth_text text, size_t start)
{
    struct outline_line line = {.start = start};
    size_t end = line_end(text, start), at = start, word;

    for (;;) {
        while (at < end && text.at[at] == ' ')
            at++;
        if (at >= end || text.at[at] != '-' ||
            (at + 1 < end && text.at[at + 1] != ' '))
            break;
        if (!line.item)
            line.dash = at - start;
        line.item = true;
        at++;
    }
    line.column = at - start;
    line.blank =
        !line.item && (at == end || text.at[at] == '#' || text.at[at] == '\r');
    for (word = at; at < end && is_key_byte(text.at[at]);)
        at++;
    line.value = word;
    if (at > word && at < end && text.at[at] == ':' &&
        (at + 1 == end || strchr(" \r", text.at[at + 1]))) {
        line.key = (struct thoth_text){text.at + word, at - word};
        for (at++; at < end && text.at[at] == ' ';)
            at++;
        line.value = at;
    }
    return line;
}

/* The keys around a place, from the inmost outwards, and where they stand. */
struct parents {
    struct outline_line lines[MOST_PARENTS];
    uint32_t count;
};

static bool find_parents(struct parents *parents, struct thoth_text text,
                         const struct outline_line *from)
{
    size_t below = from->item ? from->dash + 1 : from->column;
    size_t start = from->start;

    parents->count = 0;
    while (start && below) {
        struct outline_line line;

        start = line_start(text, start - 1);
        line = read_line(text, start);
        if (line.blank || (line.column > below && !line.item))
            continue;
        if (line.key.length && line.column < below) {
            if (parents->count == MOST_PARENTS)
                return false;
            parents->lines[parents->count++] = line;
            below = line.item ? line.dash + 1 : line.column;
        } else if (line.item && line.dash < below && line.column == below) {
            below = line.dash + 1; /* the item that the place is in begins */
        }
    }
    return true;
}

/* The keys beside a line, within the same item; `wanted` is called for each. */
static void each_sibling(struct thoth_text text, struct outline_line line,
                         void (*visit)(void *user, struct outline_line line),
                         void *user)
{
    size_t column = line.column, start = line.start;
    bool first = line.item;

    while (start && !first) { /* up to where the record begins */
        struct outline_line above =
            read_line(text, line_start(text, start - 1));

        if (!above.blank && above.column < column)
            break;
        start = above.start;
        first = above.item && above.column == column;
    }
    for (first = true; start < text.length; first = false) {
        struct outline_line below = read_line(text, start);

        if (!below.blank && !first &&
            (below.column < column || (below.item && below.column == column)))
            break;
        if (below.column == column && below.key.length &&
            below.start != line.start)
            visit(user, below);
        start = line_end(text, below.start) + 1;
    }
}

static void keep_type(void *user, struct outline_line line)
{
    struct outline_line *type = user;

    if (thoth_text_equal(line.key, thoth_text_of("type")))
        *type = line;
}

/* The type of the unit that a key such as `match` belongs to. */
static enum unit_type type_beside(struct thoth_text text,
                                  const struct outline_line *line)
{
    struct outline_line type = {0};
    struct thoth_text name;

    each_sibling(text, *line, keep_type, &type);
    if (!type.key.length)
        return UNIT_TYPE_COUNT;
    name.at = text.at + type.value;
    name.length = 0;
    while (type.value + name.length < text.length &&
           (is_key_byte(name.at[name.length]) || name.at[name.length] == '.'))
        name.length++;
    return unit_type_find(name);
}

static const struct member_fact *member_of(struct thoth_text text,
                                           enum record_id record,
                                           const struct outline_line *line)
{
    const struct member_fact *member = record_member(record, line->key);
    enum unit_type type;

    if (!member || record != RECORD_UNIT ||
        (member->field != FIELD_UNIT_MATCH && member->field != FIELD_UNIT_RUN))
        return member;
    type = type_beside(text, line);
    if (type == UNIT_TYPE_COUNT)
        return NULL;
    return member->field == FIELD_UNIT_MATCH ? &unit_type_fact(type)->match
                                             : &unit_type_fact(type)->run;
}

/* Goes down the keys around a place; a `not` has the type of what is around. */
static const struct member_fact *descend(struct lsp_outline *outline,
                                         struct thoth_text text,
                                         const struct parents *parents)
{
    const struct member_fact *member = NULL;

    outline->record = RECORD_FILE;
    outline->section = UNIT_SECTION_COUNT;
    for (uint32_t i = parents->count; i-- > 0;) {
        const struct outline_line *line = &parents->lines[i];

        if (member && thoth_text_equal(line->key, thoth_text_of("not")))
            continue;
        if (member && member->target == RECORD_NONE)
            return NULL;
        if (member)
            outline->record = member->target;
        if (outline->record == RECORD_UNITS)
            outline->section = unit_section_find(line->key);
        member = member_of(text, outline->record, line);
        if (!member)
            return NULL;
    }
    return member;
}

static void keep_sibling(void *user, struct outline_line line)
{
    struct lsp_outline *outline = user;

    if (outline->sibling_count < 32)
        outline->siblings[outline->sibling_count++] = line.key;
}

static void take_word(struct lsp_outline *outline, struct thoth_text text,
                      size_t start, size_t offset)
{
    if (start < offset && strchr("\"'", text.at[start]))
        start++;
    if (start > offset)
        start = offset;
    outline->start = start;
    outline->word = (struct thoth_text){text.at + start, offset - start};
}

bool lsp_outline_find(struct lsp_outline *outline, struct thoth_text text,
                      size_t offset)
{
    struct outline_line line = read_line(text, line_start(text, offset));
    const struct member_fact *around;
    struct parents parents;

    memset(outline, 0, sizeof *outline);
    if (line.blank && line.column > offset - line.start)
        line.column = offset - line.start;
    if (!find_parents(&parents, text, &line))
        return false;
    around = descend(outline, text, &parents);
    if (parents.count && !around)
        return false;
    if (around && around->target == RECORD_NONE) { /* in a list of values */
        outline->member = around;
        take_word(outline, text, line.start + line.column, offset);
        return !line.key.length;
    }
    if (around)
        outline->record = around->target;
    if (line.key.length && offset >= line.value) {
        outline->member = member_of(text, outline->record, &line);
        take_word(outline, text, line.value, offset);
        return outline->member != NULL;
    }
    each_sibling(text, line, keep_sibling, outline);
    take_word(outline, text, line.start + line.column, offset);
    return true;
}
