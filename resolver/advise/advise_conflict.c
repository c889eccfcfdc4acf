/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is said when there is no stack: which direct requirements
 * conflict, and through which packages.
 */
#include "resolver/advise/constraint_conflict.h"

#include <stdio.h>
#include <stdlib.h>

#define WORK 1000000 /* choices of one search */
#define PACKAGES 3   /* to name, at most */

/* ", ", or " and " before the last of so many. */
static const char *joint(uint32_t number, uint32_t count)
{
    return number == 0 ? "" : number + 1 == count ? " and " : ", ";
}

/* Direct requirements, then constraints with their places. */
static struct thoth_text join_blamed(struct thoth_advice *advise,
                                     const struct constraint_conflict *found,
                                     const struct conflict *conflict)
{
    uint32_t count = conflict->root_count + conflict->constraint_count;
    struct thoth_text joined = {"", 0};

    for (uint32_t i = 0; i < conflict->root_count; i++) {
        const struct closure_requirement *root =
            &advise->closure->requirements
                 [advise->closure->roots[conflict->roots[i]].requirement];
        struct thoth_text name = advise->closure->packages[root->package].name;

        joined =
            arena_format(&advise->arena, "%.*s%s%.*s%.*s", (int)joined.length,
                         joined.at, joint(i, count), (int)name.length, name.at,
                         (int)root->specifier.length, root->specifier.at);
    }
    for (uint32_t i = 0; i < conflict->constraint_count; i++)
        joined = arena_format(
            &advise->arena, "%.*s%s%s", (int)joined.length, joined.at,
            joint(conflict->root_count + i, count),
            advise_constraint_text(advise,
                                   found->constraints[conflict->constraints[i]])
                .at);
    return joined;
}

static struct thoth_text join_packages(struct thoth_advice *advise,
                                       const struct conflict *conflict)
{
    struct thoth_text joined = {"", 0};

    for (uint32_t i = 0; i < conflict->package_count && i < PACKAGES; i++) {
        struct thoth_text name =
            thoth_space_package_name(advise->space, conflict->packages[i]);

        joined = arena_format(&advise->arena, "%.*s%s%.*s", (int)joined.length,
                              joined.at, i == 0 ? "" : ", ", (int)name.length,
                              name.at);
    }
    return joined;
}

/* `of`: whose names and numbers the conflict has. */
static void report(struct thoth_advice *advise, struct thoth_advice *of,
                   const struct constraint_conflict *found,
                   const struct conflict *conflict)
{
    struct place place = {.path = advise->project.manifest_path};
    struct thoth_text blamed = join_blamed(of, found, conflict);
    struct thoth_text packages = join_packages(of, conflict);
    bool is_alone = conflict->root_count + conflict->constraint_count == 1;

    problem_error(&advise->problems, place,
                  is_alone ? "it cannot be resolved alone, either"
                  : conflict->minimal
                      ? "without any one of them, the others can be "
                        "resolved"
                      : "this is not proved minimal: perhaps fewer of "
                        "them conflict already",
                  "%.*s cannot be resolved%s, because of %.*s",
                  (int)blamed.length, blamed.at, is_alone ? "" : " together",
                  (int)packages.length, packages.at);
    for (uint32_t i = 0; i < conflict->package_count && i < PACKAGES; i++)
        advise_report_missing(
            advise, closure_find(advise->closure,
                                 thoth_space_package_name(
                                     of->space, conflict->packages[i])));
}

/* Constraints are named if the project has a stack without them. */
static void report_conflict(struct thoth_advice *advise,
                            const struct conflict *conflict)
{
    struct constraint_conflict found;

    if (constraint_conflict_find(&found, advise, WORK))
        report(advise, &found.advise, &found, &found.conflict);
    else
        report(advise, advise, NULL, conflict);
    constraint_conflict_release(&found);
}

/* The search for a proof took too long. */
static void report_unknown(struct thoth_advice *advise,
                           const struct conflict *conflict)
{
    struct thoth_text packages = join_packages(advise, conflict);

    problem_error(
        &advise->problems,
        (struct place){.path = advise->project.manifest_path},
        "leave out requirements to find out which conflict, or raise --limit",
        "no stack was found, and it is not proved that there is none; most "
        "dead ends are at %.*s",
        (int)packages.length, packages.at);
}

/* Requirements can be met, and all stacks seen were refused. */
static void report_refusals(struct thoth_advice *advise)
{
    problem_error(&advise->problems,
                  (struct place){.path = advise->project.manifest_path},
                  "raise --limit or --timeout, or try --predictor=exact; or "
                  "rules refuse all stacks",
                  "no stack was found: %s", thoth_end_text(advise->facts.end));
}

enum thoth_advice_outcome advise_explain_conflict(struct thoth_advice *advise)
{
    enum thoth_advice_outcome outcome = THOTH_ADVICE_UNDECIDED;
    struct conflict conflict;
    enum thoth_status status =
        conflict_find(advise->space, NULL, WORK, &conflict);

    if (status != THOTH_OK) {
        problem_error(&advise->problems,
                      (struct place){.path = advise->project.manifest_path},
                      NULL, "no stack was found: %s",
                      thoth_status_text(status));
    } else if (conflict.answer == CONFLICT_FOUND) {
        report_conflict(advise, &conflict);
        outcome = THOTH_ADVICE_CONFLICT;
    } else if (conflict.answer == CONFLICT_NONE) {
        report_refusals(advise);
        outcome = THOTH_ADVICE_REFUSED;
    } else {
        report_unknown(advise, &conflict);
    }
    conflict_release(&conflict);
    return outcome;
}
