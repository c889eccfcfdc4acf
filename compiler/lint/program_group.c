/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Grouping by sorting: stable by number, so that each group is in the order of
 * its units. The order of the groups themselves is chance.
 */
#include "compiler/lint/program_group.h"

#include <stdlib.h>

struct grouped {
    str_id package;
    uint32_t instance;
};

static int by_package(const void *left, const void *right)
{
    const struct grouped *one = left, *two = right;

    if (one->package != two->package)
        return one->package < two->package ? -1 : 1;
    return one->instance < two->instance ? -1 : one->instance > two->instance;
}

static bool takes_part(const struct program *program,
                       const struct program_instance *instance, unsigned kind)
{
    const struct program_unit *unit = &program->units[instance->unit];

    return program_kind(unit) == kind && !unit->never && !unit->broken;
}

static struct grouped *collect(struct program_linter *linter, unsigned kind,
                               uint32_t *count)
{
    const struct program *program = linter->program;
    struct grouped *all;

    *count = 0;
    for (uint32_t i = 0; i < program->instance_count; i++)
        *count += takes_part(program, &program->instances[i], kind);
    all = ARENA_NEW_ARRAY(linter->arena, struct grouped, *count);
    *count = 0;
    for (uint32_t i = 0; i < program->instance_count; i++)
        if (takes_part(program, &program->instances[i], kind))
            all[(*count)++] =
                (struct grouped){program->instances[i].package, i};
    qsort(all, *count, sizeof *all, by_package);
    return all;
}

void each_package_group(struct program_linter *linter, unsigned kind,
                        void (*visit)(void *user, const uint32_t *instances,
                                      uint32_t count),
                        void *user)
{
    uint32_t count;
    struct grouped *all = collect(linter, kind, &count);
    uint32_t *group = ARENA_NEW_ARRAY(linter->arena, uint32_t, count);

    for (uint32_t i = 0, end; i < count; i = end) {
        for (end = i; end < count && all[end].package == all[i].package; end++)
            group[end - i] = all[end].instance;
        if (end - i > 1)
            visit(user, group, end - i);
    }
}
