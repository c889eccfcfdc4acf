/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers: literals, facts of the package version and of the state, arithmetic,
 * choices by a condition, named functions.
 */
#include "compiler/rx/rx_maker.h"

#include "compiler/base/near_name.h"

#include <string.h>

/* What is known of a package version and of the state. */
static const char *const FACTS[] = {
    "version.epoch", "version.major", "version.minor",
    "version.patch", "version.age",   "stack.size",
};

/* Functions of the language: the key they become, and how many arguments they
 * take; 0 at most is any number. */
static const struct {
    const char *name, *key;
    uint32_t least, most;
} FUNCTIONS[] = {
    {"min", "minimum", 1, 0},
    {"max", "maximum", 1, 0},
    {"abs", "absolute", 1, 1},
    {"clamp", "clamp", 3, 3},
};

/* The operands as a list below a key. */
static struct ast_node *make_operands(struct rx_maker *maker,
                                      struct rx_node *node, const char *key)
{
    struct ast_node *list = rx_make(maker, AST_SEQUENCE, node->span);

    for (struct rx_node *one = node->first; one; one = one->next)
        rx_append(maker, list, rx_make_number(maker, one));
    return rx_wrap(maker, node->span, key, list);
}

static struct ast_node *make_choice(struct rx_maker *maker,
                                    struct rx_node *node)
{
    struct ast_node *choice = rx_make(maker, AST_MAPPING, node->span);
    struct rx_node *yes = node->first->next;

    rx_put(maker, choice, "if", node->first->span,
           rx_make_condition(maker, node->first, RX_PLACE_SCORE));
    rx_put(maker, choice, "then", yes->span, rx_make_number(maker, yes));
    rx_put(maker, choice, "else", yes->next->span,
           rx_make_number(maker, yes->next));
    return rx_wrap(maker, node->span, "choose", choice);
}

static struct ast_node *make_negative(struct rx_maker *maker,
                                      struct rx_node *node)
{
    struct rx_node minus = *node;

    if (node->first->kind != RX_INTEGER && node->first->kind != RX_FLOAT)
        return rx_wrap(maker, node->span, "negative",
                       rx_make_number(maker, node->first));
    minus.kind = RX_MINUS;
    return rx_make_data(maker, &minus);
}

static void report_unknown(struct rx_maker *maker, const struct rx_node *name)
{
    struct near_name near;
    struct diagnostic *diagnostic;

    near_name_start(&near, name->text);
    for (size_t i = 0; i < sizeof FACTS / sizeof *FACTS; i++)
        near_name_offer(&near, thoth_text_of(FACTS[i]));
    for (size_t i = 0; i < sizeof FUNCTIONS / sizeof *FUNCTIONS; i++)
        near_name_offer(&near, thoth_text_of(FUNCTIONS[i].name));
    for (uint32_t i = 0; maker->module && i < maker->module->count; i++)
        if (maker->module->entries[i]->node->word == RX_FUNCTION)
            near_name_offer(&near, maker->module->entries[i]->name);
    diagnostic = rx_refuse(maker, DIAG_RX_NAME_UNKNOWN, name->span,
                           "the number '%.*s' is not known",
                           (int)name->text.length, name->text.at);
    if (near.best.length)
        diagnostic_add_note(maker->diagnostics, diagnostic,
                            "did you mean '%.*s'?", (int)near.best.length,
                            near.best.at);
}

/* A fact, or a function without arguments. */
static struct ast_node *make_named(struct rx_maker *maker,
                                   const struct rx_node *node)
{
    struct rx_node *name = node->first;
    struct rx_entry *entry;

    for (size_t i = 0; i < sizeof FACTS / sizeof *FACTS; i++)
        if (thoth_text_equal(name->text, thoth_text_of(FACTS[i])))
            return rx_wrap(maker, name->span, "fact",
                           rx_make_text(maker, name->span, name->text));
    entry = rx_entry_find(maker, name->text, RX_FUNCTION);
    if (entry)
        return rx_make_call(maker, entry, node, NULL, RX_PLACE_SCORE);
    report_unknown(maker, name);
    return NULL;
}

