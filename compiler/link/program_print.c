/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Printing files and units; expressions are printed by ir_print.c.
 */
#include "compiler/link/program_print.h"

#include "compiler/check/field.h"
#include "compiler/ir/ir_text.h"

#include <string.h>

/* The path of a folder with a slash behind it; nothing for the root. */
static struct thoth_text folder_path(const struct program *program,
                                     struct arena *arena, uint32_t folder)
{
    const struct program_folder *of = &program->folders[folder];
    struct thoth_text parent, name;
    char *path;

    if (of->parent == PROGRAM_NONE)
        return (struct thoth_text){"", 0};
    parent = folder_path(program, arena, of->parent);
    name = intern_text(program->session->strings, of->name);
    path = arena_allocate(arena, parent.length + name.length + 1);
    memcpy(path, parent.at, parent.length);
    memcpy(path + parent.length, name.at, name.length);
    path[parent.length + name.length] = '/';
    return (struct thoth_text){path, parent.length + name.length + 1};
}

static struct thoth_text file_path(const struct program *program,
                                   struct arena *arena,
                                   const struct program_file *file)
{
    struct thoth_text folder = folder_path(program, arena, file->folder);
    struct thoth_text name = intern_text(program->session->strings, file->name);
    char *path = arena_allocate(arena, folder.length + name.length);

    memcpy(path, folder.at, folder.length);
    memcpy(path + folder.length, name.at, name.length);
    return (struct thoth_text){path, folder.length + name.length};
}

static void print_expression(FILE *stream, const struct program *program,
                             uint32_t shape, const uint32_t *row, uint32_t node)
{
    ir_print_expression(stream, program->session, program_shape(program, shape),
                        row, program->shapes[shape].kept, node);
}

static void print_requirements(FILE *stream, const struct program *program,
                               uint32_t list)
{
    const uint32_t *words;

    if (list == STR_NONE)
        return;
    words = (const void *)intern_text(program->session->lists, list).at;
    for (uint32_t i = 0; i < words[0]; i++) {
        enum unit_section kind = (enum unit_section)words[1 + 2 * i];
        struct thoth_text key = unit_section_fact(kind)->key;

        fprintf(stream, "  requires %.*s ", (int)key.length, key.at);
        ir_print_string(
            stream, intern_text(program->session->strings, words[2 + 2 * i]));
        putc('\n', stream);
    }
}

static void print_instance(FILE *stream, const struct program *program,
                           const struct program_instance *instance)
{
    const struct ir_shape *shape = program_shape(program, instance->shape);

    fputs("  match ", stream);
    if (instance->package == STR_NONE)
        putc('*', stream);
    else
        ir_print_string(
            stream, intern_text(program->session->strings, instance->package));
    putc(' ', stream);
    print_expression(stream, program, instance->shape, instance->row,
                     shape->root);
    if (shape->state != BUNDLE_NONE) {
        fputs(" state ", stream);
        print_expression(stream, program, instance->shape, instance->row,
                         shape->state);
    }
    putc('\n', stream);
}

static void print_unit(FILE *stream, const struct program *program,
                       const struct program_unit *unit)
{
    struct thoth_text type = unit_type_fact((enum unit_type)unit->type)->name;
    const struct program_when *when = &program->whens[unit->when];

    fprintf(stream, "unit %.*s ", (int)type.length, type.at);
    ir_print_string(stream, intern_text(program->session->strings, unit->name));
    fprintf(stream, " %u:%u\n", unit->line, unit->column);
    if (unit->metadata != STR_NONE) {
        fputs("  metadata ", stream);
        ir_print_string(stream,
                        intern_text(program->session->strings, unit->metadata));
        putc('\n', stream);
    }
    print_requirements(stream, program, unit->requirements);
    if (unit->never)
        fputs("  never\n", stream);
    if (unit->broken)
        fputs("  broken\n", stream);
    fputs("  when ", stream);
    print_expression(stream, program, when->shape, when->row,
                     program_shape(program, when->shape)->root);
    fputs("\n  do ", stream);
    print_expression(stream, program, unit->run, unit->run_row,
                     program_shape(program, unit->run)->root);
    putc('\n', stream);
    for (uint32_t i = 0; i < unit->instance_count; i++)
        print_instance(stream, program,
                       &program->instances[unit->first_instance + i]);
}

void program_print_path(FILE *stream, const struct program *program,
                        const struct program_file *file)
{
    struct arena arena = {0};
    struct thoth_text path = file_path(program, &arena, file);

    fwrite(path.at, 1, path.length, stream);
    arena_release(&arena);
}

void program_print(FILE *stream, const struct program *program)
{
    struct arena arena = {0};
    uint32_t unit = 0;

    fputs("thoth-ir " IR_TEXT_VERSION "\n", stream);
    for (uint32_t i = 0; i < program->file_count; i++) {
        const struct program_file *file = &program->files[i];

        fputs("\nfile ", stream);
        ir_print_string(stream, file_path(program, &arena, file));
        fputs(" namespace ", stream);
        ir_print_string(
            stream, intern_text(program->session->strings, file->namespace_));
        putc('\n', stream);
        for (; unit < program->unit_count && program->units[unit].file == i;
             unit++)
            print_unit(stream, program, &program->units[unit]);
        arena_reset(&arena);
    }
    arena_release(&arena);
}
