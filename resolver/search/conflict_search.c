/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Backtracking with conflict-directed backjumping (Prosser 1993): every package
 * knows whose requirements narrowed its candidates, as entries of a trail.
 * When it has none left, these are the conflict; a choice that has no part in
 * the conflict is undone without trying its other candidates.
 *
 * The package to choose for is the one with the most dead ends for its
 * candidates (Boussemart and others, 2004). The search begins anew now and
 * then, each time with more work, and keeps the count of dead ends: so what is
 * hard comes first.
 */
#include "resolver/search/conflict.h"
#include "resolver/search/growth.h"
#include "resolver/search/hopeless.h"

#include <string.h>

#define FIRST_SHARE 1000 /* choices until the search begins anew first */

/* Something narrowed a package's candidates. */
struct trail_entry {
    uint32_t package;
    uint32_t cause;    /* a package; beyond those roots, then constraints */
    uint32_t previous; /* entry + 1 of the same package before; 0: none */
    candidate_set before;
};

struct conflict_search {
    struct thoth_space *space;
    struct conflict_constraints constraints;
    uint32_t *constrained; /* by package: the last constraint + 1; 0: none */
    uint32_t *earlier;     /* by constraint, likewise: of the same package */
    const bool *wanted;    /* in this run: roots, then constraints */
    uint32_t *hopeless;    /* by version: see hopeless.h */
    candidate_set *candidates;
    uint32_t *heads; /* by package: last entry + 1; 0: not required */
    bool *chosen;    /* the candidates are one, and its requirements hold */
    uint32_t *clashes;
    uint32_t *required; /* packages in the order in which they came up */
    uint32_t required_count;
    struct trail_entry *trail;
    uint32_t trail_count, trail_room;
    uint64_t *conflict; /* causes, as bits */
    size_t words;
    uint64_t work;
    bool failed;
};

static void link_constraints(struct conflict_search *search)
{
    for (uint32_t i = 0; i < search->constraints.count; i++) {
        uint32_t package = set_package(search->constraints.allowed[i]);

        search->earlier[i] = search->constrained[package];
        search->constrained[package] = i + 1;
    }
}

enum thoth_status
conflict_search_create(struct thoth_space *space,
                       const struct conflict_constraints *constraints,
                       struct conflict_search **search)
{
    size_t packages = (size_t)space->package_count + 1;
    enum thoth_status status = space_seal(space);
    struct conflict_search *made = calloc(1, sizeof(*made));

    *search = made;
    if (status != THOTH_OK || made == NULL)
        return made == NULL ? THOTH_E_MEMORY : status;
    made->space = space;
    if (constraints != NULL)
        made->constraints = *constraints;
    made->words =
        (packages + space->root_count + made->constraints.count + 63) / 64;
    made->constrained = calloc(packages, sizeof(*made->constrained));
    made->earlier =
        calloc((size_t)made->constraints.count + 1, sizeof(*made->earlier));
    made->hopeless = hopeless_find(space, true);
    made->candidates = calloc(packages, sizeof(*made->candidates));
    made->heads = calloc(packages, sizeof(*made->heads));
    made->chosen = calloc(packages, sizeof(*made->chosen));
    made->clashes = calloc(packages, sizeof(*made->clashes));
    made->required = calloc(packages, sizeof(*made->required));
    made->conflict = calloc(made->words, sizeof(*made->conflict));
    if (made->constrained == NULL || made->earlier == NULL ||
        made->hopeless == NULL || made->candidates == NULL ||
        made->heads == NULL || made->chosen == NULL || made->clashes == NULL ||
        made->required == NULL || made->conflict == NULL)
        return THOTH_E_MEMORY;
    link_constraints(made);
    return THOTH_OK;
}

void conflict_search_release(struct conflict_search *search)
{
    if (search == NULL)
        return;
    free(search->constrained);
    free(search->earlier);
    free(search->hopeless);
    free(search->candidates);
    free(search->heads);
    free(search->chosen);
    free(search->clashes);
    free(search->required);
    free(search->trail);
    free(search->conflict);
    free(search);
}

uint32_t conflict_search_clashes(const struct conflict_search *search,
                                 uint32_t package)
{
    return search->clashes[package];
}

