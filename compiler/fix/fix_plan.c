/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Places become offsets, chosen edits are kept sorted by them, so that looking
 * for an overlap is a search.
 */
#include "compiler/fix/fix_plan.h"

#include "compiler/base/source_index.h"

#include <string.h>

/* Do two edits touch? Insertions at the edge of another edit do, since it is
 * not said which text comes first. */
static bool touches(const struct fix_edit *left, const struct fix_edit *right)
{
    if (left->start == left->end || right->start == right->end)
        return left->start <= right->end && right->start <= left->end;
    return left->start < right->end && right->start < left->end;
}

/* The first chosen edit that ends at or behind an offset. */
static uint32_t first_from(const struct fix_plan *plan, size_t offset)
{
    uint32_t low = 0, high = plan->sorted_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (plan->edits[plan->sorted[middle]].end < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_free(const struct fix_plan *plan, const struct fix_edit *edit)
{
    for (uint32_t i = first_from(plan, edit->start); i < plan->sorted_count;
         i++) {
        const struct fix_edit *chosen = &plan->edits[plan->sorted[i]];

        if (touches(chosen, edit))
            return false;
        if (chosen->start > edit->end)
            break;
    }
    return true;
}

static void enter(struct fix_plan *plan, uint32_t number)
{
    uint32_t at = first_from(plan, plan->edits[number].start);

    while (at < plan->sorted_count &&
           plan->edits[plan->sorted[at]].start < plan->edits[number].start)
        at++;
    memmove(plan->sorted + at + 1, plan->sorted + at,
            (plan->sorted_count - at) * sizeof *plan->sorted);
    plan->sorted[at] = number;
    plan->sorted_count++;
}

static bool locate(const struct source_index *index,
                   const struct diagnostic_edit *edit, struct fix_edit *located)
{
    located->text = edit->text;
    return source_index_find(index, edit->span.line, edit->span.column,
                             &located->start) &&
           source_index_find(index, edit->span.end_line, edit->span.end_column,
                             &located->end) &&
           located->start <= located->end;
}

/* The edits of a fix, behind those of the plan. False if they make no sense. */
static bool locate_all(struct fix_plan *plan, const struct source_index *index,
                       struct fix_step *step)
{
    const struct diagnostic_edit *edit = step->diagnostic->fix->edits;

    step->first = plan->edit_count;
    step->count = 0;
    for (; edit; edit = edit->next) {
        struct fix_edit *located = &plan->edits[step->first + step->count];

        if (!locate(index, edit, located))
            return false;
        for (uint32_t i = 0; i < step->count; i++)
            if (touches(&plan->edits[step->first + i], located))
                return false;
        step->count++;
    }
    return true;
}

static void consider(struct fix_plan *plan, const struct source_index *index,
                     const struct diagnostic *diagnostic)
{
    struct fix_step step = {.diagnostic = diagnostic};

    if (!locate_all(plan, index, &step)) {
        plan->unusable++;
        return;
    }
    for (uint32_t i = 0; i < step.count; i++)
        if (!is_free(plan, &plan->edits[step.first + i])) {
            plan->waiting = true;
            return;
        }
    for (uint32_t i = 0; i < step.count; i++)
        enter(plan, step.first + i);
    plan->edit_count += step.count;
    plan->steps[plan->step_count++] = step;
}

static void make_room(struct fix_plan *plan, const struct diagnostic_list *list)
{
    uint32_t edits = 0;

    for (const struct diagnostic *one = list->first; one; one = one->next)
        if (one->fix)
            for (const struct diagnostic_edit *edit = one->fix->edits; edit;
                 edit = edit->next)
                edits++;
    plan->edits = ARENA_NEW_ARRAY(plan->arena, struct fix_edit, edits);
    plan->sorted = ARENA_NEW_ARRAY(plan->arena, uint32_t, edits);
    plan->steps = ARENA_NEW_ARRAY(plan->arena, struct fix_step, list->count);
}

void fix_plan_make(struct fix_plan *plan, struct arena *arena,
                   struct thoth_text content,
                   const struct diagnostic_list *list, fix_wanted *wanted,
                   void *user)
{
    struct source_index index;

    *plan = (struct fix_plan){.arena = arena, .content = content};
    source_index_make(&index, arena, content);
    make_room(plan, list);
    for (const struct diagnostic *one = list->first; one; one = one->next)
        if (one->fix && one->fix->edits && wanted(user, one))
            consider(plan, &index, one);
}

/* Which step an edit belongs to: steps are in the order of their edits. */
static const struct fix_step *step_of(const struct fix_plan *plan,
                                      uint32_t edit)
{
    uint32_t low = 0, high = plan->step_count;

    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;

        if (plan->steps[middle].first <= edit)
            low = middle;
        else
            high = middle;
    }
    return &plan->steps[low];
}

struct thoth_text fix_plan_apply(const struct fix_plan *plan)
{
    size_t length = plan->content.length, at = 0, out = 0;
    char *text;

    for (uint32_t i = 0; i < plan->edit_count; i++)
        length += plan->edits[i].text.length;
    text = arena_allocate(plan->arena, length + 1);
    for (uint32_t i = 0; i < plan->sorted_count; i++) {
        const struct fix_edit *edit = &plan->edits[plan->sorted[i]];

        if (step_of(plan, plan->sorted[i])->dropped)
            continue;
        memcpy(text + out, plan->content.at + at, edit->start - at);
        out += edit->start - at;
        if (edit->text.length)
            memcpy(text + out, edit->text.at, edit->text.length);
        out += edit->text.length;
        at = edit->end;
    }
    memcpy(text + out, plan->content.at + at, plan->content.length - at);
    out += plan->content.length - at;
    text[out] = '\0';
    return (struct thoth_text){text, out};
}

uint32_t fix_plan_left(const struct fix_plan *plan)
{
    uint32_t left = 0;

    for (uint32_t i = 0; i < plan->step_count; i++)
        left += !plan->steps[i].dropped;
    return left;
}
