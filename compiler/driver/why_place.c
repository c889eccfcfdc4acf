/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Searches a unit in its syntax tree and keys below it. What stands in the
 * order of lowering is gone through in that order, however it is written.
 */
#include "compiler/driver/why_place.h"

#include "compiler/base/diagnostic.h"
#include "compiler/driver/front.h"
#include "runtime/text.h"

static const struct ast_node *value_of(const struct ast_node *mapping,
                                       const char *key)
{
    const struct ast_entry *entry = NULL;

    if (mapping && mapping->kind == AST_MAPPING)
        entry = ast_entry_find(mapping, thoth_text_of(key));
    return entry ? entry->value : NULL;
}

static const struct ast_node *find_in_list(const struct ast_node *units,
                                           uint32_t line, uint32_t column)
{
    if (units->kind != AST_SEQUENCE)
        return NULL;
    for (uint32_t i = 0; i < units->sequence.count; i++) {
        const struct ast_node *unit = units->sequence.items[i];
        const struct ast_node *name = value_of(unit, "name");

        if (name && name->span.line == line && name->span.column == column)
            return unit;
    }
    return NULL;
}

static const struct ast_node *find_unit(const struct ast_node *root,
                                        uint32_t line, uint32_t column)
{
    const struct ast_node *kinds = value_of(root, "units");
    const struct ast_node *unit = NULL;

    if (!kinds || kinds->kind != AST_MAPPING)
        return NULL;
    for (uint32_t i = 0; i < kinds->mapping.count && !unit; i++)
        unit = find_in_list(kinds->mapping.entries[i].value, line, column);
    return unit;
}

bool why_places_find(struct why_places *places, struct thoth_text content,
                     struct thoth_text path, uint32_t line, uint32_t column,
                     struct arena *arena)
{
    const struct yaml_limits limits = YAML_LIMITS_DEFAULT;
    struct diagnostic_list ignored;
    const struct ast_node *unit;

    *places = (struct why_places){.arena = arena};
    diagnostic_list_start(&ignored, arena);
    unit = find_unit(front_tree(content, path, NULL, &limits, arena, &ignored),
                     line, column);
    if (!unit)
        return false;
    places->parts[WHY_CONDITION] = value_of(unit, "should_include");
    places->match = value_of(unit, "match");
    return true;
}

void why_places_entry(struct why_places *places, uint32_t number)
{
    const struct ast_node *match = places->match;

    if (match && match->kind == AST_SEQUENCE)
        match = number < match->sequence.count ? match->sequence.items[number]
                                               : NULL;
    places->parts[WHY_MATCH] = match;
}

/* The list with item `first` in front of the others. */
static struct ast_node *turned(const struct ast_node *list, uint32_t first,
                               struct arena *arena)
{
    struct ast_node *copy = ARENA_NEW(arena, struct ast_node);
    struct ast_node **items =
        ARENA_NEW_ARRAY(arena, struct ast_node *, list->sequence.count);

    *copy = *list;
    copy->sequence.items = items;
    *items++ = list->sequence.items[first];
    for (uint32_t i = 0; i < list->sequence.count; i++)
        if (i != first)
            *items++ = list->sequence.items[i];
    return copy;
}

void why_places_member(struct why_places *places, uint32_t number)
{
    const struct ast_node *match = places->match;
    bool several = match && match->kind == AST_SEQUENCE;
    uint32_t count = several ? match->sequence.count : 1;

    places->parts[WHY_MATCH] = NULL;
    for (uint32_t i = 0; i < count; i++) {
        const struct ast_node *group =
            value_of(several ? match->sequence.items[i] : match, "group");

        if (!group || group->kind != AST_SEQUENCE)
            return;
        if (number < group->sequence.count) {
            places->parts[WHY_MATCH] = turned(group, number, places->arena);
            return;
        }
        number -= group->sequence.count;
    }
}

/* A search for the occurrences of a key. */
struct occurrences {
    struct thoth_text key;
    const struct ast_node *at; /* the one asked for */
    uint32_t wanted, count;
};

static void search(struct occurrences *found, const struct ast_node *node);

enum turn { TURN_FIRST, TURN_PLAIN, TURN_LAST, TURNS };

static bool has_key(const struct ast_entry *entry, const char *key)
{
    return entry->key->kind == AST_STRING &&
           thoth_text_equal(entry->key->text, thoth_text_of(key));
}

/* Packages that the match is about are lowered before those of the state, and
 * there those that it comes from before others; conditions come last. */
static enum turn turn_of(const struct ast_entry *entry)
{
    if (has_key(entry, "package_version") ||
        has_key(entry, "package_version_from"))
        return TURN_FIRST;
    return has_key(entry, "when") ? TURN_LAST : TURN_PLAIN;
}

static void search_entries(struct occurrences *found,
                           const struct ast_node *mapping, enum turn turn)
{
    for (uint32_t i = 0; i < mapping->mapping.count; i++) {
        const struct ast_entry *entry = &mapping->mapping.entries[i];

        if (turn_of(entry) != turn)
            continue;
        if (entry->key->kind == AST_STRING &&
            thoth_text_equal(entry->key->text, found->key) &&
            entry->value->kind != AST_NULL && found->count++ == found->wanted)
            found->at = entry->key;
        search(found, entry->value);
    }
}

static void search(struct occurrences *found, const struct ast_node *node)
{
    if (node->kind == AST_SEQUENCE)
        for (uint32_t i = 0; i < node->sequence.count; i++)
            search(found, node->sequence.items[i]);
    if (node->kind != AST_MAPPING)
        return;
    for (int turn = TURN_FIRST; turn < TURNS; turn++)
        search_entries(found, node, (enum turn)turn);
}

uint32_t why_place_line(const struct why_places *places, uint32_t part,
                        const char *key, uint32_t number, uint32_t count,
                        uint32_t *column)
{
    struct occurrences found = {.key = thoth_text_of(key), .wanted = number};

    if (!places || !places->parts[part])
        return 0;
    search(&found, places->parts[part]);
    if (found.count != count || !found.at)
        return 0;
    *column = found.at->span.column;
    return found.at->span.line;
}

bool why_places_mixed(const struct why_places *places, uint32_t part)
{
    return value_of(places->parts[part], "when") != NULL;
}
