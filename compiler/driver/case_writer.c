/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A growing line of JSON text. Texts are UTF-8 already, so only what JSON
 * forbids inside of strings is escaped (RFC 8259, section 7).
 */
#include "compiler/driver/case_writer.h"

#include "compiler/base/out_of_memory.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void case_writer_release(struct case_writer *writer)
{
    free(writer->bytes);
    *writer = (struct case_writer){0};
}

static void append(struct case_writer *writer, const char *bytes, size_t size)
{
    if (size > writer->room - writer->length) {
        size_t room = writer->room ? writer->room : 4096;

        while (size > room - writer->length) {
            if (room > SIZE_MAX / 2)
                memory_ran_out();
            room *= 2;
        }
        writer->bytes = memory_grow(writer->bytes, room, 1);
        writer->room = room;
    }
    if (size > 0)
        memcpy(writer->bytes + writer->length, bytes, size);
    writer->length += size;
}

/* Called before each key and value. A complete value ends in none of these. */
static void separate(struct case_writer *writer)
{
    if (writer->length > 0 &&
        !strchr("{[:\n", writer->bytes[writer->length - 1]))
        append(writer, ",", 1);
}

void case_write_open(struct case_writer *writer, char bracket)
{
    separate(writer);
    append(writer, &bracket, 1);
}

void case_write_close(struct case_writer *writer, char bracket)
{
    append(writer, &bracket, 1);
}

void case_write_key_text(struct case_writer *writer, struct thoth_text key)
{
    case_write_text(writer, key);
    append(writer, ":", 1);
}

void case_write_key(struct case_writer *writer, const char *key)
{
    case_write_key_text(writer, (struct thoth_text){key, strlen(key)});
}

static void append_escaped(struct case_writer *writer, unsigned char byte)
{
    static const char characters[] = "\"\\\b\f\n\r\t";
    static const char letters[] = "\"\\bfnrt";
    const char *special = byte ? strchr(characters, byte) : NULL;
    char escape[8];
    int length;

    if (special)
        length = snprintf(escape, sizeof escape, "\\%c",
                          letters[special - characters]);
    else
        length = snprintf(escape, sizeof escape, "\\u%04x", byte);
    append(writer, escape, (size_t)length);
}

static void append_text(struct case_writer *writer, struct thoth_text text)
{
    size_t start = 0;

    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.at[i];

        if (byte >= 0x20 && byte != '"' && byte != '\\')
            continue;
        append(writer, text.at + start, i - start);
        append_escaped(writer, byte);
        start = i + 1;
    }
    if (text.length > start)
        append(writer, text.at + start, text.length - start);
}

void case_write_joined(struct case_writer *writer,
                       const struct thoth_text *parts, size_t count)
{
    separate(writer);
    append(writer, "\"", 1);
    for (size_t i = 0; i < count; i++)
        append_text(writer, parts[i]);
    append(writer, "\"", 1);
}

void case_write_text(struct case_writer *writer, struct thoth_text text)
{
    case_write_joined(writer, &text, 1);
}

void case_write_string(struct case_writer *writer, const char *string)
{
    case_write_text(writer, (struct thoth_text){string, strlen(string)});
}

void case_write_raw(struct case_writer *writer, struct thoth_text json)
{
    separate(writer);
    append(writer, json.at, json.length);
}

void case_write_bool(struct case_writer *writer, bool truth)
{
    const char *name = truth ? "true" : "false";

    case_write_raw(writer, (struct thoth_text){name, strlen(name)});
}

void case_write_count(struct case_writer *writer, uint64_t count)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%" PRIu64, count);

    case_write_raw(writer, (struct thoth_text){digits, (size_t)length});
}

void case_write_value(struct case_writer *writer, const json_t *value)
{
    char *json = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);

    if (!json)
        memory_ran_out();
    case_write_raw(writer, (struct thoth_text){json, strlen(json)});
    free(json);
}

/* By jansson, which does not depend on the locale's decimal point. */
void case_write_real(struct case_writer *writer, double number)
{
    json_t *real = json_real(number);

    if (!real)
        memory_ran_out();
    case_write_value(writer, real);
    json_decref(real);
}

void case_write_newline(struct case_writer *writer)
{
    append(writer, "\n", 1);
}
