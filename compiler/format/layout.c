/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two passes: from the end to the start, how wide things are; then writing.
 * What cannot stand on one line, a comment or the end of a line, is as wide as
 * nothing that fits.
 */
#include "compiler/format/layout.h"

#include "compiler/base/out_of_memory.h"

#include <string.h>

enum { ENDLESS = 1 << 20, INDENTATION = 2, FIRST_STEPS = 256 };

static struct layout_step *new_step(struct layout *layout,
                                    enum layout_kind kind)
{
    struct layout_step *step;

    if (layout->count == layout->room) {
        uint32_t room = layout->room ? layout->room * 2 : FIRST_STEPS;
        struct layout_step *steps;

        if (room > UINT32_MAX / 4)
            memory_ran_out();
        steps = arena_allocate(layout->arena, room * sizeof *steps);
        if (layout->count)
            memcpy(steps, layout->steps, layout->count * sizeof *steps);
        layout->steps = steps;
        layout->room = room;
    }
    step = &layout->steps[layout->count++];
    *step = (struct layout_step){.kind = (uint8_t)kind, .text = {"", 0}};
    return step;
}

void layout_add(struct layout *layout, enum layout_kind kind)
{
    new_step(layout, kind);
}

void layout_add_fill(struct layout *layout)
{
    new_step(layout, LAYOUT_GROUP)->fill = true;
}

static uint32_t columns(struct thoth_text text)
{
    uint32_t count = 0;

    for (size_t i = 0; i < text.length && count < ENDLESS; i++)
        count += ((unsigned char)text.at[i] & 0xc0) != 0x80;
    return count;
}

void layout_add_text(struct layout *layout, enum layout_kind kind,
                     struct thoth_text text)
{
    struct layout_step *step = new_step(layout, kind);

    step->text = text;
    step->width = columns(text);
}

void layout_add_word(struct layout *layout, const char *word)
{
    layout_add_text(layout, LAYOUT_TEXT, thoth_text_of(word));
}

static uint32_t sum(uint32_t left, uint32_t right)
{
    return left + right < ENDLESS ? left + right : ENDLESS;
}

/* The innermost open groups: the width of what was found in them, and the
 * columns from their end to where the line may end. */
struct measure {
    uint32_t *widths;
    uint32_t *behind;
    uint32_t depth;
};

static void measure_step(struct layout_step *step, uint32_t rest,
                         struct measure *measure)
{
    uint32_t *width = &measure->widths[measure->depth];

    step->rest = rest;
    switch ((enum layout_kind)step->kind) {
    case LAYOUT_TEXT:
    case LAYOUT_STRING:
        step->rest = sum(rest, step->width);
        *width = sum(*width, step->width);
        return;
    case LAYOUT_BREAK:
        *width = sum(*width, 1);
        step->rest = 0;
        return;
    case LAYOUT_SOFT:
        step->rest = 0;
        return;
    case LAYOUT_END:
        measure->widths[++measure->depth] = 0;
        measure->behind[measure->depth] = rest;
        return;
    case LAYOUT_GROUP:
        step->width = *width;
        step->behind = measure->behind[measure->depth--];
        measure->widths[measure->depth] =
            sum(measure->widths[measure->depth], step->width);
        return;
    case LAYOUT_LINE:
    case LAYOUT_GAP:
    case LAYOUT_COMMENT:
    case LAYOUT_REMARK:
        *width = ENDLESS;
        step->rest = 0;
        return;
    default:
        return;
    }
}

static void measure(struct layout *layout)
{
    struct measure measure = {
        .widths = ARENA_NEW_ARRAY(layout->arena, uint32_t, layout->count + 1),
        .behind = ARENA_NEW_ARRAY(layout->arena, uint32_t, layout->count + 1)};
    uint32_t rest = 0;

    for (uint32_t i = layout->count; i-- > 0;) {
        measure_step(&layout->steps[i], rest, &measure);
        rest = layout->steps[i].rest;
    }
}

enum group_mode { GROUP_FLAT, GROUP_BROKEN, GROUP_FILLED };

struct writing {
    const struct layout *layout;
    struct text_builder *out;
    uint32_t column;
    bool ended;      /* the line ends before anything else is written */
    bool gap;        /* and an empty one follows */
    bool begun;      /* something was written */
    uint32_t next;   /* indentation of the line that follows */
    uint8_t *groups; /* modes, innermost last; the first is that of no group */
    uint32_t group_count;
    uint32_t *indents;
    uint32_t indent_count;
};

static uint32_t indent_of(const struct writing *writing)
{
    return writing->indents[writing->indent_count];
}

/* The line ends before the next text, which is indented as of now. */
static void end_line(struct writing *writing)
{
    writing->ended = true;
    writing->next = indent_of(writing);
}

static void write_newline(struct writing *writing)
{
    text_builder_string(writing->out, writing->gap ? "\n\n" : "\n");
    text_builder_repeat(writing->out, ' ', writing->next);
    writing->column = writing->next;
    writing->gap = writing->ended = false;
}

/* A text of so many columns. */
static void write_wide(struct writing *writing, struct thoth_text text,
                       uint32_t width)
{
    if (writing->ended)
        write_newline(writing);
    writing->begun = true;
    text_builder_text(writing->out, text);
    writing->column += width;
}

static void write_text(struct writing *writing, struct thoth_text text)
{
    write_wide(writing, text, columns(text));
}

/* Where a string is parted: behind the last blank that leaves room for quotes,
 * or the first one, or at its end. */
static size_t part_of(struct thoth_text text, uint32_t room)
{
    size_t best = text.length;
    uint32_t used = 0;

    for (size_t i = 0; i < text.length; i++) {
        used += ((unsigned char)text.at[i] & 0xc0) != 0x80;
        if (text.at[i] != ' ' || i + 1 == text.length || text.at[i + 1] == ' ')
            continue;
        if (used > room && best != text.length)
            return best;
        best = i + 1;
        if (used > room)
            return best;
    }
    return best;
}

