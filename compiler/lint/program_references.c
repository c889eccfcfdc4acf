/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Dependencies between units: names that no unit has, circles, and units that
 * wait for one that never takes part. A unit takes part once all units that it
 * depends on do, so what is left when nothing changes any more never does.
 */
#include "compiler/lint/program_linter.h"

#include "compiler/base/near_name.h"
#include "compiler/check/field.h"

#include <string.h>

enum {
    MOST_SEARCHES = 20, /* for a near name; each takes milliseconds */
    MOST_ROUNDS = 1000, /* of units that wait for one another */
    MOST_TEXT = 400,    /* of the names of a circle */
};

enum state {
    STATE_IN,       /* may take part */
    STATE_WAITING,  /* for units it depends on */
    STATE_NEVER,    /* cannot, whatever it depends on */
    STATE_VISITED,  /* waiting, and followed on the way to a circle */
    STATE_REPORTED, /* never, and somebody has been told why */
};

struct references {
    struct program_linter *linter;
    const struct program *program;
    uint32_t *waiting; /* units with dependencies */
    uint32_t waiting_count;
    uint8_t *state; /* by unit, enum state */
    unsigned searches;
};

/* The list of what a unit depends on: a count, then kind and name of each. */
static const uint32_t *wanted_by(const struct references *references,
                                 uint32_t unit)
{
    const struct program *program = references->program;

    return (const void *)intern_text(program->session->lists,
                                     program->units[unit].requirements)
        .at;
}

static uint32_t target_of(const struct references *references,
                          const uint32_t *wanted, uint32_t item)
{
    return unit_names_find(
        references->linter,
        linter_text(references->linter, wanted[2 + 2 * item]),
        wanted[1 + 2 * item]);
}

static void list_waiting(struct references *references)
{
    const struct program *program = references->program;
    uint32_t count = 0;

    for (uint32_t i = 0; i < program->unit_count; i++)
        count += program->units[i].requirements != STR_NONE;
    references->waiting = ARENA_NEW_ARRAY(program->arena, uint32_t, count);
    for (uint32_t i = 0; i < program->unit_count; i++)
        if (program->units[i].requirements != STR_NONE)
            references->waiting[references->waiting_count++] = i;
}

/* Decides what does not depend on other units. */
static void start(struct references *references)
{
    const struct program *program = references->program;
    bool *never = ARENA_NEW_ARRAY(program->arena, bool, program->when_count);

    for (uint32_t i = 0; i < program->when_count; i++)
        never[i] = predicate_is_never(
            predicate_of(program_shape(program, program->whens[i].shape),
                         program->whens[i].row));
    references->state =
        ARENA_NEW_ARRAY(program->arena, uint8_t, program->unit_count);
    for (uint32_t i = 0; i < program->unit_count; i++) {
        const struct program_unit *unit = &program->units[i];

        if (unit->never || never[references->linter->when[i]])
            references->state[i] = STATE_NEVER;
        else if (unit->requirements != STR_NONE)
            references->state[i] = STATE_WAITING;
    }
}

/* Short names are a common slip: the same name behind the unit's namespace. */
static struct thoth_text with_namespace(const struct references *references,
                                        uint32_t unit, struct thoth_text name,
                                        unsigned kind)
{
    const struct program *program = references->program;
    struct thoth_text space =
        linter_text(references->linter,
                    program->files[program->units[unit].file].namespace_);
    size_t length = space.length + 1 + name.length;
    char *full = arena_allocate(program->arena, length);
    uint32_t found;

    memcpy(full, space.at, space.length);
    full[space.length] = '.';
    memcpy(full + space.length + 1, name.at, name.length);
    found = unit_names_find(references->linter,
                            (struct thoth_text){full, length}, kind);
    return (struct thoth_text){full, found == PROGRAM_NONE ? 0 : length};
}

static struct thoth_text near_to(struct references *references,
                                 struct thoth_text name, unsigned kind)
{
    const struct program *program = references->program;
    struct near_name near;

    if (references->searches++ >= MOST_SEARCHES)
        return (struct thoth_text){"", 0};
    near_name_start(&near, name);
    for (uint32_t i = 0; i < program->unit_count; i++)
        if (program_kind(&program->units[i]) == kind)
            near_name_offer(&near, unit_full_name(references->linter, i));
    return near.best;
}

/* A name below a kind that has no unit of that name. */
static void report_unknown(struct references *references, uint32_t unit,
                           const uint32_t *wanted, uint32_t item)
{
    struct thoth_text name =
        linter_text(references->linter, wanted[2 + 2 * item]);
    unsigned kind = wanted[1 + 2 * item];
    struct program_finding *finding;

    finding = program_find(references->linter, DIAG_DEPENDENCY_UNKNOWN, unit);
    finding->item = item;
    finding->other =
        unit_names_find(references->linter, name, UNIT_SECTION_COUNT);
    if (finding->other != PROGRAM_NONE)
        return;
    finding->text = with_namespace(references, unit, name, kind);
    if (!finding->text.length)
        finding->text = near_to(references, name, kind);
}

