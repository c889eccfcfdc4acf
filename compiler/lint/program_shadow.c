/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Units that are never reached, since an earlier one always stops first: boots,
 * steps and strides end with the first stop. Instances that name a package come
 * before those for any package, so only instances for the same package, or for
 * any, can shadow each other.
 */
#include "compiler/lint/program_linter.h"

#include "compiler/lint/program_effect.h"
#include "compiler/lint/program_group.h"
#include "grammar/prescription.h"

/* Stops that one instance is compared with; what is beyond them is not seen. */
enum { MOST_STOPS = 256 };

struct shadowing {
    struct program_linter *linter;
    const struct program *program;
    uint32_t *shadow; /* by instance: the unit that always stops first */
    uint32_t stops[MOST_STOPS]; /* instances, none of which is shadowed */
    uint32_t stop_count;
};

static uint32_t unit_of(const struct shadowing *shadowing, uint32_t instance)
{
    return shadowing->program->instances[instance].unit;
}

/* Does `stop` apply to whatever `instance` applies to? */
static bool covers(const struct shadowing *shadowing, uint32_t stop,
                   uint32_t instance)
{
    const struct program *program = shadowing->program;
    uint32_t stopping = unit_of(shadowing, stop);
    uint32_t unit = unit_of(shadowing, instance);

    return (program->units[stopping].multi || !program->units[unit].multi) &&
           predicate_implies(program->session,
                             instance_predicate(shadowing->linter, instance),
                             instance_predicate(shadowing->linter, stop)) &&
           unit_registered_with(shadowing->linter, unit, stopping);
}

/* The stop before an instance; one of an equal condition, if there is one, is
 * found without looking into others. */
static uint32_t find_stop(const struct shadowing *shadowing, uint32_t instance)
{
    const uint32_t *when = shadowing->linter->when;

    for (uint32_t i = 0; i < shadowing->stop_count; i++) {
        uint32_t stop = shadowing->stops[i];

        if (when[unit_of(shadowing, stop)] ==
                when[unit_of(shadowing, instance)] &&
            covers(shadowing, stop, instance))
            return stop;
    }
    for (uint32_t i = 0; i < shadowing->stop_count; i++)
        if (covers(shadowing, shadowing->stops[i], instance))
            return shadowing->stops[i];
    return PROGRAM_NONE;
}

static void look_behind_stops(void *user, const uint32_t *instances,
                              uint32_t count)
{
    struct shadowing *shadowing = user;

    shadowing->stop_count = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t unit = unit_of(shadowing, instances[i]);
        uint32_t stop = find_stop(shadowing, instances[i]);

        if (stop != PROGRAM_NONE &&
            !instance_is_empty(shadowing->linter, instances[i]))
            shadowing->shadow[instances[i]] = unit_of(shadowing, stop);
        else if (shadowing->stop_count < MOST_STOPS &&
                 effect_stops(shadowing->program, unit))
            shadowing->stops[shadowing->stop_count++] = instances[i];
    }
}

/* What a later stop undoes: steps that only score and justify. */
static void look_before_stops(void *user, const uint32_t *instances,
                              uint32_t count)
{
    struct shadowing *shadowing = user;

    shadowing->stop_count = 0;
    for (uint32_t i = count; i--;) {
        uint32_t unit = unit_of(shadowing, instances[i]);
        uint32_t stop;

        if (shadowing->stop_count < MOST_STOPS &&
            effect_stops(shadowing->program, unit)) {
            shadowing->stops[shadowing->stop_count++] = instances[i];
            continue;
        }
        if (!effect_is_undone(shadowing->program, unit))
            continue;
        stop = find_stop(shadowing, instances[i]);
        if (stop != PROGRAM_NONE &&
            !instance_is_empty(shadowing->linter, instances[i]))
            shadowing->shadow[instances[i]] = unit_of(shadowing, stop);
    }
}

/* The unit that shadows one, if all instances are shadowed and not by the unit
 * itself. */
static uint32_t shadow_of(const struct shadowing *shadowing, uint32_t unit)
{
    const struct program_unit *of = &shadowing->program->units[unit];
    uint32_t found = PROGRAM_NONE;

    for (uint32_t i = 0; i < of->instance_count; i++) {
        uint32_t shadow = shadowing->shadow[of->first_instance + i];

        if (shadow == PROGRAM_NONE)
            return PROGRAM_NONE;
        if (shadow != unit && found == PROGRAM_NONE)
            found = shadow;
    }
    return found;
}

static void forget(struct shadowing *shadowing)
{
    for (uint32_t i = 0; i < shadowing->program->instance_count; i++)
        shadowing->shadow[i] = PROGRAM_NONE;
}

static void report(struct shadowing *shadowing, unsigned kind,
                   enum diagnostic_code code)
{
    struct program_linter *linter = shadowing->linter;

    for (uint32_t i = 0; i < shadowing->program->unit_count; i++) {
        const struct program_unit *unit = &shadowing->program->units[i];
        uint32_t shadow;

        if (program_kind(unit) != kind || unit->never || linter->copied[i] ||
            predicate_is_never(unit_condition(linter, i)))
            continue;
        shadow = shadow_of(shadowing, i);
        if (shadow != PROGRAM_NONE)
            program_find(linter, code, i)->other = shadow;
    }
}

void lint_shadowed(struct program_linter *linter)
{
    static const unsigned KINDS[] = {UNIT_SECTION_BOOTS, UNIT_SECTION_STEPS,
                                     UNIT_SECTION_STRIDES};
    struct shadowing shadowing = {.linter = linter, .program = linter->program};

    shadowing.shadow = ARENA_NEW_ARRAY(linter->arena, uint32_t,
                                       linter->program->instance_count);
    for (unsigned i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        forget(&shadowing);
        each_package_group(linter, KINDS[i], look_behind_stops, &shadowing);
        report(&shadowing, KINDS[i], DIAG_UNIT_SHADOWED);
    }
    forget(&shadowing);
    each_package_group(linter, UNIT_SECTION_STEPS, look_before_stops,
                       &shadowing);
    report(&shadowing, UNIT_SECTION_STEPS, DIAG_STEPS_CONTRADICT);
}
