/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Proposes tests for units that have none: a stack that the match fits and the
 * nearest one that it does not fit, out of witness versions of the specifier
 * sets, each with what the unit does. A person reads them before they are kept:
 * they say what the rule does, not what it should.
 */
#include "compiler/driver/diff_world.h"
#include "compiler/testing/trial_evaluate.h"
#include "compiler/testing/trial_judge.h"
#include "compiler/testing/trial_suggestion.h"

#include <string.h>

enum { MOST_STACKS = 4096 };

/* The first package that a unit is about; empty if it is about any. */
static struct thoth_text first_name(const struct thoth_bundle *bundle,
                                    uint32_t unit)
{
    struct bundle_members members = bundle_unit_members(bundle, unit);
    uint32_t record;

    if (!members.count)
        return (struct thoth_text){"", 0};
    record = bundle->package_of[members.first];
    if (bundle->packages[record].name == BUNDLE_NONE)
        return (struct thoth_text){"any-package", 11};
    return bundle_text(bundle, bundle->packages[record].name);
}

/* In how many places two stacks differ; who depends on whom is no place, since
 * tests do not say it. */
static unsigned distance(const struct diff_try *left,
                         const struct diff_try *right)
{
    unsigned count = 0;

    for (unsigned i = 0; i < left->count; i++) {
        const struct diff_choice *a = &left->choices[i];
        const struct diff_choice *b = &right->choices[i];

        if (a->absent || b->absent) {
            count += a->absent != b->absent;
            continue;
        }
        count += !thoth_text_equal(a->version, b->version);
        count += !thoth_text_equal(a->index, b->index);
        count += a->develop != b->develop;
    }
    return count;
}

static bool is_nearer(const struct diff_try *one, const struct diff_try *fits,
                      unsigned nearest)
{
    unsigned places = distance(one, fits);

    return places > 0 && places < nearest;
}

/* The first stack that fits and the nearest to it that does not. */
struct stack_pair {
    struct diff_try fits, differs;
    bool has_fit, has_difference;
};

static void search(struct stack_pair *pair, const struct diff_world *world,
                   struct diff_stack *stack, struct arena *arena)
{
    uint64_t count = diff_stack_count(stack, arena);
    uint64_t most = count < MOST_STACKS ? count : MOST_STACKS;
    unsigned nearest = UINT32_MAX;

    for (int round = 0; round < 2; round++)
        for (uint64_t i = 0; i < most; i++) {
            struct diff_try one;
            int fits;

            diff_stack_choose(stack, diff_combination(i, count, MOST_STACKS),
                              &one);
            if (one.choices[0].absent)
                continue;
            if (round == 1 && !is_nearer(&one, &pair->fits, nearest))
                continue;
            fits = diff_world_ask(world, stack, &one);
            if (round == 0 && fits == 1) {
                pair->fits = one;
                pair->has_fit = true;
                break;
            }
            if (round == 1 && fits == 0) {
                pair->differs = one;
                pair->has_difference = true;
                nearest = distance(&one, &pair->fits);
            }
        }
}

/* Does the unit take part in its usual request? */
static bool takes_part(const struct trial_subject *subject, const json_t *usual)
{
    json_t *one =
        diff_json(json_pack("{s:O, s:[]}", "builder", usual, "events"));
    json_t *answer = trial_answer(subject, one);
    bool part = trial_included(answer, subject->name);

    json_decref(answer);
    json_decref(one);
    return part;
}

static void suggest_stacks(struct trial_subject *subject, const json_t *usual,
                           FILE *stream, struct arena *arena)
{
    const struct diff_world world = {&subject->side, subject->bundle.unit};
    struct stack_pair pair = {.has_fit = false};
    struct diff_stack stack;

    diff_stack_start(&stack,
                     first_name(subject->bundle.bundle, subject->bundle.unit));
    diff_world_collect(&world, &stack);
    if (stack.packages[0].name.length)
        search(&pair, &world, &stack, arena);
    if (!pair.has_fit)
        return;
    suggestion_start(subject, stream);
    suggestion_write(subject, usual, &stack, &pair.fits, stream);
    if (pair.has_difference)
        suggestion_write(subject, usual, &stack, &pair.differs, stream);
    putc('\n', stream);
}

static void suggest(struct trial_subject *subject, FILE *stream,
                    struct arena *arena)
{
    json_t *usual = trial_request_find(&subject->side);

    if (takes_part(subject, usual)) {
        suggest_stacks(subject, usual, stream, arena);
    } else {
        suggestion_start(subject, stream);
        suggestion_write_excluded(subject, stream);
        putc('\n', stream);
    }
    json_decref(usual);
}

void trial_suggest(struct trial_run *run, FILE *stream)
{
    struct arena arena = {0};

    for (uint32_t i = 0; i < run->subject_count; i++) {
        arena_reset(&arena);
        suggest(&run->subjects[i], stream, &arena);
    }
    arena_release(&arena);
}
