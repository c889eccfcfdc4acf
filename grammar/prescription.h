/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The ids behind the rows of fields.def, records.def, choices.def and
 * unit_types.def. Numbers follow the order of the rows. Those of unit types are
 * written to bundles, so new ones go to the end; the others may change with any
 * release and are never written to disk.
 */
#ifndef GRAMMAR_PRESCRIPTION_H
#define GRAMMAR_PRESCRIPTION_H

enum field_id {
    FIELD_NONE, /* an entry that is no field, or is not checked yet */
#define FIELD(id, key, value, choices, null, binding, since, documentation)    \
    FIELD_##id,
#include "grammar/fields.def"
#undef FIELD
    FIELD_COUNT
};

enum record_id {
    RECORD_NONE,
#define RECORD(id, noun) RECORD_##id,
#define MEMBER(record, field, presence, form, minimum, maximum, target)
#define EXCLUSIVE(record, left, right)
#include "grammar/records.def"
#undef RECORD
#undef MEMBER
#undef EXCLUSIVE
    RECORD_COUNT
};

enum choice_set {
    CHOICE_SET_NONE,
#define CHOICE_SET(id, noun) CHOICE_SET_##id,
#define CHOICE(set, id, name, documentation)
#include "grammar/choices.def"
#undef CHOICE_SET
#undef CHOICE
    CHOICE_SET_COUNT
};

enum choice {
#define CHOICE_SET(id, noun)
#define CHOICE(set, id, name, documentation) CHOICE_##set##_##id,
#include "grammar/choices.def"
#undef CHOICE_SET
#undef CHOICE
    CHOICE_COUNT
};

enum unit_section {
#define UNIT_SECTION(id, key, noun) UNIT_SECTION_##id,
#define UNIT_TYPE(id, name, section, match, match_presence, match_form, run,   \
                  run_presence, documentation)
#include "grammar/unit_types.def"
#undef UNIT_SECTION
#undef UNIT_TYPE
    UNIT_SECTION_COUNT
};

enum unit_type {
#define UNIT_SECTION(id, key, noun)
#define UNIT_TYPE(id, name, section, match, match_presence, match_form, run,   \
                  run_presence, documentation)                                 \
    UNIT_TYPE_##id,
#include "grammar/unit_types.def"
#undef UNIT_SECTION
#undef UNIT_TYPE
    UNIT_TYPE_COUNT
};

/* When an expression or a field can be decided; later ones are greater. */
enum binding_time {
    BINDING_CONST,
    BINDING_CONTEXT,
    BINDING_PACKAGE,
    BINDING_STATE,
};

#endif
