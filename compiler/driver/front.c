/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Stages in their order, for one file.
 */
#include "compiler/driver/front.h"

#include "compiler/check/check.h"
#include "compiler/driver/rx_fixes.h"
#include "compiler/rx/rx_comment.h"
#include "compiler/rx/rx_read.h"
#include "compiler/source/directory_listing.h"

/* What definitions and templates expand to is more than what is written. */
enum { EXPANSION = 4 };

static struct ast_node *read_rx(struct thoth_text content,
                                const struct source_metadata *named_by,
                                const struct yaml_limits *limits,
                                struct arena *arena,
                                struct diagnostic_list *diagnostics)
{
    struct rx_options options = {
        .limits = {.nesting = limits->nesting,
                   .nodes = limits->nodes > UINT32_MAX / EXPANSION
                                ? UINT32_MAX
                                : limits->nodes * EXPANSION,
                   .scalar = limits->scalar},
        .named_by = named_by,
    };

    return rx_read(content, &options, arena, diagnostics);
}

struct ast_node *front_tree(struct thoth_text content, struct thoth_text name,
                            const struct source_metadata *named_by,
                            const struct yaml_limits *limits,
                            struct arena *arena,
                            struct diagnostic_list *diagnostics)
{
    return source_name_is_rx(name)
               ? read_rx(content, named_by, limits, arena, diagnostics)
               : yaml_read(content, arena, limits, diagnostics);
}

struct yaml_comment *front_comments(struct thoth_text content,
                                    struct thoth_text name, struct arena *arena)
{
    return source_name_is_rx(name) ? rx_comments(content, arena)
                                   : yaml_comments(content, arena);
}

void front_release(struct front *front)
{
    lowering_release(&front->lowering);
    arena_release(&front->scratch);
}

void front_settle_fixes(const struct front *front, struct thoth_text content,
                        struct diagnostic *first, struct arena *arena)
{
    if (source_name_is_rx(front->name))
        rx_fixes_settle(first, content, arena);
}

struct ast_node *front_read(struct front *front, struct thoth_text content,
                            struct diagnostic_list *diagnostics)
{
    struct check_options options = {.language =
                                        source_name_is_rx(front->name) ? 2 : 0};
    struct diagnostic **start = diagnostics->end;
    struct ast_node *root;

    arena_reset(&front->scratch);
    root = front_tree(content, front->name, front->named_by, &front->limits,
                      &front->scratch, diagnostics);
    if (root)
        check_file(root, diagnostics, &options);
    front_settle_fixes(front, content, *start, diagnostics->arena);
    diagnostic_list_sort(diagnostics);
    front->tree = root;
    front->root = diagnostics->errors ? NULL : root;
    return front->root;
}

bool front_check(struct front *front, struct thoth_text content,
                 struct diagnostic_list *diagnostics)
{
    return front_read(front, content, diagnostics) != NULL;
}

struct ir_object front_compile(struct front *front, struct thoth_text content,
                               struct arena *arena,
                               struct diagnostic_list *diagnostics)
{
    struct ast_node *root = front_read(front, content, diagnostics);
    struct ir_object object;

    if (!root)
        return (struct ir_object){0};
    object = lower_file(&front->lowering, root, arena, diagnostics);
    if (front->lint) {
        struct diagnostic **start = diagnostics->end;

        lint_file(front->lint, root, content, &front->scratch, diagnostics);
        front_settle_fixes(front, content, *start, diagnostics->arena);
        diagnostic_list_sort(diagnostics);
    }
    return object;
}
