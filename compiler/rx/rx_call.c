/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Named predicates and functions: their bodies in place of their uses. The
 * arguments are made first, where they stand, so that a body never sees the
 * names of its user.
 */
#include "compiler/rx/rx_maker.h"

#include <string.h>

static const char *const TYPE_NAMES[RX_TYPE_COUNT] = {
    [RX_TYPE_TEXT] = "text",       [RX_TYPE_NUMBER] = "number",
    [RX_TYPE_PACKAGE] = "package", [RX_TYPE_SPECIFIER] = "specifier",
    [RX_TYPE_INDEX] = "index",     [RX_TYPE_LIST] = "list",
    [RX_TYPE_DATA] = "data",
};

const char *rx_type_name(enum rx_type type)
{
    return TYPE_NAMES[type];
}

/* The type of a parameter, RX_TYPE_DATA if there is no such type. */
static enum rx_type type_of(const struct rx_node *parameter)
{
    for (int i = 0; i < RX_TYPE_DATA; i++)
        if (thoth_text_equal(parameter->last->text,
                             thoth_text_of(TYPE_NAMES[i])))
            return (enum rx_type)i;
    return RX_TYPE_DATA;
}

/* An argument that is one word or value by itself. */
static struct rx_node *bare(struct rx_node *argument)
{
    return argument->kind == RX_APPLY && argument->count == 1 ? argument->first
                                                              : argument;
}

static struct ast_node *make_list(struct rx_maker *maker,
                                  struct rx_node *argument)
{
    struct rx_value value;

    if (argument->kind == RX_LIST)
        return rx_make_data(maker, argument);
    if (argument->kind != RX_VALUE) {
        rx_refuse_node(maker, argument, "a list");
        return NULL;
    }
    if (!rx_value_find(maker, argument, &value))
        return NULL;
    if (value.tree->kind == AST_SEQUENCE)
        return value.tree;
    rx_refuse_tree(maker, argument, value.tree, "a list");
    return NULL;
}

static struct ast_node *make_argument(struct rx_maker *maker, enum rx_type type,
                                      struct rx_node *argument)
{
    switch (type) {
    case RX_TYPE_TEXT:
        if (bare(argument)->kind == RX_NAME) {
            rx_refuse_node(maker, bare(argument), "a text in quotes");
            return NULL;
        }
        return rx_make_string(maker, bare(argument), "a text");
    case RX_TYPE_NUMBER:
        return rx_make_number(maker, argument);
    case RX_TYPE_PACKAGE:
        return rx_make_package(maker, argument, false);
    case RX_TYPE_SPECIFIER:
        return rx_make_specifier(maker, bare(argument));
    case RX_TYPE_INDEX:
        return rx_make_index(maker, bare(argument));
    case RX_TYPE_LIST:
        return make_list(maker, bare(argument));
    default:
        return NULL;
    }
}

/* Binds parameters to arguments; false after a report. */
static bool bind(struct rx_maker *maker, const struct rx_entry *entry,
                 const struct rx_node *call, struct rx_node *first,
                 struct rx_binding **bindings)
{
    struct rx_node *parameters = entry->node->first->next;
    struct rx_node *argument = first;
    uint32_t count = 0;

    for (struct rx_node *one = first; one; one = one->next)
        count++;
    if (count != parameters->count) {
        diagnostic_add_place(maker->diagnostics,
                             rx_refuse(maker, DIAG_RX_ARGUMENTS, call->span,
                                       "'%.*s' takes %u argument%s, found %u",
                                       (int)entry->name.length, entry->name.at,
                                       parameters->count,
                                       parameters->count == 1 ? "" : "s",
                                       count),
                             entry->span, "it is defined here");
        return false;
    }
    for (struct rx_node *one = parameters->first; one; one = one->next) {
        struct rx_binding *binding = ARENA_NEW(maker->arena, struct rx_binding);

        binding->name = one->first;
        binding->value.type = type_of(one);
        binding->value.tree =
            make_argument(maker, binding->value.type, argument);
        if (binding->value.tree && !maker->exhausted)
            rx_measure(&binding->value);
        binding->next = *bindings;
        *bindings = binding;
        argument = argument->next;
    }
    return true;
}

/* The body, with nothing but the parameters and its module in sight. */
static struct ast_node *expand(struct rx_maker *maker, struct rx_entry *entry,
                               const struct rx_node *call,
                               struct rx_binding *bindings, enum rx_place place)
{
    struct rx_maker outer = *maker;
    struct ast_node *tree;

    maker->bindings = bindings;
    maker->module = entry->module;
    if (entry->module->name.length && !maker->use)
        maker->use = &call->span;
    entry->active = true;
    tree = entry->node->word == RX_FUNCTION
               ? rx_make_number(maker, entry->node->last)
               : rx_make_condition(maker, entry->node->last, place);
    entry->active = false;
    maker->bindings = outer.bindings;
    maker->module = outer.module;
    maker->use = outer.use;
    return tree;
}

struct ast_node *rx_make_call(struct rx_maker *maker, struct rx_entry *entry,
                              const struct rx_node *call, struct rx_node *first,
                              enum rx_place place)
{
    struct rx_binding *bindings = NULL;
    struct ast_node *tree = NULL;

    if (entry->active) {
        diagnostic_add_place(maker->diagnostics,
                             rx_refuse(maker, DIAG_RX_RECURSION, call->span,
                                       "'%.*s' uses itself",
                                       (int)entry->name.length, entry->name.at),
                             entry->span, "it is defined here");
        return NULL;
    }
    if (!rx_charge(maker, 1, call->span) || !rx_enter(maker, call->span))
        return NULL;
    if (bind(maker, entry, call, first, &bindings))
        tree = expand(maker, entry, call, bindings, place);
    rx_leave(maker);
    return tree;
}
