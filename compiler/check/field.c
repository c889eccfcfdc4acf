/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The field table, made from the rows in grammar/, and look-ups in it. A
 * record's members lie together in MEMBERS; the enum member_position counts
 * the rows, so that each record knows where its own begin.
 */
#include "compiler/check/field.h"

#include <string.h>

#define TEXT(literal)                                                          \
    {                                                                          \
        literal, sizeof(literal) - 1                                           \
    }

enum {
    OPTIONAL,
    REQUIRED,
    ALTERNATIVE,
};

enum {
    NULLABLE = true,
    VALUED = false,
};

static const struct field_fact FIELDS[FIELD_COUNT] = {
    [FIELD_NONE] = {.key = {"", 0}, .since = "", .documentation = ""},
#define FIELD(id, key, value, choices, null, binding, since, documentation)    \
    [FIELD_##id] = {TEXT(key),    VALUE_##value,     CHOICE_SET_##choices,     \
                    null,         BINDING_##binding, since,                    \
                    documentation},
#include "grammar/fields.def"
#undef FIELD
};

enum member_position {
#define RECORD(id, noun) MEMBERS_##id, MEMBERS_##id##_BACK = MEMBERS_##id - 1,
#define MEMBER(record, field, presence, form, minimum, maximum, target)        \
    MEMBER_##record##_##field,
#define EXCLUSIVE(record, left, right)
#include "grammar/records.def"
#undef RECORD
#undef MEMBER
#undef EXCLUSIVE
    MEMBER_TOTAL
};

