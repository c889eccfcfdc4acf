/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Line by line. A comment goes where the line it stands above goes, unless it
 * was aligned with a line before it.
 */
#include "compiler/format/yaml_format.h"

#include "compiler/format/yaml_lines.h"

#include <string.h>

/* The first line from `number` on that begins with a token, or NULL. */
static const struct yaml_line *next_tokens(const struct yaml_lines *lines,
                                           uint32_t number)
{
    for (; number < lines->count; number++)
        if (lines->lines[number].kind == YAML_LINE_TOKENS)
            return &lines->lines[number];
    return NULL;
}

/* The line above that is aligned with a comment, with nothing between them that
 * is indented less. */
static const struct yaml_line *aligned_above(const struct yaml_lines *lines,
                                             uint32_t number)
{
    uint32_t column = lines->lines[number].old;

    while (number-- > 0) {
        const struct yaml_line *line = &lines->lines[number];

        if (line->kind != YAML_LINE_TOKENS)
            continue;
        if (line->old == column)
            return line;
        if (line->old < column)
            return NULL;
    }
    return NULL;
}

static uint32_t comment_indent(const struct yaml_lines *lines, uint32_t number)
{
    const struct yaml_line *comment = &lines->lines[number];
    const struct yaml_line *next = next_tokens(lines, number);
    const struct yaml_line *above;

    if (next && next->flow)
        return comment->old > next->old
                   ? next->indent + comment->old - next->old
                   : next->indent;
    if (next && next->old == comment->old)
        return next->indent;
    above = aligned_above(lines, number);
    if (above)
        return above->indent;
    return next ? next->indent : 0;
}

static struct thoth_text trimmed(const char *start, const char *end)
{
    while (end > start && strchr(" \t", end[-1]))
        end--;
    return (struct thoth_text){start, (size_t)(end - start)};
}

static bool is_blank(const char *start, const char *end)
{
    return trimmed(start, end).length == 0;
}

/* What stands behind the last token of a line. */
static void write_end(struct text_builder *out, const char *at, const char *end)
{
    const char *comment = at;

    while (comment < end && strchr(" \t", *comment))
        comment++;
    if (comment > at && comment < end && *comment == '#') {
        text_builder_string(out, "  ");
        at = comment;
    }
    text_builder_text(out, trimmed(at, end));
}

static void write_tokens(struct text_builder *out, const struct yaml_line *line)
{
    const char *end = line->text.at + line->text.length;
    const char *at = line->text.at + line->old;
    bool spaced = false;

    text_builder_repeat(out, ' ', line->indent);
    for (const struct yaml_piece *piece = line->pieces; piece;
         piece = piece->next) {
        if (piece->start > at && spaced && is_blank(at, piece->start))
            text_builder_byte(out, ' ');
        else if (piece->start > at)
            text_builder_bytes(out, at, (size_t)(piece->start - at));
        if (piece->end > end) {
            struct thoth_text rest = {piece->start,
                                      (size_t)(end - piece->start)};

            text_builder_text(out,
                              line->kept ? rest : trimmed(piece->start, end));
            return;
        }
        text_builder_bytes(out, piece->start,
                           (size_t)(piece->end - piece->start));
        at = piece->end;
        spaced = piece->spaced;
    }
    write_end(out, at, end);
}

/* The end of a scalar and what stands behind it, or its middle. */
static void write_scalar(struct text_builder *out, const struct yaml_line *line)
{
    const char *start = line->text.at + line->old;
    const char *end = line->text.at + line->text.length;

    text_builder_repeat(out, ' ', line->indent);
    text_builder_text(
        out, line->kept ? (struct thoth_text){start, (size_t)(end - start)}
                        : trimmed(start, end));
}

static void write_content(struct text_builder *out,
                          const struct yaml_line *line)
{
    if (line->text.length <= line->dropped)
        return;
    text_builder_repeat(out, ' ', line->indent);
    text_builder_bytes(out, line->text.at + line->dropped,
                       line->text.length - line->dropped);
}

static void write_line(struct text_builder *out, const struct yaml_lines *lines,
                       uint32_t number)
{
    const struct yaml_line *line = &lines->lines[number];

    switch ((enum yaml_line_kind)line->kind) {
    case YAML_LINE_EMPTY:
        break;
    case YAML_LINE_COMMENT:
        text_builder_repeat(out, ' ', comment_indent(lines, number));
        text_builder_text(out, trimmed(line->text.at + line->old,
                                       line->text.at + line->text.length));
        break;
    case YAML_LINE_TOKENS:
        write_tokens(out, line);
        break;
    case YAML_LINE_SCALAR:
        write_scalar(out, line);
        break;
    case YAML_LINE_CONTENT:
        write_content(out, line);
        break;
    }
    text_builder_text(out, line->ending);
}

/* Does a unit begin here, or with the line below these comments? */
static bool begins_unit(const struct yaml_lines *lines, uint32_t number)
{
    uint32_t first = number;

    while (number < lines->count &&
           lines->lines[number].kind == YAML_LINE_COMMENT)
        number++;
    if (number == lines->count || !lines->lines[number].unit)
        return false;
    for (uint32_t i = first; i < number; i++)
        if (comment_indent(lines, i) != lines->lines[number].indent)
            return false;
    return first == 0 || lines->lines[first - 1].kind != YAML_LINE_COMMENT ||
           comment_indent(lines, first - 1) != lines->lines[number].indent;
}

bool yaml_format(struct thoth_text content, struct text_builder *out)
{
    struct yaml_lines lines;
    bool gap = false, any = false;

    if (!yaml_lines_read(&lines, content, out->arena))
        return false;
    for (uint32_t i = 0; i < lines.count; i++) {
        const struct yaml_line *line = &lines.lines[i];

        if (line->kind == YAML_LINE_EMPTY && !line->kept) {
            gap = true;
            continue;
        }
        if (any && (gap || begins_unit(&lines, i)))
            text_builder_byte(out, '\n');
        write_line(out, &lines, i);
        gap = false;
        any = true;
    }
    return true;
}
