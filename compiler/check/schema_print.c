/* SPDX-License-Identifier: Apache-2.0 */
/*
 * JSON Schema of records, forms and units: one definition a record, one for
 * each kind of units, with a branch per unit type. The definitions of version
 * v2 of the language stand beside those of v1, named with a prefix; which apply
 * is said by the metadata of a file.
 */
#include "compiler/check/schema_print.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/check/schema_value.h"

#include <string.h>

struct definition_name {
    char text[64];
};

/* A version of the language whose definitions are being made. */
struct language {
    unsigned version;
    const char *prefix; /* of the names of definitions */
    const char *path;   /* of references to them */
};

static const struct language LANGUAGES[] = {
    {1, "", "#/$defs/"},
    {2, "v2_", "#/$defs/v2_"},
};

/* Definitions are named like the rows of records.def, in lower case. */
static struct definition_name definition_name(const char *prefix,
                                              const char *row)
{
    struct definition_name name;
    size_t length = strlen(prefix);

    memcpy(name.text, prefix, length);
    for (; *row != '\0' && length + 1 < sizeof(name.text); row++)
        name.text[length++] =
            *row >= 'A' && *row <= 'Z' ? (char)(*row - 'A' + 'a') : *row;
    name.text[length] = '\0';
    return name;
}

/* {"$ref": "#/$defs/NAME"} */
static json_t *reference(const struct language *language, const char *name)
{
    json_t *schema = schema_need(json_object());

    schema_set(schema, "$ref",
               json_string(definition_name(language->path, name).text));
    return schema;
}

/* A literal, or a mapping that computes the number, or (of `score` and `when`)
 * the text of an expression. */
static json_t *computed(const struct language *language,
                        const struct member_fact *member)
{
    json_t *schema = schema_need(json_object());
    json_t *either = schema_need(json_array());
    enum value_type value = field_fact(member->field)->value;

    if (value != VALUE_CONDITION)
        schema_add(either, schema_value(member->field));
    if (value != VALUE_NUMBER)
        schema_add(either, schema_type("string"));
    schema_add(either, reference(language, record_fact(member->target)->name));
    schema_set(schema, "anyOf", either);
    return schema;
}

/* {"if": {"type": type}, "then": then, "else": otherwise}: editors then report
 * what is wrong in the branch that was meant, which "anyOf" cannot tell. */
static json_t *by_type(const char *type, json_t *then, json_t *otherwise)
{
    json_t *schema = schema_need(json_object());

    schema_set(schema, "if", schema_type(type));
    schema_set(schema, "then", then);
    schema_set(schema, "else", otherwise);
    return schema;
}

static json_t *or_null(json_t *schema)
{
    return by_type("null", schema_type("null"), schema);
}

static json_t *single(const struct language *language,
                      const struct member_fact *member)
{
    enum value_type value = field_fact(member->field)->value;
    json_t *schema;

    if (member->target == RECORD_NONE ||
        (value == VALUE_SCORE && language->version < 2))
        return schema_value(member->field);
    if (value == VALUE_NUMBER || value == VALUE_SCORE ||
        member->field == FIELD_INCLUDE_WHEN ||
        member->field == FIELD_MATCH_WHEN)
        return computed(language, member);
    schema = reference(language, record_fact(member->target)->name);
    return field_fact(member->field)->nullable ? or_null(schema) : schema;
}

/* A mapping with `not`, which may be missing. */
static json_t *negation(json_t *value)
{
    json_t *schema = schema_type("object");
    json_t *properties = schema_need(json_object());

    schema_set(properties, field_fact(FIELD_NEGATION_NOT)->key.at, value);
    schema_set(schema, "properties", properties);
    schema_set(schema, "additionalProperties", json_false());
    return schema;
}

static json_t *list(const struct language *language,
                    const struct member_fact *member)
{
    return schema_list(single(language, member), member->minimum,
                       member->maximum);
}

static json_t *member_schema(const struct language *language,
                             const struct member_fact *member)
{
    switch (member->form) {
    case FORM_LIST:
        return list(language, member);
    case FORM_LIST_OR_SINGLE:
        return by_type("array", list(language, member),
                       single(language, member));
    case FORM_LIST_OR_NOT:
        return by_type("object", negation(list(language, member)),
                       list(language, member));
    case FORM_SINGLE_OR_NOT:
        return by_type("object", negation(single(language, member)),
                       single(language, member));
    case FORM_LIST_OR_NULL:
        return or_null(list(language, member));
    case FORM_SINGLE:
        break;
    }
    return single(language, member);
}

static json_t *described_member(const struct language *language,
                                const struct member_fact *member)
{
    json_t *schema = schema_need(json_object());
    json_t *value = member_schema(language, member);

    schema_set(schema, "description",
               json_string(field_fact(member->field)->documentation));
    if (json_object_update(schema, value) != 0)
        memory_ran_out();
    json_decref(value);
    return schema;
}

