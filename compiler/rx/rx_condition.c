/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Conditions: `and`, `or`, `not`, comparisons, and predicates, which are those
 * of the language or named ones.
 */
#include "compiler/rx/rx_maker.h"
#include "compiler/rx/rx_predicate.h"

#include <string.h>

static struct ast_node *make_chain(struct rx_maker *maker, struct rx_node *node,
                                   const char *key, enum rx_place place)
{
    struct ast_node *list = rx_make(maker, AST_SEQUENCE, node->span);

    for (struct rx_node *one = node->first; one; one = one->next)
        rx_append(maker, list, rx_make_condition(maker, one, place));
    return rx_wrap(maker, node->span, key, list);
}

static bool check_place(struct rx_maker *maker, const struct rx_node *node,
                        const char *word, unsigned places, enum rx_place place)
{
    if (places & place)
        return true;
    rx_refuse(maker, DIAG_RX_TYPE, node->span,
              places & RX_PLACE_REQUEST
                  ? "'%s' is about the request: it can stand behind 'when', "
                    "not here"
                  : "'%s' is about package versions: it can stand behind "
                    "'where' and in scores, not here",
              word);
    return false;
}

static struct ast_node *make_compare(struct rx_maker *maker,
                                     struct rx_node *node, enum rx_place place)
{
    struct ast_node *compare = rx_make(maker, AST_MAPPING, node->span);

    if (!check_place(maker, node, "a comparison",
                     RX_PLACE_MATCH | RX_PLACE_SCORE, place))
        return NULL;
    if (thoth_text_equal(node->text, thoth_text_of("~=")) ||
        thoth_text_equal(node->text, thoth_text_of("==="))) {
        rx_refuse(maker, DIAG_RX_TYPE, node->span, "'%.*s' compares no numbers",
                  (int)node->text.length, node->text.at);
        return NULL;
    }
    rx_put(maker, compare, "left", node->first->span,
           rx_make_number(maker, node->first));
    rx_put(maker, compare, "is", node->span,
           rx_make_text(maker, node->span, node->text));
    rx_put(maker, compare, "right", node->last->span,
           rx_make_number(maker, node->last));
    return rx_wrap(maker, node->span, "compare", compare);
}

/* `version SPEC`, `from INDEX` and `develop` are of the package at hand. */
static struct ast_node *make_at_hand(struct rx_maker *maker,
                                     struct rx_node *node, enum rx_place place)
{
    static const char *const WORDS[] = {
        [RX_FROM] = "from", [RX_DEVELOP] = "develop", [RX_VERSION] = "version"};
    struct rx_node any = {.kind = RX_ANY, .span = node->span};

    if (!check_place(maker, node, WORDS[node->first->kind],
                     RX_PLACE_MATCH | RX_PLACE_SCORE, place))
        return NULL;
    any.next = node->first;
    return rx_wrap(maker, node->span, "package_version",
                   rx_make_package_of(maker, node, &any, false));
}

/* A list behind `adviser` and the like is empty for any type. */
static struct ast_node *make_builtin(struct rx_maker *maker,
                                     struct rx_node *node,
                                     const struct rx_predicate *predicate,
                                     enum rx_place place)
{
    struct ast_node *value, *condition, *list;

    if (!check_place(maker, node, predicate->word, predicate->places, place))
        return NULL;
    value = rx_make_operand(maker, predicate, node);
    if (!value && node->count == 1)
        value = rx_make(maker, AST_SEQUENCE, node->span);
    condition = rx_wrap(maker, node->first->span, predicate->key, value);
    if (!rx_operand_negated(node))
        return condition;
    condition = rx_wrap(maker, node->last->span, "not", condition);
    if (!strcmp(predicate->key, predicate->field) ||
        predicate->form != RX_FORM_NAMES)
        return condition;
    /* It is given, and of none of the types. */
    list = rx_make(maker, AST_SEQUENCE, node->span);
    rx_append(maker, list,
              rx_wrap(maker, node->first->span, predicate->key,
                      rx_make(maker, AST_SEQUENCE, node->span)));
    rx_append(maker, list, condition);
    return rx_wrap(maker, node->span, "all", list);
}

