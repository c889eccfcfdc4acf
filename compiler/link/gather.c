/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From the words of each file to the arrays of a program.
 */
#include "compiler/check/field.h"
#include "compiler/link/program.h"
#include "compiler/link/row_table.h"

#include <string.h>

/* What gathering keeps beside the program. */
struct gathering {
    struct program *program;
    uint32_t *shape_number; /* by session shape: number plus 1, 0: new */
    uint32_t shape_room, when_room, instance_room;
    struct row_table whens;
};

unsigned program_kind(const struct program_unit *unit)
{
    return unit_type_fact((enum unit_type)unit->type)->section;
}

const struct ir_shape *program_shape(const struct program *program,
                                     uint32_t number)
{
    return ir_shape(program->session, program->shapes[number].shape);
}

/* Room for one more entry: arenas cannot grow in place, so arrays double. */
static void *room_for(struct arena *arena, void *old, uint32_t count,
                      uint32_t *room, size_t size)
{
    void *array;

    if (count < *room)
        return old;
    *room = *room * 2 + 256;
    array = arena_array(arena, *room, size);
    if (count)
        memcpy(array, old, count * size);
    return array;
}

static uint32_t shape_number(struct gathering *gathering, shape_id shape)
{
    struct program *program = gathering->program;
    uint32_t *number = &gathering->shape_number[shape];

    if (!*number) {
        program->shapes =
            room_for(program->arena, program->shapes, program->shape_count,
                     &gathering->shape_room, sizeof *program->shapes);
        program->shapes[program->shape_count] =
            (struct program_shape){.shape = shape};
        *number = ++program->shape_count;
    }
    return *number - 1;
}

static uint32_t when_number(struct gathering *gathering,
                            const struct ir_unit *unit)
{
    struct program *program = gathering->program;
    uint32_t shape = shape_number(gathering, unit->when);
    uint32_t columns = ir_shape(program->session, unit->when)->columns;
    uint32_t number = row_table_find(&gathering->whens, shape, unit->when_row,
                                     columns, program->when_count);

    if (number < program->when_count)
        return number;
    program->whens =
        room_for(program->arena, program->whens, program->when_count,
                 &gathering->when_room, sizeof *program->whens);
    program->whens[program->when_count++] =
        (struct program_when){shape, unit->when_row};
    return number;
}

static void gather_instances(struct gathering *gathering,
                             const struct ir_unit *unit, uint32_t number)
{
    struct program *program = gathering->program;
    const uint32_t *words = unit->instances;

    for (uint32_t i = 0; i < unit->instance_count; i++) {
        struct ir_instance instance;

        words = ir_instance_read(program->session, words, &instance);
        program->instances = room_for(
            program->arena, program->instances, program->instance_count,
            &gathering->instance_room, sizeof *program->instances);
        program->instances[program->instance_count++] =
            (struct program_instance){
                .unit = number,
                .package = instance.package,
                .shape = shape_number(gathering, instance.shape),
                .row = instance.row,
            };
    }
}

static void gather_unit(struct gathering *gathering, const struct ir_unit *unit,
                        uint32_t file)
{
    struct program *program = gathering->program;
    uint32_t number = program->unit_count++;

    program->units[number] = (struct program_unit){
        .name = unit->name,
        .file = file,
        .line = unit->line,
        .column = unit->column,
        .type = (uint16_t)unit->type,
        .never = unit->never,
        .multi = unit->multi,
        .broken = unit->broken,
        .when = when_number(gathering, unit),
        .run = shape_number(gathering, unit->run),
        .run_row = unit->run_row,
        .first_instance = program->instance_count,
        .instance_count = unit->instance_count,
        .metadata = unit->metadata,
        .requirements = unit->requirements,
    };
    gather_instances(gathering, unit, number);
}

static void gather_file(struct gathering *gathering, uint32_t number)
{
    const struct ir_object *object = &gathering->program->files[number].object;
    const uint32_t *words = object->words;

    for (uint32_t i = 0; i < object->unit_count; i++) {
        struct ir_unit unit;

        ir_unit_read(gathering->program->session, words, &unit);
        gather_unit(gathering, &unit, number);
        words = unit.next;
    }
}

void program_gather(struct program *program, struct ir_session *session,
                    struct arena *arena, const struct program_folder *folders,
                    uint32_t folder_count, const struct program_file *files,
                    uint32_t file_count)
{
    struct gathering gathering = {.program = program};
    uint32_t units = 0;

    *program = (struct program){.session = session,
                                .arena = arena,
                                .folders = folders,
                                .folder_count = folder_count,
                                .files = files,
                                .file_count = file_count};
    for (uint32_t i = 0; i < file_count; i++)
        units += files[i].object.unit_count;
    program->units = ARENA_NEW_ARRAY(arena, struct program_unit, units);
    /* Nearly every unit has one instance. */
    gathering.instance_room = units + units / 16;
    program->instances = ARENA_NEW_ARRAY(arena, struct program_instance,
                                         gathering.instance_room);
    gathering.shape_number =
        ARENA_NEW_ARRAY(arena, uint32_t, intern_limit(session->shapes));
    row_table_start(&gathering.whens, arena);
    for (uint32_t i = 0; i < file_count; i++)
        gather_file(&gathering, i);
}