static const struct member_fact MEMBERS[MEMBER_TOTAL] = {
#define RECORD(id, noun)
#define MEMBER(record, field, presence, form, minimum, maximum, target)        \
    {RECORD_##record,                                                          \
     FIELD_##field,                                                            \
     (presence) == REQUIRED,                                                   \
     (presence) == ALTERNATIVE,                                                \
     FORM_##form,                                                              \
     minimum,                                                                  \
     maximum,                                                                  \
     RECORD_##target},
#define EXCLUSIVE(record, left, right)
#include "grammar/records.def"
#undef RECORD
#undef MEMBER
#undef EXCLUSIVE
};

/* Where a record's members begin; the last item is where they all end. */
static const uint16_t MEMBER_STARTS[RECORD_COUNT + 1] = {
#define RECORD(id, noun) [RECORD_##id] = MEMBERS_##id,
#define MEMBER(record, field, presence, form, minimum, maximum, target)
#define EXCLUSIVE(record, left, right)
#include "grammar/records.def"
#undef RECORD
#undef MEMBER
#undef EXCLUSIVE
    [RECORD_COUNT] = MEMBER_TOTAL,
};

static const struct record_fact RECORDS[RECORD_COUNT] = {
    [RECORD_NONE] = {"", ""},
#define RECORD(id, noun) [RECORD_##id] = {#id, noun},
#define MEMBER(record, field, presence, form, minimum, maximum, target)
#define EXCLUSIVE(record, left, right)
#include "grammar/records.def"
#undef RECORD
#undef MEMBER
#undef EXCLUSIVE
};

static const struct exclusive_fact EXCLUSIVES[] = {
#define RECORD(id, noun)
#define MEMBER(record, field, presence, form, minimum, maximum, target)
#define EXCLUSIVE(record, left, right)                                         \
    {RECORD_##record, FIELD_##left, FIELD_##right},
#include "grammar/records.def"
#undef RECORD
#undef MEMBER
#undef EXCLUSIVE
};

static const struct choice_fact CHOICES[CHOICE_COUNT] = {
#define CHOICE_SET(id, noun)
#define CHOICE(set, id, name, documentation)                                   \
    {CHOICE_SET_##set, TEXT(name), documentation},
#include "grammar/choices.def"
#undef CHOICE_SET
#undef CHOICE
};

static const char *const CHOICE_SET_NOUNS[CHOICE_SET_COUNT] = {
    [CHOICE_SET_NONE] = "name",
#define CHOICE_SET(id, noun) [CHOICE_SET_##id] = noun,
#define CHOICE(set, id, name, documentation)
#include "grammar/choices.def"
#undef CHOICE_SET
#undef CHOICE
};

static const struct unit_section_fact SECTIONS[UNIT_SECTION_COUNT] = {
#define UNIT_SECTION(id, key, noun)                                            \
    {TEXT(key), noun, FIELD_UNITS_##id, FIELD_DEPENDENCIES_##id},
#define UNIT_TYPE(id, name, section, match, match_presence, match_form, run,   \
                  run_presence, documentation)
#include "grammar/unit_types.def"
#undef UNIT_SECTION
#undef UNIT_TYPE
};

static const struct unit_type_fact TYPES[UNIT_TYPE_COUNT] = {
#define UNIT_SECTION(id, key, noun)
#define UNIT_TYPE(id, name, section, match, match_presence, match_form, run,   \
                  run_presence, documentation)                                 \
    {TEXT(name),                                                               \
     UNIT_SECTION_##section,                                                   \
     {RECORD_UNIT, FIELD_UNIT_MATCH, (match_presence) == REQUIRED, false,      \
      FORM_##match_form, 1, 0, RECORD_##match},                                \
     {RECORD_UNIT, FIELD_UNIT_RUN, (run_presence) == REQUIRED, false,          \
      FORM_SINGLE, 0, 0, RECORD_##run},                                        \
     documentation},
#include "grammar/unit_types.def"
#undef UNIT_SECTION
#undef UNIT_TYPE
};

static const char *const EXPECTED[VALUE_TYPE_COUNT] = {
#define VALUE(id, expected) expected,
#include "grammar/values.def"
#undef VALUE
};

const struct field_fact *field_fact(enum field_id field)
{
    return &FIELDS[field];
}

unsigned field_since(enum field_id field)
{
    return (unsigned)(FIELDS[field].since[1] - '0');
}

const struct record_fact *record_fact(enum record_id record)
{
    return &RECORDS[record];
}

const struct choice_fact *choice_fact(enum choice choice)
{
    return &CHOICES[choice];
}

const struct unit_section_fact *unit_section_fact(enum unit_section section)
{
    return &SECTIONS[section];
}

const struct unit_type_fact *unit_type_fact(enum unit_type type)
{
    return &TYPES[type];
}

const char *value_expected(enum value_type type)
{
    return EXPECTED[type];
}

const char *choice_set_noun(enum choice_set set)
{
    return CHOICE_SET_NOUNS[set];
}

const struct exclusive_fact *exclusive_facts(uint32_t *count)
{
    *count = sizeof(EXCLUSIVES) / sizeof(EXCLUSIVES[0]);
    return EXCLUSIVES;
}

const struct member_fact *record_members(enum record_id record, uint32_t *count)
{
    *count = (uint32_t)(MEMBER_STARTS[record + 1] - MEMBER_STARTS[record]);
    return &MEMBERS[MEMBER_STARTS[record]];
}

const struct member_fact *record_member(enum record_id record,
                                        struct thoth_text key)
{
    uint32_t count;
    const struct member_fact *members = record_members(record, &count);

    for (uint32_t i = 0; i < count; i++)
        if (thoth_text_equal(FIELDS[members[i].field].key, key))
            return &members[i];
    return NULL;
}

enum choice choice_find(enum choice_set set, struct thoth_text name)
{
    for (unsigned i = 0; i < CHOICE_COUNT; i++)
        if (CHOICES[i].set == set && thoth_text_equal(CHOICES[i].name, name))
            return (enum choice)i;
    return CHOICE_COUNT;
}

enum unit_type unit_type_find(struct thoth_text name)
{
    for (unsigned i = 0; i < UNIT_TYPE_COUNT; i++)
        if (thoth_text_equal(TYPES[i].name, name))
            return (enum unit_type)i;
    return UNIT_TYPE_COUNT;
}

enum unit_section unit_section_find(struct thoth_text key)
{
    for (unsigned i = 0; i < UNIT_SECTION_COUNT; i++)
        if (thoth_text_equal(SECTIONS[i].key, key))
            return (enum unit_section)i;
    return UNIT_SECTION_COUNT;
}

const struct ast_entry *field_entry(const struct ast_node *mapping,
                                    enum field_id field)
{
    if (mapping == NULL || mapping->kind != AST_MAPPING)
        return NULL;
    for (uint32_t i = 0; i < mapping->mapping.count; i++)
        if (mapping->mapping.entries[i].field == field)
            return &mapping->mapping.entries[i];
    return NULL;
}

const struct ast_node *field_value(const struct ast_node *mapping,
                                   enum field_id field)
{
    const struct ast_entry *entry = field_entry(mapping, field);

    return entry == NULL ? NULL : entry->value;
}

enum unit_type check_unit_type(const struct ast_node *unit)
{
    const struct ast_node *type = field_value(unit, FIELD_UNIT_TYPE);

    if (type == NULL || type->kind != AST_STRING)
        return UNIT_TYPE_COUNT;
    return unit_type_find(type->text);
}