static struct ast_node *make_named(struct rx_maker *maker, struct rx_node *node,
                                   enum rx_place place)
{
    struct rx_node *name = node->first;
    const struct rx_predicate *predicate = rx_predicate_find(name->text);
    struct rx_entry *entry;

    if (predicate)
        return make_builtin(maker, node, predicate, place);
    entry = rx_entry_find(maker, name->text, RX_PREDICATE);
    if (!entry) {
        rx_report_predicate(maker, name, place);
        return NULL;
    }
    if (node->count > 1) {
        diagnostic_add_note(
            maker->diagnostics,
            rx_refuse(maker, DIAG_RX_ARGUMENTS, name->next->span,
                      "the arguments of '%.*s' stand in "
                      "parentheses",
                      (int)name->text.length, name->text.at),
            "write %.*s(...)", (int)name->text.length, name->text.at);
        return NULL;
    }
    return rx_make_call(maker, entry, node, NULL, place);
}

/* required_by(PHRASE, ..., others) */
static struct ast_node *make_required(struct rx_maker *maker,
                                      struct rx_node *node, enum rx_place place)
{
    struct ast_node *required, *packages;

    if (!check_place(maker, node, "required_by",
                     RX_PLACE_MATCH | RX_PLACE_SCORE, place))
        return NULL;
    required = rx_make(maker, AST_MAPPING, node->span);
    packages = rx_make(maker, AST_SEQUENCE, node->span);
    rx_put(maker, required, "packages", node->span, packages);
    for (struct rx_node *one = node->first; one; one = one->next)
        if (one->kind == RX_OTHERS)
            rx_put(maker, required, "allow_other", one->span,
                   rx_make_bool(maker, one->span, true));
        else
            rx_append(maker, packages, rx_make_package(maker, one, false));
    return rx_wrap(maker, node->span, "package_version_from", required);
}

static struct ast_node *make_call(struct rx_maker *maker, struct rx_node *node,
                                  enum rx_place place)
{
    struct rx_node name = {
        .kind = RX_NAME, .span = node->span, .text = node->text};
    struct rx_entry *entry;

    if (thoth_text_equal(node->text, thoth_text_of("required_by")))
        return make_required(maker, node, place);
    entry = rx_entry_find(maker, node->text, RX_PREDICATE);
    if (entry)
        return rx_make_call(maker, entry, node, node->first, place);
    rx_report_predicate(maker, &name, place);
    return NULL;
}

static struct ast_node *make_applied(struct rx_maker *maker,
                                     struct rx_node *node, enum rx_place place)
{
    switch ((enum rx_kind)node->first->kind) {
    case RX_FROM:
    case RX_DEVELOP:
    case RX_VERSION:
        if (node->count == 1)
            return make_at_hand(maker, node, place);
        rx_refuse_node(maker, node->first->next,
                       "'and', 'or' or the end of the condition");
        return NULL;
    case RX_NAME:
        return make_named(maker, node, place);
    default:
        rx_refuse_node(maker, node, "a condition");
        return NULL;
    }
}

static struct ast_node *make(struct rx_maker *maker, struct rx_node *node,
                             enum rx_place place)
{
    switch ((enum rx_kind)node->kind) {
    case RX_OR:
        return make_chain(maker, node, "any", place);
    case RX_AND:
        return make_chain(maker, node, "all", place);
    case RX_NOT:
        return rx_wrap(maker, node->span, "not",
                       rx_make_condition(maker, node->first, place));
    case RX_COMPARE:
        return make_compare(maker, node, place);
    case RX_CALL:
        return make_call(maker, node, place);
    case RX_APPLY:
        return make_applied(maker, node, place);
    default:
        rx_refuse_node(maker, node, "a condition");
        return NULL;
    }
}

struct ast_node *rx_make_condition(struct rx_maker *maker, struct rx_node *node,
                                   enum rx_place place)
{
    struct ast_node *tree;

    if (!rx_enter(maker, node->span))
        return NULL;
    tree = make(maker, node, place);
    rx_leave(maker);
    return tree;
}
