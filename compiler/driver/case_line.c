/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads JSON lines of any length and finds the case in each.
 */
#include "compiler/driver/case_line.h"

#include "compiler/base/out_of_memory.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static enum case_line_result report(const struct case_reader *reader,
                                    const char *program,
                                    const json_error_t *error)
{
    fprintf(stderr, "%s: line %" PRIu64 ", column %d: %s\n", program,
            reader->number, error->column, error->text);
    return CASE_LINE_BAD;
}

static enum case_line_result parse(const struct case_reader *reader,
                                   size_t length, const char *program,
                                   struct case_line *line)
{
    json_error_t error;

    *line = (struct case_line){.number = reader->number};
    line->object = json_loadb(reader->buffer, length, JSON_ALLOW_NUL, &error);
    if (!line->object && json_error_code(&error) == json_error_out_of_memory)
        memory_ran_out();
    if (!line->object)
        return report(reader, program, &error);
    if (!json_is_object(line->object)) {
        fprintf(stderr, "%s: line %" PRIu64 ": expected a JSON object\n",
                program, reader->number);
        case_line_release(line);
        return CASE_LINE_BAD;
    }
    line->body = json_object_get(line->object, "case");
    if (!line->body)
        line->body = line->object;
    line->id = json_object_get(line->object, "id");
    return CASE_LINE_READ;
}

enum case_line_result case_line_read(struct case_reader *reader,
                                     const char *program,
                                     struct case_line *line)
{
    ssize_t length;

    while ((length = getline(&reader->buffer, &reader->room, reader->stream)) >
           0) {
        reader->number++;
        if (strspn(reader->buffer, " \t\r\n") < (size_t)length)
            return parse(reader, (size_t)length, program, line);
    }
    if (errno == ENOMEM && !feof(reader->stream))
        memory_ran_out();
    if (!ferror(reader->stream))
        return CASE_LINE_END;
    fprintf(stderr, "%s: cannot read standard input: %s\n", program,
            strerror(errno));
    return CASE_LINE_TROUBLE;
}

void case_line_release(struct case_line *line)
{
    json_decref(line->object);
    *line = (struct case_line){0};
}

void case_reader_release(struct case_reader *reader)
{
    free(reader->buffer);
    *reader = (struct case_reader){0};
}
