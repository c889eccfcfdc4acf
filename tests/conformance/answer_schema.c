/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Answers whether a text is a valid prescription: by the YAML front end and
 * the check stage, as `thothc check` does for a file.
 */
#include "tests/conformance/answer.h"

#include "compiler/check/check.h"
#include "compiler/yaml/yaml_read.h"

static bool is_valid(struct thoth_text yaml, struct arena *arena)
{
    const struct yaml_limits limits = YAML_LIMITS_DEFAULT;
    struct diagnostic_list list;
    struct ast_node *root;

    diagnostic_list_start(&list, arena);
    root = yaml_read(yaml, arena, &limits, &list);
    return root && check_file(root, &list, NULL);
}

void answer_schema(struct answering *answering)
{
    struct arena arena = {0};
    struct case_line line;

    while (answering_next(answering, &line)) {
        answering_open(answering, &line, "valid");
        case_write_bool(&answering->writer,
                        is_valid(answering_text(&line, "yaml"), &arena));
        answering_close(answering);
        case_line_release(&line);
        arena_reset(&arena);
    }
    arena_release(&arena);
}
