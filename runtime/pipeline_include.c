/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Conditions of units. Units share patterns and patterns share conditions, so
 * each condition is decided once at most, and only if a unit asks for it: a
 * condition that no unit reaches must not fail a build.
 */
#include "runtime/pipeline_include.h"

#include <string.h>

/* What is known of a condition or of a pattern. */
enum verdict {
    VERDICT_NO,
    VERDICT_YES,
    VERDICT_FAILED,
    VERDICT_OPEN,
};

struct decision {
    struct inclusion_plan *plan;
    uint8_t *patterns; /* enum verdict, by pattern */
    uint8_t *whens;
    int *failures; /* by condition; set for VERDICT_FAILED */
};

static enum verdict decide_when(const struct decision *decision, uint32_t when)
{
    const struct inclusion_plan *plan = decision->plan;
    const struct bundle_when *record = &plan->bundle->whens[when];
    int holds;

    if (decision->whens[when] != VERDICT_OPEN)
        return decision->whens[when];
    holds = engine_when(plan->engine, plan->frame, record->shape,
                        plan->bundle->rows + record->row);
    if (holds < 0)
        decision->failures[when] = holds;
    decision->whens[when] = (uint8_t)(holds < 0 ? VERDICT_FAILED
                                      : holds   ? VERDICT_YES
                                                : VERDICT_NO);
    return decision->whens[when];
}

static enum verdict decide_pattern(const struct decision *decision,
                                   uint32_t number)
{
    const struct bundle_pattern *pattern =
        &decision->plan->bundle->patterns[number];
    enum verdict verdict;

    if (pattern->flags & BUNDLE_PATTERN_ALWAYS)
        verdict = VERDICT_YES;
    else if (pattern->flags & BUNDLE_PATTERN_NEVER)
        verdict = VERDICT_NO;
    else
        verdict = decide_when(decision, pattern->when);
    decision->patterns[number] = (uint8_t)verdict;
    return verdict;
}

/* The reference would stop at the failure that comes first: by kind, then in
 * loading order. */
static void note_failure(const struct decision *decision, uint32_t unit)
{
    struct inclusion_plan *plan = decision->plan;
    const struct bundle_pattern *pattern =
        bundle_pattern_of(plan->bundle, unit);

    if (plan->failure == 0 ||
        bundle_unit_types[pattern->type].kind <
            bundle_kind_of(plan->bundle, plan->failed_unit)) {
        plan->failure = decision->failures[pattern->when];
        plan->failed_unit = unit;
    }
}

static void decide_units(const struct decision *decision)
{
    const struct thoth_bundle *bundle = decision->plan->bundle;
    uint8_t *chosen = decision->plan->chosen;

    for (uint32_t unit = 0; unit < bundle->unit_count; unit++) {
        uint32_t pattern = bundle->units[unit].pattern;
        enum verdict verdict = decision->patterns[pattern];

        if (verdict == VERDICT_OPEN)
            verdict = decide_pattern(decision, pattern);
        if (verdict == VERDICT_FAILED)
            note_failure(decision, unit);
        chosen[unit] = verdict == VERDICT_YES ? INCLUSION_YES : INCLUSION_NO;
    }
}

/* Some rules pass every check and still cannot take part: the reference dies
 * when it registers them. */
static enum thoth_status refuse_broken(struct inclusion_plan *plan)
{
    const struct thoth_bundle *bundle = plan->bundle;
    uint32_t flags = 0;

    for (uint32_t i = 0; i < bundle->pattern_count; i++)
        flags |= bundle->patterns[i].flags;
    if (!(flags & BUNDLE_PATTERN_BROKEN))
        return THOTH_OK;
    for (uint32_t unit = 0; unit < bundle->unit_count; unit++)
        if (plan->chosen[unit] != INCLUSION_NO &&
            (bundle_pattern_of(bundle, unit)->flags & BUNDLE_PATTERN_BROKEN)) {
            plan->failure = NATIVE_FAILS;
            plan->failed_unit = unit;
            return THOTH_E_RULE;
        }
    return THOTH_OK;
}

enum thoth_status inclusion_decide(struct inclusion_plan *plan)
{
    const struct thoth_bundle *bundle = plan->bundle;
    size_t failures = sizeof(int) * (size_t)bundle->when_count;
    size_t verdicts = (size_t)bundle->when_count + bundle->pattern_count;
    char *scratch = thoth_allocate(plan->allocator, failures + verdicts + 1);
    struct decision decision = {.plan = plan, .failures = (int *)scratch};
    enum thoth_status status;

    if (scratch == NULL)
        return THOTH_E_MEMORY;
    decision.whens = (uint8_t *)scratch + failures;
    decision.patterns = decision.whens + bundle->when_count;
    memset(decision.whens, VERDICT_OPEN, verdicts);
    plan->failure = 0;
    plan->failed_unit = THOTH_NO_UNIT;
    decide_units(&decision);
    thoth_release(plan->allocator, scratch);
    if (plan->failure == NATIVE_MEMORY)
        return THOTH_E_MEMORY;
    if (plan->failure)
        return THOTH_E_RULE;
    status = inclusion_settle(plan);
    return status == THOTH_OK ? refuse_broken(plan) : status;
}
