/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The names a file knows: its definitions and those it takes from modules. They
 * are sorted, so that many cost little.
 */
#include "compiler/rx/rx_maker.h"

#include "compiler/base/near_name.h"
#include "compiler/rx/rx_library.h"
#include "compiler/rx/rx_predicate.h"

#include <stdlib.h>
#include <string.h>

static void add_entry(struct rx_maker *maker, struct rx_module *module,
                      const struct rx_entry *entry)
{
    struct rx_entry **larger;

    if (module->count == module->room) {
        module->room = module->room ? module->room * 2 : 16;
        larger = ARENA_NEW_ARRAY(maker->arena, struct rx_entry *, module->room);
        if (module->count)
            memcpy(larger, module->entries, module->count * sizeof *larger);
        module->entries = larger;
    }
    module->entries[module->count] = ARENA_NEW(maker->arena, struct rx_entry);
    *module->entries[module->count++] = *entry;
}

static bool is_plain(struct thoth_text name)
{
    return !memchr(name.at, '.', name.length) &&
           !memchr(name.at, '-', name.length);
}

static void check_name(struct rx_maker *maker, const struct rx_node *name)
{
    if (!is_plain(name->text))
        rx_refuse(maker, DIAG_RX_SYNTAX, name->span,
                  "the name '%.*s' is defined here: it can have letters, "
                  "digits and '_' only",
                  (int)name->text.length, name->text.at);
}

static void check_type(struct rx_maker *maker, const struct rx_node *type)
{
    struct near_name near;
    struct diagnostic *diagnostic;

    near_name_start(&near, type->text);
    for (int i = 0; i < RX_TYPE_DATA; i++) {
        struct thoth_text name = thoth_text_of(rx_type_name((enum rx_type)i));

        if (thoth_text_equal(type->text, name))
            return;
        near_name_offer(&near, name);
    }
    diagnostic =
        rx_refuse(maker, DIAG_RX_NAME_UNKNOWN, type->span, "'%.*s' is no type",
                  (int)type->text.length, type->text.at);
    diagnostic_add_note(maker->diagnostics, diagnostic,
                        near.best.length ? "did you mean '%s'?" : "expected %s",
                        near.best.length
                            ? near.best.at
                            : "'text', 'number', 'package', 'specifier', "
                              "'index' or 'list'");
}

static void check_parameters(struct rx_maker *maker,
                             const struct rx_node *parameters)
{
    for (const struct rx_node *one = parameters->first; one; one = one->next) {
        check_name(maker, one->first);
        check_type(maker, one->last);
        for (const struct rx_node *other = parameters->first; other != one;
             other = other->next)
            if (thoth_text_equal(other->first->text, one->first->text))
                rx_refuse(maker, DIAG_RX_NAME_REPEATED, one->first->span,
                          "there are two parameters '%.*s'",
                          (int)one->first->text.length, one->first->text.at);
    }
}

static void add_definition(struct rx_maker *maker, struct rx_module *module,
                           struct rx_node *node)
{
    struct rx_node *name = node->first;
    struct rx_entry entry = {
        .name = name->text, .node = node, .module = module, .span = name->span};

    check_name(maker, name);
    check_parameters(maker, name->next);
    if (node->word == RX_PREDICATE && rx_predicate_find(name->text))
        rx_refuse(maker, DIAG_RX_NAME_REPEATED, name->span,
                  "'%.*s' is a predicate of the language",
                  (int)name->text.length, name->text.at);
    add_entry(maker, module, &entry);
}

/* Modules */

static struct rx_node *read_module(struct rx_maker *maker,
                                   struct thoth_text content)
{
    struct rx_reader reader = {.arena = maker->arena,
                               .diagnostics = maker->diagnostics,
                               .limits = maker->limits};

    return rx_reader_read(&reader, content, (struct span){1, 1, 1, 1});
}

