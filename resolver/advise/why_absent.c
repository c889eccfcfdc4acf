/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A package that the best stack has not: left out by a rule, required by other
 * versions of its packages, or by nothing at all.
 */
#include "resolver/advise/why.h"

enum { DEPENDENTS_SHOWN = 8 };

/* The rule that leaves the package out, if there is one. */
static bool say_skip(struct why *why)
{
    const struct thoth_space *space = why->advise->space;
    const struct space_package *package = &space->packages[why->package];
    struct thoth_text text;
    uint32_t unit = THOTH_NO_UNIT;

    if (!package->skipped)
        return false;
    for (uint32_t v = 0; v < package->count && unit == THOTH_NO_UNIT; v++)
        if (rules_sieve_of(&why->advise->rules,
                           (struct thoth_choice){why->package, v},
                           &unit) != THOTH_OK)
            break;
    text = advise_unit_text(why->advise, unit);
    why_say(why, THOTH_EXPLAINS_ANSWER, 0, "It is left out by %.*s.",
            (int)text.length, text.at);
    return true;
}

/* Packages with versions that require it. */
static void say_possible(struct why *why)
{
    const struct thoth_space *space = why->advise->space;
    uint32_t found = 0;

    for (uint32_t i = 0; i < space->package_count; i++) {
        bool requires = false;

        for (uint32_t v = 0; v < space->packages[i].count && !requires; v++) {
            uint32_t required;

            for (uint32_t n = 0;
                 !requires &&
                 thoth_space_requirement(space, (struct thoth_choice){i, v}, n,
                                         &required, NULL);
                 n++)
            requires = required == why->package;
        }
        if (requires && found++ < DEPENDENTS_SHOWN)
            why_say(why, THOTH_EXPLAINS_REQUIREMENT, 1,
                    "some versions of %.*s require it",
                    (int)space->names[i].length, space->names[i].at);
    }
    if (found > DEPENDENTS_SHOWN)
        why_say(why, THOTH_EXPLAINS_REQUIREMENT, 1,
                "as do those of %u more packages", found - DEPENDENTS_SHOWN);
}

void why_absent(struct why *why)
{
    why_say(why, THOTH_EXPLAINS_ANSWER, 0,
            "%.*s is not in the best stack, which scores %.9g.",
            (int)why_name(why).length, why_name(why).at, why->score);
    if (say_skip(why))
        return;
    why_say(why, THOTH_EXPLAINS_ANSWER, 0, "Nothing in the stack requires it.");
    say_possible(why);
}

static const char *advice_on_unneeded(const struct thoth_advice *advise,
                                      struct thoth_text name)
{
    const struct project_requirement *at = advise->project.requirements.first;

    for (; at != NULL; at = at->next)
        if (at->develop && thoth_text_equal(at->requirement.name, name))
            return "it is for development: --dev";
    return "only packages that the project requires, directly or not, can be "
           "in a stack";
}

static void report_unheard(struct thoth_advice *advise, struct thoth_text name)
{
    struct thoth_text near = {"", 0};

    if (!kb_near_name(advise->kb, &advise->arena, name, &near,
                      &advise->problems))
        return;
    problem_error(&advise->problems, (struct place){0},
                  near.length > 0
                      ? arena_format(&advise->arena, "did you mean %.*s?",
                                     (int)near.length, near.at)
                            .at
                      : NULL,
                  "the knowledge base does not know package %.*s",
                  (int)name.length, name.at);
}

void why_report_unknown(struct thoth_advice *advise, struct thoth_text name)
{
    const struct closure_wanted wanted = {
        .name = name, .specifier = {"", 0}, .index = {"", 0}};
    struct closure_request request = advise->request;
    struct closure *closure;
    bool known;

    request.roots = &wanted;
    request.root_count = 1;
    if (!closure_load(advise->kb, &request, &closure, &advise->problems))
        return;
    known = closure->packages[0].known;
    closure_release(closure);
    if (!known)
        report_unheard(advise, name);
    else
        problem_error(&advise->problems, (struct place){0},
                      advice_on_unneeded(advise, name),
                      "nothing that the project may need requires %.*s",
                      (int)name.length, name.at);
}