/* A value that is a number; others are refused. */
static struct ast_node *make_value(struct rx_maker *maker, struct rx_node *node)
{
    struct rx_value value;

    if (!rx_value_find(maker, node, &value) ||
        !rx_charge(maker, value.size, node->span))
        return NULL;
    if (value.type == RX_TYPE_NUMBER || value.tree->kind == AST_INT ||
        value.tree->kind == AST_FLOAT)
        return value.tree;
    rx_refuse_tree(maker, node, value.tree, "a number");
    return NULL;
}

static struct ast_node *make_applied(struct rx_maker *maker,
                                     struct rx_node *node)
{
    struct rx_node *head = node->first;

    if (node->count > 1 && head->next->kind == RX_SPECIFIER) {
        diagnostic_add_note(
            maker->diagnostics,
            rx_refuse(maker, DIAG_RX_TYPE, head->next->span,
                      "expected an operator, found the specifier '%.*s'",
                      (int)head->next->text.length, head->next->text.at),
            "numbers are compared with blanks around the operator, as in "
            "'version.major < 2'");
        return NULL;
    }
    if (node->count == 1 && head->kind == RX_NAME)
        return make_named(maker, node);
    if (node->count == 1 && head->kind == RX_VALUE)
        return make_value(maker, head);
    rx_refuse_node(maker, node, "a number");
    return NULL;
}

static struct ast_node *make_call(struct rx_maker *maker, struct rx_node *node)
{
    struct rx_node name = {
        .kind = RX_NAME, .span = node->span, .text = node->text};
    struct rx_entry *entry;

    for (size_t i = 0; i < sizeof FUNCTIONS / sizeof *FUNCTIONS; i++) {
        if (!thoth_text_equal(node->text, thoth_text_of(FUNCTIONS[i].name)))
            continue;
        if (node->count < FUNCTIONS[i].least ||
            (FUNCTIONS[i].most && node->count > FUNCTIONS[i].most)) {
            rx_refuse(maker, DIAG_RX_ARGUMENTS, node->span,
                      "'%s' takes %u argument%s, found %u", FUNCTIONS[i].name,
                      FUNCTIONS[i].least, FUNCTIONS[i].least == 1 ? "" : "s",
                      node->count);
            return NULL;
        }
        if (FUNCTIONS[i].most == 1)
            return rx_wrap(maker, node->span, FUNCTIONS[i].key,
                           rx_make_number(maker, node->first));
        return make_operands(maker, node, FUNCTIONS[i].key);
    }
    entry = rx_entry_find(maker, node->text, RX_FUNCTION);
    if (entry)
        return rx_make_call(maker, entry, node, node->first, RX_PLACE_SCORE);
    report_unknown(maker, &name);
    return NULL;
}

static struct ast_node *make(struct rx_maker *maker, struct rx_node *node)
{
    switch ((enum rx_kind)node->kind) {
    case RX_INTEGER:
    case RX_FLOAT:
    case RX_MINUS:
        return rx_make_data(maker, node);
    case RX_SUM:
        return make_operands(maker, node, "sum");
    case RX_DIFFERENCE:
        return make_operands(maker, node, "difference");
    case RX_PRODUCT:
        return make_operands(maker, node, "product");
    case RX_QUOTIENT:
        return make_operands(maker, node, "quotient");
    case RX_NEGATIVE:
        return make_negative(maker, node);
    case RX_CHOOSE:
        return make_choice(maker, node);
    case RX_CALL:
        return make_call(maker, node);
    case RX_APPLY:
        return make_applied(maker, node);
    default:
        rx_refuse_node(maker, node, "a number");
        return NULL;
    }
}

struct ast_node *rx_make_number(struct rx_maker *maker, struct rx_node *node)
{
    struct ast_node *tree;

    if (!rx_enter(maker, node->span))
        return NULL;
    tree = make(maker, node);
    rx_leave(maker);
    return tree;
}
