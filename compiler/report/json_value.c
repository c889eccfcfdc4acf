/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Building JSON with jansson, with running out of memory in one place.
 */
#include "compiler/report/json_value.h"

#include "compiler/base/out_of_memory.h"
#include "runtime/unicode.h"

#include <stdlib.h>

enum { REPLACEMENT = 0xfffd, SURROGATES = 0xd800, BEHIND_SURROGATES = 0xe000 };

static _Noreturn void give_up(struct json_builder *builder)
{
    json_decref(builder->root);
    builder->root = NULL;
    memory_ran_out();
}

/* Takes over `value`, which may be NULL for no memory. */
static json_t *add(struct json_builder *builder, json_t *to, const char *key,
                   json_t *value)
{
    if (key ? json_object_set_new(to, key, value)
            : json_array_append_new(to, value))
        give_up(builder);
    return value;
}

json_t *json_value_start(struct json_builder *builder)
{
    builder->root = json_object();
    if (!builder->root)
        memory_ran_out();
    return builder->root;
}

json_t *json_value_object(struct json_builder *builder, json_t *to,
                          const char *key)
{
    return add(builder, to, key, json_object());
}

json_t *json_value_list(struct json_builder *builder, json_t *to,
                        const char *key)
{
    return add(builder, to, key, json_array());
}

static bool is_stray(uint32_t code)
{
    return code >= UNICODE_LIMIT ||
           (code >= SURROGATES && code < BEHIND_SURROGATES);
}

/* Writes the repaired text; returns how long it is. */
static size_t repair(struct thoth_text text, char *to)
{
    const char *at = text.at, *end = text.at + text.length, *start = to;

    while (at < end) {
        uint32_t code = unicode_decode(&at, end);

        to += unicode_encode(is_stray(code) ? REPLACEMENT : code, to);
    }
    return (size_t)(to - start);
}

struct thoth_text json_repaired_text(struct arena *arena,
                                     struct thoth_text text)
{
    const char *at = text.at, *end = text.at + text.length;
    bool sound = true;
    char *bytes;

    while (at < end)
        sound &= !is_stray(unicode_decode(&at, end));
    if (sound)
        return text;
    bytes = arena_array(arena, text.length, UNICODE_MAX_BYTES);
    return (struct thoth_text){bytes, repair(text, bytes)};
}

/* jansson takes UTF-8 only; paths may be any bytes. */
static json_t *repaired(struct thoth_text text)
{
    char *bytes = malloc(text.length * UNICODE_MAX_BYTES + 1);
    json_t *value = NULL;

    if (bytes)
        value = json_stringn(bytes, repair(text, bytes));
    free(bytes);
    return value;
}

void json_value_text(struct json_builder *builder, json_t *to, const char *key,
                     struct thoth_text text)
{
    json_t *value;

    if (!text.at) {
        json_value_null(builder, to, key);
        return;
    }
    value = json_stringn(text.at, text.length);
    add(builder, to, key, value ? value : repaired(text));
}

void json_value_string(struct json_builder *builder, json_t *to,
                       const char *key, const char *string)
{
    json_value_text(builder, to, key, thoth_text_of(string));
}

void json_value_number(struct json_builder *builder, json_t *to,
                       const char *key, uint64_t number)
{
    add(builder, to, key, json_integer((json_int_t)number));
}

void json_value_bool(struct json_builder *builder, json_t *to, const char *key,
                     bool truth)
{
    add(builder, to, key, json_boolean(truth));
}

void json_value_null(struct json_builder *builder, json_t *to, const char *key)
{
    add(builder, to, key, json_null());
}

void json_value_write(struct json_builder *builder, FILE *stream)
{
    /* It needs memory, too; a stream that failed says so itself. */
    if (json_dumpf(builder->root, stream, 0) && !ferror(stream))
        give_up(builder);
    json_decref(builder->root);
    builder->root = NULL;
}
