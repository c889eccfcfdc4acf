/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One function for each way in which events go over instances.
 */
#include "compiler/driver/why_ask.h"

#include "grammar/prescription.h"

/* Asks one instance, unless somebody decided before. Does it match? */
static bool ask(struct why_asking *asking,
                const struct pipeline_instance *instance, uint32_t it,
                bool resolved)
{
    const struct thoth_outcome *outcome = asking->outcome;
    const uint32_t *row = asking->pipeline->bundle->rows + instance->row;
    struct why_ask one = {.instance = instance, .it = it, .by = asking->by};

    if (asking->by != THOTH_NO_UNIT)
        one.asked = WHY_DECIDED;
    else if (resolved && !(instance->flags & PIPELINE_MULTI))
        one.asked = WHY_RESOLVED;
    else
        one.value =
            asking->question->kind == THOTH_BOOT
                ? 1
                : unit_probe_match(asking->probe, instance->shape, row, it);
    asking->visit(asking->user, &one);
    if (one.asked != WHY_ASKED)
        return false;
    asking->failed |= one.value < 0;
    if (one.value < 0 ||
        (one.value == 1 && outcome->verdict != THOTH_ACCEPTED &&
         outcome->unit == instance->unit))
        asking->by = instance->unit;
    return one.value == 1;
}

/* Asks the instances of a package record; 0: those for any package. */
static void ask_range(struct why_asking *asking, uint32_t package, uint32_t it,
                      bool resolved)
{
    struct pipeline_range range =
        pipeline_range(asking->pipeline, package, asking->question->kind);

    for (; range.first < range.end; range.first++)
        ask(asking, range.first, it, resolved);
}

static void ask_boots(struct why_asking *asking)
{
    const struct thoth_pipeline *pipeline = asking->pipeline;

    for (int pass = 0; pass < (asking->question->with_develop ? 2 : 1); pass++)
        for (uint32_t i = 0; i < pipeline->requirement_count; i++)
            if (pipeline->requirements[i].develop == (pass == 1))
                ask_range(asking, pipeline->requirements[i].package,
                          NATIVE_NONE, false);
    ask_range(asking, 0, NATIVE_NONE, false);
}

/* A version goes through the sieves until one takes it out. */
static void ask_sieves_of(struct why_asking *asking, uint32_t name,
                          uint32_t package, const struct pipeline_instance *but)
{
    const uint32_t records[] = {name, 0};

    for (unsigned i = 0; i < 2; i++) {
        struct pipeline_range range =
            pipeline_range(asking->pipeline, records[i], THOTH_SIEVE);

        for (; range.first < range.end; range.first++)
            if (range.first != but && ask(asking, range.first, package, false))
                asking->by = range.first->unit;
    }
}

/* A sieve that skips the package is asked first of all, and alone. */
static const struct pipeline_instance *find_skip(struct why_asking *asking,
                                                 uint32_t name)
{
    const uint32_t records[] = {name, 0};

    for (unsigned i = 0; i < 2; i++) {
        struct pipeline_range range =
            pipeline_range(asking->pipeline, records[i], THOTH_SIEVE);

        for (; range.first < range.end; range.first++)
            if ((range.first->flags & PIPELINE_TYPE) ==
                UNIT_TYPE_SIEVE_SKIP_PACKAGE)
                return range.first;
    }
    return NULL;
}

static void ask_sieves(struct why_asking *asking)
{
    const struct case_question *question = asking->question;
    const struct pipeline_instance *skip;
    uint32_t name;

    if (question->count == 0)
        return;
    name = asking->probe->catalog->facts[question->packages[0]].name;
    skip = find_skip(asking, name);
    if (skip) {
        ask(asking, skip, question->packages[0], false);
        asking->by = skip->unit;
        ask_sieves_of(asking, name, question->packages[0], skip);
        return;
    }
    for (uint32_t i = 0; i < question->count; i++) {
        if (!asking->failed)
            asking->by = THOTH_NO_UNIT;
        ask_sieves_of(asking, name, question->packages[i], NULL);
    }
}

static void ask_package(struct why_asking *asking)
{
    uint32_t package = asking->question->packages[0];
    uint32_t name = asking->probe->catalog->facts[package].name;
    bool resolved = asking->question->kind == THOTH_STEP &&
                    native_resolved(&asking->state->view, name) != NATIVE_NONE;

    ask_range(asking, name, package, resolved);
    ask_range(asking, 0, package, resolved);
}

static void ask_stack(struct why_asking *asking)
{
    const struct native_state *state = &asking->state->view;

    for (uint32_t i = 0; i < state->count; i++)
        ask_range(asking,
                  asking->probe->catalog->facts[state->resolved[i]].name,
                  state->resolved[i], false);
    ask_range(asking, 0, NATIVE_NONE, false);
}

void why_ask_each(struct why_asking *asking)
{
    asking->by = THOTH_NO_UNIT;
    asking->failed = false;
    switch (asking->question->kind) {
    case THOTH_BOOT:
        ask_boots(asking);
        break;
    case THOTH_SIEVE:
        ask_sieves(asking);
        break;
    case THOTH_STEP:
    case THOTH_PSEUDONYM:
        ask_package(asking);
        break;
    default:
        ask_stack(asking);
        break;
    }
}

uint32_t why_ask_member(const struct thoth_bundle *bundle,
                        const struct pipeline_instance *instance)
{
    struct bundle_members members = bundle_unit_members(bundle, instance->unit);

    for (uint32_t i = 0; i < members.count; i++) {
        struct bundle_match match =
            bundle_member_match(bundle, members.first + i);

        if (match.shape == instance->shape &&
            match.row == bundle->rows + instance->row)
            return i;
    }
    return 0;
}
