/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The parts of the JSON Schema that describe single values. Everything returned
 * is a new reference that the caller owns. Unwinds when memory is short.
 */
#ifndef COMPILER_CHECK_SCHEMA_VALUE_H
#define COMPILER_CHECK_SCHEMA_VALUE_H

#include "compiler/check/field.h"

#include <jansson.h>

/* Jansson's constructors say NULL when memory is short; these unwind. The
 * first returns its argument. `schema_set` and `schema_add` take `value` over
 * and check it, too. */
json_t *schema_need(json_t *value);
void schema_set(json_t *object, const char *key, json_t *value);
void schema_add(json_t *array, json_t *value);

/* {"type": type} */
json_t *schema_type(const char *type);

/* {"type": "array", "items": items}, with limits; `items` is taken over. */
json_t *schema_list(json_t *items, unsigned minimum, unsigned maximum);

/* A single value of a field that is no record. */
json_t *schema_value(enum field_id field);

#endif