bool conflict_search_failed(const struct conflict_search *search)
{
    return search->failed || search->space->pool.failed;
}

static void add_cause(uint64_t *conflict, uint32_t cause)
{
    conflict[cause / 64] |= UINT64_C(1) << cause % 64;
}

/* Adds whoever narrowed the package. */
static void add_causes(const struct conflict_search *search, uint32_t package,
                       uint64_t *conflict)
{
    for (uint32_t entry = search->heads[package]; entry != 0;
         entry = search->trail[entry - 1].previous)
        add_cause(conflict, search->trail[entry - 1].cause);
}

/* A package is required from now on, or its candidates are fewer. */
static void note(struct conflict_search *search, uint32_t package,
                 uint32_t cause, candidate_set now)
{
    if (!growth_reserve((void **)&search->trail, &search->trail_room,
                        search->trail_count + 1, sizeof(*search->trail))) {
        search->failed = true;
        return;
    }
    if (search->heads[package] == 0)
        search->required[search->required_count++] = package;
    search->trail[search->trail_count++] = (struct trail_entry){
        package, cause, search->heads[package], search->candidates[package]};
    search->heads[package] = search->trail_count;
    search->candidates[package] = now;
}

static void undo(struct conflict_search *search, uint32_t count)
{
    while (search->trail_count > count) {
        const struct trail_entry *entry = &search->trail[--search->trail_count];

        search->candidates[entry->package] = entry->before;
        search->heads[entry->package] = entry->previous;
        if (entry->previous == 0)
            search->required_count--;
    }
}

/* Only the allowed versions stay candidates; false when there are none left,
 * and then `conflict` gets all that narrowed the package. */
static bool narrow(struct conflict_search *search, candidate_set allowed,
                   uint32_t cause, uint64_t *conflict)
{
    struct set_pool *pool = &search->space->pool;
    uint32_t package = set_package(allowed);
    candidate_set before = search->space->packages[package].usable, now;

    if (search->heads[package] != 0)
        before = search->candidates[package];
    now = set_is_empty(allowed) ? allowed : set_meet(pool, before, allowed);
    if (now == before && search->heads[package] != 0)
        return true;
    if (set_is_empty(now)) {
        search->clashes[package]++;
        add_causes(search, package, conflict);
        add_cause(conflict, cause);
        return false;
    }
    note(search, package, cause, now);
    return true;
}

/* The constraints of a package, which is required from now on. */
static bool constrain(struct conflict_search *search, uint32_t package,
                      uint64_t *conflict)
{
    const struct thoth_space *space = search->space;

    for (uint32_t i = search->constrained[package]; i != 0;
         i = search->earlier[i - 1])
        if (search->wanted[space->root_count + i - 1] &&
            !narrow(search, search->constraints.allowed[i - 1],
                    space->package_count + space->root_count + i - 1, conflict))
            return false;
    return true;
}

/* One requirement; false when its package has no candidates left. */
static bool require(struct conflict_search *search, candidate_set allowed,
                    uint32_t cause, uint64_t *conflict)
{
    uint32_t package = set_package(allowed);
    bool is_first = search->heads[package] == 0;

    if (search->space->packages[package].skipped)
        return true;
    return narrow(search, allowed, cause, conflict) &&
           (!is_first || constrain(search, package, conflict));
}

/* Resolves a version: its package has one candidate, and what it requires
 * narrows others. */
static bool choose(struct conflict_search *search, uint32_t package,
                   uint32_t place, uint64_t *conflict)
{
    struct thoth_space *space = search->space;
    uint32_t number = space_version_of(space, package, place);
    const struct space_version *version = &space->versions[number];
    uint32_t clash = search->hopeless[number];

    if (clash != 0) {
        search->clashes[clash - 1]++;
        return false;
    }
    note(search, package, package,
         space_one(space, (struct thoth_choice){package, place}));
    if (version->fate == THOTH_FATE_SKIPPED)
        return true;
    for (uint32_t i = 0; i < version->count && !search->failed; i++)
        if (!require(search, space->requirements[version->requirements + i],
                     package, conflict))
            return false;
    return !search->failed;
}

/* The required package, not yet chosen, with the most clashes for its
 * candidates; or SPACE_NONE. */