/* What stands together excludes what it cannot stand with. */
static void add_exclusive(json_t *schema, enum record_id record)
{
    uint32_t count;
    const struct exclusive_fact *facts = exclusive_facts(&count);
    json_t *all = schema_need(json_array());

    for (uint32_t i = 0; i < count; i++)
        if (facts[i].record == record)
            schema_add(all, json_pack("{s:{s:[ss]}}", "not", "required",
                                      field_fact(facts[i].left)->key.at,
                                      field_fact(facts[i].right)->key.at));
    if (json_array_size(all) > 0)
        schema_set(schema, "allOf", all);
    else
        json_decref(all);
}

/* The one rule that depends on a value (check_yield in check_record.c): with
 * `yield_matched_version: true` there is a package without locked version. */
static void add_yield_rule(json_t *schema)
{
    json_error_t error;
    json_t *rule = json_pack_ex(
        &error, 0, "{s:{s:{s:{s:b}}, s:[s]}, s:{s:[s], s:{s:{s:{s:{s:s}}}}}}",
        "if", "properties", "yield_matched_version", "const", 1, "required",
        "yield_matched_version", "then", "required", "package_version",
        "properties", "package_version", "properties", "locked_version", "type",
        "null");

    if (json_object_update(schema, schema_need(rule)) != 0)
        memory_ran_out();
    json_decref(rule);
}

/* Of the alternatives of a record exactly one is there. */
static void add_alternatives(json_t *schema, enum record_id record)
{
    uint32_t count;
    const struct member_fact *members = record_members(record, &count);
    json_t *one = schema_need(json_array());

    for (uint32_t i = 0; i < count; i++)
        if (members[i].alternative)
            schema_add(one, json_pack("{s:[s]}", "required",
                                      field_fact(members[i].field)->key.at));
    if (json_array_size(one) > 0)
        schema_set(schema, "oneOf", one);
    else
        json_decref(one);
}

/* What need not be there beside a condition (check_record.c). */
static bool may_lack(const struct language *language, enum record_id record,
                     const struct member_fact *member)
{
    return language->version >= 2 &&
           (member->field == FIELD_MATCH_PACKAGE_VERSION ||
            member->field == FIELD_MATCH_STATE) &&
           record_member(record, field_fact(FIELD_MATCH_WHEN)->key) != NULL;
}

/* Then one of both is. */
static void add_condition(const struct language *language, json_t *schema,
                          enum record_id record)
{
    uint32_t count;
    const struct member_fact *members = record_members(record, &count);

    for (uint32_t i = 0; i < count; i++)
        if (members[i].required && may_lack(language, record, &members[i]))
            schema_set(schema, "anyOf",
                       json_pack("[{s:[s]}, {s:[s]}]", "required",
                                 field_fact(members[i].field)->key.at,
                                 "required", "when"));
}

static json_t *record_schema(const struct language *language,
                             enum record_id record)
{
    uint32_t count;
    const struct member_fact *members = record_members(record, &count);
    json_t *schema = schema_type("object");
    json_t *properties = schema_need(json_object());
    json_t *required = schema_need(json_array());

    for (uint32_t i = 0; i < count; i++) {
        const char *key = field_fact(members[i].field)->key.at;
        if (field_since(members[i].field) > language->version)
            continue;
        schema_set(properties, key, described_member(language, &members[i]));
        if (members[i].required && !may_lack(language, record, &members[i]))
            schema_add(required, json_string(key));
    }
    schema_set(schema, "properties", properties);
    schema_set(schema, "required", required);
    schema_set(schema, "additionalProperties", json_false());
    add_exclusive(schema, record);
    add_alternatives(schema, record);
    add_condition(language, schema, record);
    if (record == RECORD_YIELD)
        add_yield_rule(schema);
    return schema;
}

/* A unit of any type. What `match` and `run` are is said by the branches of
 * its kind. */
static json_t *unit_schema(const struct language *language)
{
    json_t *schema = record_schema(language, RECORD_UNIT);
    json_t *properties = json_object_get(schema, "properties");
    const enum field_id open[] = {FIELD_UNIT_MATCH, FIELD_UNIT_RUN};

    for (size_t i = 0; i < sizeof(open) / sizeof(open[0]); i++) {
        json_t *description = schema_need(json_object());
        schema_set(description, "description",
                   json_string(field_fact(open[i])->documentation));
        schema_set(properties, field_fact(open[i])->key.at, description);
    }
    return schema;
}

