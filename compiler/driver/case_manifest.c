/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Manifest changes in an answer. A bundle keeps such values without loss: what
 * JSON cannot say stands there as an object with one key that is a YAML tag
 * (compiler/lower/opaque.h). An answer has what Python's json module would
 * make of the reference's value: integers with all their digits, keys as texts.
 */
#include "compiler/driver/case_session.h"

#include "compiler/base/out_of_memory.h"
#include "runtime/text.h"

#include <stdlib.h>
#include <string.h>

static void write_value(struct case_writer *writer, const json_t *value);

/* The tag of a tagged value and what it tags, or NULL. */
static const char *tag_of(const json_t *value, const json_t **tagged)
{
    void *only = json_object_iter((json_t *)(uintptr_t)value);
    const char *key = only ? json_object_iter_key(only) : NULL;

    if (!key || strncmp(key, "!!", 2) != 0)
        return NULL;
    *tagged = json_object_iter_value(only);
    return key;
}

static void write_key(struct case_writer *writer, const json_t *key)
{
    const json_t *tagged;
    const char *tag = tag_of(key, &tagged);
    char *json;

    if (tag && json_is_string(tagged))
        key = tagged;
    if (json_is_string(key)) {
        case_write_key_text(writer, case_text(key));
        return;
    }
    json = json_dumps(key, JSON_ENCODE_ANY | JSON_COMPACT);
    if (!json)
        memory_ran_out();
    case_write_key(writer, json);
    free(json);
}

static void write_pairs(struct case_writer *writer, const json_t *pairs)
{
    json_t *pair;
    size_t i;

    case_write_open(writer, '{');
    json_array_foreach(pairs, i, pair)
    {
        write_key(writer, json_array_get(pair, 0));
        write_value(writer, json_array_get(pair, 1));
    }
    case_write_close(writer, '}');
}

/* Numbers that jansson has no place for; false for anything else. */
static bool write_number(struct case_writer *writer, const char *tag,
                         struct thoth_text text)
{
    static const char *const floats[][2] = {
        {"nan", "NaN"}, {"inf", "Infinity"}, {"-inf", "-Infinity"}};

    if (strcmp(tag, "!!int") == 0 && text.length > 0 &&
        strspn(text.at, "-0123456789") == text.length) {
        case_write_raw(writer, text);
        return true;
    }
    if (strcmp(tag, "!!float") != 0)
        return false;
    for (size_t i = 0; i < sizeof floats / sizeof floats[0]; i++)
        if (thoth_text_equal(text, thoth_text_of(floats[i][0]))) {
            case_write_raw(writer, thoth_text_of(floats[i][1]));
            return true;
        }
    return false;
}

static void write_tagged(struct case_writer *writer, const char *tag,
                         const json_t *value)
{
    if (strcmp(tag, "!!map") == 0)
        write_pairs(writer, value);
    else if (!write_number(writer, tag, case_text(value)))
        write_value(writer, value);
}

static void write_object(struct case_writer *writer, const json_t *object)
{
    const char *key;
    json_t *value;
    size_t length;

    case_write_open(writer, '{');
    json_object_keylen_foreach((json_t *)(uintptr_t)object, key, length, value)
    {
        case_write_key_text(writer, (struct thoth_text){key, length});
        write_value(writer, value);
    }
    case_write_close(writer, '}');
}

/* Depth is bounded by the limit on nesting of rules. */
static void write_value(struct case_writer *writer, const json_t *value)
{
    const json_t *tagged;
    const char *tag;
    json_t *item;
    size_t i;

    if (json_is_object(value)) {
        tag = tag_of(value, &tagged);
        if (tag)
            write_tagged(writer, tag, tagged);
        else
            write_object(writer, value);
    } else if (json_is_array(value)) {
        case_write_open(writer, '[');
        json_array_foreach(value, i, item)
        {
            write_value(writer, item);
        }
        case_write_close(writer, ']');
    } else if (json_is_string(value)) {
        case_write_text(writer, case_text(value));
    } else {
        case_write_value(writer, value);
    }
}

void case_manifest_write(struct case_writer *writer, struct thoth_text json)
{
    json_error_t error;
    json_t *value = json_loadb(json.at, json.length,
                               JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);

    if (!value && json_error_code(&error) == json_error_out_of_memory)
        memory_ran_out();
    if (value)
        write_value(writer, value);
    else
        case_write_text(writer, json); /* no compiler of ours wrote it */
    json_decref(value);
}