static uint32_t next_package(const struct conflict_search *search)
{
    uint64_t best_clashes = 0, best_size = 1;
    uint32_t best = SPACE_NONE;

    for (uint32_t i = 0; i < search->required_count; i++) {
        uint32_t package = search->required[i];
        uint64_t clashes = search->clashes[package] + UINT64_C(1);
        uint64_t size;

        if (search->chosen[package])
            continue;
        size = set_size(&search->space->pool, search->candidates[package]);
        if (best == SPACE_NONE || clashes * best_size > best_clashes * size) {
            best = package;
            best_clashes = clashes;
            best_size = size;
        }
    }
    return best;
}

static bool has_cause(const uint64_t *conflict, uint32_t cause)
{
    return (conflict[cause / 64] >> cause % 64 & 1) != 0;
}

/* Chooses for all that is required. When it cannot, search->conflict has the
 * causes among what was chosen before. */
static enum conflict_answer solve(struct conflict_search *search)
{
    uint32_t package = next_package(search), version;
    enum conflict_answer answer = CONFLICT_FOUND;
    uint32_t trail = search->trail_count;
    candidate_set set;
    uint64_t *conflict;

    if (package == SPACE_NONE)
        return CONFLICT_NONE;
    conflict = calloc(search->words, sizeof(*conflict));
    if (conflict == NULL) {
        search->failed = true;
        return CONFLICT_UNKNOWN;
    }
    set = search->candidates[package];
    add_causes(search, package, conflict);
    search->chosen[package] = true;
    for (version = set_first(&search->space->pool, set);
         version != UINT32_MAX && answer == CONFLICT_FOUND;
         version = set_next(&search->space->pool, set, version + 1)) {
        if (search->work == 0 || conflict_search_failed(search)) {
            answer = CONFLICT_UNKNOWN;
            break;
        }
        search->work--;
        if (choose(search, package, version, conflict)) {
            answer = solve(search);
            if (answer == CONFLICT_FOUND &&
                !has_cause(search->conflict, package)) {
                memcpy(conflict, search->conflict,
                       search->words * sizeof(*conflict));
                undo(search, trail);
                break;
            }
            for (size_t i = 0; answer == CONFLICT_FOUND && i < search->words;
                 i++)
                conflict[i] |= search->conflict[i];
        }
        undo(search, trail);
    }
    search->chosen[package] = false;
    conflict[package / 64] &= ~(UINT64_C(1) << package % 64);
    memcpy(search->conflict, conflict, search->words * sizeof(*conflict));
    free(conflict);
    return answer;
}

static bool require_roots(struct conflict_search *search)
{
    const struct thoth_space *space = search->space;

    for (uint32_t i = 0; i < space->root_count; i++)
        if (search->wanted[i] &&
            !require(search, space->roots[i], space->package_count + i,
                     search->conflict))
            return false;
    return true;
}

/* One search of so much work at most. */
static enum conflict_answer attempt(struct conflict_search *search,
                                    uint64_t work)
{
    enum conflict_answer answer = CONFLICT_FOUND;

    memset(search->conflict, 0, search->words * sizeof(*search->conflict));
    search->work = work;
    if (require_roots(search))
        answer = solve(search);
    undo(search, 0);
    return answer;
}

enum conflict_answer conflict_search_run(struct conflict_search *search,
                                         const bool *wanted, uint64_t work,
                                         bool *blamed)
{
    const struct thoth_space *space = search->space;
    enum conflict_answer answer = CONFLICT_UNKNOWN;

    memset(search->clashes, 0, space->package_count * sizeof(*search->clashes));
    search->wanted = wanted;
    for (uint64_t share = FIRST_SHARE; answer == CONFLICT_UNKNOWN && work > 0 &&
                                       !conflict_search_failed(search);
         share += share / 2) {
        uint64_t now = share < work ? share : work;

        answer = attempt(search, now);
        work -= now;
    }
    for (uint32_t i = 0; answer == CONFLICT_FOUND &&
                         i < space->root_count + search->constraints.count;
         i++)
        blamed[i] = has_cause(search->conflict, space->package_count + i);
    return conflict_search_failed(search) ? CONFLICT_UNKNOWN : answer;
}
