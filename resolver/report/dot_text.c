/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Nodes have numbers for names, so that only labels have texts of others.
 */
#include "resolver/report/dot_text.h"

void dot_print_text(FILE *stream, struct thoth_text text)
{
    fputc('"', stream);
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.at[i];

        if (byte == '"' || byte == '\\')
            fprintf(stream, "\\%c", byte);
        else if (byte == '\n')
            fputs("\\n", stream);
        else if (byte == '&') /* Graphviz reads entities of HTML */
            fputs("&amp;", stream);
        else
            fputc(byte < ' ' || byte == 0x7f ? ' ' : byte, stream);
    }
    fputc('"', stream);
}

static void print_node(FILE *stream, const struct advice *advice,
                       uint32_t number, const struct stack_node *node)
{
    struct thoth_text name = advice_name(advice, node->choice);
    struct thoth_text version = advice_version(advice, node->choice);

    fprintf(stream, "  n%u [label=", number);
    dot_print_text(stream,
                   arena_format(advice->arena, "%.*s\n%.*s", (int)name.length,
                                name.at, (int)version.length, version.at));
    if (node->direct)
        fputs(", fillcolor=\"#cfe2f3\"", stream);
    fputs("];\n", stream);
}

static void print_edge(FILE *stream, const struct stack_edge *edge)
{
    fprintf(stream, "  n%u -> n%u", edge->from, edge->to);
    if (edge->specifier.length > 0) {
        fputs(" [label=", stream);
        dot_print_text(stream, edge->specifier);
        fputc(']', stream);
    }
    fputs(";\n", stream);
}

void dot_print_graph(FILE *stream, const struct advice *advice,
                     const struct stack_graph *graph)
{
    fputs("digraph stack {\n"
          "  rankdir=LR;\n"
          "  node [shape=box, style=\"rounded,filled\", fillcolor=white,\n"
          "        fontname=\"Helvetica\", fontsize=11];\n"
          "  edge [fontname=\"Helvetica\", fontsize=8, color=\"#666666\",\n"
          "        fontcolor=\"#666666\"];\n",
          stream);
    for (uint32_t i = 0; i < graph->node_count; i++)
        print_node(stream, advice, i, &graph->nodes[i]);
    for (uint32_t i = 0; i < graph->edge_count; i++)
        print_edge(stream, &graph->edges[i]);
    fputs("}\n", stream);
}