/* {"if": {type is NAME}, "then": {match and run}} */
static json_t *type_branch(const struct language *language,
                           const struct unit_type_fact *fact)
{
    const struct member_fact *const members[] = {&fact->match, &fact->run};
    json_t *branch = schema_need(json_pack("{s:{s:{s:{s:s}}, s:[s]}}", "if",
                                           "properties", "type", "const",
                                           fact->name.at, "required", "type"));
    json_t *then = schema_need(json_object());
    json_t *properties = schema_need(json_object());
    json_t *required = schema_need(json_array());

    for (size_t i = 0; i < 2; i++) {
        const char *key = field_fact(members[i]->field)->key.at;
        schema_set(properties, key, member_schema(language, members[i]));
        if (members[i]->required)
            schema_add(required, json_string(key));
    }
    schema_set(then, "description", json_string(fact->documentation));
    schema_set(then, "properties", properties);
    schema_set(then, "required", required);
    schema_set(branch, "then", then);
    return branch;
}

static json_t *section_schema(const struct language *language,
                              enum unit_section section)
{
    json_t *schema = reference(language, record_fact(RECORD_UNIT)->name);
    json_t *properties = schema_need(json_object());
    json_t *type = schema_need(json_object());
    json_t *names = schema_need(json_array());
    json_t *branches = schema_need(json_array());

    for (unsigned i = 0; i < UNIT_TYPE_COUNT; i++) {
        const struct unit_type_fact *fact = unit_type_fact((enum unit_type)i);
        if (fact->section != section)
            continue;
        schema_add(names, json_string(fact->name.at));
        schema_add(branches, type_branch(language, fact));
    }
    schema_set(type, "enum", names);
    schema_set(properties, "type", type);
    schema_set(schema, "properties", properties);
    schema_set(schema, "allOf", branches);
    return schema;
}

/* `units`, with each list's own kind of units. */
static json_t *units_schema(const struct language *language)
{
    json_t *schema = record_schema(language, RECORD_UNITS);
    json_t *properties = json_object_get(schema, "properties");

    for (unsigned i = 0; i < UNIT_SECTION_COUNT; i++) {
        const struct unit_section_fact *fact =
            unit_section_fact((enum unit_section)i);
        json_t *member = json_object_get(properties, fact->key.at);
        schema_set(member, "items", reference(language, fact->noun));
    }
    return schema;
}

static void add_record(const struct language *language, json_t *definitions,
                       enum record_id record)
{
    struct definition_name name =
        definition_name(language->prefix, record_fact(record)->name);

    if (record == RECORD_UNIT)
        schema_set(definitions, name.text, unit_schema(language));
    else if (record == RECORD_UNITS)
        schema_set(definitions, name.text, units_schema(language));
    else
        schema_set(definitions, name.text, record_schema(language, record));
}

/* Has a version of the language a record? Those of later versions have members
 * of these versions only. */
static bool has_record(const struct language *language, enum record_id record)
{
    uint32_t count;
    const struct member_fact *members = record_members(record, &count);

    if (record == RECORD_TESTED_PACKAGE)
        return language->version >= 2;
    for (uint32_t i = 0; i < count; i++)
        if (field_since(members[i].field) <= language->version &&
            !members[i].alternative)
            return true;
    return language->version >= 2;
}

static void add_definitions(const struct language *language,
                            json_t *definitions)
{
    for (unsigned i = RECORD_NONE + 1; i < RECORD_COUNT; i++)
        if (i != RECORD_NEGATION && has_record(language, (enum record_id)i))
            add_record(language, definitions, (enum record_id)i);
    for (unsigned i = 0; i < UNIT_SECTION_COUNT; i++)
        schema_set(
            definitions,
            definition_name(language->prefix,
                            unit_section_fact((enum unit_section)i)->noun)
                .text,
            section_schema(language, (enum unit_section)i));
}

/* {"if": {the metadata says v2}, "then": ..., "else": ...} */
static json_t *by_language(void)
{
    const char *file = record_fact(RECORD_FILE)->name;
    json_t *schema = schema_need(json_object());

    schema_set(schema, "if",
               json_pack("{s:s, s:[s], s:{s:{s:s, s:[s], s:{s:{s:s}}}}}",
                         "type", "object", "required", "metadata", "properties",
                         "metadata", "type", "object", "required", "version",
                         "properties", "version", "const", "v2"));
    schema_set(schema, "then", reference(&LANGUAGES[1], file));
    schema_set(schema, "else", reference(&LANGUAGES[0], file));
    return schema;
}

void schema_print(FILE *stream)
{
    json_t *schema = schema_need(json_object());
    json_t *file = by_language();
    json_t *definitions = schema_need(json_object());

    schema_set(schema, "$schema",
               json_string("https://json-schema.org/draft/2020-12/schema"));
    schema_set(schema, "title", json_string("Thoth prescription"));
    for (size_t i = 0; i < sizeof LANGUAGES / sizeof *LANGUAGES; i++)
        add_definitions(&LANGUAGES[i], definitions);
    if (json_object_update(schema, file) != 0)
        memory_ran_out();
    json_decref(file);
    schema_set(schema, "$defs", definitions);
    if (json_dumpf(schema, stream, JSON_INDENT(2)) != 0 && !ferror(stream))
        memory_ran_out();
    fputc('\n', stream);
    json_decref(schema);
}
