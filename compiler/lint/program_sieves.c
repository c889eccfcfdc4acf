/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sieves that change nothing: an earlier one leaves out all that they do, or
 * the whole package is left out, which is decided before any version is looked
 * at. A sieve before a wider one still gives its message first.
 */
#include "compiler/lint/program_linter.h"

#include "compiler/lint/program_effect.h"
#include "compiler/lint/program_group.h"
#include "grammar/prescription.h"

/* Sieves of one package that one is compared with. */
enum { MOST_SIEVES = 256 };

struct sieving {
    struct program_linter *linter;
    const struct program *program;
    uint32_t *wider; /* by instance: a unit that leaves out as much */
};

static uint32_t unit_of(const struct sieving *sieving, uint32_t instance)
{
    return sieving->program->instances[instance].unit;
}

static bool skips_package(const struct sieving *sieving, uint32_t instance)
{
    return sieving->program->units[unit_of(sieving, instance)].type ==
           UNIT_TYPE_SIEVE_SKIP_PACKAGE;
}

/* Leaves the other one nothing to do, whichever message would come first? */
static bool is_wider(const struct sieving *sieving, uint32_t than,
                     uint32_t instance)
{
    bool earlier = instance < than;
    uint32_t unit = unit_of(sieving, instance);
    uint32_t other = unit_of(sieving, than);

    if (unit == other || sieving->linter->copied[unit])
        return false;
    if (skips_package(sieving, instance))
        earlier = earlier || !skips_package(sieving, than);
    else if (skips_package(sieving, than))
        return false;
    if (!earlier && !effect_is_silent(sieving->program, other))
        return false;
    return unit_registered_with(sieving->linter, other, unit) &&
           predicate_implies(sieving->program->session,
                             instance_predicate(sieving->linter, than),
                             instance_predicate(sieving->linter, instance));
}

static void compare(void *user, const uint32_t *instances, uint32_t count)
{
    struct sieving *sieving = user;

    if (count > MOST_SIEVES)
        count = MOST_SIEVES;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = 0; j < count; j++)
            if (sieving->wider[instances[i]] == PROGRAM_NONE &&
                is_wider(sieving, instances[i], instances[j]) &&
                (j < i || !is_wider(sieving, instances[j], instances[i])))
                sieving->wider[instances[i]] = unit_of(sieving, instances[j]);
}

static void report(struct sieving *sieving, uint32_t number)
{
    const struct program_unit *unit = &sieving->program->units[number];
    struct program_linter *linter = sieving->linter;
    uint32_t wider = PROGRAM_NONE;

    if (program_kind(unit) != UNIT_SECTION_SIEVES || unit->never ||
        linter->copied[number] || !unit->instance_count ||
        predicate_is_never(unit_condition(linter, number)))
        return;
    for (uint32_t i = 0; i < unit->instance_count; i++) {
        uint32_t instance = unit->first_instance + i;

        wider = sieving->wider[instance];
        if (wider == PROGRAM_NONE || instance_is_empty(linter, instance))
            return;
    }
    program_find(linter, DIAG_SIEVE_IMPLIED, number)->other = wider;
}

void lint_sieves(struct program_linter *linter)
{
    struct sieving sieving = {.linter = linter, .program = linter->program};
    uint32_t count = linter->program->instance_count;

    sieving.wider = ARENA_NEW_ARRAY(linter->arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        sieving.wider[i] = PROGRAM_NONE;
    each_package_group(linter, UNIT_SECTION_SIEVES, compare, &sieving);
    for (uint32_t i = 0; i < linter->program->unit_count; i++)
        report(&sieving, i);
}
