/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `when`: what is one field of `should_include` becomes that field, so that
 * rules which YAML can say are the same rules; the rest of the condition is the
 * field `when`.
 */
#include "compiler/rx/rx_maker.h"
#include "compiler/rx/rx_predicate.h"

#include <string.h>

/* What has no field of its own, so far. */
struct remainder {
    struct ast_node *conditions;
    struct span span;
};

static struct ast_node *negated(struct rx_maker *maker, struct span span,
                                struct ast_node *value)
{
    return value ? rx_wrap(maker, span, "not", value) : NULL;
}

/* The mapping that has the fields of a section. */
static struct ast_node *section_of(struct rx_maker *maker,
                                   struct ast_node *include, struct span at,
                                   enum rx_section section)
{
    struct ast_node *environment, *list, *hardware;

    if (section == RX_SECTION_INCLUDE)
        return include;
    environment =
        rx_part(maker, include, "runtime_environments", at, AST_MAPPING);
    if (section == RX_SECTION_ENVIRONMENT)
        return environment;
    list = rx_part(maker, environment, "hardware", at, AST_SEQUENCE);
    if (list->sequence.count == 0) {
        hardware = rx_make(maker, AST_MAPPING, at);
        rx_append(maker, list, hardware);
    }
    return list->sequence.items[0];
}

/* A field that is there already? The mapping is not made for the question. */
static bool is_taken(const struct ast_node *include,
                     const struct rx_predicate *predicate)
{
    const struct ast_node *at = include, *list;

    if (predicate->section != RX_SECTION_INCLUDE)
        at = rx_get(include, "runtime_environments");
    if (at && predicate->section == RX_SECTION_HARDWARE) {
        list = rx_get(at, "hardware");
        at = list && list->sequence.count ? list->sequence.items[0] : NULL;
    }
    return at && rx_get(at, predicate->field);
}

/* `adviser` and `dependency_monkey`: a flag and a list of types. */
static void put_pipeline(struct rx_maker *maker, struct ast_node *include,
                         const struct rx_predicate *predicate,
                         struct rx_node *node)
{
    struct span at = node->first->span;
    struct ast_node *types = rx_make_operand(maker, predicate, node);

    rx_put(maker, include, predicate->field, at, rx_make_bool(maker, at, true));
    if (rx_operand_negated(node))
        types = negated(maker, node->last->span, types);
    rx_put(maker, include,
           !strcmp(predicate->word, "adviser") ? "recommendation_types"
                                               : "decision_types",
           at, types);
}

static bool is_pipeline(const struct rx_predicate *predicate)
{
    return predicate->form == RX_FORM_NAMES &&
           predicate->section == RX_SECTION_INCLUDE;
}

/* Has the field a `not:`? */
static bool is_negatable(const struct rx_predicate *predicate)
{
    switch (predicate->form) {
    case RX_FORM_NAMES:
        return !is_pipeline(predicate);
    case RX_FORM_LIST:
    case RX_FORM_NUMBERS:
    case RX_FORM_RECORDS:
    case RX_FORM_PACKAGES:
        return true;
    default:
        return false;
    }
}

/* Puts a predicate into its field; false if it has none. */
static bool put_field(struct rx_maker *maker, struct ast_node *include,
                      struct rx_node *node, bool behind_not)
{
    const struct rx_predicate *predicate;
    struct ast_node *value, *section;

    if (node->kind != RX_APPLY || node->first->kind != RX_NAME)
        return false;
    predicate = rx_predicate_find(node->first->text);
    if (!predicate || predicate->section == RX_SECTION_NONE ||
        is_taken(include, predicate))
        return false;
    if (behind_not && predicate->form != RX_FORM_FLAG &&
        (!is_negatable(predicate) || rx_operand_negated(node)))
        return false;
    if (!behind_not && rx_operand_negated(node) && !is_pipeline(predicate) &&
        !is_negatable(predicate))
        return false;
    if (is_pipeline(predicate)) {
        put_pipeline(maker, include, predicate, node);
        return true;
    }
    value = rx_make_operand(maker, predicate, node);
    if (behind_not && predicate->form == RX_FORM_FLAG && value)
        value->truth = false;
    else if (behind_not || rx_operand_negated(node))
        value = negated(maker, node->span, value);
    section = section_of(maker, include, node->first->span, predicate->section);
    rx_put(maker, section, predicate->field, node->first->span, value);
    return true;
}

/* One part of a top-level `and`. */
static void put_part(struct rx_maker *maker, struct ast_node *include,
                     struct rx_node *node, struct remainder *rest)
{
    if (node->kind == RX_NOT ? put_field(maker, include, node->first, true)
                             : put_field(maker, include, node, false))
        return;
    if (!rest->conditions) {
        rest->conditions = rx_make(maker, AST_SEQUENCE, node->span);
        rest->span = node->span;
    }
    rx_append(maker, rest->conditions,
              rx_make_condition(maker, node, RX_PLACE_REQUEST));
}

static void put_condition(struct rx_maker *maker, struct ast_node *include,
                          struct rx_node *condition)
{
    struct remainder rest = {.conditions = NULL};
    struct ast_node *all;

    if (condition->kind == RX_AND)
        for (struct rx_node *one = condition->first; one; one = one->next)
            put_part(maker, include, one, &rest);
    else
        put_part(maker, include, condition, &rest);
    if (!rest.conditions || !rest.conditions->sequence.count)
        return;
    if (rest.conditions->sequence.count == 1) {
        all = rest.conditions->sequence.items[0];
    } else {
        all = rx_make(maker, AST_MAPPING, rest.span);
        rx_put(maker, all, "all", rest.span, rest.conditions);
    }
    rx_put(maker, include, "when", rest.span, all);
}

void rx_make_when(struct rx_maker *maker, struct rx_node *clause,
                  struct ast_node *include)
{
    struct rx_node *what = clause->first;
    struct ast_node *record;

    if (!rx_enter(maker, clause->span))
        return;
    if (what->kind != RX_RECORD) {
        put_condition(maker, include, what);
    } else {
        record = rx_make_record(maker, what);
        for (uint32_t i = 0; record && i < record->mapping.count; i++)
            rx_put_entry(maker, include, record->mapping.entries[i].key,
                         record->mapping.entries[i].value);
        include->span = clause->span;
    }
    rx_leave(maker);
}
