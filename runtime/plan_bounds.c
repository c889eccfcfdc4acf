/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bounds of what a planned step can score. Scores are added one after the other
 * in double precision, and such a sum never falls when an addend grows: so the
 * same sum over the least and over the greatest addends holds every score that
 * an evaluation can come to, to the last bit. Where entries ask for versions of
 * one package that exclude each other, sums by package are narrower.
 */
#include "runtime/catalog_number.h"
#include "runtime/expression_range.h"
#include "runtime/plan.h"
#include "runtime/status.h"

#include <float.h>

#define NARROWED_MOST 64 /* entries; the time it takes is cubic */

/* What bounds are asked for. */
struct bounding {
    const struct thoth_plans *plans;
    thoth_package package;
    const struct plan_entry *first, *end; /* the last one that is reached */
    const struct thoth_state *state;      /* NULL: any */
    bool resolved; /* of the name of the package itself */

    /* What the first entries add to an accepted step. */
    struct expression_range addends[NARROWED_MOST];
};

/* Can an entry apply in the state or in one that grows out of it? What is
 * resolved there stays as it is. */
static bool may_apply(const struct bounding *bounding,
                      const struct plan_entry *entry)
{
    const struct thoth_state *state = bounding->state;

    if (bounding->resolved && !(entry->flags & PLAN_MULTI))
        return false;
    return !(entry->flags & PLAN_STATE) || state == NULL ||
           entry->name == NATIVE_NONE ||
           native_resolved(&state->view, entry->name) == NATIVE_NONE ||
           !plan_entry_refused(entry, state, bounding->plans->catalog->facts);
}

/* Does the entry, if it applies, end the step? */
static bool ends(const struct plan_entry *entry)
{
    return (entry->flags & PLAN_FAILS) ||
           !(entry->endings & PLAN_ENDING(THOTH_ACCEPTED));
}

/* Packages are resolved and versions registered as time goes by, never fewer.
 */
static struct expression_range fact_range(const void *user, enum ir_op op)
{
    const struct bounding *bounding = user;
    double number;

    if (op == IR_OP_STACK_SIZE)
        number = bounding->state == NULL ? 0 : bounding->state->view.count;
    else
        number =
            catalog_number(bounding->plans->catalog, op, bounding->package);
    if (op == IR_OP_STACK_SIZE || op == IR_OP_VERSION_AGE)
        return (struct expression_range){number, EXPRESSION_ANY_FACT.high};
    return (struct expression_range){number, number};
}

/* What the entry adds to an accepted step, where it applies and where not. */
static struct expression_range addend(const struct bounding *bounding,
                                      const struct plan_entry *entry)
{
    const struct expression_facts facts = {fact_range, bounding};
    struct expression_range range = {entry->score, entry->score};

    if (ends(entry))
        return (struct expression_range){0, 0};
    if (entry->flags & PLAN_SCORES)
        range = expression_score_range(bounding->plans->pipeline->bundle,
                                       entry->instance->unit, &facts);
    if ((entry->flags & PLAN_STATE) && !(entry->flags & PLAN_APPLIES)) {
        range.low = range.low < 0 ? range.low : 0;
        range.high = range.high > 0 ? range.high : 0;
    }
    return range;
}

/* Goes over the entries up to the first one that ends every step. */
static void sum_up(struct bounding *bounding, struct thoth_bounds *bounds)
{
    const struct plan_entry *at = bounding->first;

    for (; at < bounding->end; at++) {
        bool always = !(at->flags & PLAN_STATE);
        bool may = may_apply(bounding, at);
        struct expression_range range = {0, 0};

        if (may)
            range = addend(bounding, at);
        if (at - bounding->first < NARROWED_MOST)
            bounding->addends[at - bounding->first] = range;
        if (!may)
            continue;
        bounds->open += !always;
        bounds->fails |= (at->flags & (PLAN_FAILS | PLAN_MAY_FAIL)) != 0;
        bounds->endings |= at->endings & ~PLAN_ENDING(THOTH_ACCEPTED);
        if (always && ends(at)) {
            bounds->unit = at->instance->unit;
            break;
        }
        bounds->score += always && !(at->flags & PLAN_SCORES) ? at->score : 0;
        bounds->lower += range.low;
        bounds->upper += range.high;
    }
    if (at == bounding->end) {
        bounds->endings |= PLAN_ENDING(THOTH_ACCEPTED);
    } else {
        bounds->score = bounds->lower = bounds->upper = 0;
        bounding->end = at;
    }
}

