/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Goes over the units whose effects ask for labels, twice: to count the lists,
 * and to decide them.
 */
#include "runtime/pipeline_labels.h"

#include "runtime/condition.h"
#include "runtime/ir_table.h"

#include <stdlib.h>

/* Calls `visit` with the list of each question for labels. */
static void visit_questions(const struct thoth_bundle *bundle, uint32_t unit,
                            void (*visit)(void *user, uint32_t list),
                            void *user)
{
    const struct bundle_shape *shape =
        &bundle->shapes[bundle_pattern_of(bundle, unit)->run];
    const uint32_t *code = bundle->shape_code + shape->code;
    const uint32_t *row = bundle->rows + bundle->units[unit].run;

    for (uint32_t at = shape->columns; at < shape->words;
         at += 1 + BUNDLE_NODE_OPERANDS(code[at]))
        if (BUNDLE_NODE_OP(code[at]) == IR_OP_LABELLED)
            visit(user, row[BUNDLE_OPERAND_VALUE(code[at + 1])]);
}

static void visit_units(const struct thoth_bundle *bundle,
                        void (*visit)(void *user, uint32_t list), void *user)
{
    for (uint32_t unit = 0; unit < bundle->unit_count; unit++)
        visit_questions(bundle, unit, visit, user);
}

/* Is there a run shape with such a question at all? */
static bool is_asked(const struct thoth_bundle *bundle)
{
    for (uint32_t i = 0; i < bundle->shape_count; i++) {
        const struct bundle_shape *shape = &bundle->shapes[i];
        const uint32_t *code = bundle->shape_code + shape->code;

        if (shape->kind != BUNDLE_SHAPE_RUN)
            continue;
        for (uint32_t at = shape->columns; at < shape->words;
             at += 1 + BUNDLE_NODE_OPERANDS(code[at]))
            if (BUNDLE_NODE_OP(code[at]) == IR_OP_LABELLED)
                return true;
    }
    return false;
}

static void count_list(void *user, uint32_t list)
{
    (void)list;
    ++*(size_t *)user;
}

struct deciding {
    struct pipeline_labels *labels;
    struct condition condition;
};

static void decide_list(void *user, uint32_t list)
{
    struct deciding *deciding = user;

    if (condition_labelled(&deciding->condition, list))
        deciding->labels->lists[deciding->labels->count++] = list;
}

static int compare_lists(const void *left, const void *right)
{
    uint32_t l = *(const uint32_t *)left, r = *(const uint32_t *)right;

    return (l > r) - (l < r);
}

static void drop_repeated(struct pipeline_labels *labels)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < labels->count; i++)
        if (kept == 0 || labels->lists[kept - 1] != labels->lists[i])
            labels->lists[kept++] = labels->lists[i];
    labels->count = kept;
}

enum thoth_status pipeline_labels_make(struct pipeline_labels *labels,
                                       const struct thoth_bundle *bundle,
                                       const struct thoth_context *context,
                                       const struct thoth_allocator *allocator)
{
    struct deciding deciding = {
        labels, {.bundle = bundle, .context = context, .allocator = allocator}};
    size_t count = 0;

    *labels = (struct pipeline_labels){NULL, 0};
    if (!is_asked(bundle))
        return THOTH_OK;
    visit_units(bundle, count_list, &count);
    if (count == 0)
        return THOTH_OK;
    if (count > UINT32_MAX)
        return THOTH_E_MEMORY;
    labels->lists = thoth_allocate(allocator, count * sizeof *labels->lists);
    if (labels->lists == NULL)
        return THOTH_E_MEMORY;
    visit_units(bundle, decide_list, &deciding);
    qsort(labels->lists, labels->count, sizeof *labels->lists, compare_lists);
    drop_repeated(labels);
    return THOTH_OK;
}

void pipeline_labels_release(struct pipeline_labels *labels,
                             const struct thoth_allocator *allocator)
{
    thoth_release(allocator, labels->lists);
    *labels = (struct pipeline_labels){NULL, 0};
}

int pipeline_labels_hold(const struct pipeline_labels *labels, uint32_t list)
{
    return labels->count != 0 && bsearch(&list, labels->lists, labels->count,
                                         sizeof list, compare_lists) != NULL;
}
