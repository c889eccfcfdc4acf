/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The tables of docs/fields.md: unit types, records and their fields, and the
 * names that fields take. Rows become arrays first, since a record's table has
 * facts of three tables.
 */
#include "docs/generate.h"

#include "grammar/prescription.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum presence { REQUIRED, OPTIONAL, ALTERNATIVE };
enum form {
    SINGLE,
    LIST,
    LIST_OR_SINGLE,
    LIST_OR_NOT,
    SINGLE_OR_NOT,
    LIST_OR_NULL,
};
enum nullness { VALUED, NULLABLE };

/* What the rows of the tables become. */
struct field_row {
    const char *key;
    const char *value;
    enum choice_set choices;
    enum nullness null;
    const char *since;
    const char *documentation;
};

struct member_row {
    enum record_id record;
    enum field_id field;
    enum presence presence;
    enum form form;
    unsigned minimum, maximum;
    enum record_id target;
};

struct unit_type_row {
    const char *name;
    enum unit_section section;
    enum record_id match, run;
    enum presence match_presence, run_presence;
    enum form match_form;
    const char *documentation;
};

struct choice_row {
    enum choice_set set;
    const char *name;
    const char *documentation;
};

#define VALUE(id, expected) static const char VALUE_##id[] = expected;
#include "grammar/values.def"
#undef VALUE

