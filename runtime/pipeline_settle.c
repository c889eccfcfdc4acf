/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Units with dependencies. In the reference a unit is included when a pass over
 * all units comes to it and all it depends on is included already, so that one
 * that stands before what it depends on has to wait for the next pass. Here a
 * unit that cannot be included yet is looked at again only after something it
 * depends on was included: in the same pass if it stands behind that, else in
 * the next one. Units without dependencies are all there after the first pass.
 */
#include "runtime/pipeline_include.h"

#include <string.h>

/* A unit with dependencies; they are sorted in the order of a pass: by kind,
 * then by unit. */
struct waiting {
    uint32_t unit;
    uint32_t kind;
    uint32_t list; /* its dependencies, in lists */
    bool holds;    /* its condition does */
    bool included;
};

struct settling {
    struct inclusion_plan *plan;
    struct waiting *waiting;
    uint32_t count;
    uint32_t words;       /* of a set of waiting units, a bit each */
    uint64_t *now, *next; /* to be looked at in this pass and the one after */
    /* Waiting units that depend on waiting unit N: dependents[first[N]] to
     * dependents[first[N + 1]]. */
    uint32_t *first;
    uint32_t *dependents;
    uint32_t pass;
};

static bool stands_before(const struct waiting *entry, uint32_t kind,
                          uint32_t unit)
{
    return entry->kind != kind ? entry->kind < kind : entry->unit < unit;
}

/* The number of a waiting unit, or THOTH_NO_UNIT. */
static uint32_t find_waiting(const struct settling *settling, uint32_t unit)
{
    uint32_t kind = bundle_kind_of(settling->plan->bundle, unit);
    uint32_t low = 0, high = settling->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (stands_before(&settling->waiting[middle], kind, unit))
            low = middle + 1;
        else
            high = middle;
    }
    return low < settling->count && settling->waiting[low].unit == unit
               ? low
               : THOTH_NO_UNIT;
}

/* Is a unit included, seen from a waiting unit in the current pass? */
static bool is_included(const struct settling *settling, uint32_t unit,
                        const struct waiting *from)
{
    const struct inclusion_plan *plan = settling->plan;
    uint32_t number = find_waiting(settling, unit);

    if (number != THOTH_NO_UNIT)
        return settling->waiting[number].included;
    return plan->chosen[unit] != INCLUSION_NO &&
           (settling->pass > 1 ||
            !stands_before(from, bundle_kind_of(plan->bundle, unit), unit));
}

/* One unit of each group has to be included. */
static bool is_satisfied(const struct settling *settling,
                         const struct waiting *waiting)
{
    const uint32_t *at = settling->plan->bundle->lists + waiting->list;

    for (uint32_t groups = *at++; groups; groups--) {
        uint32_t units = *at++;
        bool found = false;

        for (; units; units--, at++)
            found = found || is_included(settling, *at, waiting);
        if (!found)
            return false;
    }
    return true;
}

static void set_bit(uint64_t *set, uint32_t bit)
{
    set[bit / 64] |= (uint64_t)1 << bit % 64;
}

static void include(struct settling *settling, uint32_t number)
{
    struct inclusion_plan *plan = settling->plan;
    struct waiting *waiting = &settling->waiting[number];

    waiting->included = true;
    plan->chosen[waiting->unit] =
        settling->pass == 1 ? INCLUSION_YES : INCLUSION_LATE;
    if (settling->pass > 1)
        plan->late[plan->late_count++] = waiting->unit;
    for (uint32_t i = settling->first[number]; i < settling->first[number + 1];
         i++) {
        uint32_t dependent = settling->dependents[i];

        set_bit(dependent > number ? settling->now : settling->next, dependent);
    }
}

/* One pass in order; units that are included may add others behind them. */
static bool go_through(struct settling *settling)
{
    bool any = false;

    for (uint32_t word = 0; word < settling->words; word++)
        while (settling->now[word] != 0) {
            uint32_t bit = (uint32_t)__builtin_ctzll(settling->now[word]);
            uint32_t number = word * 64 + bit;
            const struct waiting *waiting = &settling->waiting[number];

            settling->now[word] &= settling->now[word] - 1;
            if (waiting->included || !waiting->holds ||
                !is_satisfied(settling, waiting))
                continue;
            include(settling, number);
            any = true;
        }
    return any;
}

