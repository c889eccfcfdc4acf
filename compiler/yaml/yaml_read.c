/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading one file: libyaml's parser, composing, constructing. The parser's own
 * memory is the only thing here that is not in an arena, so a guard frees it
 * when memory runs short.
 */
#include "compiler/yaml/yaml_read.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/yaml/compose.h"
#include "compiler/yaml/construct.h"

#include <yaml.h>

/* In the arena, not on the stack, so that unwinding finds it intact. */
struct reading {
    struct memory_guard guard;
    yaml_parser_t parser;
    yaml_event_t event;
};

static void reading_end(struct reading *reading)
{
    yaml_event_delete(&reading->event);
    yaml_parser_delete(&reading->parser);
}

static struct ast_node *null_document(struct arena *arena)
{
    struct ast_node *node = ARENA_NEW(arena, struct ast_node);

    node->kind = AST_NULL;
    node->plain = true;
    node->source = (struct thoth_text){"", 0};
    node->span = (struct span){1, 1, 1, 1};
    return node;
}

struct ast_node *yaml_read(struct thoth_text content, struct arena *scratch,
                           const struct yaml_limits *limits,
                           struct diagnostic_list *diagnostics)
{
    struct reading *reading = ARENA_NEW(scratch, struct reading);
    struct graph graph = {.arena = scratch, .diagnostics = diagnostics};
    uint32_t errors = diagnostics->errors;

    if (!yaml_parser_initialize(&reading->parser))
        memory_ran_out();
    if (MEMORY_GUARD_ENTER(&reading->guard)) {
        reading_end(reading);
        memory_ran_out();
    }
    yaml_parser_set_input_string(
        &reading->parser, (const unsigned char *)content.at, content.length);
    if (compose(&reading->parser, &reading->event, limits, content, &graph) &&
        graph.root)
        construct(&graph);
    memory_guard_leave(&reading->guard);
    reading_end(reading);
    if (diagnostics->errors != errors)
        return NULL;
    return graph.root ? &graph.root->ast : null_document(scratch);
}
