/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The package index: every package name in rules gets a number, in the order of
 * bytes, and the instances of each name stand together, by kind of unit, in
 * loading order. A resolver then touches only the rules of the package at hand.
 */
#include "compiler/link/passes.h"
#include "grammar/prescription.h"
#include "runtime/ir_table.h"

#include <stdlib.h>
#include <string.h>

/* Marks a name as used, collecting it the first time. */
static void use_name(struct program *program, str_id name)
{
    if (name == STR_NONE || program->package_of[name])
        return;
    program->package_of[name] = 1;
    program->packages[program->package_count++] = name;
}

/* The names in a row of a shape. */
static void use_names_of(struct program *program, uint32_t number,
                         const uint32_t *row)
{
    const struct program_shape *kept = &program->shapes[number];
    const struct ir_shape *shape = program_shape(program, number);

    for (uint32_t i = 0; i < shape->columns; i++)
        if (shape->code[i] == IR_TYPE_PACKAGE)
            use_name(program, row[kept->kept ? kept->kept[i] : i]);
}

struct named {
    struct thoth_text text;
    str_id name;
};

static int by_bytes(const void *left, const void *right)
{
    const struct thoth_text *a = &((const struct named *)left)->text;
    const struct thoth_text *b = &((const struct named *)right)->text;
    size_t length = a->length < b->length ? a->length : b->length;
    int order = length ? memcmp(a->at, b->at, length) : 0;

    if (order)
        return order;
    return (a->length > b->length) - (a->length < b->length);
}

static void number_names(struct program *program)
{
    uint32_t count = program->package_count;
    struct named *names = ARENA_NEW_ARRAY(program->arena, struct named, count);

    for (uint32_t i = 0; i < count; i++) {
        names[i].name = program->packages[i];
        names[i].text = intern_text(program->session->strings, names[i].name);
    }
    qsort(names, count, sizeof *names, by_bytes);
    for (uint32_t i = 0; i < count; i++) {
        program->packages[i] = names[i].name;
        program->package_of[names[i].name] = i + 1;
    }
}

static uint32_t group_of(const struct program *program,
                         const struct program_instance *instance)
{
    return instance->package == STR_NONE
               ? 0
               : program->package_of[instance->package];
}

/* A counting sort by package over the kinds in turn, so that a package's
 * members come by kind and then in loading order. */
static void sort_members(struct program *program)
{
    uint32_t *starts = ARENA_NEW_ARRAY(program->arena, uint32_t,
                                       (size_t)program->package_count + 2);
    uint32_t *next = ARENA_NEW_ARRAY(program->arena, uint32_t,
                                     (size_t)program->package_count + 2);

    for (uint32_t i = 0; i < program->instance_count; i++)
        starts[group_of(program, &program->instances[i]) + 1]++;
    for (uint32_t i = 0; i <= program->package_count; i++)
        starts[i + 1] += starts[i];
    memcpy(next, starts, ((size_t)program->package_count + 2) * sizeof *next);
    program->members =
        ARENA_NEW_ARRAY(program->arena, uint32_t, program->instance_count);
    for (unsigned kind = 0; kind < UNIT_SECTION_COUNT; kind++)
        for (uint32_t i = 0; i < program->instance_count; i++) {
            const struct program_instance *instance = &program->instances[i];

            if (program_kind(&program->units[instance->unit]) == kind)
                program->members[next[group_of(program, instance)]++] = i;
        }
    program->member_starts = starts;
}

void pass_index(struct program *program)
{
    uint32_t limit = intern_limit(program->session->strings);

    program->package_of = ARENA_NEW_ARRAY(program->arena, uint32_t, limit);
    program->packages = ARENA_NEW_ARRAY(program->arena, str_id, limit);
    for (uint32_t i = 0; i < program->instance_count; i++) {
        const struct program_instance *instance = &program->instances[i];

        use_name(program, instance->package);
        use_names_of(program, instance->shape, instance->row);
    }
    for (uint32_t i = 0; i < program->unit_count; i++)
        use_names_of(program, program->units[i].run, program->units[i].run_row);
    number_names(program);
    sort_members(program);
}