static const struct field_row FIELDS[] = {
    [FIELD_NONE] = {0},
#define FIELD(id, key, value, choices, null, binding, since, documentation)    \
    {key, VALUE_##value, CHOICE_SET_##choices, null, since, documentation},
#include "grammar/fields.def"
#undef FIELD
};

#define CHOICE_SET(id, noun) static const char CHOICE_NOUN_##id[] = noun;
#define CHOICE(set, id, name, documentation)
#include "grammar/choices.def"
#undef CHOICE_SET
#undef CHOICE

static const char *const RECORD_NOUNS[] = {
    [RECORD_NONE] = "",
#define RECORD(id, noun) noun,
#define MEMBER(record, field, presence, form, minimum, maximum, target)
#define EXCLUSIVE(record, left, right)
#include "grammar/records.def"
#undef RECORD
#undef MEMBER
#undef EXCLUSIVE
};

static const struct member_row MEMBERS[] = {
#define RECORD(id, noun)
#define MEMBER(record, field, presence, form, minimum, maximum, target)        \
    {RECORD_##record, FIELD_##field, presence,       form,                     \
     minimum,         maximum,       RECORD_##target},
#define EXCLUSIVE(record, left, right)
#include "grammar/records.def"
#undef RECORD
#undef MEMBER
#undef EXCLUSIVE
};

static const struct exclusive_row {
    enum record_id record;
    enum field_id left, right;
} EXCLUSIVES[] = {
#define RECORD(id, noun)
#define MEMBER(record, field, presence, form, minimum, maximum, target)
#define EXCLUSIVE(record, left, right)                                         \
    {RECORD_##record, FIELD_##left, FIELD_##right},
#include "grammar/records.def"
#undef RECORD
#undef MEMBER
#undef EXCLUSIVE
};

static const char *const SECTION_KEYS[] = {
#define UNIT_SECTION(id, key, noun) key,
#define UNIT_TYPE(id, name, section, match, match_presence, match_form, run,   \
                  run_presence, documentation)
#include "grammar/unit_types.def"
#undef UNIT_SECTION
#undef UNIT_TYPE
};

static const struct unit_type_row UNIT_TYPES[] = {
#define UNIT_SECTION(id, key, noun)
#define UNIT_TYPE(id, name, section, match, match_presence, match_form, run,   \
                  run_presence, documentation)                                 \
    {name,           UNIT_SECTION_##section, RECORD_##match, RECORD_##run,     \
     match_presence, run_presence,           match_form,     documentation},
#include "grammar/unit_types.def"
#undef UNIT_SECTION
#undef UNIT_TYPE
};

static const struct choice_row CHOICES[] = {
#define CHOICE_SET(id, noun)
#define CHOICE(set, id, name, documentation)                                   \
    {CHOICE_SET_##set, name, documentation},
#include "grammar/choices.def"
#undef CHOICE_SET
#undef CHOICE
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void print_choices(enum choice_set set)
{
    const char *before = ": ";

    for (size_t i = 0; i < COUNT(CHOICES); i++)
        if (CHOICES[i].set == set) {
            printf("%s`%s`", before, CHOICES[i].name);
            before = ", ";
        }
}

/* A reference to the section of a record, whose anchor its heading makes. */
static void print_link(enum record_id record)
{
    printf("[%s](#", RECORD_NOUNS[record]);
    for (const char *at = RECORD_NOUNS[record]; *at; at++)
        if (*at == ' ')
            putchar('-');
        else if (*at != '.')
            putchar(tolower((unsigned char)*at));
    putchar(')');
}

static void print_value(const struct member_row *member)
{
    const struct field_row *field = &FIELDS[member->field];

    if (field->value == VALUE_SCORE) {
        printf("%s, since v2 ", field->value);
        print_link(member->target);
    } else if (member->target != RECORD_NONE)
        print_link(member->target);
    else
        fputs(field->value, stdout);
    if (field->choices != CHOICE_SET_NONE)
        print_choices(field->choices);
    if (field->null == NULLABLE)
        fputs(", or null", stdout);
}

static void print_form(enum form form, unsigned minimum)
{
    static const char *const FORMS[] = {
        [SINGLE] = "one",
        [LIST] = "list",
        [LIST_OR_SINGLE] = "one or list",
        [LIST_OR_NOT] = "list, or `not:` list",
        [SINGLE_OR_NOT] = "one, or `not:` one",
        [LIST_OR_NULL] = "list, or null",
    };

    fputs(FORMS[form], stdout);
    if (minimum > 0)
        printf(" (%u+)", minimum);
}

static void print_member(const struct member_row *member)
{
    const struct field_row *field = &FIELDS[member->field];

    printf("| `%s`%s%s | ", field->key,
           member->presence == REQUIRED      ? " (required)"
           : member->presence == ALTERNATIVE ? " *or*"
                                             : "",
           strcmp(field->since, "v1") ? " *v2*" : "");
    print_value(member);
    fputs(" | ", stdout);
    print_form(member->form, member->minimum);
    printf(" | %s |\n", field->documentation);
}

static void print_exclusives(enum record_id record)
{
    for (size_t i = 0; i < COUNT(EXCLUSIVES); i++)
        if (EXCLUSIVES[i].record == record)
            printf("\n`%s` and `%s` exclude each other.\n",
                   FIELDS[EXCLUSIVES[i].left].key,
                   FIELDS[EXCLUSIVES[i].right].key);
}

static void print_record(enum record_id record)
{
    printf("\n### %s\n\n", RECORD_NOUNS[record]);
    puts("| key | value | form | meaning |\n|---|---|---|---|");
    for (size_t i = 0; i < COUNT(MEMBERS); i++)
        if (MEMBERS[i].record == record)
            print_member(&MEMBERS[i]);
    print_exclusives(record);
}

static void print_unit_type(const struct unit_type_row *type)
{
    printf("| `%s` | `%s` | ", type->name, SECTION_KEYS[type->section]);
    print_link(type->match);
    printf("%s%s | ", type->match_form == SINGLE ? "" : ", one or list",
           type->match_presence == REQUIRED ? "" : ", optional");
    print_link(type->run);
    printf("%s | %s |\n", type->run_presence == REQUIRED ? "" : ", optional",
           type->documentation);
}

void generate_unit_types(void)
{
    puts("| type | list | `match` | `run` | purpose |\n"
         "|---|---|---|---|---|");
    for (size_t i = 0; i < COUNT(UNIT_TYPES); i++)
        print_unit_type(&UNIT_TYPES[i]);
}

void generate_records(void)
{
    for (int record = RECORD_NONE + 1; record < RECORD_COUNT; record++)
        print_record((enum record_id)record);
}

void generate_choices(void)
{
    puts("| list | name | meaning |\n|---|---|---|");
#define CHOICE_SET(id, noun)
#define CHOICE(set, id, name, documentation)                                   \
    printf("| %s | `%s` | %s |\n", CHOICE_NOUN_##set, name, documentation);
#include "grammar/choices.def"
#undef CHOICE_SET
#undef CHOICE
}
