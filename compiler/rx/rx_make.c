/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Nodes of the tree, their number and depth, and reports on syntax that fits
 * the grammar but not its place.
 */
#include "compiler/rx/rx_maker.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool rx_charge(struct rx_maker *maker, uint32_t count, struct span span)
{
    if (maker->exhausted)
        return false;
    if (count <= maker->limits.nodes - maker->nodes) {
        maker->nodes += count;
        return true;
    }
    maker->exhausted = true;
    rx_refuse(maker, DIAG_RX_TOO_MANY_NODES, span,
              "the file expands to more than %u values", maker->limits.nodes);
    return false;
}

bool rx_enter(struct rx_maker *maker, struct span span)
{
    if (maker->exhausted)
        return false;
    if (maker->depth < maker->limits.nesting) {
        maker->depth++;
        return true;
    }
    maker->exhausted = true;
    rx_refuse(maker, DIAG_RX_TOO_DEEP, span, "nested more than %u deep",
              maker->limits.nesting);
    return false;
}

void rx_leave(struct rx_maker *maker)
{
    maker->depth--;
}

struct span rx_place(const struct rx_maker *maker, struct span span)
{
    return maker->use ? *maker->use : span;
}

struct ast_node *rx_make(struct rx_maker *maker, enum ast_kind kind,
                         struct span span)
{
    struct ast_node *node = ARENA_NEW(maker->arena, struct ast_node);

    rx_charge(maker, 1, span);
    node->kind = (uint8_t)kind;
    node->span = rx_place(maker, span);
    node->aliased = maker->use != NULL;
    return node;
}

/* Is a text what stands in its place, by the number of characters? In quotes it
 * is shorter. */
static bool is_as_long(struct span span, struct thoth_text text)
{
    uint32_t count = 0;

    for (size_t i = 0; i < text.length; i++)
        count += ((unsigned char)text.at[i] & 0xc0) != 0x80;
    return span.line == span.end_line && span.end_column - span.column == count;
}

struct ast_node *rx_make_text(struct rx_maker *maker, struct span span,
                              struct thoth_text text)
{
    struct ast_node *node = rx_make(maker, AST_STRING, span);

    node->text = node->source = text;
    node->plain = !node->aliased && is_as_long(node->span, text);
    return node;
}

struct ast_node *rx_make_bool(struct rx_maker *maker, struct span span,
                              bool truth)
{
    struct ast_node *node = rx_make(maker, AST_BOOL, span);

    node->truth = truth;
    node->source = thoth_text_of(truth ? "true" : "false");
    return node;
}

/* The array, with room for one more behind `count` members: it is full when
 * that is 0 or a power of 2 from 4 on. */
static void *make_room(struct rx_maker *maker, void *members, uint32_t count,
                       size_t size)
{
    void *larger;

    if (count && (count < 4 || (count & (count - 1))))
        return members;
    larger = arena_array(maker->arena, count ? (size_t)count * 2 : 4, size);
    if (count)
        memcpy(larger, members, count * size);
    return larger;
}

void rx_put_entry(struct rx_maker *maker, struct ast_node *mapping,
                  struct ast_node *key, struct ast_node *value)
{
    if (!key || !value)
        return;
    mapping->mapping.entries =
        make_room(maker, mapping->mapping.entries, mapping->mapping.count,
                  sizeof *mapping->mapping.entries);
    mapping->mapping.entries[mapping->mapping.count++] =
        (struct ast_entry){.key = key, .value = value};
}

void rx_put(struct rx_maker *maker, struct ast_node *mapping, const char *key,
            struct span at, struct ast_node *value)
{
    struct ast_node *name;

    if (!value)
        return;
    if (rx_get(mapping, key)) {
        rx_refuse(maker, DIAG_RX_NAME_REPEATED, at, "'%s' is said twice", key);
        return;
    }
    name = ARENA_NEW(maker->arena, struct ast_node);
    name->kind = AST_STRING;
    name->span = rx_place(maker, at);
    name->text = name->source = thoth_text_of(key);
    rx_put_entry(maker, mapping, name, value);
}

void rx_append(struct rx_maker *maker, struct ast_node *sequence,
               struct ast_node *item)
{
    if (!item)
        return;
    sequence->sequence.items =
        make_room(maker, sequence->sequence.items, sequence->sequence.count,
                  sizeof *sequence->sequence.items);
    sequence->sequence.items[sequence->sequence.count++] = item;
}

