/* SPDX-License-Identifier: Apache-2.0 */
/*
 * JSON put together from texts and numbers. Functions take over references and
 * unwind when memory is short (compiler/base/out_of_memory.h).
 */
#ifndef RESOLVER_REPORT_JSON_BUILD_H
#define RESOLVER_REPORT_JSON_BUILD_H

#include "runtime/text.h"

#include <jansson.h>

/* A string; "?" for bytes that are no UTF-8, such as names of files. */
json_t *json_text(struct thoth_text text);

void json_set(json_t *object, const char *key, json_t *value);
void json_append(json_t *array, json_t *value);

/* Leaves out a text that is empty. */
void json_set_text(json_t *object, const char *key, struct thoth_text text);

/* A number, or null for one that is not finite. */
json_t *json_number(double number);

#endif
