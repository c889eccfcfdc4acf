/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The constructor. Scalars and tuples are made at once; lists, mappings and
 * sets wait in a queue for their members. A node that fails is reported, stands
 * as a null, and the rest goes on, so that all mistakes of a file are found.
 */
#include "compiler/yaml/construct.h"

#include "compiler/yaml/merge_key.h"
#include "compiler/yaml/scalar_value.h"
#include "compiler/yaml/unique_keys.h"

struct constructor {
    struct graph *graph;
    struct graph_node **queue; /* shells to fill; room for all collections */
    uint32_t queued;
};

static bool construct_node(struct constructor *constructor,
                           struct graph_node *node);

static const char *const FORM_NAMES[] = {
    [GRAPH_SCALAR] = "a scalar",
    [GRAPH_SEQUENCE] = "a list",
    [GRAPH_MAPPING] = "a mapping",
    [GRAPH_ALIAS] = "an alias",
};

static bool fail(struct graph_node *node)
{
    node->state = GRAPH_FAILED;
    node->ast.kind = AST_NULL;
    return false;
}

static bool report_mismatch(struct graph *graph, const struct graph_node *node,
                            const struct graph_node *found)
{
    diagnostic_report(graph->diagnostics, DIAG_YAML_TAG_MISMATCH,
                      node->ast.span, "%s cannot be %s",
                      FORM_NAMES[found->form], tag_builder_name(node->builder));
    return false;
}

static bool report_unknown(struct graph *graph, const struct graph_node *node)
{
    struct thoth_text tag = node->ast.source;
    const char *prefix = tag_shorten(&tag);
    struct diagnostic *diagnostic =
        diagnostic_report(graph->diagnostics, DIAG_YAML_TAG_UNKNOWN,
                          node->ast.span, "tag '%s%.*s' is not known", prefix,
                          tag.length < 200 ? (int)tag.length : 200, tag.at);

    if (node->form == GRAPH_SCALAR && *prefix == '\0')
        diagnostic_add_note(graph->diagnostics, diagnostic,
                            "a string that begins with '!' needs quotes");
    return false;
}

/* A plain `<<` or `=`, or a tag that says the same. */
static bool report_special(struct graph *graph, const struct graph_node *node)
{
    struct diagnostic *diagnostic = diagnostic_report(
        graph->diagnostics, DIAG_YAML_TAG_UNKNOWN, node->ast.span,
        "'%s' has a special meaning and is no value",
        node->builder == TAG_BUILDS_MERGE ? "<<" : "=");

    diagnostic_add_note(graph->diagnostics, diagnostic,
                        "quote it if it is meant as a string");
    return false;
}

/*
 * The text that a builder for scalars works on: the scalar's own, or that of
 * the value of a mapping's key `=` (YAML type repository, "value"), which may
 * again be such a mapping. Nothing else of the mapping is looked at.
 */
static bool find_scalar_text(struct graph *graph, struct graph_node *node,
                             struct thoth_text *text)
{
    struct graph_node *at = node;

    /* Nested so deeply is only a mapping that contains itself. */
    for (uint32_t steps = 0; at->form == GRAPH_MAPPING; steps++) {
        struct ast_entry *entries = at->ast.mapping.entries;
        uint32_t i = 0;

        if (steps > graph->collections) {
            diagnostic_report(graph->diagnostics, DIAG_YAML_RECURSION,
                              node->ast.span, "this value is its own default");
            return false;
        }
        while (i < at->ast.mapping.count &&
               graph_resolve(graph_node_of(entries[i].key))->builder !=
                   TAG_BUILDS_VALUE)
            i++;
        if (i == at->ast.mapping.count)
            return report_mismatch(graph, node, at);
        at = graph_resolve(graph_node_of(entries[i].value));
    }
    if (at->state == GRAPH_FAILED && at->builder != TAG_BUILDS_UNKNOWN &&
        !at->ast.source.at)
        return false;
    if (at->form != GRAPH_SCALAR)
        return report_mismatch(graph, node, at);
    *text = graph_scalar_text(at);
    return true;
}

