/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fuzz target: any bytes as a file of the match/run language, and as an
 * expression in YAML. Whatever compiles must make a bundle that the loader
 * accepts.
 */
#include "compiler/driver/front.h"
#include "compiler/rx/rx_read.h"
#include "tests/fuzz/compiled_rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* The three kinds of expressions; the text stands in quotes on one line. */
static void read_expressions(struct thoth_text text)
{
    const struct rx_limits limits = {64, 10000, 1 << 16};
    struct ast_node string = {
        .kind = AST_STRING, .span = {2, 5, 2, 7}, .text = text, .source = text};
    struct diagnostic_list diagnostics;
    struct arena arena = {0};

    for (size_t i = 0; i < text.length; i++)
        string.span.end_column += ((unsigned char)text.at[i] & 0xC0) != 0x80;
    diagnostic_list_start(&diagnostics, &arena);
    rx_read_condition(&string, &limits, &arena, &diagnostics);
    rx_read_match_condition(&string, &limits, &arena, &diagnostics);
    rx_read_number(&string, &limits, &arena, &diagnostics);
    arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const struct thoth_text text = {(const char *)bytes, size};
    const struct source_metadata named_by = {.name_space = {"fuzz", 4},
                                             .path = {"names.yaml", 10},
                                             .name_span = {1, 1, 1, 5}};
    struct front front = {
        .limits = {.nesting = 64, .nodes = 10000, .scalar = 1 << 16},
        .name = {"fuzz.rx", 7},
        .named_by = &named_by};
    struct arena arena = {0};
    struct diagnostic_list diagnostics;
    struct ir_session session;
    struct ir_object object;

    ir_session_start(&session);
    front.lowering.session = &session;
    diagnostic_list_start(&diagnostics, &arena);
    object = front_compile(&front, text, &arena, &diagnostics);
    if (!diagnostics.errors)
        require_sound_program(
            &session, &arena, &object,
            intern(session.strings, (struct thoth_text){"fuzz", 4}));
    front_release(&front);
    ir_session_release(&session);
    arena_release(&arena);
    read_expressions(text);
    return 0;
}
