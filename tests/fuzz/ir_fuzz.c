/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fuzz target: any bytes as the text form of the IR. What parses must print,
 * parse again as the same, and make a bundle that the loader accepts or
 * refuses cleanly: a text can say what no rule file says.
 */
#include "compiler/ir/ir_text.h"
#include "compiler/link/bundle_write.h"
#include "compiler/link/passes.h"
#include "runtime/thoth.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void link_file(struct ir_session *session, struct arena *arena,
                      const struct ir_text_file *from)
{
    struct program_folder root = {.parent = PROGRAM_NONE};
    struct program_file file = {.namespace_ = from->namespace_,
                                .object = from->object};
    struct thoth_bundle *bundle;
    struct program program;
    unsigned char *written;
    size_t size;

    root.name = intern(session->strings, (struct thoth_text){"", 0});
    file.name = intern(session->strings, from->path);
    program_gather(&program, session, arena, &root, 1, &file, 1);
    program_run_passes(&program, NULL);
    if (bundle_write(&program, 1, &written, &size) != BUNDLE_WRITE_OK)
        return;
    if (!thoth_bundle_open_memory(written, size, NULL, &bundle, NULL))
        thoth_bundle_release(bundle);
    free(written);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena arena = {0};
    struct diagnostic_list diagnostics;
    struct ir_text_program parsed;
    struct ir_session session;

    ir_session_start(&session);
    diagnostic_list_start(&diagnostics, &arena);
    if (ir_parse((struct thoth_text){(const char *)bytes, size}, &session,
                 &arena, &diagnostics, &parsed))
        for (uint32_t i = 0; i < parsed.file_count; i++)
            link_file(&session, &arena, &parsed.files[i]);
    else if (!diagnostics.count)
        abort(); /* a refusal must say why */
    ir_session_release(&session);
    arena_release(&arena);
    return 0;
}