static void run_passes(struct settling *settling)
{
    uint64_t *passed;

    for (uint32_t i = 0; i < settling->count; i++) {
        set_bit(settling->now, i);
        set_bit(settling->next, i);
    }
    for (settling->pass = 1; go_through(settling) || settling->pass == 1;
         settling->pass++) {
        passed = settling->now;
        settling->now = settling->next;
        settling->next = passed;
    }
}

/* Takes the units with dependencies out of the plan, in the order of a pass. */
static void collect(struct settling *settling)
{
    struct inclusion_plan *plan = settling->plan;
    const struct thoth_bundle *bundle = plan->bundle;

    for (uint32_t kind = 0; kind < THOTH_KINDS; kind++)
        for (uint32_t i = 0; i < bundle->require_count; i++) {
            const struct bundle_require *require = &bundle->requires[i];

            if (bundle_kind_of(bundle, require->unit) != kind ||
                (bundle_pattern_of(bundle, require->unit)->flags &
                 BUNDLE_PATTERN_ALWAYS))
                continue;
            settling->waiting[settling->count++] = (struct waiting){
                .unit = require->unit,
                .kind = kind,
                .list = require->list,
                .holds = plan->chosen[require->unit] == INCLUSION_YES,
            };
        }
    for (uint32_t i = 0; i < settling->count; i++)
        plan->chosen[settling->waiting[i].unit] = INCLUSION_NO;
}

/* Calls for each dependency of a waiting unit on another waiting one: counts in
 * first[N + 2] at first, then fills `dependents` behind first[N + 1]. */
static void link_waiting(struct settling *settling, bool fill)
{
    for (uint32_t i = 0; i < settling->count; i++) {
        const uint32_t *at =
            settling->plan->bundle->lists + settling->waiting[i].list;

        for (uint32_t groups = *at++; groups; groups--)
            for (uint32_t units = *at++; units; units--, at++) {
                uint32_t on = find_waiting(settling, *at);

                if (on == THOTH_NO_UNIT)
                    continue;
                if (fill)
                    settling->dependents[settling->first[on + 1]++] = i;
                else
                    settling->first[on + 2]++;
            }
    }
}

/* Links all waiting units. False: no memory. */
static bool link_all(struct settling *settling)
{
    uint32_t *first = settling->first;

    link_waiting(settling, false);
    for (uint32_t i = 2; i < settling->count + 2; i++)
        first[i] += first[i - 1];
    settling->dependents = thoth_allocate(
        settling->plan->allocator,
        sizeof(uint32_t) * ((size_t)first[settling->count + 1] + 1));
    if (settling->dependents == NULL)
        return false;
    link_waiting(settling, true);
    return true;
}

enum thoth_status inclusion_settle(struct inclusion_plan *plan)
{
    size_t most = plan->bundle->require_count, words = (most + 63) / 64;
    size_t sets = 2 * words * sizeof(uint64_t);
    size_t entries = most * sizeof(struct waiting);
    size_t size = sets + entries + (most + 2) * sizeof(uint32_t);
    struct settling settling = {.plan = plan, .words = (uint32_t)words};
    char *scratch;
    bool linked;

    plan->late = NULL;
    plan->late_count = 0;
    if (most == 0)
        return THOTH_OK;
    scratch = thoth_allocate(plan->allocator, size);
    plan->late = thoth_allocate(plan->allocator, most * sizeof *plan->late);
    linked = scratch != NULL && plan->late != NULL;
    if (linked) {
        memset(scratch, 0, size);
        settling.now = (uint64_t *)scratch;
        settling.next = settling.now + words;
        settling.waiting = (struct waiting *)(scratch + sets);
        settling.first = (uint32_t *)(scratch + sets + entries);
        collect(&settling);
        linked = link_all(&settling);
    }
    if (linked)
        run_passes(&settling);
    thoth_release(plan->allocator, settling.dependents);
    thoth_release(plan->allocator, scratch);
    return linked ? THOTH_OK : THOTH_E_MEMORY;
}
