/* SPDX-License-Identifier: Apache-2.0 */
/*
 * JSON Schema of single values. Patterns are ECMA-262 with Unicode, as JSON
 * Schema asks for; each takes all that the check stage takes.
 */
#include "compiler/check/schema_value.h"

#include "compiler/base/out_of_memory.h"

/* No character that lower-casing changes, no `_` or `.`, no run of `-`. */
#define PATTERN_PACKAGE_NAME                                                   \
    "^(?![\\s\\S]*--)[^\\p{Changes_When_Lowercased}_.]*$"

/* Clauses between commas, each empty or with an operator in front; white space
 * as Python strips it. */
#define SPACE "[\\s\\u001c-\\u001f\\u0085]*"
#define CLAUSE SPACE "((===|[=!<>~]=|[<>])[^,]*)?"
#define PATTERN_SPECIFIER "^" CLAUSE "(," CLAUSE ")*$"

/* A page name, or a scheme and an authority. Brackets come in pairs (the
 * closing one may even stand first) and the opening one is followed by an
 * address. Tabs and line breaks count for nothing. */
#define BREAK "[\\t\\r\\n]*"
#define SCHEME                                                                 \
    "[\\u0000-\\u0020]*[A-Za-z][A-Za-z0-9+.\\t\\r\\n-]*:" BREAK "/" BREAK      \
    "/" BREAK
#define NAMED_HOST "[^/?#\\[\\]\\t\\r\\n][^/?#\\[\\]]*([/?#][\\s\\S]*)?"
#define ADDRESS                                                                \
    "\\[" BREAK "(v" BREAK "[0-9A-Fa-f][^\\]/?#]*\\.[^\\]/?#]+"                \
    "|[0-9A-Fa-f:.\\t\\r\\n]*:[0-9A-Fa-f:.\\t\\r\\n]*(%[^%\\]/?#]+)?)"
#define PATTERN_LINK                                                           \
    "^([a-z0-9_-]+|" SCHEME "(" NAMED_HOST "|[^/?#\\[\\]]*" ADDRESS            \
    "\\][\\s\\S]*"                                                             \
    "|[^/?#\\[]*\\][^/?#\\[]*" ADDRESS "([\\]/?#][\\s\\S]*)?))$"

json_t *schema_need(json_t *value)
{
    if (value == NULL)
        memory_ran_out();
    return value;
}

void schema_set(json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, schema_need(value)) != 0)
        memory_ran_out();
}

void schema_add(json_t *array, json_t *value)
{
    if (json_array_append_new(array, schema_need(value)) != 0)
        memory_ran_out();
}

json_t *schema_type(const char *type)
{
    json_t *schema = schema_need(json_object());

    schema_set(schema, "type", json_string(type));
    return schema;
}

json_t *schema_list(json_t *items, unsigned minimum, unsigned maximum)
{
    json_t *schema = schema_type("array");

    if (minimum > 0)
        schema_set(schema, "minItems", json_integer(minimum));
    if (maximum > 0)
        schema_set(schema, "maxItems", json_integer(maximum));
    schema_set(schema, "items", items);
    return schema;
}

static json_t *text(void)
{
    json_t *schema = schema_type("string");

    schema_set(schema, "minLength", json_integer(1));
    return schema;
}

static json_t *pattern(const char *expression)
{
    json_t *schema = schema_type("string");

    schema_set(schema, "pattern", json_string(expression));
    return schema;
}

static json_t *one_of_names(enum choice_set set)
{
    json_t *schema = schema_need(json_object());
    json_t *names = schema_need(json_array());

    for (unsigned i = 0; i < CHOICE_COUNT; i++)
        if (choice_fact((enum choice)i)->set == set)
            schema_add(names,
                       json_string(choice_fact((enum choice)i)->name.at));
    schema_set(schema, "enum", names);
    return schema;
}

/* Booleans are integers to the reference. */
static json_t *integer(void)
{
    json_t *schema = schema_need(json_object());
    json_t *types = schema_need(json_array());

    schema_add(types, json_string("integer"));
    schema_add(types, json_string("boolean"));
    schema_set(schema, "type", types);
    return schema;
}

static json_t *zero_or_one(void)
{
    json_t *schema = schema_need(json_object());
    json_t *values = schema_need(json_array());

    schema_add(values, json_integer(0));
    schema_add(values, json_integer(1));
    schema_add(values, json_false());
    schema_add(values, json_true());
    schema_set(schema, "enum", values);
    return schema;
}

static json_t *non_empty_mapping(void)
{
    json_t *schema = schema_type("object");

    schema_set(schema, "minProperties", json_integer(1));
    return schema;
}

static json_t *labels(void)
{
    json_t *schema = schema_type("object");

    schema_set(schema, "additionalProperties", text());
    return schema;
}

/* Lists of at least `minimum` symbols, by library. */
static json_t *used_symbols(json_t *schema, unsigned minimum)
{
    json_t *names = schema_need(json_object());

    schema_set(names, "minLength", json_integer(1));
    schema_set(schema, "propertyNames", names);
    schema_set(schema, "additionalProperties", schema_list(text(), minimum, 0));
    return schema;
}

static json_t *plain_value(enum field_id field)
{
    switch (field_fact(field)->value) {
    case VALUE_STRING:
        return text();
    case VALUE_UNIT_TYPE:
        return schema_type("string");
    case VALUE_INTEGER:
        return integer();
    case VALUE_ZERO_OR_ONE:
        return zero_or_one();
    case VALUE_BOOLEAN:
        return schema_type("boolean");
    case VALUE_NUMBER:
    case VALUE_SCORE:
        return schema_type("number");
    case VALUE_CHOICE:
        return one_of_names(field_fact(field)->choices);
    case VALUE_PACKAGE_NAME:
        return pattern(PATTERN_PACKAGE_NAME);
    case VALUE_SPECIFIER:
        return pattern(PATTERN_SPECIFIER);
    case VALUE_LOCKED_VERSION:
        return pattern("^==");
    case VALUE_LINK:
        return pattern(PATTERN_LINK);
    case VALUE_METADATA:
        return non_empty_mapping();
    case VALUE_LABELS:
        return labels();
    case VALUE_LIBRARY_USAGE:
        return used_symbols(non_empty_mapping(), 1);
    case VALUE_USED_SYMBOLS:
        return used_symbols(schema_type("object"), 0);
    case VALUE_REQUIREMENTS:
        return schema_type("object");
    case VALUE_ANY:
    case VALUE_RECORD:
    case VALUE_CONDITION:
    case VALUE_TYPE_COUNT:
        break;
    }
    return schema_need(json_object());
}

json_t *schema_value(enum field_id field)
{
    json_t *schema = plain_value(field), *either, *alternatives;

    if (!field_fact(field)->nullable)
        return schema;
    alternatives = schema_need(json_array());
    schema_add(alternatives, schema);
    schema_add(alternatives, schema_type("null"));
    either = schema_need(json_object());
    schema_set(either, "anyOf", alternatives);
    return either;
}