/* What the entry adds at least, or (`sign` 1) at most. */
static double extreme(const struct bounding *bounding,
                      const struct plan_entry *entry, int sign)
{
    struct expression_range range = bounding->addends[entry - bounding->first];

    return sign < 0 ? range.low : range.high;
}

/* The most that entries for versions of one package come to together, from
 * `entry`, the first one: at most those apply whose versions have one in
 * common, and then they have the least version of one of them. A legacy version
 * fits none but those that ask for no version in particular. */
static double most_of_name(const struct bounding *bounding,
                           const struct plan_entry *entry, int sign)
{
    double most = 0;

    for (const struct plan_entry *at = entry; at < bounding->end; at++) {
        double sum = 0;

        if (at->name != entry->name)
            continue;
        for (const struct plan_entry *other = entry; other < bounding->end;
             other++)
            if (other->name == entry->name && other->low <= at->low &&
                at->low < other->high)
                sum += extreme(bounding, other, sign);
        if (sum * sign > most * sign)
            most = sum;
    }
    return most;
}

static bool is_first_of_name(const struct bounding *bounding,
                             const struct plan_entry *entry)
{
    for (const struct plan_entry *at = bounding->first; at < entry; at++)
        if (at->name == entry->name)
            return false;
    return true;
}

/* The bound by packages, widened by what the order of additions may change. */
static double sum_by_name(const struct bounding *bounding, int sign)
{
    double count = (double)(bounding->end - bounding->first), sum = 0;

    for (const struct plan_entry *at = bounding->first; at < bounding->end;
         at++) {
        if (at->name == NATIVE_NONE || !(at->flags & PLAN_STATE))
            sum += extreme(bounding, at, sign);
        else if (is_first_of_name(bounding, at))
            sum += most_of_name(bounding, at, sign);
    }
    return sum + 2 * sign * count * count * DBL_EPSILON;
}

static void narrow(const struct bounding *bounding, struct thoth_bounds *bounds)
{
    double lower, upper;

    if (bounds->open < 2 || bounding->end - bounding->first > NARROWED_MOST)
        return;
    lower = sum_by_name(bounding, -1);
    upper = sum_by_name(bounding, 1);
    if (lower > bounds->lower)
        bounds->lower = lower;
    if (upper < bounds->upper)
        bounds->upper = upper;
}

enum thoth_status thoth_plans_bounds(struct thoth_plans *plans,
                                     thoth_package package,
                                     const struct thoth_state *state,
                                     struct thoth_bounds *bounds)
{
    const struct plan *plan = plans_find(plans, package);
    struct bounding bounding;

    *bounds = (struct thoth_bounds){.unit = THOTH_NO_UNIT};
    if (plan == NULL)
        return THOTH_E_ARGUMENT;
    bounding.plans = plans;
    bounding.package = package;
    bounding.state = state;
    bounding.first = bounding.end = plan_entries(plans, plan);
    if (plan->count)
        bounding.end += plan->count;
    bounding.resolved =
        state != NULL &&
        native_resolved(&state->view, plans->catalog->facts[package].name) !=
            NATIVE_NONE;
    sum_up(&bounding, bounds);
    if (bounds->endings & PLAN_ENDING(THOTH_ACCEPTED))
        narrow(&bounding, bounds);
    return THOTH_OK;
}
