/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values of JSON out of ours, by jansson. All functions unwind when memory is
 * short and then release the value that was being built, so that a caller has
 * nothing to clean up: it builds one value with json_value_* alone, all of it
 * below one root, and writes it.
 */
#ifndef COMPILER_REPORT_JSON_VALUE_H
#define COMPILER_REPORT_JSON_VALUE_H

#include "compiler/base/arena.h"
#include "runtime/text.h"

#include <jansson.h>
#include <stdint.h>
#include <stdio.h>

/* The text with U+FFFD in place of stray bytes: itself when it has none, else a
 * copy in the arena. */
struct thoth_text json_repaired_text(struct arena *arena,
                                     struct thoth_text text);

/* The value being built. */
struct json_builder {
    json_t *root;
};

/* Starts with an empty object, which is returned; its owner is the builder, as
 * of all that is returned below. */
json_t *json_value_start(struct json_builder *builder);

/* Add to the object `to` under `key`, or, where the key is NULL, to the list
 * `to`. A text that is no UTF-8 gets U+FFFD in place of stray bytes, and an
 * absent one (`at` is NULL) becomes null. */
json_t *json_value_object(struct json_builder *builder, json_t *to,
                          const char *key);
json_t *json_value_list(struct json_builder *builder, json_t *to,
                        const char *key);
void json_value_text(struct json_builder *builder, json_t *to, const char *key,
                     struct thoth_text text);
void json_value_string(struct json_builder *builder, json_t *to,
                       const char *key, const char *string);
void json_value_number(struct json_builder *builder, json_t *to,
                       const char *key, uint64_t number);
void json_value_bool(struct json_builder *builder, json_t *to, const char *key,
                     bool truth);
void json_value_null(struct json_builder *builder, json_t *to, const char *key);

/* Writes the root on one line, without a line break behind it, and releases
 * it. */
void json_value_write(struct json_builder *builder, FILE *stream);

#endif
