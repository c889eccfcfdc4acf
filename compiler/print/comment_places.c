/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Places are the head of the file, the units and the values of their fields,
 * alternatives of `match` each for itself. A comment within the lines of a
 * value is its comment; any other one belongs to what follows.
 */
#include "compiler/print/comment_places.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/print/record.h"

#include <stdlib.h>
#include <string.h>

static uint32_t greater(uint32_t left, uint32_t right)
{
    return left > right ? left : right;
}

/* The line of the last leaf: the end of a block may be lines further down. */
static uint32_t last_line(const struct ast_node *node)
{
    uint32_t line = node->span.line;

    switch ((enum ast_kind)node->kind) {
    case AST_SEQUENCE:
    case AST_TUPLE:
        for (uint32_t i = 0; i < node->sequence.count; i++)
            line = greater(line, last_line(node->sequence.items[i]));
        return line;
    case AST_MAPPING:
    case AST_SET:
        for (uint32_t i = 0; i < node->mapping.count; i++) {
            line = greater(line, last_line(node->mapping.entries[i].key));
            line = greater(line, last_line(node->mapping.entries[i].value));
        }
        return line;
    default:
        line = node->span.end_line;
        return line > node->span.line && node->span.end_column == 1 ? line - 1
                                                                    : line;
    }
}

struct finding {
    struct comment_places *places;
    struct arena *arena;
    uint32_t room;
};

static void add_place(struct finding *finding, const struct ast_node *node,
                      uint32_t first, uint32_t last)
{
    struct comment_places *places = finding->places;

    if (places->count == finding->room) {
        uint32_t room = finding->room ? finding->room * 2 : 64;
        struct comment_place *grown;

        if (room > UINT32_MAX / 4)
            memory_ran_out();
        grown = ARENA_NEW_ARRAY(finding->arena, struct comment_place, room);
        if (places->count)
            memcpy(grown, places->places, places->count * sizeof *grown);
        places->places = grown;
        finding->room = room;
    }
    places->places[places->count++] =
        (struct comment_place){.node = node, .first = first, .last = last};
}

static void add_value(struct finding *finding, const struct ast_entry *entry)
{
    const struct ast_node *value = entry->value;
    uint32_t first = entry->key->span.line;

    if (value->kind != AST_SEQUENCE || !value->sequence.count ||
        !thoth_text_equal(entry->key->text, thoth_text_of("match"))) {
        add_place(finding, value, first, last_line(value));
        return;
    }
    for (uint32_t i = 0; i < value->sequence.count; i++) {
        const struct ast_node *item = value->sequence.items[i];

        add_place(finding, item, i ? item->span.line : first, last_line(item));
    }
}

static void add_unit(struct finding *finding, const struct ast_node *unit)
{
    add_place(finding, unit, unit->span.line, unit->span.line);
    for (uint32_t i = 0; unit->kind == AST_MAPPING && i < unit->mapping.count;
         i++)
        if (unit->mapping.entries[i].key->kind == AST_STRING)
            add_value(finding, &unit->mapping.entries[i]);
}

static int compare_places(const void *left, const void *right)
{
    const struct comment_place *l = left, *r = right;

    if (l->first != r->first)
        return l->first < r->first ? -1 : 1;
    return (l->last > r->last) - (l->last < r->last);
}

/* The last place that has the line, else the first one behind it. */
static struct comment_place *place_of(struct comment_places *places,
                                      const struct yaml_comment *comment)
{
    uint32_t low = 0, high = places->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (places->places[middle].first <
            comment->span.line + !comment->own_line)
            low = middle + 1;
        else
            high = middle;
    }
    if (low > 0 && places->places[low - 1].node &&
        comment->span.line <= places->places[low - 1].last)
        low--;
    return &places->places[low < places->count ? low : places->count - 1];
}

void comment_places_find(struct comment_places *places,
                         const struct ast_node *root,
                         struct yaml_comment *comments, struct arena *arena)
{
    struct finding finding = {places, arena, 0};
    const struct ast_node *units = record_value(root, "units");

    *places = (struct comment_places){0};
    if (!comments)
        return;
    if (root->kind == AST_MAPPING && root->mapping.count)
        add_place(&finding, root, root->mapping.entries->key->span.line, 0);
    for (uint32_t i = 0; units && i < units->mapping.count; i++) {
        const struct ast_node *list = units->mapping.entries[i].value;

        for (uint32_t k = 0;
             list->kind == AST_SEQUENCE && k < list->sequence.count; k++)
            add_unit(&finding, list->sequence.items[k]);
    }
    add_place(&finding, NULL, UINT32_MAX, UINT32_MAX);
    qsort(places->places, places->count, sizeof *places->places,
          compare_places);
    for (struct yaml_comment *next; comments; comments = next) {
        struct comment_place *place = place_of(places, comments);

        next = comments->next;
        comments->next = NULL;
        if (place->comments)
            *place->end = comments;
        else
            place->comments = comments;
        place->end = &comments->next;
    }
}

const struct yaml_comment *comment_places_at(struct comment_places *places,
                                             const struct ast_node *node)
{
    for (uint32_t i = 0; i < places->count; i++) {
        uint32_t number = (places->cursor + i) % places->count;

        if (places->places[number].node == node) {
            places->cursor = number;
            return places->places[number].comments;
        }
    }
    return NULL;
}

bool comment_places_write(struct comment_places *places,
                          const struct ast_node *node, struct text_builder *out,
                          uint32_t indent)
{
    const struct yaml_comment *first = comment_places_at(places, node);

    for (const struct yaml_comment *comment = first; comment;
         comment = comment->next) {
        struct thoth_text text = comment->text;

        while (text.length && strchr(" \t\r", text.at[text.length - 1]))
            text.length--;
        text_builder_repeat(out, ' ', indent);
        text_builder_text(out, text);
        text_builder_byte(out, '\n');
    }
    return first != NULL;
}
