/* SPDX-License-Identifier: Apache-2.0 */
/*
 * With one namespace in the program the short name says it all; otherwise full
 * names are put together and interned.
 */
#include "compiler/link/full_name.h"

#include <string.h>

str_id full_name_of(struct program *program, const struct program_unit *unit)
{
    struct intern_table *strings = program->session->strings;
    struct thoth_text space =
        intern_text(strings, program->files[unit->file].namespace_);
    struct thoth_text name = intern_text(strings, unit->name);
    struct thoth_text full =
        arena_format(program->arena, "%.*s.", (int)space.length, space.at);
    char *joined = arena_allocate(program->arena, full.length + name.length);

    memcpy(joined, full.at, full.length);
    memcpy(joined + full.length, name.at, name.length);
    return intern(strings,
                  (struct thoth_text){joined, full.length + name.length});
}

static bool one_namespace(const struct program *program)
{
    for (uint32_t i = 1; i < program->file_count; i++)
        if (program->files[i].namespace_ != program->files[0].namespace_)
            return false;
    return true;
}

void full_names_collect(struct full_names *names, struct program *program)
{
    names->short_names = one_namespace(program);
    names->of_unit =
        ARENA_NEW_ARRAY(program->arena, str_id, program->unit_count);
    for (uint32_t i = 0; i < program->unit_count; i++) {
        const struct program_unit *unit = &program->units[i];

        names->of_unit[i] =
            names->short_names ? unit->name : full_name_of(program, unit);
    }
    names->limit = intern_limit(program->session->strings);
    names->first_when = ARENA_NEW_ARRAY(program->arena, uint32_t, names->limit);
    memset(names->first_when, 0xff, names->limit * sizeof *names->first_when);
}
