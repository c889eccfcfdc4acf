/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which fixes are applied to a text, and the text that they make. Fixes are
 * taken in the order in which they are offered; one that touches what an
 * earlier one changes waits for another round. Bytes that no edit covers stay
 * as they are, comments, layout and line ends included.
 */
#ifndef COMPILER_FIX_FIX_PLAN_H
#define COMPILER_FIX_FIX_PLAN_H

#include "compiler/base/diagnostic.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An edit in bytes; `start == end` inserts. */
struct fix_edit {
    size_t start, end;
    struct thoth_text text;
};

/* A fix that takes part. */
struct fix_step {
    const struct diagnostic *diagnostic;
    uint32_t first, count; /* of its edits */
    bool dropped;          /* it was found to do harm */
};

/* Memory is in the arena. */
struct fix_plan {
    struct arena *arena;
    struct thoth_text content;
    struct fix_step *steps;
    uint32_t step_count;
    struct fix_edit *edits; /* of all steps, step by step */
    uint32_t edit_count;
    uint32_t *sorted; /* numbers of edits by place, when they are chosen */
    uint32_t sorted_count;
    bool waiting;      /* a fix must wait for another round */
    uint32_t unusable; /* fixes whose places are not in the text, or overlap
                        * within themselves: mistakes of ours */
};

/* Is a fix to be applied? */
typedef bool fix_wanted(void *user, const struct diagnostic *diagnostic);

/* Chooses among the fixes of a list, all those with edits that are wanted. The
 * list must be about the content and outlive the plan. Unwinds when memory is
 * short. */
void fix_plan_make(struct fix_plan *plan, struct arena *arena,
                   struct thoth_text content,
                   const struct diagnostic_list *list, fix_wanted *wanted,
                   void *user);

/* The text with the edits of all steps that are not dropped; in the arena. */
struct thoth_text fix_plan_apply(const struct fix_plan *plan);

/* How many steps are not dropped. */
uint32_t fix_plan_left(const struct fix_plan *plan);

#endif
