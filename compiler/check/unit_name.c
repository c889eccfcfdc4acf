/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Units are sorted by their places, so that many findings in many units cost no
 * more than looking each of them up. A unit that stands elsewhere by an alias
 * is one as well: findings are in it, wherever it stands.
 */
#include "compiler/check/unit_name.h"

#include "compiler/check/field.h"

#include <stdlib.h>

struct placed_unit {
    struct span span;
    struct thoth_text name;
};

struct placed_units {
    struct placed_unit *units; /* NULL: they are counted */
    uint32_t count;
};

static void take_units(struct placed_units *placed, const struct ast_node *list)
{
    for (uint32_t i = 0; i < list->sequence.count; i++) {
        const struct ast_node *unit = list->sequence.items[i];
        const struct ast_node *name = unit->kind == AST_MAPPING
                                          ? field_value(unit, FIELD_UNIT_NAME)
                                          : NULL;

        if (!name || name->kind != AST_STRING)
            continue;
        if (placed->units)
            placed->units[placed->count] =
                (struct placed_unit){unit->span, name->text};
        placed->count++;
    }
}

static void take_sections(struct placed_units *placed,
                          const struct ast_node *sections)
{
    placed->count = 0;
    for (uint32_t i = 0; i < sections->mapping.count; i++)
        if (sections->mapping.entries[i].value->kind == AST_SEQUENCE)
            take_units(placed, sections->mapping.entries[i].value);
}

static bool is_before(struct span span, uint32_t line, uint32_t column)
{
    return span.line < line || (span.line == line && span.column <= column);
}

static int compare(const void *left, const void *right)
{
    const struct placed_unit *l = left, *r = right;

    if (l->span.line != r->span.line)
        return l->span.line < r->span.line ? -1 : 1;
    return (l->span.column > r->span.column) -
           (l->span.column < r->span.column);
}

/* The unit that begins last before a place, if it has not ended there. */
static struct thoth_text name_at(const struct placed_units *placed,
                                 struct span place)
{
    const struct placed_unit *units = placed->units;
    uint32_t low = 0, high = placed->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (is_before(units[middle].span, place.line, place.column))
            low = middle + 1;
        else
            high = middle;
    }
    if (!low || place.line > units[low - 1].span.end_line ||
        (place.line == units[low - 1].span.end_line &&
         place.column >= units[low - 1].span.end_column))
        return (struct thoth_text){"", 0};
    return units[low - 1].name;
}

static bool has_nameless(const struct diagnostic_list *list)
{
    for (const struct diagnostic *one = list->first; one; one = one->next)
        if (!one->unit.length)
            return true;
    return false;
}

void unit_name_findings(const struct ast_node *root,
                        struct diagnostic_list *list)
{
    struct placed_units placed = {0};
    const struct ast_node *sections =
        root->kind == AST_MAPPING ? field_value(root, FIELD_FILE_UNITS) : NULL;

    if (!sections || sections->kind != AST_MAPPING || !has_nameless(list))
        return;
    take_sections(&placed, sections);
    placed.units =
        ARENA_NEW_ARRAY(list->arena, struct placed_unit, placed.count);
    take_sections(&placed, sections);
    qsort(placed.units, placed.count, sizeof *placed.units, compare);
    for (struct diagnostic *one = list->first; one; one = one->next)
        if (!one->unit.length)
            one->unit =
                arena_copy_text(list->arena, name_at(&placed, one->span));
}
