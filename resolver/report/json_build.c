/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Jansson that unwinds.
 */
#include "resolver/report/json_build.h"

#include "compiler/base/out_of_memory.h"

#include <math.h>

json_t *json_text(struct thoth_text text)
{
    json_t *json = json_stringn(text.length ? text.at : "", text.length);

    return json ? json : json_string("?");
}

void json_set(json_t *object, const char *key, json_t *value)
{
    if (!object || !value || json_object_set_new(object, key, value))
        memory_ran_out();
}

void json_append(json_t *array, json_t *value)
{
    if (!array || !value || json_array_append_new(array, value))
        memory_ran_out();
}

void json_set_text(json_t *object, const char *key, struct thoth_text text)
{
    if (text.length)
        json_set(object, key, json_text(text));
}

json_t *json_number(double number)
{
    return isfinite(number) ? json_real(number) : json_null();
}
