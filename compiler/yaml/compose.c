/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The composer's events and collections. Its stacks live in the file's arena.
 */
#include "compiler/yaml/compose.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/yaml/composer.h"

enum { FIRST_FRAMES = 16, FIRST_CHILDREN = 128 };

/* An array of the arena with room for one more than `count`. */
static void *make_room(struct arena *arena, void *array, uint32_t count,
                       uint32_t *room, uint32_t first, size_t size)
{
    void *larger;

    if (count < *room)
        return array;
    if (*room > UINT32_MAX / 2)
        memory_ran_out();
    *room = *room ? *room * 2 : first;
    larger = arena_allocate(arena, *room * size);
    if (count)
        memcpy(larger, array, count * size);
    return larger;
}

void compose_add_child(struct composer *composer, struct graph_node *node)
{
    if (composer->depth == 0) {
        composer->graph->root = node;
        return;
    }
    composer->children = make_room(composer->graph->arena, composer->children,
                                   composer->child_count, &composer->child_room,
                                   FIRST_CHILDREN, sizeof *composer->children);
    composer->children[composer->child_count++] = node;
}

static bool open_collection(struct composer *composer, enum graph_form form,
                            const char *tag, const char *anchor, bool flow)
{
    struct arena *arena = composer->graph->arena;
    struct graph_node *node;
    struct frame *frame;

    if (!compose_count(composer, 1) ||
        !compose_check_depth(composer, composer->depth + 1))
        return false;
    composer->frames =
        make_room(arena, composer->frames, composer->depth,
                  &composer->frame_room, FIRST_FRAMES, sizeof *frame);
    node = ARENA_NEW(arena, struct graph_node);
    node->form = (uint8_t)form;
    node->ast.span = event_span(composer);
    if (tag_is_absent(tag))
        node->builder =
            form == GRAPH_MAPPING ? TAG_BUILDS_MAPPING : TAG_BUILDS_SEQUENCE;
    else
        node->builder = tag_builder_of(tag);
    compose_finish_tag(composer, node, tag);
    frame = &composer->frames[composer->depth++];
    *frame =
        (struct frame){.node = node,
                       .anchor = compose_add_anchor(composer, anchor, node),
                       .first_child = composer->child_count,
                       .deepest = composer->depth,
                       .flow = flow};
    if (frame->anchor) {
        frame->anchor->open = true;
        frame->anchor->size = composer->nodes - 1;
    }
    composer->graph->collections++;
    return true;
}

/* Hands the waiting children over to their collection. */
static void take_children(struct composer *composer, struct frame *frame)
{
    struct arena *arena = composer->graph->arena;
    uint32_t count = composer->child_count - frame->first_child;
    struct graph_node **children =
        count ? composer->children + frame->first_child : NULL;
    struct ast_node *ast = &frame->node->ast;

    composer->child_count = frame->first_child;
    if (frame->node->form == GRAPH_SEQUENCE) {
        ast->sequence.count = count;
        ast->sequence.items =
            arena_allocate(arena, count * sizeof *ast->sequence.items);
        for (uint32_t i = 0; i < count; i++)
            ast->sequence.items[i] = &children[i]->ast;
        return;
    }
    ast->mapping.count = count / 2;
    ast->mapping.entries =
        ARENA_NEW_ARRAY(arena, struct ast_entry, ast->mapping.count);
    for (uint32_t i = 0; i < ast->mapping.count; i++) {
        ast->mapping.entries[i].key = &children[2 * i]->ast;
        ast->mapping.entries[i].value = &children[2 * i + 1]->ast;
    }
}

/* A block collection ends for us with its last member; libyaml says where the
 * next token begins, which may be many blank lines later. */
static void set_end(struct composer *composer, const struct frame *frame)
{
    struct span *span = &frame->node->ast.span;
    struct span end = event_span(composer);

    if (!frame->flow && composer->child_count > frame->first_child)
        end = composer->children[composer->child_count - 1]->ast.span;
    span->end_line = end.end_line;
    span->end_column = end.end_column;
}

static void close_collection(struct composer *composer)
{
    struct frame *frame = &composer->frames[composer->depth - 1];

    set_end(composer, frame);
    take_children(composer, frame);
    if (frame->anchor) {
        frame->anchor->open = false;
        frame->anchor->size = composer->nodes - frame->anchor->size;
        frame->anchor->height = frame->deepest - composer->depth + 1;
    }
    if (--composer->depth > 0 && frame->deepest > frame[-1].deepest)
        frame[-1].deepest = frame->deepest;
    compose_add_child(composer, frame->node);
}

static bool start_document(struct composer *composer)
{
    if (composer->has_document) {
        struct diagnostic *diagnostic = diagnostic_report(
            composer->graph->diagnostics, DIAG_YAML_DOCUMENTS,
            event_span(composer), "a second document begins here");

        diagnostic_add_note(composer->graph->diagnostics, diagnostic,
                            "a rule file is one YAML document");
        return false;
    }
    composer->has_document = true;
    return true;
}

static bool compose_event(struct composer *composer)
{
    const yaml_event_t *event = composer->event;

    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return compose_scalar(composer);
    case YAML_MAPPING_START_EVENT:
        return open_collection(composer, GRAPH_MAPPING,
                               (const char *)event->data.mapping_start.tag,
                               (const char *)event->data.mapping_start.anchor,
                               event->data.mapping_start.style ==
                                   YAML_FLOW_MAPPING_STYLE);
    case YAML_SEQUENCE_START_EVENT:
        return open_collection(composer, GRAPH_SEQUENCE,
                               (const char *)event->data.sequence_start.tag,
                               (const char *)event->data.sequence_start.anchor,
                               event->data.sequence_start.style ==
                                   YAML_FLOW_SEQUENCE_STYLE);
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        close_collection(composer);
        return true;
    case YAML_ALIAS_EVENT:
        return compose_alias(composer);
    case YAML_DOCUMENT_START_EVENT:
        return start_document(composer);
    default:
        return true;
    }
}

bool compose(yaml_parser_t *parser, yaml_event_t *event,
             const struct yaml_limits *limits, struct thoth_text content,
             struct graph *graph)
{
    struct composer composer = {
        .graph = graph, .limits = limits, .event = event};
    bool at_end = false, fit = true;

    while (fit && !at_end) {
        if (!yaml_parser_parse(parser, event)) {
            if (parser->error == YAML_MEMORY_ERROR)
                memory_ran_out();
            syntax_error_report(parser, content, graph->diagnostics);
            return false;
        }
        fit = compose_event(&composer);
        at_end = event->type == YAML_STREAM_END_EVENT;
        yaml_event_delete(event);
    }
    return fit;
}
