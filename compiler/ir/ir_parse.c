/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files and units of the text form.
 */
#include "compiler/base/out_of_memory.h"
#include "compiler/ir/ir_token.h"
#include "grammar/prescription.h"
#include "runtime/ir_table.h"

#include <stdlib.h>
#include <string.h>

enum { WHEN, MATCH, RUN };

static const char *const TYPES[] = {
#define UNIT_SECTION(id, key, noun)
#define UNIT_TYPE(id, name, section, match, match_presence, match_form, run,   \
                  run_presence, documentation)                                 \
    name,
#include "grammar/unit_types.def"
#undef UNIT_SECTION
#undef UNIT_TYPE
};

static const char *const SECTIONS[] = {
#define UNIT_SECTION(id, key, noun) key,
#define UNIT_TYPE(id, name, section, match, match_presence, match_form, run,   \
                  run_presence, documentation)
#include "grammar/unit_types.def"
#undef UNIT_SECTION
#undef UNIT_TYPE
};

static bool parse_choice(struct ir_parser *parser, const char *what,
                         const char *const *names, uint32_t count,
                         uint32_t *choice)
{
    for (*choice = 0; *choice < count; ++*choice)
        if (ir_accept(parser, names[*choice]))
            return true;
    return ir_expected(parser, what);
}

/* `LINE:COLUMN`; the scanner makes one word of it. */
static bool parse_place(struct ir_parser *parser, struct ir_unit *unit)
{
    char text[32];
    char *end;

    if (parser->kind != IR_TOKEN_WORD || parser->token.length >= sizeof text)
        return ir_expected(parser, "LINE:COLUMN");
    memcpy(text, parser->token.at, parser->token.length);
    text[parser->token.length] = '\0';
    unit->line = (uint32_t)strtoul(text, &end, 10);
    if (*end != ':')
        return ir_expected(parser, "LINE:COLUMN");
    unit->column = (uint32_t)strtoul(end + 1, &end, 10);
    if (*end)
        return ir_expected(parser, "LINE:COLUMN");
    ir_next_token(parser);
    return true;
}

/* One shape, with its row left in the writer. */
static bool parse_shape(struct ir_parser *parser, int part, unsigned kind,
                        unsigned type, shape_id *shape)
{
    struct shape_writer *writer = &parser->writers[part];
    uint32_t root, state = BUNDLE_NONE;

    shape_writer_start(writer);
    if (!ir_parse_expression(parser, writer, type, 1, &root))
        return false;
    if (part == MATCH && ir_accept(parser, "state") &&
        !ir_parse_expression(parser, writer, type, 1, &state))
        return false;
    if (shape_too_large(writer))
        return ir_expected(parser, "fewer constants in one expression");
    *shape = shape_finish_split(writer, parser->session, kind, root, state);
    return true;
}

static bool parse_requirements(struct ir_parser *parser, uint32_t *list)
{
    uint32_t words[1 + 2 * 1024], count = 0;

    while (ir_accept(parser, "requires")) {
        uint32_t kind;
        str_id name;

        if (!parse_choice(parser, "a kind of units", SECTIONS,
                          UNIT_SECTION_COUNT, &kind) ||
            !ir_expect_string(parser, "the name of a unit", false, &name))
            return false;
        if (count == 1024)
            return ir_expected(parser, "fewer dependencies");
        words[1 + 2 * count] = kind;
        words[2 + 2 * count++] = name;
    }
    words[0] = count;
    if (count)
        *list = intern(parser->session->lists,
                       (struct thoth_text){(const char *)words,
                                           (1 + 2 * count) * sizeof *words});
    return true;
}

static bool parse_instances(struct ir_parser *parser)
{
    while (ir_accept(parser, "match")) {
        struct ir_instance instance = {.package = STR_NONE};

        if (!ir_accept(parser, "*") &&
            !ir_expect_string(parser, "a package name or *", false,
                              &instance.package))
            return false;
        if (!parse_shape(parser, MATCH, BUNDLE_SHAPE_MATCH, IR_TYPE_BOOL,
                         &instance.shape))
            return false;
        instance.row = parser->writers[MATCH].row;
        ir_object_instance(&parser->object, parser->session, &instance);
    }
    return true;
}

static bool is_multi(const struct ir_session *session, shape_id run)
{
    const struct ir_shape *shape = ir_shape(session, run);
    const uint32_t *root = shape->code + shape->root;

    for (uint32_t i = 1; i <= BUNDLE_NODE_OPERANDS(root[0]); i++)
        if (BUNDLE_NODE_OP(shape->code[BUNDLE_OPERAND_VALUE(root[i])]) ==
            IR_OP_MULTI_PACKAGE)
            return true;
    return false;
}

static bool parse_unit(struct ir_parser *parser)
{
    struct ir_unit unit = {.metadata = STR_NONE, .requirements = STR_NONE};

    if (!parse_choice(parser, "the type of a unit", TYPES, UNIT_TYPE_COUNT,
                      &unit.type) ||
        !ir_expect_string(parser, "the name of a unit", false, &unit.name) ||
        !parse_place(parser, &unit))
        return false;
    if (ir_accept(parser, "metadata") &&
        !ir_expect_string(parser, "JSON text", false, &unit.metadata))
        return false;
    if (!parse_requirements(parser, &unit.requirements))
        return false;
    unit.never = ir_accept(parser, "never");
    unit.broken = ir_accept(parser, "broken");
    if (!ir_expect(parser, "when") ||
        !parse_shape(parser, WHEN, BUNDLE_SHAPE_WHEN, IR_TYPE_BOOL,
                     &unit.when) ||
        !ir_token_is(parser, "do"))
        return ir_expected(parser, "do");
    ir_next_token(parser);
    if (!parse_shape(parser, RUN, BUNDLE_SHAPE_RUN, IR_TYPE_VOID, &unit.run))
        return false;
    unit.multi = is_multi(parser->session, unit.run);
    unit.when_row = parser->writers[WHEN].row;
    unit.run_row = parser->writers[RUN].row;
    ir_object_unit(&parser->object, parser->session, &unit);
    return parse_instances(parser);
}

static bool parse_file(struct ir_parser *parser, struct ir_text_file *file)
{
    if (parser->kind != IR_TOKEN_STRING)
        return ir_expected(parser, "the path of a file");
    file->path = parser->token;
    ir_next_token(parser);
    if (!ir_expect(parser, "namespace") ||
        !ir_expect_string(parser, "a namespace", false, &file->namespace_))
        return false;
    ir_object_start(&parser->object);
    while (ir_accept(parser, "unit"))
        if (!parse_unit(parser))
            return false;
    file->object = ir_object_finish(&parser->object, parser->arena);
    return true;
}

static bool parse_program(struct ir_parser *parser,
                          struct ir_text_program *program)
{
    uint32_t version, room = 0;

    ir_next_token(parser);
    if (!ir_expect(parser, "thoth-ir") ||
        !ir_expect_number(parser, "a version", &version))
        return false;
    if (version != IR_TEXT_VERSION)
        return ir_expected(parser, "version 1");
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
    for (int i = 0; i < 3; i++)
        shape_writer_release(&parser.writers[i]);
    ir_object_writer_release(&parser.object);
    return parsed;
}
