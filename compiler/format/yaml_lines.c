/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Goes over the tokens with a stack of the blocks that are open: at which
 * column each stands and at which it should. A list that is not indented below
 * its key has no tokens for its start and end; it is a block all the same.
 */
#include "compiler/format/yaml_lines.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/base/source_index.h"

#include <string.h>
#include <yaml.h>

enum { INDENTATION = 2, UNIT_DEPTH = 3 };

struct block {
    uint32_t old, indent;
    bool list, bare; /* bare: without tokens of its own */
    uint32_t items;
};

struct reading {
    struct memory_guard guard;
    yaml_parser_t parser;
    yaml_token_t token;
    struct arena *arena;
    struct yaml_lines *lines;
    struct source_index index;
    struct block *blocks;
    uint32_t depth, room;
    uint32_t flow; /* brackets that are open */
    bool key;      /* the next scalar is a key of the file */
    bool in_units; /* below the key `units` of the file */
};

static void split_lines(struct reading *reading, struct thoth_text content)
{
    const char *at = content.at, *end = content.at + content.length;
    struct yaml_lines *lines = reading->lines;
    uint32_t count = 1;

    for (const char *byte = at; byte < end; byte++)
        count += source_break_length(byte, end) > 0;
    lines->lines = ARENA_NEW_ARRAY(reading->arena, struct yaml_line, count);
    if (content.length >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0)
        at += 3;
    while (at < end) {
        struct yaml_line *line = &lines->lines[lines->count++];
        const char *start = at;
        size_t length;

        while (at < end && !source_break_length(at, end))
            at++;
        line->text = (struct thoth_text){start, (size_t)(at - start)};
        length = source_break_length(at, end);
        line->ending = (struct thoth_text){at, length};
        if (length == 0 || *at == '\r' || *at == '\n')
            line->ending = (struct thoth_text){"\n", 1};
        line->end = &line->pieces;
        while (line->old < line->text.length &&
               strchr(" \t", line->text.at[line->old]))
            line->old++;
        if (line->old == line->text.length)
            line->kind = YAML_LINE_EMPTY;
        else
            line->kind = line->text.at[line->old] == '#' ? YAML_LINE_COMMENT
                                                         : YAML_LINE_TOKENS;
        at += length;
    }
}

static void push(struct reading *reading, uint32_t column, bool list, bool bare)
{
    const struct block *top =
        reading->depth ? &reading->blocks[reading->depth - 1] : NULL;
    struct block block = {.old = column, .list = list, .bare = bare};

    block.indent = top ? top->indent + INDENTATION : 0;
    if (reading->depth == reading->room) {
        uint32_t room = reading->room ? reading->room * 2 : 32;
        struct block *blocks =
            ARENA_NEW_ARRAY(reading->arena, struct block, room);

        if (reading->depth)
            memcpy(blocks, reading->blocks, reading->depth * sizeof *blocks);
        reading->blocks = blocks;
        reading->room = room;
    }
    reading->blocks[reading->depth++] = block;
}

static bool on_bare_list(const struct reading *reading)
{
    return reading->depth && reading->blocks[reading->depth - 1].bare;
}

static void pop(struct reading *reading)
{
    if (on_bare_list(reading))
        reading->depth--;
    if (reading->depth)
        reading->depth--;
}

/* What a value on a line of its own is indented by. */
static uint32_t value_indent(const struct reading *reading)
{
    return reading->depth
               ? reading->blocks[reading->depth - 1].indent + INDENTATION
               : 0;
}

/* The same distance from the block around it as it had. */
static uint32_t flow_indent(const struct reading *reading,
                            const struct yaml_line *line)
{
    const struct block *top;

    if (!reading->depth)
        return line->old;
    top = &reading->blocks[reading->depth - 1];
    return line->old > top->old ? top->indent + (line->old - top->old)
                                : top->indent;
}

static const char *place_of(const struct reading *reading, yaml_mark_t mark)
{
    size_t offset = 0;

    source_index_find(&reading->index, (uint32_t)mark.line + 1,
                      (uint32_t)mark.column + 1, &offset);
    return reading->index.text.at + offset;
}

/* Does something else stand before the mark on its line? */
static bool is_first(const struct reading *reading, yaml_mark_t mark)
{
    return mark.line < reading->lines->count &&
           mark.column == reading->lines->lines[mark.line].old;
}

