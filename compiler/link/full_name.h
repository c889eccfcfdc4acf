/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Full names of units, NAMESPACE.NAME, as small numbers: equal texts, equal
 * numbers, however they are split at the dot.
 */
#ifndef COMPILER_LINK_FULL_NAME_H
#define COMPILER_LINK_FULL_NAME_H

#include "compiler/link/program.h"

struct full_names {
    str_id *of_unit;      /* by unit: names with the same id are equal */
    uint32_t *first_when; /* by that id, PROGRAM_NONE at first */
    uint32_t limit;       /* of the ids */
    bool short_names;     /* ids are those of the names without namespace */
};

/* Memory comes from the program's arena. */
void full_names_collect(struct full_names *names, struct program *program);

/* The full name of a unit, in the program's session. */
str_id full_name_of(struct program *program, const struct program_unit *unit);

#endif
