/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The items of a file, and templates: their units once for each entry of a
 * table.
 */
#include "compiler/rx/rx_maker.h"

static void make_item(struct rx_maker *maker, struct rx_node *item,
                      struct ast_node *root);

/* Binds the variables to an entry; false after a report. */
static bool bind(struct rx_maker *maker, struct rx_node *template_,
                 struct ast_node *entry, struct rx_binding *variables)
{
    struct rx_node *pattern = template_->first, *name = pattern->first;
    struct diagnostic *diagnostic;

    if (template_->negated) {
        variables->value.tree = entry;
        rx_measure(&variables->value);
        return rx_charge(maker, variables->value.size, name->span);
    }
    if (entry->kind != AST_SEQUENCE ||
        entry->sequence.count != pattern->count) {
        diagnostic = rx_refuse(maker, DIAG_RX_PATTERN, pattern->span,
                               "%u variables take an entry that is a list of "
                               "as many values",
                               pattern->count);
        diagnostic_add_place(maker->diagnostics, diagnostic, entry->span,
                             entry->kind == AST_SEQUENCE
                                 ? "this one has %u"
                                 : "this one is no list",
                             entry->sequence.count);
        return false;
    }
    for (uint32_t i = 0; i < pattern->count; i++) {
        variables[i].value.tree = entry->sequence.items[i];
        rx_measure(&variables[i].value);
        if (!rx_charge(maker, variables[i].value.size, name->span))
            return false;
    }
    return true;
}

/* The table of a template; NULL after a report. */
static struct ast_node *make_table(struct rx_maker *maker, struct rx_node *node)
{
    struct rx_value value;

    if (node->kind == RX_LIST)
        return rx_make_data(maker, node);
    if (!rx_value_find(maker, node, &value))
        return NULL;
    if (value.tree->kind == AST_SEQUENCE)
        return value.tree;
    rx_refuse_tree(maker, node, value.tree, "a list");
    return NULL;
}

static void check_pattern(struct rx_maker *maker, const struct rx_node *pattern)
{
    for (const struct rx_node *one = pattern->first; one; one = one->next) {
        if (memchr(one->text.at, '.', one->text.length))
            rx_refuse(maker, DIAG_RX_SYNTAX, one->span,
                      "expected a variable, found a field");
        for (const struct rx_node *other = pattern->first; other != one;
             other = other->next)
            if (thoth_text_equal(other->text, one->text))
                rx_refuse(maker, DIAG_RX_NAME_REPEATED, one->span,
                          "there are two variables '$%.*s'",
                          (int)one->text.length, one->text.at);
    }
}

/* A mistake in the body is likely to be one for all entries: the first entry
 * with a mistake is the last one. */
static void expand(struct rx_maker *maker, struct rx_node *template_,
                   const struct ast_node *table, struct rx_binding *variables,
                   struct ast_node *root)
{
    uint32_t errors = maker->diagnostics->errors;

    for (uint32_t i = 0; i < table->sequence.count; i++) {
        if (!rx_charge(maker, 1, template_->span) ||
            !bind(maker, template_, table->sequence.items[i], variables))
            return;
        for (struct rx_node *one = template_->last->first; one; one = one->next)
            make_item(maker, one, root);
        if (maker->diagnostics->errors > errors)
            return;
    }
}

static void make_template(struct rx_maker *maker, struct rx_node *template_,
                          struct ast_node *root)
{
    struct rx_node *pattern = template_->first;
    struct ast_node *table = make_table(maker, pattern->next);
    struct rx_binding *outer = maker->bindings, *variables;
    uint32_t number = 0, errors;

    check_pattern(maker, pattern);
    if (!table || !rx_enter(maker, template_->span))
        return;
    variables =
        ARENA_NEW_ARRAY(maker->arena, struct rx_binding, pattern->count);
    for (struct rx_node *one = pattern->first; one; one = one->next) {
        variables[number].name = one;
        variables[number].value.type = RX_TYPE_DATA;
        variables[number].next =
            number + 1 < pattern->count ? &variables[number + 1] : outer;
        number++;
    }
    maker->bindings = variables;
    errors = maker->diagnostics->errors;
    expand(maker, template_, table, variables, root);
    maker->bindings = outer;
    rx_leave(maker);
    if (!table->sequence.count || maker->diagnostics->errors > errors)
        return;
    for (struct rx_node *one = pattern->first; one; one = one->next) {
        if (!one->used)
            rx_report_unused(maker, one, "the variable");
        one->used = true; /* said once, whatever is around */
    }
}

static void make_item(struct rx_maker *maker, struct rx_node *item,
                      struct ast_node *root)
{
    switch ((enum rx_kind)item->kind) {
    case RX_UNIT:
        rx_make_unit(maker, item, rx_get(root, "units"));
        break;
    case RX_FOR:
        make_template(maker, item, root);
        break;
    case RX_METADATA:
        rx_put(maker, root, "metadata", item->span,
               rx_make_data(maker, item->first));
        break;
    case RX_NAMESPACE:
        if (maker->name_space)
            diagnostic_add_place(maker->diagnostics,
                                 rx_refuse(maker, DIAG_RX_CLAUSE, item->span,
                                           "'namespace' is said twice"),
                                 maker->name_space->span, "first said here");
        else
            maker->name_space = item->first;
        break;
    default:
        break;
    }
}

void rx_make_items(struct rx_maker *maker, struct rx_node *items,
                   struct ast_node *root)
{
    for (struct rx_node *one = items->first; one; one = one->next)
        make_item(maker, one, root);
}
