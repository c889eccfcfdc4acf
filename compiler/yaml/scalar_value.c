/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One small function per type; a text that is refused is shown in the report.
 */
#include "compiler/yaml/scalar_value.h"

#include "compiler/yaml/base64.h"
#include "compiler/yaml/numeral.h"
#include "compiler/yaml/timestamp.h"

#include <strings.h>

static bool refuse(struct graph *graph, const struct graph_node *node,
                   struct thoth_text text, const char *what)
{
    diagnostic_report(graph->diagnostics, DIAG_YAML_VALUE_INVALID,
                      node->ast.span, "'%.*s' is not %s",
                      text.length < 60 ? (int)text.length : 60, text.at, what);
    return false;
}

static bool bool_value(struct graph *graph, struct graph_node *node,
                       struct thoth_text text)
{
    static const char *const WORDS[] = {"no",   "yes", "false",
                                        "true", "off", "on"};

    node->ast.kind = AST_BOOL;
    for (unsigned i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
        if (text.length == strlen(WORDS[i]) &&
            strncasecmp(text.at, WORDS[i], text.length) == 0) {
            node->ast.truth = i % 2;
            return true;
        }
    return refuse(graph, node, text, "a boolean");
}

static bool int_value(struct graph *graph, struct graph_node *node,
                      struct thoth_text text)
{
    struct thoth_text decimal;

    node->ast.kind = AST_INT;
    switch (numeral_to_integer(graph->arena, text, &decimal)) {
    case NUMERAL_VALID:
        node->ast.text = decimal;
        return true;
    case NUMERAL_TOO_LONG:
        diagnostic_report(graph->diagnostics, DIAG_YAML_INTEGER_TOO_LONG,
                          node->ast.span, "an integer of more than %d digits",
                          NUMERAL_MOST_DIGITS);
        return false;
    default:
        return refuse(graph, node, text, "an integer");
    }
}

static bool float_value(struct graph *graph, struct graph_node *node,
                        struct thoth_text text)
{
    double number;

    node->ast.kind = AST_FLOAT;
    if (numeral_to_float(graph->arena, text, &number) != NUMERAL_VALID)
        return refuse(graph, node, text, "a float");
    node->ast.number = number;
    return true;
}

static bool binary_value(struct graph *graph, struct graph_node *node,
                         struct thoth_text text)
{
    struct thoth_text bytes;

    node->ast.kind = AST_BINARY;
    if (!base64_decode(graph->arena, text, &bytes))
        return refuse(graph, node, text, "base64");
    node->ast.text = bytes;
    return true;
}

/* As in PyYAML the text must be the node's own: `!!timestamp {=: 2001-01-01}`
 * is an error, unlike with the other types. */
static bool timestamp_value(struct graph *graph, struct graph_node *node,
                            struct thoth_text text)
{
    struct thoth_text pattern = text;
    struct timestamp when;

    node->ast.kind = AST_TIMESTAMP;
    if (pattern.length > 0 && pattern.at[pattern.length - 1] == '\n')
        pattern.length--;
    if (node->form != GRAPH_SCALAR || !timestamp_scan(pattern, &when))
        return refuse(graph, node, text, "a timestamp");
    if (!timestamp_valid(&when))
        return refuse(graph, node, text, "an existing date and time");
    node->ast.text = timestamp_format(graph->arena, &when);
    return true;
}

bool scalar_value(struct graph *graph, struct graph_node *node,
                  struct thoth_text text)
{
    node->ast.source = text;
    switch (node->builder) {
    case TAG_BUILDS_NULL:
        node->ast.kind = AST_NULL;
        return true;
    case TAG_BUILDS_BOOL:
        return bool_value(graph, node, text);
    case TAG_BUILDS_INT:
        return int_value(graph, node, text);
    case TAG_BUILDS_FLOAT:
        return float_value(graph, node, text);
    case TAG_BUILDS_BINARY:
        return binary_value(graph, node, text);
    case TAG_BUILDS_TIMESTAMP:
        return timestamp_value(graph, node, text);
    default:
        node->ast.kind = AST_STRING;
        node->ast.text = text;
        return true;
    }
}