/* The module of that name, read if it was not yet; NULL if there is none. */
static struct rx_module *find_module(struct rx_maker *maker,
                                     struct thoth_text name, struct span span)
{
    const struct rx_library_module *library = rx_library_find(name);
    struct rx_module *module;
    struct rx_node *items;

    if (!library)
        return NULL;
    for (module = maker->modules; module; module = module->next)
        if (thoth_text_equal(module->name, name))
            return module;
    module = ARENA_NEW(maker->arena, struct rx_module);
    module->name = thoth_text_of(library->name);
    module->next = maker->modules;
    maker->modules = module;
    items = read_module(maker, library->content);
    if (items && rx_enter(maker, span)) {
        rx_module_fill(maker, module, items);
        rx_leave(maker);
    }
    return module;
}

/* Cuts the last name off "std.index.pypi". */
static struct thoth_text cut_last(struct thoth_text *name)
{
    struct thoth_text last = *name;
    size_t at = name->length;

    while (at > 0 && name->at[at - 1] != '.')
        at--;
    last.at += at;
    last.length -= at;
    name->length = at ? at - 1 : 0;
    return last;
}

static void report_module(struct rx_maker *maker, const struct rx_node *name)
{
    const struct rx_library_module *module;
    struct thoth_text path = name->text;
    struct near_name near;
    struct diagnostic *diagnostic;

    /* The name may end in one of what the module gives. */
    near_name_start(&near, name->text);
    for (size_t i = 0; (module = rx_library_module(i)); i++)
        near_name_offer(&near, thoth_text_of(module->name));
    cut_last(&path);
    if (!near.best.length && path.length)
        near_name_start(&near, path);
    for (size_t i = 0; (module = rx_library_module(i)); i++)
        near_name_offer(&near, thoth_text_of(module->name));
    diagnostic = rx_refuse(maker, DIAG_RX_NAME_UNKNOWN, name->span,
                           "the module '%.*s' is not known",
                           (int)name->text.length, name->text.at);
    if (near.best.length)
        diagnostic_add_note(maker->diagnostics, diagnostic,
                            "did you mean '%s'?", near.best.at);
}

/* What a module defines itself under a name, or NULL. */
static const struct rx_entry *find_in(const struct rx_module *module,
                                      struct thoth_text name)
{
    for (uint32_t i = 0; i < module->count; i++)
        if (!module->entries[i]->use &&
            thoth_text_equal(module->entries[i]->name, name))
            return module->entries[i];
    return NULL;
}

static void take_entry(struct rx_maker *maker, struct rx_module *module,
                       const struct rx_entry *from, struct rx_node *use,
                       struct span span)
{
    struct rx_entry entry = *from;

    entry.use = use;
    entry.span = span;
    add_entry(maker, module, &entry);
}

static void take_name(struct rx_maker *maker, struct rx_module *module,
                      const struct rx_module *from, struct rx_node *use,
                      struct thoth_text name, struct span span)
{
    const struct rx_entry *found = find_in(from, name);
    struct near_name near;
    struct diagnostic *diagnostic;

    if (found) {
        take_entry(maker, module, found, use, span);
        return;
    }
    near_name_start(&near, name);
    for (uint32_t i = 0; i < from->count; i++)
        if (!from->entries[i]->use)
            near_name_offer(&near, from->entries[i]->name);
    diagnostic = rx_refuse(maker, DIAG_RX_NAME_UNKNOWN, span,
                           "the module '%.*s' has nothing called '%.*s'",
                           (int)from->name.length, from->name.at,
                           (int)name.length, name.at);
    if (near.best.length)
        diagnostic_add_note(maker->diagnostics, diagnostic,
                            "did you mean '%.*s'?", (int)near.best.length,
                            near.best.at);
}

static void use_module(struct rx_maker *maker, struct rx_module *module,
                       struct rx_node *use)
{
    struct rx_node *name = use->first, *names = name->next;
    struct thoth_text path = name->text, last;
    struct rx_module *from = find_module(maker, path, name->span);

