/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Why a version is not in the best stack, in the order in which a search would
 * find out: it cannot be used, a sieve takes it out, the project excludes it,
 * the rest of the stack does, rules refuse it, or it scores less.
 */
#include "resolver/advise/why.h"

#define NO_REASON ((struct thoth_text){"", 0})

static const struct closure_version *version_of(const struct why *why,
                                                struct thoth_choice choice)
{
    const struct closure *closure = why->advise->closure;

    return &closure->versions[closure_version_of(closure, choice)];
}

struct thoth_text why_advisories(struct why *why, struct thoth_choice choice)
{
    const struct closure *closure = why->advise->closure;
    struct closure_range range = version_of(why, choice)->advisories;
    struct thoth_text list = NO_REASON;

    for (uint32_t i = range.first; i < range.end; i++)
        list = arena_format(&why->advise->arena, "%.*s%s%.*s", (int)list.length,
                            list.at,
                            i == range.first ? "known vulnerabilities: " : ", ",
                            (int)closure->advisories[i].id.length,
                            closure->advisories[i].id.at);
    return list;
}

/* ---- Whatever the stack ---------------------------------------------------
 */

/* The first constraint that excludes the version. */
static struct thoth_text constraint_against(struct why *why,
                                            struct thoth_choice choice)
{
    struct thoth_advice *advise = why->advise;
    struct thoth_text name =
        thoth_space_package_name(advise->space, choice.package);
    const struct project_requirement *at =
        advise_constraint(advise, advise->project.constraints.first, name);

    while (at != NULL && advise_allows(at->requirement.specifier,
                                       version_of(why, choice)->text))
        at = advise_constraint(advise, at->next, name);
    return at != NULL ? arena_format(&advise->arena, "%s excludes it",
                                     advise_constraint_text(advise, at).at)
                      : thoth_text_of("a constraint excludes it");
}

static struct thoth_text unusable(struct why *why, struct thoth_choice choice)
{
    struct thoth_advice *advise = why->advise;
    const struct closure *closure = advise->closure;
    const struct closure_version *version = version_of(why, choice);
    struct thoth_text python =
        advise->project.environment.fields[ENVIRONMENT_PYTHON_VERSION];

    if (version->refusal & CLOSURE_REFUSED_PYTHON)
        return arena_format(&advise->arena, "it is not for Python %.*s",
                            (int)python.length, python.at);
    if (version->refusal & CLOSURE_REFUSED_INDEX)
        return arena_format(&advise->arena,
                            "its index is not enabled for it: %.*s",
                            (int)closure->indexes[version->index].length,
                            closure->indexes[version->index].at);
    if (version->refusal & CLOSURE_REFUSED_CONSTRAINT)
        return constraint_against(why, choice);
    if (version->refusal & CLOSURE_REFUSED_UNREADABLE)
        return thoth_text_of("it has a requirement that cannot be read");
    if (version->refusal & CLOSURE_REFUSED_YANKED)
        return thoth_text_of("it was taken back by those who published it");
    return version->refusal != 0 ? thoth_text_of("it cannot be used")
                                 : NO_REASON;
}

static struct thoth_text sieved(struct why *why, struct thoth_choice choice)
{
    struct thoth_advice *advise = why->advise;
    struct thoth_text text;
    uint32_t unit;

    if (!rules_know(&advise->rules, choice)) {
        text = why_advisories(why, choice);
        return arena_format(&advise->arena, "security is asked for; %.*s",
                            (int)text.length, text.at);
    }
    if (rules_sieve_of(&advise->rules, choice, &unit) != THOTH_OK ||
        unit == THOTH_NO_UNIT)
        return NO_REASON;
    text = advise_unit_text(advise, unit);
    return arena_format(&advise->arena, "%.*s takes it out", (int)text.length,
                        text.at);
}

static bool is_in(const struct closure *closure,
                  const struct closure_requirement *requirement,
                  uint32_t version)
{
    for (uint32_t r = requirement->ranges.first; r < requirement->ranges.end;
         r++)
        if (version >= closure->ranges[r].first &&
            version < closure->ranges[r].end)
            return true;
    return false;
}

/* Does the rule on pre-releases keep a requirement from taking it? */
static bool is_held_back(const struct why *why,
                         const struct closure_requirement *requirement,
                         struct thoth_choice choice)
{
    const struct closure_policy policy = {
        .prereleases = why->advise->project.allow_prereleases,
        .root_count = why->advise->closure->root_count,
    };

    return version_of(why, choice)->prerelease &&
           !closure_allows_prereleases(why->advise->closure, &policy,
                                       requirement);
}

/* Where the project requires a package. */
static struct thoth_text place_of(struct why *why, struct thoth_text name)
{
    const struct project_requirement *at =
        why->advise->project.requirements.first;

