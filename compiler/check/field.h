/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rows of the field table as C data, and access to checked trees by field.
 * Everything here is constant after compilation and may be used by any thread.
 */
#ifndef COMPILER_CHECK_FIELD_H
#define COMPILER_CHECK_FIELD_H

#include "compiler/ast/ast.h"
#include "grammar/prescription.h"
#include "runtime/text.h"

#include <stdbool.h>
#include <stdint.h>

enum value_type {
#define VALUE(id, expected) VALUE_##id,
#include "grammar/values.def"
#undef VALUE
    VALUE_TYPE_COUNT
};

enum field_form {
    FORM_SINGLE,
    FORM_LIST,
    FORM_LIST_OR_SINGLE,
    FORM_LIST_OR_NOT,   /* a list or {not: list} */
    FORM_SINGLE_OR_NOT, /* a value or {not: value} */
    FORM_LIST_OR_NULL,
};

struct field_fact {
    struct thoth_text key;
    enum value_type value;
    enum choice_set choices;
    bool nullable;
    enum binding_time binding;
    const char *since;
    const char *documentation;
};

/* A field in a record. */
struct member_fact {
    enum record_id record;
    enum field_id field;
    bool required;
    bool alternative; /* exactly one of these is there */
    enum field_form form;
    uint8_t minimum; /* length of a list */
    uint8_t maximum; /* the same, 0 for any */
    enum record_id target;
};

struct record_fact {
    const char *name; /* the id of the row, for generated names */
    const char *noun;
};

/* Two fields that a record cannot have at once. */
struct exclusive_fact {
    enum record_id record;
    enum field_id left;
    enum field_id right;
};

struct choice_fact {
    enum choice_set set;
    struct thoth_text name;
    const char *documentation;
};

struct unit_section_fact {
    struct thoth_text key;
    const char *noun;
    enum field_id field;      /* FIELD_UNITS_... */
    enum field_id dependency; /* FIELD_DEPENDENCIES_... */
};

struct unit_type_fact {
    struct thoth_text name;
    enum unit_section section;
    struct member_fact match;
    struct member_fact run;
    const char *documentation;
};

const struct field_fact *field_fact(enum field_id field);
const struct record_fact *record_fact(enum record_id record);
const struct choice_fact *choice_fact(enum choice choice);
const struct unit_section_fact *unit_section_fact(enum unit_section section);
const struct unit_type_fact *unit_type_fact(enum unit_type type);
const char *value_expected(enum value_type type);
const char *choice_set_noun(enum choice_set set);

/* The version of the language that brought a field: 1, 2... */
unsigned field_since(enum field_id field);

/* All pairs of fields that exclude each other. */
const struct exclusive_fact *exclusive_facts(uint32_t *count);

/* All members of a record, at most 32. */
const struct member_fact *record_members(enum record_id record,
                                         uint32_t *count);

/* The member of a record with this key, or NULL. */
const struct member_fact *record_member(enum record_id record,
                                        struct thoth_text key);

/* The member of a set with this name, CHOICE_COUNT if there is none. */
enum choice choice_find(enum choice_set set, struct thoth_text name);

/* The type of that name, UNIT_TYPE_COUNT if there is none. */
enum unit_type unit_type_find(struct thoth_text name);

/* The kind listed under that key, UNIT_SECTION_COUNT if there is none. */
enum unit_section unit_section_find(struct thoth_text key);

/* In a tree that passed check_file: the entry of a field in a mapping and its
 * value; NULL if it is absent or if `mapping` is NULL or no mapping. */
const struct ast_entry *field_entry(const struct ast_node *mapping,
                                    enum field_id field);
const struct ast_node *field_value(const struct ast_node *mapping,
                                   enum field_id field);

/* A literal of an expression: whether a node is one, and its value, which is
 * infinite where it is too large for a double. */
bool check_is_number(const struct ast_node *node);
double check_number_value(const struct ast_node *node);

/* The name that a condition asks of the package version at hand, alone or as
 * one of its conjuncts; NULL: none. `condition` may be NULL. */
const struct ast_node *
check_condition_package(const struct ast_node *condition);

/* The type of a unit, UNIT_TYPE_COUNT if it is missing or unknown. */
enum unit_type check_unit_type(const struct ast_node *unit);

#endif
