/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rounds and their verification. All fixes of a round are tried at once; only
 * when that goes wrong they are tried one by one, to find which is at fault.
 */
#include "compiler/fix/fix_file.h"

#include "compiler/fix/fix_meaning.h"
#include "compiler/fix/touched_units.h"

#include <string.h>

enum {
    MOST_ROUNDS = 10,
    MOST_SINGLE = 1000, /* fixes of a round that are tried one by one */
};

struct fixing {
    const struct fixer *fixer;
    struct fixed_file *fixed;
    unsigned slot; /* of the text before the round, */
    bool broken;   /* and whether it has errors */
};

static bool is_wanted(void *user, const struct diagnostic *diagnostic)
{
    const struct fixing *fixing = user;

    /* What a file with errors means is not known, so nothing can be verified
     * but that it has fewer of them. */
    return (diagnostic->fix->safe || fixing->fixer->unsafe) &&
           (!fixing->broken || diagnostic_is_fatal(diagnostic->code));
}

static uint32_t count_code(const struct diagnostic_list *list,
                           enum diagnostic_code code)
{
    uint32_t count = 0;

    for (const struct diagnostic *one = list->first; one; one = one->next)
        count += one->code == code;
    return count;
}

static uint32_t count_alike(const struct diagnostic_list *list,
                            const struct diagnostic *like)
{
    uint32_t count = 0;

    for (const struct diagnostic *one = list->first; one; one = one->next)
        count += one->code == like->code &&
                 thoth_text_equal(one->message, like->message);
    return count;
}

/* Has the new text no error that the old one did not have? And fewer, if it
 * had any. */
static bool no_new_errors(const struct fix_text *before,
                          const struct fix_text *after)
{
    const struct diagnostic_list *old = &before->diagnostics;

    if (!after->diagnostics.errors)
        return true;
    if (after->diagnostics.errors >= old->errors)
        return false;
    for (const struct diagnostic *one = after->diagnostics.first; one;
         one = one->next)
        if (diagnostic_is_fatal(one->code) &&
            count_alike(&after->diagnostics, one) > count_alike(old, one))
            return false;
    return true;
}

static bool means_what_it_should(const struct fixing *fixing,
                                 const struct fix_plan *plan,
                                 const struct fix_text *before,
                                 const struct fix_text *after)
{
    uint32_t count = before->object.unit_count;
    bool *touched = ARENA_NEW_ARRAY(fixing->fixer->arena, bool, count);

    touched_units_find(before->root, plan, touched, count);
    return fix_same_meaning(fixing->fixer->session, &before->object,
                            &after->object, touched);
}

/* Is less found of each code that was fixed? What needs more than the file is
 * not looked for again. */
static bool findings_went(const struct fix_plan *plan,
                          const struct fix_text *before,
                          const struct fix_text *after)
{
    for (uint32_t i = 0; i < plan->step_count; i++) {
        enum diagnostic_code code = plan->steps[i].diagnostic->code;

        if (!plan->steps[i].dropped &&
            diagnostic_fact(code)->scope == SCOPE_FILE &&
            count_code(&after->diagnostics, code) >=
                count_code(&before->diagnostics, code))
            return false;
    }
    return true;
}

/* Compiles what a plan makes of a text. True if it keeps its promises. */
static bool try_plan(const struct fixing *fixing, const struct fix_plan *plan,
                     const struct fix_text *before, struct fix_text *after,
                     enum fix_trouble *trouble)
{
    const struct fixer *fixer = fixing->fixer;

    *after = (struct fix_text){.content = fix_plan_apply(plan)};
    fixer->compile(fixer->user, !fixing->slot, after, fixer->arena);
    *trouble = FIX_TROUBLE_ERRORS;
    if (!no_new_errors(before, after))
        return false;
    *trouble = FIX_TROUBLE_MEANING;
    if (before->root && !means_what_it_should(fixing, plan, before, after))
        return false;
    *trouble = FIX_TROUBLE_STAYS;
    return findings_went(plan, before, after);
}

static void fail(const struct fixing *fixing,
                 const struct diagnostic *diagnostic, enum fix_trouble trouble,
                 bool ours)
{
    struct fix_failure *failure =
        ARENA_NEW(fixing->fixer->arena, struct fix_failure);
    struct fix_failure **end = &fixing->fixed->failures;

    failure->diagnostic = diagnostic;
    failure->trouble = trouble;
    failure->ours = ours;
    while (*end)
        end = &(*end)->next;
    *end = failure;
}

/* Takes back the fixes that do harm, each found by trying it with those before
 * it that do none. */
static void drop_harmful(const struct fixing *fixing, struct fix_plan *plan,
                         const struct fix_text *before)
{
    struct fix_text after;
    enum fix_trouble trouble = FIX_TROUBLE_MEANING;

    for (uint32_t i = 0; i < plan->step_count; i++)
        plan->steps[i].dropped = true;
    for (uint32_t i = 0; i < plan->step_count; i++) {
        plan->steps[i].dropped = i >= MOST_SINGLE;
        if (i < MOST_SINGLE && try_plan(fixing, plan, before, &after, &trouble))
            continue;
        plan->steps[i].dropped = true;
        fail(fixing, plan->steps[i].diagnostic, trouble,
             before->root || trouble != FIX_TROUBLE_ERRORS);
    }
}

/* One round: `before` becomes what the fixes of the list make of it. False when
 * nothing was left to do. */
static bool fix_once(struct fixing *fixing, struct fix_text *before,
                     const struct diagnostic_list *list)
{
    struct fix_plan plan;
    struct fix_text after;
    enum fix_trouble trouble;

    fixing->broken = before->diagnostics.errors > 0;
    fix_plan_make(&plan, fixing->fixer->arena, before->content, list, is_wanted,
                  fixing);
    for (uint32_t i = 0; i < plan.unusable; i++)
        fail(fixing, NULL, FIX_TROUBLE_PLACES, true);
    if (!plan.step_count)
        return false;
    if (!try_plan(fixing, &plan, before, &after, &trouble)) {
        drop_harmful(fixing, &plan, before);
        if (!fix_plan_left(&plan) ||
            !try_plan(fixing, &plan, before, &after, &trouble))
            return false;
    }
    fixing->fixed->applied += fix_plan_left(&plan);
    *before = after;
    fixing->slot = !fixing->slot;
    return !fixing->fixed->failures;
}

void fix_file(const struct fixer *fixer, struct thoth_text content,
              const struct diagnostic_list *list, struct fixed_file *fixed)
{
    struct fixing fixing = {.fixer = fixer, .fixed = fixed};
    struct fix_text text = {.content = content};
    unsigned round = 0;

    *fixed = (struct fixed_file){.content = content};
    fixer->compile(fixer->user, fixing.slot, &text, fixer->arena);
    while (fix_once(&fixing, &text, round ? &text.offered : list))
        if (++round == MOST_ROUNDS) {
            fixed->unstable = true;
            break;
        }
    fixed->content = text.content;
}

const char *fix_trouble_text(enum fix_trouble trouble)
{
    switch (trouble) {
    case FIX_TROUBLE_PLACES:
        return "its edits contradict each other";
    case FIX_TROUBLE_ERRORS:
        return "the file would have new errors";
    case FIX_TROUBLE_MEANING:
        return "units would mean something else than announced";
    case FIX_TROUBLE_STAYS:
        return "the finding would stay";
    }
    return "";
}
