/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writes one line of JSON into memory. Values can be passed through as the
 * JSON text they already are, so that integers may have any size, which is why
 * this is no tree of jansson's. Commas come by themselves: one is put before
 * whatever does not follow an opening bracket or a colon.
 */
#ifndef COMPILER_DRIVER_CASE_WRITER_H
#define COMPILER_DRIVER_CASE_WRITER_H

#include "runtime/text.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/* All zero bytes are an empty writer. Belongs to one thread. Functions that
 * write unwind when memory is short; what was written stays valid. */
struct case_writer {
    char *bytes;
    size_t length;
    size_t room;
};

void case_writer_release(struct case_writer *writer);

/* `bracket` is one of "{", "[", "}", "]". */
void case_write_open(struct case_writer *writer, char bracket);
void case_write_close(struct case_writer *writer, char bracket);

/* The key of the value that is written next; plain ASCII. */
void case_write_key(struct case_writer *writer, const char *key);

/* A key of any text. */
void case_write_key_text(struct case_writer *writer, struct thoth_text key);

void case_write_text(struct case_writer *writer, struct thoth_text text);

/* Several texts in a row as one string. */
void case_write_joined(struct case_writer *writer,
                       const struct thoth_text *parts, size_t count);
void case_write_string(struct case_writer *writer, const char *string);
void case_write_bool(struct case_writer *writer, bool truth);

/* A finite number, with the digits that give it back. */
void case_write_real(struct case_writer *writer, double number);
void case_write_count(struct case_writer *writer, uint64_t count);

/* JSON text that is passed through, and a value read before. */
void case_write_raw(struct case_writer *writer, struct thoth_text json);
void case_write_value(struct case_writer *writer, const json_t *value);

/* Ends the line. */
void case_write_newline(struct case_writer *writer);

#endif
