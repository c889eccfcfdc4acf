/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Edits are reduced to stretches of lines, sorted and apart from each other, so
 * that each node of a tree is looked up once. A node that a unit has through an
 * alias says where its anchor stands.
 */
#include "compiler/fix/touched_units.h"

#include "compiler/check/field.h"

#include <stdlib.h>

struct stretch {
    uint32_t first, last; /* lines */
};

struct edited_lines {
    struct stretch *stretches;
    uint32_t count;
};

/* An edit that ends before a line's first character leaves that line alone. */
static struct stretch stretch_of(struct span span)
{
    struct stretch lines = {span.line, span.end_line};

    if (span.end_column == 1 && span.end_line > span.line)
        lines.last--;
    return lines;
}

/* The edits of all fixes that are not safe; counts them without room. */
static void list_edits(struct edited_lines *edited, const struct fix_plan *plan)
{
    edited->count = 0;
    for (uint32_t i = 0; i < plan->step_count; i++) {
        const struct fix_step *step = &plan->steps[i];
        const struct diagnostic_edit *edit = step->diagnostic->fix->edits;

        if (step->dropped || step->diagnostic->fix->safe)
            continue;
        for (; edit; edit = edit->next, edited->count++)
            if (edited->stretches)
                edited->stretches[edited->count] = stretch_of(edit->span);
    }
}

static int compare(const void *left, const void *right)
{
    const struct stretch *l = left, *r = right;

    return (l->first > r->first) - (l->first < r->first);
}

static void join_overlapping(struct edited_lines *edited)
{
    struct stretch *all = edited->stretches;
    uint32_t count = 0;

    qsort(all, edited->count, sizeof *all, compare);
    for (uint32_t i = 0; i < edited->count; i++)
        if (count && all[i].first <= all[count - 1].last) {
            if (all[count - 1].last < all[i].last)
                all[count - 1].last = all[i].last;
        } else {
            all[count++] = all[i];
        }
    edited->count = count;
}

/* Is a line of the span edited? */
static bool meets(const struct edited_lines *edited, struct span span)
{
    uint32_t low = 0, high = edited->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (edited->stretches[middle].first <= span.end_line)
            low = middle + 1;
        else
            high = middle;
    }
    return low && edited->stretches[low - 1].last >= span.line;
}

static bool is_touched(const struct edited_lines *edited,
                       const struct ast_node *node)
{
    if (meets(edited, node->span))
        return true;
    if (node->kind == AST_SEQUENCE || node->kind == AST_TUPLE)
        for (uint32_t i = 0; i < node->sequence.count; i++)
            if (is_touched(edited, node->sequence.items[i]))
                return true;
    if (node->kind == AST_MAPPING || node->kind == AST_SET)
        for (uint32_t i = 0; i < node->mapping.count; i++)
            if (is_touched(edited, node->mapping.entries[i].key) ||
                is_touched(edited, node->mapping.entries[i].value))
                return true;
    return false;
}

void touched_units_find(const struct ast_node *root,
                        const struct fix_plan *plan, bool *touched,
                        uint32_t count)
{
    const struct ast_node *units = field_value(root, FIELD_FILE_UNITS);
    struct edited_lines edited = {0};
    uint32_t number = 0;

    list_edits(&edited, plan);
    if (!edited.count)
        return;
    edited.stretches =
        ARENA_NEW_ARRAY(plan->arena, struct stretch, edited.count);
    list_edits(&edited, plan);
    join_overlapping(&edited);
    for (int section = 0; section < UNIT_SECTION_COUNT; section++) {
        const struct ast_node *list = field_value(
            units, unit_section_fact((enum unit_section)section)->field);

        for (uint32_t i = 0; list && i < list->sequence.count; i++, number++)
            if (number < count)
                touched[number] = is_touched(&edited, list->sequence.items[i]);
    }
}
