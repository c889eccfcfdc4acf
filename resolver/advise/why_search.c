/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The best stack with a version: the search once more, with the version as one
 * more direct requirement. Where there is none, the conflict says with what.
 */
#include "resolver/advise/why.h"
#include "resolver/search/conflict.h"

#define WORK 100000   /* choices of one search for a conflict */
#define DIFFERENCES 8 /* to print, at most */

/* "web>=2, paper and ..." of the conflict, but for the version's own. */
static struct thoth_text others_of(struct why *why,
                                   const struct conflict *conflict)
{
    const struct closure *closure = why->advise->closure;
    struct thoth_text joined = {"", 0};

    for (uint32_t i = 0; i < conflict->root_count; i++) {
        const struct closure_requirement *root;
        struct thoth_text name;

        if (conflict->roots[i] >= closure->root_count)
            continue;
        root =
            &closure
                 ->requirements[closure->roots[conflict->roots[i]].requirement];
        name = closure->packages[root->package].name;
        joined = arena_format(
            &why->advise->arena, "%.*s%s%.*s%.*s", (int)joined.length,
            joined.at, joined.length > 0 ? ", " : "", (int)name.length, name.at,
            (int)root->specifier.length, root->specifier.at);
    }
    return joined;
}

static void say_conflict(struct why *why, const struct conflict *conflict)
{
    struct thoth_text others = others_of(why, conflict), because = {"", 0};

    if (conflict->package_count > 0) {
        struct thoth_text name =
            thoth_space_package_name(why->advise->space, conflict->packages[0]);

        because = arena_format(&why->advise->arena, ", because of %.*s",
                               (int)name.length, name.at);
    }
    if (others.length == 0)
        why_say(why, THOTH_EXPLAINS_STACK, 0,
                "No stack has it: its requirements cannot be met%.*s.",
                (int)because.length, because.at);
    else
        why_say(why, THOTH_EXPLAINS_STACK, 0,
                "No stack has it together with %.*s%.*s%s.", (int)others.length,
                others.at, (int)because.length, because.at,
                conflict->minimal
                    ? ""
                    : "; perhaps fewer requirements conflict already");
}

static const struct thoth_choice *find(const struct thoth_choice *stack,
                                       uint32_t count, uint32_t package)
{
    for (uint32_t i = 0; i < count; i++)
        if (stack[i].package == package)
            return &stack[i];
    return NULL;
}

/* What else the other stack has, by name. */
static void say_differences(struct why *why, const struct thoth_choice *stack,
                            uint32_t count)
{
    const struct advice advice = advise_view(why->advise);
    const struct thoth_choice *sorted = advice_by_name(&advice, stack, count);
    uint32_t differences = 0;

    for (uint32_t i = 0; i < count; i++) {
        const struct thoth_choice *before =
            find(why->stack, why->count, sorted[i].package);
        struct thoth_text name = advice_name(&advice, sorted[i]);
        struct thoth_text version = advice_version(&advice, sorted[i]), old;

        if (before != NULL && before->version == sorted[i].version)
            continue;
        if (sorted[i].package == why->package || ++differences > DIFFERENCES)
            continue;
        old = before != NULL ? advice_version(&advice, *before)
                             : thoth_text_of("nothing");
        why_say(why, THOTH_EXPLAINS_STACK, 1, "%.*s %.*s instead of %.*s",
                (int)name.length, name.at, (int)version.length, version.at,
                (int)old.length, old.at);
    }
    if (differences > DIFFERENCES)
        why_say(why, THOTH_EXPLAINS_STACK, 1, "and %u more",
                differences - DIFFERENCES);
}

static void say_found(struct why *why,
                      const struct thoth_resolution *resolution)
{
    uint32_t count;
    double score, less;
    const struct thoth_choice *stack =
        thoth_resolution_product(resolution, 0, &count, &score);

    if (stack == NULL) {
        why_say(why, THOTH_EXPLAINS_STACK, 0,
                "No stack with it was found: rules refuse those that "
                "were tried.");
        return;
    }
    less = why->score - score;
    if (less > 5e-10)
        why_say(why, THOTH_EXPLAINS_STACK, 0,
                "The best stack found with it scores %.9g, %.9g less.", score,
                less);
    else if (less < -5e-10)
        why_say(why, THOTH_EXPLAINS_STACK, 0,
                "A stack with it scores %.9g, more than the best one found: "
                "raise --limit, or try --predictor=exact.",
                score);
    else
        why_say(why, THOTH_EXPLAINS_STACK, 0,
                "A stack with it scores the same, %.9g.", score);
    say_differences(why, stack, count);
}

static void resolve(struct why *why)
{
    struct thoth_resolve_options options = why->advise->resolve;
    struct thoth_resolution *resolution = NULL;
    enum thoth_status status;

    options.count = 1;
    options.history = 0;
    status = thoth_resolve(why->advise->space, &options, &resolution);
    if (status == THOTH_OK)
        say_found(why, resolution);
    else
        problem_error(&why->advise->problems, (struct place){0}, NULL,
                      "the search failed: %s", thoth_status_text(status));
    thoth_resolution_release(resolution);
}

/* The search with one more direct requirement. */
static enum thoth_status look(struct why *why)
{
    struct conflict conflict = {.answer = CONFLICT_UNKNOWN};
    enum thoth_status status =
        conflict_find(why->advise->space, NULL, WORK, &conflict);

    if (status == THOTH_OK && conflict.answer == CONFLICT_FOUND)
        say_conflict(why, &conflict);
    else if (status == THOTH_OK)
        resolve(why);
    conflict_release(&conflict);
    return status;
}

/* Leaves space and rules as they were before. */
void why_search(struct why *why, struct thoth_choice choice)
{
    struct thoth_space *space = why->advise->space;
    uint32_t versions = space->packages[choice.package].count;
    uint32_t roots = space->root_count;
    uint32_t said = why->advise->rules.said.count;
    uint64_t *words = ARENA_NEW_ARRAY(&why->advise->arena, uint64_t,
                                      THOTH_SPACE_WORDS(versions) + 1);
    enum thoth_status status;

    words[choice.version / 64] |= UINT64_C(1) << choice.version % 64;
    status = thoth_space_require_directly(space, choice.package, words);
    if (status == THOTH_OK)
        status = look(why);
    space->root_count = roots;
    why->advise->rules.said.count = said;
    if (status != THOTH_OK)
        problem_error(&why->advise->problems, (struct place){0}, NULL,
                      "the search failed: %s", thoth_status_text(status));
}
