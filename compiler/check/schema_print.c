/* SPDX-License-Identifier: Apache-2.0 */
/*
 * JSON Schema of whole files: one definition a record, one for each kind of
 * units, with a branch per unit type. The definitions of version v2 of the
 * language stand beside those of v1, named with a prefix; which apply is said
 * by the metadata of a file.
 */
#include "compiler/check/schema_print.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/check/schema_record.h"
#include "compiler/check/schema_value.h"

static const struct schema_language LANGUAGES[] = {
    {1, "", "#/$defs/"},
    {2, "v2_", "#/$defs/v2_"},
};

/* A unit of any type. What `match` and `run` are is said by the branches of
 * its kind. */
static json_t *unit_schema(const struct schema_language *language)
{
    json_t *schema = schema_record(language, RECORD_UNIT);
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
static json_t *type_branch(const struct schema_language *language,
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
        schema_set(properties, key, schema_member(language, members[i]));
        if (members[i]->required)
            schema_add(required, json_string(key));
    }
    schema_set(then, "description", json_string(fact->documentation));
    schema_set(then, "properties", properties);
    schema_set(then, "required", required);
    schema_set(branch, "then", then);
    return branch;
}

static json_t *section_schema(const struct schema_language *language,
                              enum unit_section section)
{
    json_t *schema = schema_reference(language, record_fact(RECORD_UNIT)->name);
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
static json_t *units_schema(const struct schema_language *language)
{
    json_t *schema = schema_record(language, RECORD_UNITS);
    json_t *properties = json_object_get(schema, "properties");

    for (unsigned i = 0; i < UNIT_SECTION_COUNT; i++) {
        const struct unit_section_fact *fact =
            unit_section_fact((enum unit_section)i);
        json_t *member = json_object_get(properties, fact->key.at);
        schema_set(member, "items", schema_reference(language, fact->noun));
    }
    return schema;
}

static void add_record(const struct schema_language *language,
                       json_t *definitions, enum record_id record)
{
    struct schema_definition_name name =
        schema_definition_name(language->prefix, record_fact(record)->name);

    if (record == RECORD_UNIT)
        schema_set(definitions, name.text, unit_schema(language));
    else if (record == RECORD_UNITS)
        schema_set(definitions, name.text, units_schema(language));
    else
        schema_set(definitions, name.text, schema_record(language, record));
}

static void add_definitions(const struct schema_language *language,
                            json_t *definitions)
{
    for (unsigned i = RECORD_NONE + 1; i < RECORD_COUNT; i++)
        if (i != RECORD_NEGATION &&
            schema_has_record(language, (enum record_id)i))
            add_record(language, definitions, (enum record_id)i);
    for (unsigned i = 0; i < UNIT_SECTION_COUNT; i++)
        schema_set(
            definitions,
            schema_definition_name(
                language->prefix, unit_section_fact((enum unit_section)i)->noun)
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
    schema_set(schema, "then", schema_reference(&LANGUAGES[1], file));
    schema_set(schema, "else", schema_reference(&LANGUAGES[0], file));
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
