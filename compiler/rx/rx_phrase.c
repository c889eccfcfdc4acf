/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Phrases: a package, its versions, where it comes from, what it is for. A
 * value in place of the name may be a package parameter, which brings all of
 * these.
 */
#include "compiler/rx/rx_maker.h"

#include <string.h>

struct ast_node *rx_make_specifier(struct rx_maker *maker, struct rx_node *node)
{
    static const char EXPECTED[] = "a version specifier";
    struct rx_node *inner = node->kind == RX_VERSION ? node->first : node;

    if (inner->kind == RX_SPECIFIER)
        return rx_make_text(maker, inner->span, inner->text);
    if (inner->kind == RX_STRING || inner->kind == RX_VALUE)
        return rx_make_string(maker, inner, EXPECTED);
    rx_refuse_node(maker, inner, EXPECTED);
    return NULL;
}

/* The entries of a package that a parameter stands for. */
static void take_package(struct rx_maker *maker, struct ast_node *package,
                         const struct ast_node *taken)
{
    for (uint32_t i = 0; i < taken->mapping.count; i++)
        rx_put_entry(maker, package, taken->mapping.entries[i].key,
                     taken->mapping.entries[i].value);
}

static void put_name(struct rx_maker *maker, struct ast_node *package,
                     struct rx_node *name)
{
    struct rx_value value;

    if (name->kind == RX_ANY)
        return;
    if (name->kind == RX_VALUE) {
        if (!rx_value_find(maker, name, &value))
            return;
        if (value.type == RX_TYPE_PACKAGE) {
            take_package(maker, package, value.tree);
            return;
        }
    }
    rx_put(maker, package, "name", name->span,
           rx_make_string(maker, name, "the name of a package"));
}

static void put_index(struct rx_maker *maker, struct ast_node *package,
                      struct rx_node *from)
{
    struct ast_node *url = rx_make_index(maker, from->first), *negation;

    if (url && from->negated) {
        negation = rx_make(maker, AST_MAPPING, from->span);
        rx_put(maker, negation, "not", from->span, url);
        url = negation;
    }
    rx_put(maker, package, "index_url", from->span, url);
}

static void put_modifier(struct rx_maker *maker, struct ast_node *package,
                         struct rx_node *node, bool locked)
{
    switch ((enum rx_kind)node->kind) {
    case RX_SPECIFIER:
    case RX_VALUE:
    case RX_VERSION:
        rx_put(maker, package, locked ? "locked_version" : "version",
               node->span, rx_make_specifier(maker, node));
        break;
    case RX_FROM:
        put_index(maker, package, node);
        break;
    case RX_DEVELOP:
        rx_put(maker, package, "develop", node->span,
               rx_make_bool(maker, node->span, !node->negated));
        break;
    case RX_AT:
        rx_put(maker, package, "location", node->span,
               rx_make_string(maker, node->first, "a regular expression"));
        break;
    default:
        rx_refuse_node(maker, node,
                       "a specifier, 'from', 'develop' or the end of the "
                       "phrase");
    }
}

struct ast_node *rx_make_package_of(struct rx_maker *maker,
                                    const struct rx_node *whole,
                                    struct rx_node *first, bool locked)
{
    struct span span = whole->span;
    struct ast_node *package;

    if (first) {
        span.line = first->span.line;
        span.column = first->span.column;
    }
    package = rx_make(maker, AST_MAPPING, span);
    if (!first) {
        rx_refuse_node(maker, whole, "a package behind it");
        return package;
    }
    if (first->kind == RX_NAME || first->kind == RX_STRING ||
        first->kind == RX_VALUE || first->kind == RX_ANY)
        put_name(maker, package, first);
    else
        rx_refuse_node(maker, first, "the name of a package");
    for (struct rx_node *one = first->next; one; one = one->next)
        put_modifier(maker, package, one, locked);
    return package;
}

struct ast_node *rx_make_package(struct rx_maker *maker, struct rx_node *phrase,
                                 bool locked)
{
    if (phrase->kind != RX_PHRASE && phrase->kind != RX_APPLY) {
        rx_refuse_node(maker, phrase, "a package");
        return NULL;
    }
    return rx_make_package_of(maker, phrase, phrase->first, locked);
}
