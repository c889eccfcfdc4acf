/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files of the text form.
 */
#include "compiler/base/out_of_memory.h"
#include "compiler/ir/ir_token.h"

#include <stdlib.h>
#include <string.h>

/* Components between slashes, none of them empty. */
static bool is_path(struct thoth_text path)
{
    bool within = false;

    for (size_t i = 0; i < path.length; i++) {
        if (path.at[i] == '/' && !within)
            return false;
        within = path.at[i] != '/';
    }
    return within;
}

static bool parse_file(struct ir_parser *parser, struct ir_text_file *file)
{
    if (parser->kind != IR_TOKEN_STRING || !is_path(parser->token))
        return ir_expected(parser, "the path of a file");
    file->path = parser->token;
    ir_next_token(parser);
    if (!ir_expect(parser, "namespace") ||
        !ir_expect_string(parser, "a namespace", false, &file->namespace_))
        return false;
    ir_object_start(&parser->object);
    while (ir_accept(parser, "unit"))
        if (!ir_parse_unit(parser))
            return false;
    file->object = ir_object_finish(&parser->object, parser->arena);
    return true;
}

static bool parse_program(struct ir_parser *parser,
                          struct ir_text_program *program)
{
    uint32_t room = 0;

    ir_next_token(parser);
    if (!ir_expect(parser, "thoth-ir"))
        return false;
    if (!ir_accept(parser, IR_TEXT_VERSION))
        return ir_expected(parser, "version " IR_TEXT_VERSION);
    while (ir_accept(parser, "file")) {
        if (program->file_count == room) {
            room = room * 2 + 64;
            program->files =
                memory_grow(program->files, room, sizeof *program->files);
        }
        program->files[program->file_count] = (struct ir_text_file){0};
        if (!parse_file(parser, &program->files[program->file_count++]))
            return false;
    }
    return parser->kind == IR_TOKEN_END || ir_expected(parser, "file or unit");
}

bool ir_parse(struct thoth_text text, struct ir_session *session,
              struct arena *arena, struct diagnostic_list *diagnostics,
              struct ir_text_program *program)
{
    struct ir_parser parser = {.text = text,
                               .line = 1,
                               .column = 1,
                               .session = session,
                               .arena = arena,
                               .diagnostics = diagnostics};
    struct ir_text_file *files;
    bool parsed;

    *program = (struct ir_text_program){0};
    parsed = parse_program(&parser, program);
    files = program->files;
    program->files =
        ARENA_NEW_ARRAY(arena, struct ir_text_file, program->file_count);
    if (program->file_count)
        memcpy(program->files, files, program->file_count * sizeof *files);
    free(files);
    for (int i = 0; i < IR_UNIT_PARTS; i++)
        shape_writer_release(&parser.writers[i]);
    ir_object_writer_release(&parser.object);
    return parsed;
}