    if (from && names) {
        for (struct rx_node *one = names->first; one; one = one->next)
            take_name(maker, module, from, use, one->text, one->span);
        return;
    }
    if (from) {
        for (uint32_t i = 0; i < from->count; i++)
            if (!from->entries[i]->use)
                take_entry(maker, module, from->entries[i], use, name->span);
        return;
    }
    last = cut_last(&path);
    from = names ? NULL : find_module(maker, path, name->span);
    if (from)
        take_name(maker, module, from, use, last, name->span);
    else
        report_module(maker, name);
}

static int compare_entries(const void *left, const void *right)
{
    const struct rx_entry *const *l = left, *const *r = right;
    int order = thoth_text_order((*l)->name, (*r)->name);

    if (order)
        return order;
    if ((*l)->span.line != (*r)->span.line)
        return (*l)->span.line < (*r)->span.line ? -1 : 1;
    return ((*l)->span.column > (*r)->span.column) -
           ((*l)->span.column < (*r)->span.column);
}

void rx_module_fill(struct rx_maker *maker, struct rx_module *module,
                    struct rx_node *items)
{
    for (struct rx_node *one = items->first; one; one = one->next)
        if (one->kind == RX_DEFINE)
            add_definition(maker, module, one);
        else if (one->kind == RX_USE)
            use_module(maker, module, one);
    if (module->count < 2)
        return;
    qsort(module->entries, module->count, sizeof *module->entries,
          compare_entries);
    for (uint32_t i = 1; i < module->count; i++) {
        struct rx_entry *entry = module->entries[i];

        if (!thoth_text_equal(module->entries[i - 1]->name, entry->name))
            continue;
        entry->used = true;
        diagnostic_add_place(
            maker->diagnostics,
            rx_refuse(maker, DIAG_RX_NAME_REPEATED, entry->span,
                      "the name '%.*s' is defined already",
                      (int)entry->name.length, entry->name.at),
            module->entries[i - 1]->span, "first defined here");
    }
}

void rx_report_unused(struct rx_maker *maker, const struct rx_node *name,
                      const char *what)
{
    if (!name->used)
        rx_refuse(maker, DIAG_RX_NAME_UNUSED, name->span,
                  "%s '%.*s' is not used", what, (int)name->text.length,
                  name->text.at);
}

/* Whether anything that a `use` brings is used. */
static bool is_use_used(const struct rx_module *module,
                        const struct rx_node *use)
{
    for (uint32_t i = 0; i < module->count; i++)
        if (module->entries[i]->use == use && module->entries[i]->used)
            return true;
    return false;
}

static void report_entry(struct rx_maker *maker, const struct rx_entry *entry)
{
    static const char *const WHAT[] = {[RX_LET] = "the value",
                                       [RX_INDEX] = "the index",
                                       [RX_PREDICATE] = "the predicate",
                                       [RX_FUNCTION] = "the function"};
    struct rx_node name = {.text = entry->name, .span = entry->span};

    if (!entry->used) {
        rx_report_unused(maker, &name, WHAT[entry->node->word]);
        return;
    }
    for (struct rx_node *one = entry->node->first->next->first;
         one && !entry->use; one = one->next)
        rx_report_unused(maker, one->first, "the parameter");
}

void rx_module_report_unused(struct rx_maker *maker,
                             const struct rx_module *module,
                             struct rx_node *items)
{
    for (uint32_t i = 0; i < module->count; i++)
        if (!module->entries[i]->use || module->entries[i]->use->count > 1)
            report_entry(maker, module->entries[i]);
    for (struct rx_node *one = items->first; one; one = one->next)
        if (one->kind == RX_USE && one->count == 1 &&
            !is_use_used(module, one)) {
            one->first->used = false;
            rx_report_unused(maker, one->first, "the module's name");
        }
}