/* The lines of a scalar behind its first one. */
static void take_lines(struct reading *reading, bool flow_scalar)
{
    const yaml_token_t *token = &reading->token;

    for (size_t i = token->start_mark.line + 1;
         flow_scalar && i <= token->end_mark.line && i < reading->lines->count;
         i++) {
        struct yaml_line *line = &reading->lines->lines[i];

        line->kept = i < token->end_mark.line;
        if (line->kind == YAML_LINE_EMPTY && line->kept)
            continue;
        line->kind = YAML_LINE_SCALAR;
        line->flow = reading->flow > 0;
        line->indent =
            reading->flow ? flow_indent(reading, line) : value_indent(reading);
        if (!reading->depth && !line->indent)
            line->indent = line->old;
    }
    if (flow_scalar && token->end_mark.line > token->start_mark.line)
        reading->lines->lines[token->start_mark.line].kept = true;
}

/* What the header of a block scalar asks for. */
struct block_header {
    uint32_t digit;
    bool keep;
};

static struct block_header read_header(const char *at, const char *end)
{
    struct block_header header = {0, false};

    for (at++; at < end && strchr("+-123456789", *at) && *at; at++) {
        if (*at == '+')
            header.keep = true;
        else if (*at != '-')
            header.digit = (uint32_t)(*at - '0');
    }
    return header;
}

/* The column of the block that a block scalar's own is counted from. */
static uint32_t old_parent(const struct reading *reading)
{
    uint32_t depth = reading->depth;

    if (on_bare_list(reading))
        depth--;
    return depth ? reading->blocks[depth - 1].old : 0;
}

/* The content of a block scalar is moved as a whole. */
static void take_content(struct reading *reading)
{
    const yaml_token_t *token = &reading->token;
    struct yaml_line *lines = reading->lines->lines;
    struct thoth_text first = lines[token->start_mark.line].text;
    struct block_header header = read_header(
        place_of(reading, token->start_mark), first.at + first.length);
    uint32_t dropped = header.digit ? old_parent(reading) + header.digit : 0;
    uint32_t base = reading->depth ? value_indent(reading) - INDENTATION : 0;
    size_t last = token->end_mark.line;

    if (token->end_mark.column)
        last++;
    if (last > reading->lines->count)
        last = reading->lines->count;
    while (!header.keep && last > token->start_mark.line + 1 &&
           lines[last - 1].kind == YAML_LINE_EMPTY)
        last--;
    for (size_t i = token->start_mark.line + 1; i < last && !dropped; i++)
        if (lines[i].kind != YAML_LINE_EMPTY)
            dropped = lines[i].old;
    for (size_t i = token->start_mark.line + 1; i < last; i++) {
        lines[i].kind = YAML_LINE_CONTENT;
        lines[i].dropped = dropped;
        lines[i].indent = base + (header.digit ? header.digit : INDENTATION);
    }
}

static void take_piece(struct reading *reading, bool spaced)
{
    const yaml_token_t *token = &reading->token;
    struct yaml_line *line;
    struct yaml_piece *piece;

    if (token->start_mark.index == token->end_mark.index ||
        token->start_mark.line >= reading->lines->count)
        return;
    piece = ARENA_NEW(reading->arena, struct yaml_piece);
    piece->start = place_of(reading, token->start_mark);
    piece->end = place_of(reading, token->end_mark);
    piece->spaced = spaced && !reading->flow;
    line = &reading->lines->lines[token->start_mark.line];
    *line->end = piece;
    line->end = &piece->next;
}

/* Sets what the token's line is indented by, if it is what begins the line. */
static void indent_line(struct reading *reading, uint32_t indent)
{
    struct yaml_line *line;

    if (!is_first(reading, reading->token.start_mark))
        return;
    line = &reading->lines->lines[reading->token.start_mark.line];
    if (line->placed)
        return;
    line->placed = true;
    line->flow = reading->flow > 0;
    line->indent = reading->flow ? flow_indent(reading, line) : indent;
}

