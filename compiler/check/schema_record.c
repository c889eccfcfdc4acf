/* SPDX-License-Identifier: Apache-2.0 */
/*
 * JSON Schema of forms, members and records, from the rows of records.def.
 */
#include "compiler/check/schema_record.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/check/schema_value.h"

#include <string.h>

struct schema_definition_name schema_definition_name(const char *prefix,
                                                     const char *row)
{
    struct schema_definition_name name;
    size_t length = strlen(prefix);

    memcpy(name.text, prefix, length);
    for (; *row != '\0' && length + 1 < sizeof(name.text); row++)
        name.text[length++] =
            *row >= 'A' && *row <= 'Z' ? (char)(*row - 'A' + 'a') : *row;
    name.text[length] = '\0';
    return name;
}

json_t *schema_reference(const struct schema_language *language,
                         const char *name)
{
    json_t *schema = schema_need(json_object());

    schema_set(schema, "$ref",
               json_string(schema_definition_name(language->path, name).text));
    return schema;
}

/* A literal, or a mapping that computes the number, or (of `score` and `when`)
 * the text of an expression. */
static json_t *computed(const struct schema_language *language,
                        const struct member_fact *member)
{
    json_t *schema = schema_need(json_object());
    json_t *either = schema_need(json_array());
    enum value_type value = field_fact(member->field)->value;

    if (value != VALUE_CONDITION)
        schema_add(either, schema_value(member->field));
    if (value != VALUE_NUMBER)
        schema_add(either, schema_type("string"));
    schema_add(either,
               schema_reference(language, record_fact(member->target)->name));
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

static json_t *single(const struct schema_language *language,
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
    schema = schema_reference(language, record_fact(member->target)->name);
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

static json_t *list(const struct schema_language *language,
                    const struct member_fact *member)
{
    return schema_list(single(language, member), member->minimum,
                       member->maximum);
}

json_t *schema_member(const struct schema_language *language,
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

static json_t *described_member(const struct schema_language *language,
                                const struct member_fact *member)
{
    json_t *schema = schema_need(json_object());
    json_t *value = schema_member(language, member);

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
static bool may_lack(const struct schema_language *language,
                     enum record_id record, const struct member_fact *member)
{
    return language->version >= 2 &&
           (member->field == FIELD_MATCH_PACKAGE_VERSION ||
            member->field == FIELD_MATCH_STATE) &&
           record_member(record, field_fact(FIELD_MATCH_WHEN)->key) != NULL;
}

/* Then one of both is. */
static void add_condition(const struct schema_language *language,
                          json_t *schema, enum record_id record)
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

json_t *schema_record(const struct schema_language *language,
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

/* Records of later versions have members of these versions only. */
bool schema_has_record(const struct schema_language *language,
                       enum record_id record)
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
