/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Dependencies between units: a name below a kind means a unit of that kind and
 * full name. Names that no unit has become groups of none, which nothing
 * satisfies.
 */
#include "compiler/link/full_name.h"
#include "compiler/link/passes.h"
#include "grammar/prescription.h"

#include <string.h>

struct requiring {
    struct program *program;
    uint32_t *first; /* by full name: the first unit of it plus 1 */
    uint32_t *next;  /* by unit: the next one of its full name plus 1 */
    uint32_t limit;
};

static uint32_t count_requires(const struct program *program)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < program->unit_count; i++)
        count += program->units[i].requirements != STR_NONE;
    return count;
}

/* Chains the units of each full name in loading order. */
static void chain_names(struct requiring *requiring)
{
    struct program *program = requiring->program;
    uint32_t count = program->unit_count;
    str_id *names = ARENA_NEW_ARRAY(program->arena, str_id, count);

    for (uint32_t i = 0; i < count; i++)
        names[i] = full_name_of(program, &program->units[i]);
    requiring->limit = intern_limit(program->session->strings);
    requiring->first =
        ARENA_NEW_ARRAY(program->arena, uint32_t, requiring->limit);
    requiring->next = ARENA_NEW_ARRAY(program->arena, uint32_t, count);
    for (uint32_t i = count; i--;) {
        requiring->next[i] = requiring->first[names[i]];
        requiring->first[names[i]] = i + 1;
    }
}

/* Writes the units that meet a dependency behind their count, or counts. */
static uint32_t group_of(const struct requiring *requiring, uint32_t kind,
                         str_id name, uint32_t *words)
{
    const struct program *program = requiring->program;
    uint32_t count = 0;
    uint32_t at = name < requiring->limit ? requiring->first[name] : 0;

    for (; at; at = requiring->next[at - 1])
        if (program_kind(&program->units[at - 1]) == kind) {
            count++;
            if (words)
                words[count] = at - 1;
        }
    if (words)
        words[0] = count;
    return count + 1;
}

static void require_unit(struct requiring *requiring, uint32_t unit,
                         struct program_require *require)
{
    struct program *program = requiring->program;
    const uint32_t *list =
        (const void *)intern_text(program->session->lists,
                                  program->units[unit].requirements)
            .at;
    uint32_t size = 1;

    for (uint32_t i = 0; i < list[0]; i++)
        size += group_of(requiring, list[1 + 2 * i], list[2 + 2 * i], NULL);
    require->unit = unit;
    require->words = ARENA_NEW_ARRAY(program->arena, uint32_t, size);
    require->words[0] = list[0];
    require->count = 1;
    for (uint32_t i = 0; i < list[0]; i++)
        require->count += group_of(requiring, list[1 + 2 * i], list[2 + 2 * i],
                                   require->words + require->count);
}

void pass_require(struct program *program)
{
    struct requiring requiring = {.program = program};
    uint32_t count = count_requires(program), made = 0;

    if (!count)
        return;
    chain_names(&requiring);
    program->requirements =
        ARENA_NEW_ARRAY(program->arena, struct program_require, count);
    for (uint32_t i = 0; i < program->unit_count; i++)
        if (program->units[i].requirements != STR_NONE)
            require_unit(&requiring, i, &program->requirements[made++]);
    program->require_count = made;
}
