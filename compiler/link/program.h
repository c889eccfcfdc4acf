/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A whole program: the units of all files in loading order, with dense numbers
 * for what they share. Passes transform it (passes.h), bundle_write.h lays it
 * out. Strings, rows and lists stay those of the session.
 */
#ifndef COMPILER_LINK_PROGRAM_H
#define COMPILER_LINK_PROGRAM_H

#include "compiler/base/arena.h"
#include "compiler/ir/unit.h"

#include <stdbool.h>
#include <stdint.h>

#define PROGRAM_NONE UINT32_MAX

struct program_folder {
    uint32_t parent; /* smaller than its own number; PROGRAM_NONE: the root */
    str_id name;
};

/* What linking needs to know of a rule file. */
struct program_file {
    uint32_t folder;
    str_id name;
    str_id namespace_;
    struct ir_object object;
};

/* A shape as the units use it. Passes may drop columns: the row of the present
 * shape is the original row's columns `kept`, in that order. */
struct program_shape {
    shape_id shape;
    uint32_t *kept; /* NULL: all columns, in place */
};

struct program_when {
    uint32_t shape; /* of the program */
    const uint32_t *row;
};

struct program_instance {
    uint32_t unit;
    str_id package; /* STR_NONE: any */
    uint32_t shape;
    const uint32_t *row;
};

struct program_unit {
    str_id name;
    uint32_t file;
    uint32_t line, column;
    uint16_t type; /* enum unit_type */
    bool never, multi, broken;
    uint32_t when;
    uint32_t run;
    const uint32_t *run_row;
    uint32_t first_instance, instance_count;
    str_id metadata;
    uint32_t requirements; /* session list or STR_NONE */
};

/* A unit that needs others: for each dependency the units that meet it. */
struct program_require {
    uint32_t unit;
    uint32_t *words; /* as a list of the bundle: groups of unit numbers */
    uint32_t count;
};

struct program {
    struct ir_session *session;
    struct arena *arena; /* all arrays below */
    const struct program_folder *folders;
    uint32_t folder_count;
    const struct program_file *files;
    uint32_t file_count;
    struct program_unit *units;
    uint32_t unit_count;
    struct program_instance *instances;
    uint32_t instance_count;
    struct program_shape *shapes;
    uint32_t shape_count;
    struct program_when *whens;
    uint32_t when_count;
    /* made by passes */
    struct program_require *requirements;
    uint32_t require_count;
    str_id *packages; /* by bytes; package n of the bundle is packages[n-1] */
    uint32_t package_count;
    uint32_t *package_of;    /* by session string: its number, or 0 */
    uint32_t *member_starts; /* package_count + 2 */
    uint32_t *members;       /* numbers of program instances */
};

/* The kind of a unit, enum unit_section. */
unsigned program_kind(const struct program_unit *unit);

/* The present shape behind a program's shape number. */
const struct ir_shape *program_shape(const struct program *program,
                                     uint32_t number);

/* Gathers the units of `files` into arrays; nothing is transformed. */
void program_gather(struct program *program, struct ir_session *session,
                    struct arena *arena, const struct program_folder *folders,
                    uint32_t folder_count, const struct program_file *files,
                    uint32_t file_count);

#endif