/* Units that cannot take part, by themselves or by a name that is unknown. */
static void find_unknown(struct references *references)
{
    for (uint32_t i = 0; i < references->waiting_count; i++) {
        uint32_t unit = references->waiting[i];
        const uint32_t *wanted = wanted_by(references, unit);

        for (uint32_t item = 0; item < wanted[0]; item++) {
            if (target_of(references, wanted, item) != PROGRAM_NONE)
                continue;
            references->state[unit] = STATE_NEVER;
            if (references->linter->complete)
                report_unknown(references, unit, wanted, item);
        }
    }
}

/* Some unit of the name and kind takes part; names may be repeated. */
static bool is_met(const struct references *references, const uint32_t *wanted,
                   uint32_t item)
{
    uint32_t unit = target_of(references, wanted, item);

    while (unit != PROGRAM_NONE && references->state[unit] != STATE_IN)
        unit = unit_names_next(references->linter, unit);
    return unit != PROGRAM_NONE;
}

/* The first dependency that is not met, or the count of all. */
static uint32_t first_unmet(const struct references *references, uint32_t unit)
{
    const uint32_t *wanted = wanted_by(references, unit);
    uint32_t item = 0;

    while (item < wanted[0] && is_met(references, wanted, item))
        item++;
    return item;
}

static bool settle_once(struct references *references)
{
    bool changed = false;

    for (uint32_t i = 0; i < references->waiting_count; i++) {
        uint32_t unit = references->waiting[i];

        if (references->state[unit] != STATE_WAITING ||
            first_unmet(references, unit) < wanted_by(references, unit)[0])
            continue;
        references->state[unit] = STATE_IN;
        changed = true;
    }
    return changed;
}

/* What a waiting unit waits for first, the unit that it names. */
static uint32_t waits_for(const struct references *references, uint32_t unit,
                          uint32_t *item)
{
    *item = first_unmet(references, unit);
    return target_of(references, wanted_by(references, unit), *item);
}

/* "A -> B -> A", from a unit of the circle. */
static struct thoth_text circle_text(const struct references *references,
                                     uint32_t from)
{
    struct arena *arena = references->program->arena;
    struct thoth_text text = unit_full_name(references->linter, from);
    uint32_t unit = from, item;

    do {
        struct thoth_text name;
        char *longer;

        unit = waits_for(references, unit, &item);
        name = unit_full_name(references->linter, unit);
        longer = arena_allocate(arena, text.length + 4 + name.length);
        memcpy(longer, text.at, text.length);
        memcpy(longer + text.length, " -> ", 4);
        memcpy(longer + text.length + 4, name.at, name.length);
        text = (struct thoth_text){longer, text.length + 4 + name.length};
    } while (unit != from && text.length < MOST_TEXT);
    return text;
}

static void report_circle(struct references *references, uint32_t on_circle)
{
    uint32_t first = on_circle, unit = on_circle, item;
    struct program_finding *finding;

    do {
        references->state[unit] = STATE_REPORTED;
        if (unit < first)
            first = unit;
        unit = waits_for(references, unit, &item);
    } while (unit != on_circle);
    finding = program_find(references->linter, DIAG_DEPENDENCY_CIRCLE, first);
    finding->other = waits_for(references, first, &finding->item);
    finding->text = circle_text(references, first);
}

/* Follows what a unit waits for until that is decided or goes in circles. */
static void follow(struct references *references, uint32_t from)
{
    uint32_t unit = from, item;

    while (references->state[unit] == STATE_WAITING) {
        references->state[unit] = STATE_VISITED;
        unit = waits_for(references, unit, &item);
    }
    if (references->state[unit] == STATE_VISITED)
        report_circle(references, unit);
    /* The way there is decided now. */
    for (unit = from; references->state[unit] == STATE_VISITED;) {
        struct program_finding *finding;

        references->state[unit] = STATE_REPORTED;
        finding =
            program_find(references->linter, DIAG_DEPENDENCY_NEVER_MET, unit);
        finding->other = waits_for(references, unit, &finding->item);
        unit = finding->other;
    }
}

void lint_references(struct program_linter *linter)
{
    struct references references = {.linter = linter,
                                    .program = linter->program};
    unsigned rounds = 0;

    list_waiting(&references);
    if (!references.waiting_count)
        return;
    start(&references);
    find_unknown(&references);
    while (settle_once(&references))
        if (++rounds == MOST_ROUNDS)
            return;
    for (uint32_t i = 0; i < references.waiting_count; i++)
        if (references.state[references.waiting[i]] == STATE_WAITING)
            follow(&references, references.waiting[i]);
}
