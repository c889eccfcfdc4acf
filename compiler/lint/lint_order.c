/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Steps that ask for a package to be resolved before another one, without a
 * step for the other order. Which of two packages is resolved first is up to
 * the predictor, so that the rule holds for some of the stacks it speaks of.
 */
#include "compiler/lint/group_fix.h"

#include "compiler/base/arena.h"

#include <stdlib.h>

static const struct ast_node *name_of(const struct ast_node *entry)
{
    return field_value(field_value(entry, FIELD_MATCH_PACKAGE_VERSION),
                       FIELD_PACKAGE_NAME);
}

static const struct ast_node *resolved_of(const struct ast_node *entry)
{
    return field_value(field_value(entry, FIELD_MATCH_STATE),
                       FIELD_STATE_RESOLVED_DEPENDENCIES);
}

/* A dependency is resolved after its dependents: who names these has thought
 * of the order. */
static bool names_dependents(const struct ast_node *entry)
{
    return field_value(field_value(entry, FIELD_MATCH_STATE),
                       FIELD_STATE_PACKAGE_VERSION_FROM) != NULL;
}

/* A step for one package, with another one resolved. */
struct resolution_order {
    struct thoth_text name, other;
};

struct order_index {
    struct resolution_order *orders; /* sorted */
    size_t count;
};

static int compare(const void *left, const void *right)
{
    const struct resolution_order *l = left, *r = right;
    int order = thoth_text_order(l->name, r->name);

    return order ? order : thoth_text_order(l->other, r->other);
}

/* Counts the orders of a unit, and keeps them if there is room. */
static void list_orders(struct order_index *index, const struct ast_node *unit)
{
    const struct ast_node *match = field_value(unit, FIELD_UNIT_MATCH);
    uint32_t count;
    const struct ast_node *const *entries = lint_entries(&match, &count);

    for (uint32_t i = 0; i < count; i++) {
        const struct ast_node *name = name_of(entries[i]);
        const struct ast_node *resolved = resolved_of(entries[i]);

        for (uint32_t k = 0; name && resolved && k < resolved->sequence.count;
             k++) {
            const struct ast_node *other =
                field_value(resolved->sequence.items[k], FIELD_PACKAGE_NAME);

            if (index->orders)
                index->orders[index->count] =
                    (struct resolution_order){name->text, other->text};
            index->count++;
        }
    }
}

static void list_units(struct order_index *index, const struct ast_node *steps)
{
    index->count = 0;
    for (uint32_t i = 0; i < steps->sequence.count; i++)
        list_orders(index, steps->sequence.items[i]);
}

/* All orders of the file, listed when the first one is asked for. */
static const struct order_index *index_of(struct linter *linter)
{
    const struct ast_node *steps =
        field_value(linter->units, FIELD_UNITS_STEPS);
    struct order_index *index = linter->orders;

    if (index)
        return index;
    linter->orders = index = ARENA_NEW(linter->scratch, struct order_index);
    list_units(index, steps);
    index->orders =
        ARENA_NEW_ARRAY(linter->scratch, struct resolution_order, index->count);
    list_units(index, steps);
    qsort(index->orders, index->count, sizeof *index->orders, compare);
    return index;
}

/* A step for `name` with `other` resolved, anywhere in the file? */
static bool is_covered(struct linter *linter, struct thoth_text name,
                       struct thoth_text other)
{
    const struct resolution_order wanted = {name, other};
    const struct order_index *index = index_of(linter);

    return bsearch(&wanted, index->orders, index->count, sizeof wanted,
                   compare) != NULL;
}

static void report(struct linter *linter, const struct ast_node *name,
                   const struct ast_node *other)
{
    struct diagnostic *diagnostic = diagnostic_report(
        linter->list, DIAG_ORDER_DEPENDENT, name->span,
        "the unit runs only if %s is resolved before %s",
        lint_quote(linter, other->text), lint_quote(linter, name->text));

    diagnostic_add_place(linter->list, diagnostic, other->span,
                         "no step of this file has the other order");
    diagnostic_add_note(linter->list, diagnostic,
                        "the order in which packages are resolved is not "
                        "known: it differs between predictors and runs");
    diagnostic_add_note(linter->list, diagnostic,
                        "where one depends on the other a step.Group does not "
                        "run: write both orders, with "
                        "'package_version_from_allow_other: true'");
    lint_make_group(
        linter, diagnostic_add_fix(linter->list, diagnostic, false,
                                   "make it a step.Group of %s and %s, which "
                                   "runs whichever comes last, or add an entry "
                                   "for the other order",
                                   lint_quote(linter, name->text),
                                   lint_quote(linter, other->text)));
}

/* Reported once for a unit, whose entries are mostly alike. */
void lint_order(struct linter *linter)
{
    uint32_t count;
    const struct ast_node *const *entries =
        lint_entries(&linter->unit.match, &count);

    if (linter->unit.type != UNIT_TYPE_STEP)
        return;
    for (uint32_t i = 0; i < count; i++) {
        const struct ast_node *name = name_of(entries[i]);
        const struct ast_node *resolved = resolved_of(entries[i]);

        if (!name || !resolved || names_dependents(entries[i]))
            continue;
        for (uint32_t k = 0; k < resolved->sequence.count; k++) {
            const struct ast_node *other =
                field_value(resolved->sequence.items[k], FIELD_PACKAGE_NAME);

            if (thoth_text_equal(other->text, name->text) ||
                is_covered(linter, other->text, name->text))
                continue;
            report(linter, name, other);
            return;
        }
    }
}
