/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Typed access to the fields of a case. A fault says what stands there and
 * what was expected, in the words of JSON.
 */
#include "compiler/driver/case_fields.h"

#include "compiler/base/out_of_memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const type_names[] = {
    [JSON_OBJECT] = "an object",   [JSON_ARRAY] = "an array",
    [JSON_STRING] = "a string",    [JSON_INTEGER] = "an integer",
    [JSON_REAL] = "a real number", [JSON_TRUE] = "a boolean",
    [JSON_FALSE] = "a boolean",    [JSON_NULL] = "null",
};

bool case_fault_set(struct case_fault *fault, const char *format, ...)
{
    va_list arguments;

    if (fault->text[0])
        return false;
    va_start(arguments, format);
    vsnprintf(fault->text, sizeof fault->text, format, arguments);
    va_end(arguments);
    return false;
}

bool case_fault_place(struct case_fault *fault, const char *format, ...)
{
    char what[sizeof fault->text];
    va_list arguments;
    size_t length;

    memcpy(what, fault->text, sizeof what);
    va_start(arguments, format);
    vsnprintf(fault->text, sizeof fault->text, format, arguments);
    va_end(arguments);
    length = strlen(fault->text);
    snprintf(fault->text + length, sizeof fault->text - length, ": %s", what);
    return false;
}

bool case_expect(const json_t *value, json_type type, const char *what,
                 struct case_fault *fault)
{
    json_type found = json_typeof(value);

    if (found == type || (type == JSON_TRUE && found == JSON_FALSE))
        return true;
    return case_fault_set(fault, "%s: expected %s, not %s", what,
                          type_names[type], type_names[found]);
}

bool case_field(const json_t *object, const char *key, json_type type,
                json_t **value, struct case_fault *fault)
{
    *value = json_object_get(object, key);
    if (json_is_null(*value))
        *value = NULL;
    return !*value || case_expect(*value, type, key, fault);
}

bool case_took(enum thoth_status status, struct case_fault *fault)
{
    if (status == THOTH_E_MEMORY)
        memory_ran_out();
    return status == THOTH_OK ||
           case_fault_set(fault, "%s", thoth_status_text(status));
}

struct thoth_text case_text(const json_t *value)
{
    return (struct thoth_text){json_string_value(value),
                               json_string_length(value)};
}

bool case_field_text(const json_t *object, const char *key,
                     struct thoth_text *text, struct case_fault *fault)
{
    json_t *value;

    if (!case_field(object, key, JSON_STRING, &value, fault))
        return false;
    *text = case_text(value);
    return true;
}

bool case_field_bool(const json_t *object, const char *key, bool *truth,
                     struct case_fault *fault)
{
    json_t *value;

    if (!case_field(object, key, JSON_TRUE, &value, fault))
        return false;
    if (value)
        *truth = json_is_true(value);
    return true;
}
