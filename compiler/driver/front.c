/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Stages in their order, for one file.
 */
#include "compiler/driver/front.h"

#include "compiler/check/check.h"

void front_release(struct front *front)
{
    lowering_release(&front->lowering);
    arena_release(&front->scratch);
}

struct ast_node *front_read(struct front *front, struct thoth_text content,
                            struct diagnostic_list *diagnostics)
{
    struct ast_node *root;

    arena_reset(&front->scratch);
    root = yaml_read(content, &front->scratch, &front->limits, diagnostics);
    if (root)
        check_file(root, diagnostics, NULL);
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
        lint_file(front->lint, root, content, &front->scratch, diagnostics);
        diagnostic_list_sort(diagnostics);
    }
    return object;
}