static bool construct_scalar(struct constructor *constructor,
                             struct graph_node *node)
{
    struct thoth_text text;

    return find_scalar_text(constructor->graph, node, &text) &&
           scalar_value(constructor->graph, node, text);
}

/* A shell that is filled later. */
static bool construct_later(struct constructor *constructor,
                            struct graph_node *node, enum graph_form form,
                            enum ast_kind kind)
{
    if (node->form != form)
        return report_mismatch(constructor->graph, node, node);
    node->ast.kind = (uint8_t)kind;
    constructor->queue[constructor->queued++] = node;
    return true;
}

/* A tuple is made of complete members, hence it cannot contain itself but
 * through a list or a mapping. */
static bool construct_tuple(struct constructor *constructor,
                            struct graph_node *node)
{
    if (node->form != GRAPH_SEQUENCE)
        return report_mismatch(constructor->graph, node, node);
    node->ast.kind = AST_TUPLE;
    node->state = GRAPH_UNDER_WAY;
    for (uint32_t i = 0; i < node->ast.sequence.count; i++)
        construct_node(constructor, graph_node_of(node->ast.sequence.items[i]));
    return true;
}

static bool construct_alias(struct constructor *constructor,
                            struct graph_node *node)
{
    struct graph_alias *alias = (struct graph_alias *)node;
    struct graph_node *target = alias->target;

    if (target->state == GRAPH_UNDER_WAY) {
        diagnostic_report(constructor->graph->diagnostics, DIAG_YAML_RECURSION,
                          node->ast.span, "a tuple cannot contain itself");
        return false;
    }
    if (!construct_node(constructor, target))
        return false;
    if (alias->recursive) {
        node->ast.kind = AST_RECURSION;
        node->ast.target = &target->ast;
        return true;
    }
    node->ast = target->ast; /* of a shell once more when it is filled */
    node->ast.aliased = true;
    return true;
}

static bool build(struct constructor *constructor, struct graph_node *node)
{
    if (node->form == GRAPH_ALIAS)
        return construct_alias(constructor, node);
    switch (node->builder) {
    case TAG_BUILDS_SEQUENCE:
    case TAG_BUILDS_PAIRS:
        return construct_later(constructor, node, GRAPH_SEQUENCE, AST_SEQUENCE);
    case TAG_BUILDS_MAPPING:
        return construct_later(constructor, node, GRAPH_MAPPING, AST_MAPPING);
    case TAG_BUILDS_SET:
        return construct_later(constructor, node, GRAPH_MAPPING, AST_SET);
    case TAG_BUILDS_TUPLE:
        return construct_tuple(constructor, node);
    case TAG_BUILDS_MERGE:
    case TAG_BUILDS_VALUE:
        return report_special(constructor->graph, node);
    case TAG_BUILDS_UNKNOWN:
        return report_unknown(constructor->graph, node);
    default:
        return construct_scalar(constructor, node);
    }
}

/* Makes the node a value, once. False when that has failed, now or before.
 * Strings, which most nodes are, take the short way. */
static bool construct_node(struct constructor *constructor,
                           struct graph_node *node)
{
    if (node->state != GRAPH_COMPOSED)
        return node->state != GRAPH_FAILED;
    if (node->form == GRAPH_SCALAR && node->builder == TAG_BUILDS_STRING) {
        node->ast.kind = AST_STRING;
        node->ast.text = node->ast.source;
        node->state = GRAPH_BUILT;
        return true;
    }
    if (!build(constructor, node))
        return fail(node);
    node->state = GRAPH_BUILT;
    return true;
}

static bool is_hashable(const struct ast_node *node)
{
    switch (node->kind) {
    case AST_SEQUENCE:
    case AST_MAPPING:
    case AST_SET:
    case AST_RECURSION:
        return false;
    case AST_TUPLE:
        for (uint32_t i = 0; i < node->sequence.count; i++)
            if (!is_hashable(node->sequence.items[i]))
                return false;
        return true;
    default:
        return true;
    }
}

