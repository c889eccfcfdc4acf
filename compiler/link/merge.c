/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Merging. Shapes that other passes made equal get one number if their rows
 * also keep the same columns of the original, conditions of one shape if the
 * columns kept are equal; what no unit uses any more disappears. Numbers follow
 * first use, in loading order.
 */
#include "compiler/link/passes.h"
#include "compiler/link/row_table.h"

#include <string.h>

struct merging {
    struct program *program;
    struct program_shape *before;
    uint32_t *number; /* by old number: the new one plus 1 */
    uint32_t *newest; /* by session shape: the latest new number plus 1 */
    uint32_t *older; /* by new number: the one before with that shape, plus 1 */
};

static bool same_columns(const struct merging *merging,
                         const struct program_shape *left,
                         const struct program_shape *right)
{
    uint32_t columns =
        ir_shape(merging->program->session, left->shape)->columns;

    if (!left->kept || !right->kept)
        return left->kept == right->kept;
    return !memcmp(left->kept, right->kept, columns * sizeof *left->kept);
}

static uint32_t merged(struct merging *merging, uint32_t old)
{
    struct program *program = merging->program;
    const struct program_shape *shape = &merging->before[old];
    uint32_t *newest = &merging->newest[shape->shape];

    if (merging->number[old])
        return merging->number[old] - 1;
    for (uint32_t at = *newest; at; at = merging->older[at - 1])
        if (same_columns(merging, &program->shapes[at - 1], shape)) {
            merging->number[old] = at;
            return at - 1;
        }
    program->shapes[program->shape_count] = *shape;
    merging->older[program->shape_count] = *newest;
    *newest = ++program->shape_count;
    merging->number[old] = *newest;
    return *newest - 1;
}

static void merge_shapes(struct program *program)
{
    struct arena *arena = program->arena;
    uint32_t count = program->shape_count;
    struct merging merging = {
        .program = program,
        .before = program->shapes,
        .number = ARENA_NEW_ARRAY(arena, uint32_t, count),
        .newest = ARENA_NEW_ARRAY(arena, uint32_t,
                                  intern_limit(program->session->shapes)),
        .older = ARENA_NEW_ARRAY(arena, uint32_t, count),
    };

    program->shapes = ARENA_NEW_ARRAY(arena, struct program_shape, count);
    program->shape_count = 0;
    for (uint32_t i = 0; i < program->unit_count; i++) {
        struct program_unit *unit = &program->units[i];
        struct program_when *when = &program->whens[unit->when];

        if (when->shape < count)
            when->shape = merged(&merging, when->shape) + count;
        for (uint32_t k = 0; k < unit->instance_count; k++) {
            struct program_instance *instance =
                &program->instances[unit->first_instance + k];

            instance->shape = merged(&merging, instance->shape);
        }
        unit->run = merged(&merging, unit->run);
    }
    /* Conditions are shared: theirs were marked by adding the old count. */
    for (uint32_t i = 0; i < program->when_count; i++)
        if (program->whens[i].shape >= count)
            program->whens[i].shape -= count;
}

/* The columns of a condition that its shape still has. */
static const uint32_t *kept_row(struct program *program,
                                const struct program_when *when)
{
    const struct program_shape *shape = &program->shapes[when->shape];
    uint32_t columns = program_shape(program, when->shape)->columns;
    uint32_t *row;

    if (!shape->kept || !columns)
        return when->row;
    row = ARENA_NEW_ARRAY(program->arena, uint32_t, columns);
    for (uint32_t i = 0; i < columns; i++)
        row[i] = when->row[shape->kept[i]];
    return row;
}

static void merge_whens(struct program *program)
{
    struct arena *arena = program->arena;
    uint32_t *number = ARENA_NEW_ARRAY(arena, uint32_t, program->when_count);
    const struct program_when *before = program->whens;
    struct row_table rows;

    row_table_start(&rows, arena);
    program->whens =
        ARENA_NEW_ARRAY(arena, struct program_when, program->when_count);
    program->when_count = 0;
    for (uint32_t i = 0; i < program->unit_count; i++) {
        const struct program_when *when = &before[program->units[i].when];
        uint32_t *found = &number[program->units[i].when];

        if (!*found) {
            *found =
                1 + row_table_find(&rows, when->shape, kept_row(program, when),
                                   program_shape(program, when->shape)->columns,
                                   program->when_count);
            if (*found > program->when_count)
                program->whens[program->when_count++] = *when;
        }
        program->units[i].when = *found - 1;
    }
}

void pass_merge(struct program *program)
{
    merge_shapes(program);
    merge_whens(program);
}
