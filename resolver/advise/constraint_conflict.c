/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Constraints as sets of versions of the project without them.
 */
#include "resolver/advise/constraint_conflict.h"

#include <string.h>

const struct project_requirement *
advise_constraint(const struct thoth_advice *advise,
                  const struct project_requirement *from,
                  struct thoth_text name)
{
    struct marker_values values;

    marker_values_of(&values, &advise->project.environment);
    while (from != NULL &&
           (!thoth_text_equal(from->requirement.name, name) ||
            from->requirement.specifier.length == 0 ||
            !requirement_applies(from->requirement.marker, &values, NULL, 0)))
        from = from->next;
    return from;
}

bool advise_allows(struct thoth_text specifier, struct thoth_text version)
{
    struct thoth_specifier *wanted;
    struct thoth_version *parsed;
    bool allowed = false;

    if (thoth_specifier_parse(specifier, NULL, &wanted) != THOTH_OK)
        return false;
    if (thoth_version_parse(version, NULL, &parsed) == THOTH_OK) {
        allowed = thoth_specifier_contains(wanted, parsed, true);
        thoth_version_release(parsed);
    }
    thoth_specifier_release(wanted);
    return allowed;
}

struct thoth_text
advise_constraint_text(struct thoth_advice *advise,
                       const struct project_requirement *constraint)
{
    const struct requirement *requirement = &constraint->requirement;
    struct thoth_text place = place_text(&advise->arena, constraint->place);

    while (place.length > 0 && (place.at[place.length - 1] == ' ' ||
                                place.at[place.length - 1] == ':'))
        place.length--;
    return arena_format(&advise->arena, "the constraint %.*s%.*s (%.*s)",
                        (int)requirement->name.length, requirement->name.at,
                        (int)requirement->specifier.length,
                        requirement->specifier.at, (int)place.length, place.at);
}

/* The versions of a package that a specifier allows. */
static bool set_of(struct thoth_advice *advise, uint32_t package,
                   struct thoth_text specifier, candidate_set *set)
{
    struct thoth_space *space = advise->space;
    uint32_t versions = space->packages[package].count;
    uint64_t *words = ARENA_NEW_ARRAY(&advise->arena, uint64_t,
                                      THOTH_SPACE_WORDS(versions) + 1);
    struct thoth_specifier *wanted;

    if (thoth_specifier_parse(specifier, NULL, &wanted) != THOTH_OK)
        return false;
    for (uint32_t v = 0; v < versions; v++) {
        struct thoth_version *version;

        if (thoth_version_parse(thoth_space_version_text(space, package, v),
                                NULL, &version) != THOTH_OK)
            continue;
        if (thoth_specifier_contains(wanted, version, true))
            words[v / 64] |= UINT64_C(1) << v % 64;
        thoth_version_release(version);
    }
    thoth_specifier_release(wanted);
    *set = set_of_words(&space->pool, package, versions, words);
    return !space->pool.failed;
}

/* All constraints of packages that may come into a stack. */
static bool gather(struct constraint_conflict *found,
                   struct conflict_constraints *constraints)
{
    struct thoth_advice *advise = &found->advise;
    const struct project_requirements *all = &advise->project.constraints;
    candidate_set *sets =
        ARENA_NEW_ARRAY(&advise->arena, candidate_set, all->count + 1);
    uint32_t count = 0;

    found->constraints = ARENA_NEW_ARRAY(
        &advise->arena, const struct project_requirement *, all->count + 1);
    for (const struct project_requirement *at = all->first; at != NULL;
         at = at->next) {
        uint32_t package = closure_find(advise->closure, at->requirement.name);

        if (package == CLOSURE_NONE ||
            advise_constraint(advise, at, at->requirement.name) != at)
            continue;
        if (!set_of(advise, package, at->requirement.specifier, &sets[count]))
            return false;
        found->constraints[count++] = at;
    }
    *constraints = (struct conflict_constraints){sets, count};
    return count > 0;
}

bool constraint_conflict_find(struct constraint_conflict *found,
                              const struct thoth_advice *advise, uint64_t work)
{
    struct conflict_constraints constraints;

    memset(found, 0, sizeof(*found));
    advise_start(&found->advise, &advise->options);
    if (advise->request.constraint_count == 0)
        return false;
    found->advise.without_constraints = true;
    return advise_prepare(&found->advise) && gather(found, &constraints) &&
           conflict_find(found->advise.space, &constraints, work,
                         &found->conflict) == THOTH_OK &&
           found->conflict.answer == CONFLICT_FOUND &&
           found->conflict.constraint_count > 0;
}

void constraint_conflict_release(struct constraint_conflict *found)
{
    conflict_release(&found->conflict);
    advise_release(&found->advise);
}