struct ast_node *rx_wrap(struct rx_maker *maker, struct span span,
                         const char *key, struct ast_node *value)
{
    struct ast_node *mapping = rx_make(maker, AST_MAPPING, span);

    rx_put(maker, mapping, key, span, value);
    return mapping;
}

struct ast_node *rx_get(const struct ast_node *mapping, const char *key)
{
    const struct ast_entry *entry = ast_entry_find(mapping, thoth_text_of(key));

    return entry ? entry->value : NULL;
}

struct ast_node *rx_part(struct rx_maker *maker, struct ast_node *mapping,
                         const char *key, struct span at, enum ast_kind kind)
{
    struct ast_node *part = rx_get(mapping, key);

    if (part && part->kind == kind)
        return part;
    part = rx_make(maker, kind, at);
    rx_put(maker, mapping, key, at, part);
    return part;
}

struct diagnostic *rx_refuse(struct rx_maker *maker, enum diagnostic_code code,
                             struct span span, const char *format, ...)
{
    char message[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return diagnostic_report(maker->diagnostics, code, rx_place(maker, span),
                             "%s", message);
}

/* A text in quotes, cut if it is long. */
static const char *quote(struct rx_maker *maker, const char *what,
                         struct thoth_text text)
{
    enum { MOST = 40 };

    return arena_format(maker->diagnostics->arena, "%s'%.*s%s'", what,
                        (int)(text.length > MOST ? MOST : text.length), text.at,
                        text.length > MOST ? "..." : "")
        .at;
}

/* What nodes are called; with a blank at the end, their text follows. */
static const char *const NOUNS[] = {
    [RX_NAME] = "the name ",
    [RX_WORD] = "the name ",
    [RX_STRING] = "a string",
    [RX_INTEGER] = "the number ",
    [RX_FLOAT] = "the number ",
    [RX_SPECIFIER] = "the specifier ",
    [RX_PHRASE] = "a phrase",
    [RX_APPLY] = "a phrase",
    [RX_SUM] = "a number",
    [RX_DIFFERENCE] = "a number",
    [RX_PRODUCT] = "a number",
    [RX_QUOTIENT] = "a number",
    [RX_NEGATIVE] = "a number",
    [RX_MINUS] = "a number",
    [RX_CHOOSE] = "a number",
    [RX_OR] = "a condition",
    [RX_AND] = "a condition",
    [RX_NOT] = "a condition",
    [RX_COMPARE] = "a condition",
    [RX_RECORD] = "a record",
    [RX_ENTRY] = "a record",
    [RX_LIST] = "a list",
    [RX_BRACES] = "a list",
    [RX_FROM] = "'from'",
    [RX_DEVELOP] = "'develop'",
    [RX_VERSION] = "'version'",
    [RX_AT] = "'at'",
    [RX_ANY] = "'any'",
    [RX_NULL] = "null",
    [RX_TRUE] = "a boolean",
    [RX_FALSE] = "a boolean",
    [RX_CALL] = "the call of ",
    [RX_VALUE] = "the value ",
};

static const char *describe(struct rx_maker *maker, const struct rx_node *node)
{
    const char *noun = NULL;

    while ((node->kind == RX_PHRASE || node->kind == RX_APPLY) &&
           node->count == 1)
        node = node->first;
    if (node->kind < sizeof NOUNS / sizeof *NOUNS)
        noun = NOUNS[node->kind];
    if (!noun)
        return "something else";
    return noun[strlen(noun) - 1] == ' ' ? quote(maker, noun, node->text)
                                         : noun;
}

void rx_refuse_node(struct rx_maker *maker, const struct rx_node *node,
                    const char *expected)
{
    rx_refuse(maker, DIAG_RX_TYPE, node->span, "expected %s, found %s",
              expected, describe(maker, node));
}

void rx_refuse_tree(struct rx_maker *maker, const struct rx_node *node,
                    const struct ast_node *tree, const char *expected)
{
    struct diagnostic *diagnostic = rx_refuse(
        maker, DIAG_RX_TYPE, node->span, "expected %s, but $%.*s is %s",
        expected, (int)node->text.length, node->text.at,
        ast_kind_name((enum ast_kind)tree->kind));

    if (tree->span.line)
        diagnostic_add_place(maker->diagnostics, diagnostic, tree->span,
                             "the value comes from here");
}