/* A string that does not fit becomes several, one below the other. */
static void write_string(struct writing *writing,
                         const struct layout_step *step)
{
    struct thoth_text left = {step->text.at + 1, step->text.length - 2};
    uint32_t start = indent_of(writing);
    uint32_t behind = step->rest - step->width;

    if (start + step->width + behind <= LAYOUT_WIDTH) {
        write_wide(writing, step->text, step->width);
        return;
    }
    if (start + 20 > LAYOUT_WIDTH)
        start = LAYOUT_WIDTH - 20;
    while (start + columns(left) + 2 + behind > LAYOUT_WIDTH) {
        size_t length = part_of(left, LAYOUT_WIDTH - 2 - start);

        if (length == left.length)
            break;
        write_text(writing, thoth_text_of("\""));
        write_text(writing, (struct thoth_text){left.at, length});
        write_text(writing, thoth_text_of("\""));
        end_line(writing);
        left.at += length;
        left.length -= length;
    }
    write_text(writing, thoth_text_of("\""));
    write_text(writing, left);
    write_text(writing, thoth_text_of("\""));
}

/* The columns from a break to the next one of the same group, or to what
 * follows the group. */
static uint32_t part_width(const struct layout *layout, uint32_t number)
{
    uint32_t width = 0, depth = 0;

    for (uint32_t i = number + 1; i < layout->count && width < ENDLESS; i++) {
        const struct layout_step *step = &layout->steps[i];

        if (depth == 0 &&
            (step->kind == LAYOUT_BREAK || step->kind == LAYOUT_SOFT))
            return width;
        if (depth == 0 && step->kind == LAYOUT_END)
            return sum(width, step->rest);
        if (step->kind == LAYOUT_END) {
            depth--;
        } else if (step->kind == LAYOUT_GROUP) {
            width = sum(width, depth++ ? 0 : step->width);
        } else if (depth == 0 && step->kind >= LAYOUT_LINE &&
                   step->kind <= LAYOUT_REMARK) {
            return step->kind == LAYOUT_REMARK ? width : ENDLESS;
        } else if (depth == 0) {
            width = sum(width, step->width);
        }
    }
    return width;
}

static void write_break(struct writing *writing, uint32_t number)
{
    bool blank = writing->layout->steps[number].kind == LAYOUT_BREAK;
    uint8_t mode = writing->groups[writing->group_count];
    uint32_t width;

    if (writing->ended) {
        end_line(writing);
        return;
    }
    if (mode == GROUP_FILLED) {
        width = part_width(writing->layout, number);
        mode = writing->column + blank + width > LAYOUT_WIDTH ? GROUP_BROKEN
                                                              : GROUP_FLAT;
    }
    if (mode == GROUP_BROKEN)
        end_line(writing);
    else if (blank)
        write_text(writing, thoth_text_of(" "));
}

static void begin_group(struct writing *writing, const struct layout_step *step)
{
    uint32_t start = writing->ended ? writing->next : writing->column;
    uint8_t mode = step->fill ? GROUP_FILLED : GROUP_BROKEN;

    if (step->width < ENDLESS &&
        start + step->width + step->behind <= LAYOUT_WIDTH)
        mode = GROUP_FLAT;
    writing->groups[++writing->group_count] = mode;
}

static void write_comment(struct writing *writing,
                          const struct layout_step *step)
{
    if (step->kind == LAYOUT_COMMENT && writing->begun)
        end_line(writing);
    if (step->kind == LAYOUT_REMARK && !writing->ended)
        text_builder_string(writing->out, "  ");
    write_text(writing, step->text);
    end_line(writing);
}

static void write_step(struct writing *writing, uint32_t number)
{
    const struct layout_step *step = &writing->layout->steps[number];

    switch ((enum layout_kind)step->kind) {
    case LAYOUT_TEXT:
        write_wide(writing, step->text, step->width);
        return;
    case LAYOUT_STRING:
        write_string(writing, step);
        return;
    case LAYOUT_BREAK:
    case LAYOUT_SOFT:
        write_break(writing, number);
        return;
    case LAYOUT_LINE:
    case LAYOUT_GAP:
        if (!writing->begun)
            return;
        end_line(writing);
        writing->gap = writing->gap || step->kind == LAYOUT_GAP;
        return;
    case LAYOUT_COMMENT:
    case LAYOUT_REMARK:
        write_comment(writing, step);
        return;
    case LAYOUT_GROUP:
        begin_group(writing, step);
        return;
    case LAYOUT_END:
        writing->group_count--;
        return;
    case LAYOUT_INDENT:
        writing->indents[writing->indent_count + 1] =
            indent_of(writing) + INDENTATION;
        writing->indent_count++;
        return;
    case LAYOUT_ALIGN:
        writing->indents[writing->indent_count + 1] =
            writing->ended ? writing->next : writing->column;
        writing->indent_count++;
        return;
    case LAYOUT_OUTDENT:
        writing->indent_count--;
        return;
    }
}

void layout_write(struct layout *layout, struct text_builder *out)
{
    struct writing writing = {.layout = layout, .out = out};

    writing.groups = ARENA_NEW_ARRAY(layout->arena, uint8_t, layout->count + 1);
    writing.indents =
        ARENA_NEW_ARRAY(layout->arena, uint32_t, layout->count + 1);
    writing.groups[0] = GROUP_BROKEN;
    measure(layout);
    for (uint32_t i = 0; i < layout->count; i++)
        write_step(&writing, i);
    if (writing.begun)
        text_builder_byte(out, '\n');
}