/* Constructs a key; false when it cannot be one. */
static bool construct_key(struct constructor *constructor, struct ast_node *key)
{
    if (!construct_node(constructor, graph_node_of(key)))
        return false;
    if (is_hashable(key))
        return true;
    diagnostic_report(constructor->graph->diagnostics, DIAG_YAML_KEY_UNHASHABLE,
                      key->span, "%s cannot be a key",
                      key->kind == AST_TUPLE ? "a tuple with a list or mapping"
                                             : ast_kind_name(key->kind));
    return false;
}

static void fill_mapping(struct constructor *constructor,
                         struct graph_node *node)
{
    struct ast_node *ast = &node->ast;
    uint32_t kept = 0;

    if (constructor->graph->special_keys)
        merge_key_resolve(constructor->graph, node);
    for (uint32_t i = 0; i < ast->mapping.count; i++) {
        struct ast_entry *entry = &ast->mapping.entries[i];
        bool fit = construct_key(constructor, entry->key);

        construct_node(constructor, graph_node_of(entry->value));
        if (fit && kept++ != i)
            ast->mapping.entries[kept - 1] = *entry;
    }
    ast->mapping.count = kept;
    unique_keys(constructor->graph, ast);
}

/* An item of `!!omap` or `!!pairs`: a mapping of one entry becomes a tuple.
 * Its tag and a merge key in it have no effect. */
static struct ast_node *construct_pair(struct constructor *constructor,
                                       struct graph_node *item)
{
    struct graph *graph = constructor->graph;
    struct graph_node *mapping = graph_resolve(item), *pair;
    struct ast_entry *entry;

    if (item->state == GRAPH_FAILED)
        return &item->ast;
    if (mapping->form != GRAPH_MAPPING || mapping->ast.mapping.count != 1) {
        diagnostic_report(graph->diagnostics, DIAG_YAML_TAG_MISMATCH,
                          item->ast.span,
                          "an item of !!omap or !!pairs is a mapping with one "
                          "entry");
        return &item->ast;
    }
    entry = &mapping->ast.mapping.entries[0];
    pair = ARENA_NEW(graph->arena, struct graph_node);
    pair->state = GRAPH_BUILT;
    pair->ast.kind = AST_TUPLE;
    pair->ast.span = item->ast.span;
    pair->ast.sequence.count = 2;
    pair->ast.sequence.items =
        ARENA_NEW_ARRAY(graph->arena, struct ast_node *, 2);
    pair->ast.sequence.items[0] = entry->key;
    pair->ast.sequence.items[1] = entry->value;
    construct_node(constructor, graph_node_of(entry->key));
    construct_node(constructor, graph_node_of(entry->value));
    return &pair->ast;
}

static void fill(struct constructor *constructor, struct graph_node *node)
{
    struct ast_node **items = node->ast.sequence.items;

    if (node->form == GRAPH_MAPPING) {
        fill_mapping(constructor, node);
        return;
    }
    for (uint32_t i = 0; i < node->ast.sequence.count; i++)
        if (node->builder == TAG_BUILDS_PAIRS)
            items[i] = construct_pair(constructor, graph_node_of(items[i]));
        else
            construct_node(constructor, graph_node_of(items[i]));
}

void construct(struct graph *graph)
{
    struct constructor constructor = {.graph = graph};

    constructor.queue = arena_allocate(
        graph->arena, graph->collections * sizeof *constructor.queue);
    construct_node(&constructor, graph->root);
    for (uint32_t next = 0; next < constructor.queued; next++)
        fill(&constructor, constructor.queue[next]);
    for (struct graph_alias *alias = graph->aliases; alias; alias = alias->next)
        if (alias->node.state == GRAPH_BUILT &&
            alias->node.ast.kind != AST_RECURSION) {
            alias->node.ast = alias->target->ast;
            alias->node.ast.aliased = true;
        }
}
