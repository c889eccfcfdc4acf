/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Parsing and gathering as the driver does it, but for folders: all files lie
 * in the root.
 */
#include "tests/compiler/link/linked.h"

#include "compiler/ir/ir_text.h"
#include "compiler/link/folder_tree.h"
#include "tests/harness/run.h"

#include <string.h>

void linked_start(struct linked *linked, const char *text, const char *last)
{
    struct ir_text_program parsed;
    struct diagnostic_list diagnostics;
    struct program_file *files;
    struct folder_tree tree;
    struct thoth_text whole;

    *linked = (struct linked){0};
    ir_session_start(&linked->session);
    diagnostic_list_start(&diagnostics, &linked->arena);
    whole = arena_format(&linked->arena, "thoth-ir 1 %s", text);
    CU_ASSERT_FATAL(ir_parse(whole, &linked->session, &linked->arena,
                             &diagnostics, &parsed));
    folder_tree_start(&tree, &linked->session, &linked->arena);
    files =
        ARENA_NEW_ARRAY(&linked->arena, struct program_file, parsed.file_count);
    for (uint32_t i = 0; i < parsed.file_count; i++)
        files[i] = (struct program_file){
            .name = intern(linked->session.strings, parsed.files[i].path),
            .namespace_ = parsed.files[i].namespace_,
            .object = parsed.files[i].object,
        };
    program_gather(&linked->program, &linked->session, &linked->arena,
                   tree.folders, tree.count, files, parsed.file_count);
    CU_ASSERT_FATAL(program_run_passes(&linked->program, last));
}

void linked_release(struct linked *linked)
{
    arena_release(&linked->arena);
    ir_session_release(&linked->session);
}

bool linked_is(const struct linked *linked, str_id string, const char *text)
{
    return thoth_text_equal(intern_text(linked->session.strings, string),
                            thoth_text_of(text));
}
