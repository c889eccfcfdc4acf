/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The reference keeps the result of the inclusion check under a unit's full
 * name, across kinds of units: a later unit of the same name takes the first
 * one's result. Here it takes the first one's condition. `times: 0` and
 * wrap.GHReleaseNotes never get as far as that check.
 */
#include "compiler/link/full_name.h"
#include "compiler/link/passes.h"
#include "grammar/prescription.h"

void pass_share(struct program *program)
{
    struct full_names names;

    full_names_collect(&names, program);
    for (unsigned kind = 0; kind < UNIT_SECTION_COUNT; kind++)
        for (uint32_t i = 0; i < program->unit_count; i++) {
            struct program_unit *unit = &program->units[i];
            uint32_t *first;

            if (program_kind(unit) != kind || unit->never ||
                unit->type == UNIT_TYPE_WRAP_GH_RELEASE_NOTES)
                continue;
            first = &names.first_when[names.of_unit[i]];
            if (*first == PROGRAM_NONE)
                *first = unit->when;
            unit->when = *first;
        }
}
