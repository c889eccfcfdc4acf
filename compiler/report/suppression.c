/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading the suppressions of a file, which is to find the unit that each is
 * about.
 */
#include "compiler/report/suppression.h"

#include "compiler/base/source_index.h"
#include "compiler/report/suppression_parse.h"

#include <stdlib.h>
#include <string.h>

struct unit_place {
    struct span span;
    uint32_t name_line;
    struct thoth_text name;
};

struct unit_places {
    struct unit_place *units; /* by line */
    uint32_t count;
};

bool suppression_possible(struct thoth_text content)
{
    return content.length > 0 &&
           memmem(content.at, content.length, "thothc:", 7) != NULL;
}

static const struct ast_node *value_of(const struct ast_node *mapping,
                                       const char *key)
{
    const struct ast_entry *entry;

    if (!mapping || mapping->kind != AST_MAPPING)
        return NULL;
    entry = ast_entry_find(mapping, thoth_text_of(key));
    return entry ? entry->value : NULL;
}

static struct unit_place place_of(const struct ast_node *unit)
{
    const struct ast_entry *entry = NULL;
    struct unit_place place = {.span = unit->span};

    place.name_line = unit->span.line;
    if (unit->kind == AST_MAPPING)
        entry = ast_entry_find(unit, thoth_text_of("name"));
    if (entry && entry->value->kind == AST_STRING && !entry->merged) {
        place.name_line = entry->value->span.line;
        place.name = entry->value->text;
    }
    return place;
}

static int compare_places(const void *left, const void *right)
{
    const struct unit_place *a = left, *b = right;

    return (a->span.line > b->span.line) - (a->span.line < b->span.line);
}

/* The units of all kinds. Those behind an alias have no place of their own. */
static void find_units(struct unit_places *places, const struct ast_node *root,
                       struct arena *arena)
{
    const struct ast_node *units = value_of(root, "units");
    uint32_t sections = 0, room = 0;

    if (units && units->kind == AST_MAPPING)
        sections = units->mapping.count;
    for (uint32_t i = 0; i < sections; i++)
        if (units->mapping.entries[i].value->kind == AST_SEQUENCE)
            room += units->mapping.entries[i].value->sequence.count;
    places->units = ARENA_NEW_ARRAY(arena, struct unit_place, room);
    for (uint32_t i = 0; i < sections; i++) {
        const struct ast_node *list = units->mapping.entries[i].value;

        for (uint32_t j = 0;
             list->kind == AST_SEQUENCE && j < list->sequence.count; j++)
            if (!list->sequence.items[j]->aliased)
                places->units[places->count++] =
                    place_of(list->sequence.items[j]);
    }
    qsort(places->units, places->count, sizeof *places->units, compare_places);
}

/* Nothing but blanks, a `-` or a comment up to the end of the line at `at`,
 * which is then moved to the next one. */
static bool skip_empty_line(const char **at, const char *end)
{
    bool empty = true, comment = false;

    while (*at < end) {
        size_t length = source_break_length(*at, end);

        if (length > 0) {
            *at += length;
            break;
        }
        comment |= **at == '#';
        empty &= comment || memchr(" \t-", **at, 3) != NULL;
        ++*at;
    }
    return empty;
}

/* The unit that a comment is right before. */
static const struct unit_place *unit_behind(const struct unit_places *places,
                                            struct thoth_text content,
                                            const struct yaml_comment *comment)
{
    const char *at = comment->text.at, *end = content.at + content.length;
    uint32_t low = 0, high = places->count, line = comment->span.line;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (places->units[middle].span.line <= line)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == places->count)
        return NULL;
    for (; line < places->units[low].span.line; line++)
        if (!skip_empty_line(&at, end))
            return NULL;
    return &places->units[low];
}

static const struct unit_place *unit_named_on(const struct unit_places *places,
                                              uint32_t line)
{
    for (uint32_t i = 0; i < places->count; i++)
        if (places->units[i].name_line == line ||
            places->units[i].span.line == line)
            return &places->units[i];
    return NULL;
}

static bool find_unit(struct suppression_set *set,
                      const struct unit_places *places,
                      struct thoth_text content,
                      const struct yaml_comment *comment,
                      struct suppression *chain)
{
    const struct unit_place *unit =
        comment->own_line ? unit_behind(places, content, comment)
                          : unit_named_on(places, comment->span.line);
    struct thoth_text name;

    if (!unit) {
        diagnostic_report(&set->mistakes, DIAG_SUPPRESSION_MALFORMED,
                          comment->span,
                          "expected a unit right behind this comment, or its "
                          "name before it on the same line");
        return false;
    }
    name = arena_copy_text(set->mistakes.arena, unit->name);
    for (; chain; chain = chain->next) {
        chain->unit = unit->span;
        chain->name = name;
    }
    return true;
}

void suppression_read(struct suppression_set *set, struct thoth_text content,
                      const struct yaml_comment *comments,
                      const struct ast_node *root, struct arena *arena)
{
    struct suppression **last = &set->first;
    struct unit_places places = {0};

    *set = (struct suppression_set){0};
    diagnostic_list_start(&set->mistakes, arena);
    find_units(&places, root, arena);
    for (const struct yaml_comment *comment = comments; comment;
         comment = comment->next) {
        struct suppression *chain;

        if (!suppression_addressed(comment))
            continue;
        chain = suppression_parse(comment, &set->mistakes);
        if (!chain || (!chain->whole_file && !root))
            continue;
        if (!chain->whole_file &&
            !find_unit(set, &places, content, comment, chain))
            continue;
        *last = chain;
        while (*last)
            last = &(*last)->next;
    }
}
