/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Entries that a list has twice. Short lists are compared pairwise; long ones
 * are sorted by hash first.
 */
#include "compiler/lint/linter.h"

#include "compiler/base/arena.h"

#include <stdlib.h>

enum { PAIRWISE = 24 };

struct hashed_item {
    uint32_t hash;
    uint32_t number;
};

static void report(struct linter *linter, const struct ast_node *first,
                   const struct ast_node *second)
{
    struct diagnostic *diagnostic = diagnostic_report(
        linter->list, DIAG_ENTRY_REPEATED, second->span,
        second->aliased ? "an alias repeats this entry of the list"
                        : "an entry of the list is repeated");

    if (!second->aliased)
        diagnostic_add_place(linter->list, diagnostic, first->span,
                             "first written here");
}

static int compare(const void *left, const void *right)
{
    const struct hashed_item *l = left, *r = right;

    if (l->hash != r->hash)
        return l->hash < r->hash ? -1 : 1;
    return l->number < r->number ? -1 : l->number > r->number;
}

/* Items of one hash are mostly equal; the first is what others repeat. */
static void compare_sorted(struct linter *linter, const struct ast_node *list)
{
    struct ast_node *const *items = list->sequence.items;
    uint32_t count = list->sequence.count, first = 0;
    struct hashed_item *hashed =
        ARENA_NEW_ARRAY(linter->scratch, struct hashed_item, count);

    for (uint32_t i = 0; i < count; i++)
        hashed[i] = (struct hashed_item){ast_hash(items[i]), i};
    qsort(hashed, count, sizeof *hashed, compare);
    for (uint32_t i = 1; i < count; i++)
        if (hashed[i].hash != hashed[first].hash)
            first = i;
        else if (ast_equal(items[hashed[first].number],
                           items[hashed[i].number]))
            report(linter, items[hashed[first].number],
                   items[hashed[i].number]);
}

void lint_repeated(struct linter *linter, const struct ast_node *list)
{
    struct ast_node *const *items;
    uint32_t count;

    if (!list || list->kind != AST_SEQUENCE || list->sequence.count < 2)
        return;
    items = list->sequence.items;
    count = list->sequence.count;
    if (count > PAIRWISE) {
        compare_sorted(linter, list);
        return;
    }
    for (uint32_t i = 1; i < count; i++)
        for (uint32_t k = 0; k < i; k++)
            if (ast_equal(items[k], items[i])) {
                report(linter, items[k], items[i]);
                break;
            }
}