static void take_entry(struct reading *reading)
{
    struct block *top;

    if (!reading->depth || !reading->blocks[reading->depth - 1].list)
        push(reading, (uint32_t)reading->token.start_mark.column, true, true);
    top = &reading->blocks[reading->depth - 1];
    indent_line(reading, top->indent);
    if (reading->depth == UNIT_DEPTH && reading->in_units && top->items++ &&
        is_first(reading, reading->token.start_mark))
        reading->lines->lines[reading->token.start_mark.line].unit = true;
    take_piece(reading, true);
}

static void take_key(struct reading *reading)
{
    if (!reading->flow && on_bare_list(reading))
        reading->depth--;
    indent_line(reading, reading->depth
                             ? reading->blocks[reading->depth - 1].indent
                             : 0);
    reading->key = reading->depth == 1 && !reading->flow;
    take_piece(reading, true);
}

static void take_scalar(struct reading *reading)
{
    const yaml_token_t *token = &reading->token;
    yaml_scalar_style_t style = token->data.scalar.style;

    if (reading->key)
        reading->in_units = thoth_text_equal(
            (struct thoth_text){(const char *)token->data.scalar.value,
                                token->data.scalar.length},
            thoth_text_of("units"));
    if (style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE)
        take_content(reading);
    else
        take_lines(reading, true);
}

static void count_brackets(struct reading *reading, yaml_token_type_t type)
{
    if (type == YAML_FLOW_SEQUENCE_START_TOKEN ||
        type == YAML_FLOW_MAPPING_START_TOKEN)
        reading->flow++;
    if ((type == YAML_FLOW_SEQUENCE_END_TOKEN ||
         type == YAML_FLOW_MAPPING_END_TOKEN) &&
        reading->flow)
        reading->flow--;
}

static void take_token(struct reading *reading)
{
    const yaml_token_t *token = &reading->token;
    uint32_t column = (uint32_t)token->start_mark.column;

    switch (token->type) {
    case YAML_BLOCK_SEQUENCE_START_TOKEN:
        push(reading, column, true, false);
        return;
    case YAML_BLOCK_MAPPING_START_TOKEN:
        push(reading, column, false, false);
        return;
    case YAML_BLOCK_END_TOKEN:
        pop(reading);
        return;
    case YAML_BLOCK_ENTRY_TOKEN:
        take_entry(reading);
        return;
    case YAML_KEY_TOKEN:
        take_key(reading);
        return;
    case YAML_STREAM_START_TOKEN:
    case YAML_STREAM_END_TOKEN:
        return;
    case YAML_VALUE_TOKEN:
        take_key(reading);
        reading->key = false;
        return;
    case YAML_VERSION_DIRECTIVE_TOKEN:
    case YAML_TAG_DIRECTIVE_TOKEN:
    case YAML_DOCUMENT_START_TOKEN:
    case YAML_DOCUMENT_END_TOKEN:
        indent_line(reading, 0);
        break;
    default:
        indent_line(reading, value_indent(reading));
        break;
    }
    count_brackets(reading, token->type);
    if (token->type == YAML_SCALAR_TOKEN)
        take_scalar(reading);
    take_piece(reading, token->type == YAML_ANCHOR_TOKEN ||
                            token->type == YAML_TAG_TOKEN);
    reading->key = false;
}

static bool scan_all(struct reading *reading)
{
    yaml_token_type_t type;

    do {
        if (!yaml_parser_scan(&reading->parser, &reading->token))
            return false;
        type = reading->token.type;
        take_token(reading);
        yaml_token_delete(&reading->token);
    } while (type != YAML_STREAM_END_TOKEN);
    return true;
}

bool yaml_lines_read(struct yaml_lines *lines, struct thoth_text content,
                     struct arena *arena)
{
    struct reading *reading = ARENA_NEW(arena, struct reading);
    bool complete;

    *lines = (struct yaml_lines){0};
    reading->arena = arena;
    reading->lines = lines;
    split_lines(reading, content);
    source_index_make(&reading->index, arena, content);
    if (!yaml_parser_initialize(&reading->parser))
        memory_ran_out();
    if (MEMORY_GUARD_ENTER(&reading->guard)) {
        yaml_token_delete(&reading->token);
        yaml_parser_delete(&reading->parser);
        memory_ran_out();
    }
    yaml_parser_set_input_string(
        &reading->parser, (const unsigned char *)content.at, content.length);
    complete = scan_all(reading);
    memory_guard_leave(&reading->guard);
    yaml_parser_delete(&reading->parser);
    return complete;
}
