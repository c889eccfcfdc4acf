/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Joining lines.
 */
#include "resolver/input/logical_line.h"

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

void logical_line_start(struct logical_line *line, struct arena *arena,
                        struct thoth_text bytes)
{
    static const char MARK[] = "\xEF\xBB\xBF";

    if (bytes.length >= 3 && !memcmp(bytes.at, MARK, 3)) {
        bytes.at += 3;
        bytes.length -= 3;
    }
    *line = (struct logical_line){.arena = arena, .rest = bytes, .next = 1};
}

/* A line of the file without its line break. */
static bool take(struct logical_line *line, struct thoth_text *taken)
{
    const char *end;

    if (!line->rest.length)
        return false;
    end = memchr(line->rest.at, '\n', line->rest.length);
    *taken = (struct thoth_text){
        line->rest.at, end ? (size_t)(end - line->rest.at) : line->rest.length};
    line->rest.at += taken->length + (end != NULL);
    line->rest.length -= taken->length + (end != NULL);
    if (taken->length && taken->at[taken->length - 1] == '\r')
        taken->length--;
    line->next++;
    return true;
}

static void append(struct logical_line *line, struct thoth_text text)
{
    if (line->part_count == line->part_room) {
        size_t room = line->part_room ? 2 * line->part_room : 4;
        struct line_part *grown =
            ARENA_NEW_ARRAY(line->arena, struct line_part, room);

        if (line->part_count)
            memcpy(grown, line->parts, line->part_count * sizeof *grown);
        line->parts = grown;
        line->part_room = room;
    }
    line->parts[line->part_count++] =
        (struct line_part){line->length, line->next - 1};
    if (line->length + text.length > line->room) {
        size_t room = 2 * (line->length + text.length) + 64;
        char *grown = arena_allocate(line->arena, room);

        if (line->length)
            memcpy(grown, line->text, line->length);
        line->text = grown;
        line->room = room;
    }
    if (text.length)
        memcpy(line->text + line->length, text.at, text.length);
    line->length += text.length;
}

static bool is_comment(struct thoth_text text)
{
    size_t i = 0;

    while (i < text.length && is_space(text.at[i]))
        i++;
    return i < text.length && text.at[i] == '#';
}

static void drop_comment(struct logical_line *line)
{
    for (size_t i = 0; i < line->length; i++)
        if (line->text[i] == '#' && (!i || is_space(line->text[i - 1]))) {
            line->length = i;
            break;
        }
    while (line->length && is_space(line->text[line->length - 1]))
        line->length--;
}

bool logical_line_next(struct logical_line *line)
{
    struct thoth_text text;
    bool any = false, goes_on = true;

    line->length = line->part_count = 0;
    while (goes_on && take(line, &text)) {
        any = true;
        goes_on = text.length && text.at[text.length - 1] == '\\' &&
                  !is_comment(text);
        /* A line that is a comment ends what went on, with a space between. */
        if (is_comment(text) && line->length)
            append(line, (struct thoth_text){" ", 1});
        if (goes_on)
            text.length--;
        append(line, text);
    }
    drop_comment(line);
    return any;
}

struct place logical_line_place(const struct logical_line *line,
                                struct thoth_text path, size_t offset)
{
    size_t part = 0;
    struct place place = {path, line->next ? line->next - 1 : 1, 1};

    if (!line->part_count)
        return place;
    while (part + 1 < line->part_count &&
           line->parts[part + 1].offset <= offset)
        part++;
    place.line = line->parts[part].line;
    return place_within(
        place,
        (struct thoth_text){line->text + line->parts[part].offset,
                            line->length > line->parts[part].offset
                                ? line->length - line->parts[part].offset
                                : 0},
        offset - line->parts[part].offset);
}
