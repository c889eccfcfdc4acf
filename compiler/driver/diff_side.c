/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Opening a side and sorting its units.
 */
#include "compiler/driver/diff_side.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/driver/case_included.h"
#include "compiler/driver/command.h"

#include <stdlib.h>

int diff_unit_order(const struct diff_unit *left, const struct diff_unit *right)
{
    int order = thoth_text_order(left->name, right->name);

    if (order == 0)
        order = (left->kind > right->kind) - (left->kind < right->kind);
    return order ? order
                 : (left->place > right->place) - (left->place < right->place);
}

static int by_name(const void *left, const void *right)
{
    const struct diff_unit *a = left, *b = right;
    int order = diff_unit_order(a, b);

    return order ? order : (a->unit > b->unit) - (a->unit < b->unit);
}

static void sort_units(struct diff_side *side)
{
    side->count = side->bundle->unit_count;
    side->units = ARENA_NEW_ARRAY(&side->arena, struct diff_unit, side->count);
    for (uint32_t i = 0; i < side->count; i++) {
        side->units[i].name = case_unit_name(side->bundle, i, &side->arena);
        side->units[i].kind = bundle_kind_of(side->bundle, i);
        side->units[i].unit = i;
    }
    if (side->count)
        qsort(side->units, side->count, sizeof *side->units, by_name);
    for (uint32_t i = 1; i < side->count; i++)
        if (side->units[i].kind == side->units[i - 1].kind &&
            thoth_text_equal(side->units[i].name, side->units[i - 1].name))
            side->units[i].place = side->units[i - 1].place + 1;
}

int diff_side_open(struct diff_side *side, char *path)
{
    int status = rule_input_is_bundle(path)
                     ? rule_input_open(&side->input, "diff", path)
                     : rule_input_compile(&side->input, "diff", &path, 1);

    if (status != EXIT_DONE)
        return EXIT_TROUBLE;
    side->bundle = side->input.bundle;
    unit_probe_open(&side->probe, side->bundle);
    sort_units(side);
    return EXIT_DONE;
}

void diff_side_release(struct diff_side *side)
{
    unit_probe_release(&side->probe);
    rule_input_release(&side->input);
    arena_release(&side->arena);
}

json_t *diff_json(json_t *value)
{
    if (!value)
        memory_ran_out();
    return value;
}

json_t *diff_json_text(struct thoth_text text)
{
    return diff_json(json_stringn_nocheck(text.at, text.length));
}

json_t *diff_unit_describe(const struct diff_side *side, uint32_t unit)
{
    struct arena arena = {0};
    struct thoth_unit facts;
    json_t *object;
    char *path;
    size_t length;

    thoth_unit_describe(side->bundle, unit, &facts);
    length = thoth_file_path(side->bundle, facts.file, NULL, 0);
    path = arena_allocate(&arena, length + 1);
    thoth_file_path(side->bundle, facts.file, path, length + 1);
    object = diff_json(json_pack(
        "{s:s, s:o, s:o, s:I, s:I}", "type", facts.type, "name",
        diff_json_text(case_unit_name(side->bundle, unit, &arena)), "file",
        diff_json_text((struct thoth_text){path, length}), "line",
        (json_int_t)facts.line, "column", (json_int_t)facts.column));
    arena_release(&arena);
    return object;
}
