/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cases as lines of JSON. A line is a case, or an object that holds one under
 * "case", with an "id" of any type; recorded vectors are of the latter form.
 */
#ifndef COMPILER_DRIVER_CASE_LINE_H
#define COMPILER_DRIVER_CASE_LINE_H

#include <jansson.h>
#include <stdint.h>
#include <stdio.h>

struct case_line {
    uint64_t number;    /* of the line, from 1 */
    json_t *object;     /* the whole line; case_line_release */
    const json_t *id;   /* NULL: none */
    const json_t *body; /* "case" of the line, of any type; or the line */
};

struct case_reader {
    FILE *stream;
    char *buffer; /* of getline */
    size_t room;
    uint64_t number; /* of the last line read */
};

enum case_line_result {
    CASE_LINE_READ,
    CASE_LINE_END,
    CASE_LINE_BAD,     /* no JSON object: reported; reading may go on */
    CASE_LINE_TROUBLE, /* the stream cannot be read: reported */
};

/* Reads the next line that is not blank. What is wrong with one is printed on
 * standard error, with `program` in front. Unwinds when memory is short. */
enum case_line_result case_line_read(struct case_reader *reader,
                                     const char *program,
                                     struct case_line *line);

void case_line_release(struct case_line *line);
void case_reader_release(struct case_reader *reader);

#endif
