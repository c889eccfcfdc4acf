/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What names stand for where they are used: variables and parameters first,
 * from the inside out, then what the file defines or takes from modules.
 */
#include "compiler/rx/rx_maker.h"

#include "compiler/base/near_name.h"

#include <string.h>

struct rx_entry *rx_entry_find(struct rx_maker *maker, struct thoth_text name,
                               enum rx_definition what)
{
    const struct rx_module *module = maker->module;
    uint32_t low = 0, high = module ? module->count : 0;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        struct rx_entry *entry = module->entries[middle];
        int order = thoth_text_order(name, entry->name);

        if (order == 0 && entry->node->word != what)
            return NULL;
        if (order == 0) {
            entry->used = true;
            return entry;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

void rx_report_unknown(struct rx_maker *maker, const struct rx_node *name,
                       const char *what, unsigned kinds)
{
    const struct rx_module *module = maker->module;
    struct near_name near;
    struct diagnostic *diagnostic;

    near_name_start(&near, name->text);
    for (uint32_t i = 0; module && i < module->count; i++)
        if (kinds >> module->entries[i]->node->word & 1)
            near_name_offer(&near, module->entries[i]->name);
    if (kinds >> RX_LET & 1)
        for (struct rx_binding *one = maker->bindings; one; one = one->next)
            near_name_offer(&near, one->name->text);
    diagnostic = rx_refuse(maker, DIAG_RX_NAME_UNKNOWN, name->span,
                           "%s '%s%.*s' is not known", what,
                           kinds >> RX_LET & 1 ? "$" : "",
                           (int)name->text.length, name->text.at);
    if (near.best.length)
        diagnostic_add_note(maker->diagnostics, diagnostic,
                            "did you mean '%s%.*s'?",
                            kinds >> RX_LET & 1 ? "$" : "",
                            (int)near.best.length, near.best.at);
    else if (kinds == 1U << RX_INDEX)
        diagnostic_add_note(maker->diagnostics, diagnostic,
                            "an index comes from a module, as by 'use "
                            "std.index.pypi;', or is a URL in quotes");
    else if (kinds == 1U << RX_LET)
        diagnostic_add_note(maker->diagnostics, diagnostic,
                            "values are constants of 'let', variables of "
                            "'for' and parameters");
}

/* Whether a definition is expanded already, which is reported. */
static bool report_recursion(struct rx_maker *maker, struct rx_entry *entry,
                             struct span span)
{
    if (!entry->active)
        return false;
    diagnostic_add_place(maker->diagnostics,
                         rx_refuse(maker, DIAG_RX_RECURSION, span,
                                   "'%.*s' uses itself",
                                   (int)entry->name.length, entry->name.at),
                         entry->span, "it is defined here");
    return true;
}

/* Makes the value of a constant or an index, in its own module. */
static void make_entry(struct rx_maker *maker, struct rx_entry *entry,
                       struct span span)
{
    struct rx_binding *bindings = maker->bindings;
    struct rx_module *module = maker->module;
    const struct span *use = maker->use;

    if (report_recursion(maker, entry, span) || !rx_enter(maker, span))
        return;
    entry->active = true;
    maker->bindings = NULL;
    maker->module = entry->module;
    if (entry->module->name.length && !use)
        maker->use = &span;
    entry->value.type =
        entry->node->word == RX_LET ? RX_TYPE_DATA : RX_TYPE_INDEX;
    entry->value.tree = entry->node->word == RX_LET
                            ? rx_make_data(maker, entry->node->last)
                            : rx_make_string(maker, entry->node->last, "a URL");
    if (entry->value.tree && !maker->exhausted)
        rx_measure(&entry->value);
    maker->bindings = bindings;
    maker->module = module;
    maker->use = use;
    entry->active = false;
    entry->made = true;
    rx_leave(maker);
}

/* The value of a constant or an index; false after a report. What comes from a
 * module has the place of its use. */
static bool take_entry(struct rx_maker *maker, struct rx_entry *entry,
                       struct span span, struct rx_value *value)
{
    struct ast_node *copy;

    if (!entry->made)
        make_entry(maker, entry, span);
    *value = entry->value;
    if (!value->tree || !entry->made)
        return false;
    if (entry->module->name.length) {
        copy = ARENA_NEW(maker->arena, struct ast_node);
        *copy = *value->tree;
        copy->span = rx_place(maker, span);
        value->tree = copy;
    }
    return true;
}

/* The part of a value that `.field` means. */
static bool take_field(struct rx_maker *maker, const struct rx_node *node,
                       struct rx_value *value, struct thoth_text field)
{
    const struct ast_entry *entry = NULL;

    if (value->tree->kind == AST_MAPPING)
        entry = ast_entry_find(value->tree, field);
    if (!entry) {
        struct diagnostic *diagnostic = rx_refuse(
            maker, DIAG_RX_PATTERN, node->span,
            "'$%.*s': there is no field '%.*s'", (int)node->text.length,
            node->text.at, (int)field.length, field.at);

        if (value->tree->span.line)
            diagnostic_add_place(maker->diagnostics, diagnostic,
                                 value->tree->span, "the value is this");
        return false;
    }
    *value = (struct rx_value){.tree = entry->value, .type = RX_TYPE_DATA};
    rx_measure(value);
    return true;
}

/* Cuts the text before the next dot off. */
static struct thoth_text next_name(struct thoth_text *rest)
{
    const char *dot = memchr(rest->at, '.', rest->length);
    struct thoth_text name = *rest;

    if (dot)
        name.length = (size_t)(dot - rest->at);
    rest->at += name.length + (dot != NULL);
    rest->length -= name.length + (dot != NULL);
    return name;
}

static bool find_first(struct rx_maker *maker, struct rx_node *node,
                       struct thoth_text name, struct rx_value *value)
{
    struct rx_node whole = *node;
    struct rx_entry *entry;

    for (struct rx_binding *one = maker->bindings; one; one = one->next)
        if (thoth_text_equal(one->name->text, name)) {
            one->name->used = true;
            *value = one->value;
            return value->tree != NULL;
        }
    entry = rx_entry_find(maker, name, RX_LET);
    if (!entry) {
        whole.text = name;
        rx_report_unknown(maker, &whole, "the value", 1U << RX_LET);
        return false;
    }
    return take_entry(maker, entry, node->span, value);
}

bool rx_value_find(struct rx_maker *maker, struct rx_node *node,
                   struct rx_value *value)
{
    struct thoth_text rest = node->text;

    if (!find_first(maker, node, next_name(&rest), value))
        return false;
    while (rest.length)
        if (!take_field(maker, node, value, next_name(&rest)))
            return false;
    return true;
}

struct ast_node *rx_make_index(struct rx_maker *maker, struct rx_node *node)
{
    struct rx_entry *entry;
    struct rx_value value;

    if (node->kind != RX_NAME)
        return rx_make_string(maker, node, "an index");
    entry = rx_entry_find(maker, node->text, RX_INDEX);
    if (!entry) {
        rx_report_unknown(maker, node, "the index", 1U << RX_INDEX);
        return NULL;
    }
    return take_entry(maker, entry, node->span, &value) ? value.tree : NULL;
}
