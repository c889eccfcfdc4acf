/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fuzz target: any bytes as a rule file. Whatever compiles must make a bundle
 * that the loader accepts.
 */
#include "compiler/driver/front.h"
#include "tests/fuzz/compiled_rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct front front = {
        .limits = {.nesting = 64, .nodes = 10000, .scalar = 1 << 16}};
    struct arena arena = {0};
    struct diagnostic_list diagnostics;
    struct ir_session session;
    struct ir_object object;

    ir_session_start(&session);
    front.lowering.session = &session;
    diagnostic_list_start(&diagnostics, &arena);
    object =
        front_compile(&front, (struct thoth_text){(const char *)bytes, size},
                      &arena, &diagnostics);
    if (!diagnostics.errors)
        require_sound_program(
            &session, &arena, &object,
            intern(session.strings, (struct thoth_text){"fuzz", 4}));
    front_release(&front);
    ir_session_release(&session);
    arena_release(&arena);
    return 0;
}
