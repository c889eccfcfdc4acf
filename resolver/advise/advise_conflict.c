/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is said when there is no stack: which direct requirements
 * conflict, and through which packages.
 */
#include "resolver/advise/advise.h"
#include "resolver/search/conflict.h"

#include <stdio.h>
#include <stdlib.h>

#define WORK 300000 /* choices of one search */
#define PACKAGES 3  /* to name, at most */

static struct thoth_text join_roots(struct advise *advise,
                                    const struct conflict *conflict)
{
    struct thoth_text joined = {"", 0};

    for (uint32_t i = 0; i < conflict->root_count; i++) {
        const struct closure_requirement *root =
            &advise->closure->requirements
                 [advise->closure->roots[conflict->roots[i]].requirement];
        struct thoth_text name = advise->closure->packages[root->package].name;
        const char *before = i == 0                          ? ""
                             : i + 1 == conflict->root_count ? " and "
                                                             : ", ";

        joined =
            arena_format(&advise->arena, "%.*s%s%.*s%.*s", (int)joined.length,
                         joined.at, before, (int)name.length, name.at,
                         (int)root->specifier.length, root->specifier.at);
    }
    return joined;
}

static struct thoth_text join_packages(struct advise *advise,
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

static void report(struct advise *advise, const struct conflict *conflict)
{
    struct place place = {.path = advise->project.manifest_path};
    struct thoth_text roots = join_roots(advise, conflict);
    struct thoth_text packages = join_packages(advise, conflict);

    problem_error(
        &advise->problems, place,
        conflict->root_count == 1 ? "it cannot be resolved alone, either"
        : conflict->minimal
            ? "without any one of them, the others can be resolved"
            : "this is not proved minimal: perhaps fewer of them "
              "conflict already",
        "%.*s cannot be resolved%s, because of %.*s", (int)roots.length,
        roots.at, conflict->root_count > 1 ? " together" : "",
        (int)packages.length, packages.at);
    for (uint32_t i = 0; i < conflict->package_count && i < PACKAGES; i++)
        advise_report_missing(advise, conflict->packages[i]);
}

/* The search for a proof took too long. */
static void report_unknown(struct advise *advise,
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
static void report_refusals(struct advise *advise)
{
    advise->refused = true;
    problem_error(&advise->problems,
                  (struct place){.path = advise->project.manifest_path},
                  "raise --limit or --timeout, or try --predictor=exact; or "
                  "rules refuse all stacks",
                  "no stack was found: %s", thoth_end_text(advise->facts.end));
}

void advise_explain_conflict(struct advise *advise)
{
    struct conflict conflict;
    enum thoth_status status = conflict_find(advise->space, WORK, &conflict);

    if (status != THOTH_OK)
        problem_error(&advise->problems,
                      (struct place){.path = advise->project.manifest_path},
                      NULL, "no stack was found: %s",
                      thoth_status_text(status));
    else if (conflict.answer == CONFLICT_FOUND)
        report(advise, &conflict);
    else if (conflict.answer == CONFLICT_NONE)
        report_refusals(advise);
    else
        report_unknown(advise, &conflict);
    conflict_release(&conflict);
}