    for (; at != NULL; at = at->next)
        if (thoth_text_equal(at->requirement.name, name) && at->place.line > 0)
            return arena_format(&why->advise->arena, " (%.*s:%u)",
                                (int)at->place.path.length, at->place.path.at,
                                at->place.line);
    return NO_REASON;
}

static struct thoth_text excluded_by_project(struct why *why,
                                             struct thoth_choice choice)
{
    const struct closure *closure = why->advise->closure;
    uint32_t version = closure_version_of(closure, choice);

    for (uint32_t i = 0; i < closure->root_count; i++) {
        const struct closure_requirement *root =
            &closure->requirements[closure->roots[i].requirement];
        struct thoth_text place;

        if (root->package != choice.package)
            continue;
        place = place_of(why, closure->packages[root->package].name);
        if (!is_in(closure, root, version))
            return arena_format(&why->advise->arena,
                                "the project requires %.*s%.*s",
                                (int)root->specifier.length, root->specifier.at,
                                (int)place.length, place.at);
        if (is_held_back(why, root, choice))
            return thoth_text_of(
                "it is a pre-release, and the project does not ask for one");
    }
    return NO_REASON;
}

static struct thoth_text kept(struct why *why, struct thoth_choice choice)
{
    const struct thoth_space *space = why->advise->space;
    const struct space_package *package = &space->packages[choice.package];

    if (package->skipped || set_is_empty(package->usable) ||
        set_has(&space->pool, package->usable, choice.version))
        return NO_REASON;
    return thoth_text_of("the version of the lock file is kept");
}

/* ---- With the rest of the stack ------------------------------------------ */

static struct closure_range edges_of(const struct why *why,
                                     struct thoth_choice choice)
{
    return version_of(why, choice)->requirements;
}

/* A requirement of `by` on the package of `choice` that does not take it. */
static struct thoth_text excludes(struct why *why, struct thoth_choice by,
                                  struct thoth_choice choice)
{
    const struct closure *closure = why->advise->closure;
    struct closure_range edges = edges_of(why, by);
    struct thoth_text version = version_of(why, by)->text;
    struct thoth_text name = closure->packages[by.package].name;

    for (uint32_t e = edges.first; e < edges.end; e++) {
        const struct closure_requirement *requirement =
            &closure->requirements[closure->edges[e]];

        if (requirement->package != choice.package)
            continue;
        if (!is_in(closure, requirement, closure_version_of(closure, choice)))
            return arena_format(&why->advise->arena, "%.*s %.*s requires %.*s",
                                (int)name.length, name.at, (int)version.length,
                                version.at, (int)requirement->specifier.length,
                                requirement->specifier.at);
        if (is_held_back(why, requirement, choice))
            return arena_format(
                &why->advise->arena,
                "it is a pre-release, and %.*s %.*s does not ask for one",
                (int)name.length, name.at, (int)version.length, version.at);
    }
    return NO_REASON;
}

static struct thoth_text excluded_by_stack(struct why *why,
                                           struct thoth_choice choice)
{
    const struct closure *closure = why->advise->closure;

    for (uint32_t i = 0; i < why->count; i++) {
        struct thoth_choice other = why->stack[i];
        struct thoth_text text, version = version_of(why, other)->text;

        if (other.package == choice.package)
            continue;
        text = excludes(why, other, choice);
        if (text.length > 0)
            return text;
        text = excludes(why, choice, other);
        if (text.length > 0)
            return arena_format(
                &why->advise->arena, "%.*s, and the stack has %.*s %.*s",
                (int)text.length, text.at,
                (int)closure->packages[other.package].name.length,
                closure->packages[other.package].name.at, (int)version.length,
                version.at);
    }
    return NO_REASON;
}

/* ---- All reasons -------------------------------------------------------- */

static struct thoth_text scores_less(struct why *why, double score)
{
    double less = why->score - score;

    if (less > 5e-10)
        return arena_format(&why->advise->arena,
                            "the stack would score %.9g less", less);
    if (less < -5e-10)
        return arena_format(&why->advise->arena,
                            "the stack would score %.9g more; what was found "
                            "is not the best",
                            -less);
    return thoth_text_of("the stack would score the same");
}

struct thoth_text why_not(struct why *why, struct thoth_choice choice,
                          bool *whatever)
{
    struct thoth_text (*const always[])(struct why *, struct thoth_choice) = {
        unusable, sieved, excluded_by_project, kept, why_always_refused};
    struct thoth_text text = NO_REASON;
    double score;

    *whatever = true;
    for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++) {
        text = always[i](why, choice);
        if (text.length > 0)
            return text;
    }
    *whatever = false;
    text = excluded_by_stack(why, choice);
    if (text.length == 0)
        text = why_refused(why, choice, &score);
    return text.length > 0 ? text : scores_less(why, score);
}
