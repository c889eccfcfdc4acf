/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lines of a requirements file as pip reads them: a backslash at the end joins
 * the next line, comments begin at the start of a line or behind white space.
 */
#ifndef RESOLVER_INPUT_LOGICAL_LINE_H
#define RESOLVER_INPUT_LOGICAL_LINE_H

#include "resolver/base/problem.h"

/* Where a part of a logical line stands in the file. */
struct line_part {
    size_t offset; /* in the logical line */
    uint32_t line;
};

struct logical_line {
    struct arena *arena;
    struct thoth_text rest; /* of the file */
    uint32_t next;          /* number of the next line of the file */
    char *text;             /* of this line, without comment */
    size_t length, room;
    struct line_part *parts;
    size_t part_count, part_room;
};

void logical_line_start(struct logical_line *line, struct arena *arena,
                        struct thoth_text bytes);

/* The next line, which may be empty; false at the end. */
bool logical_line_next(struct logical_line *line);

/* Where the byte at an offset of the line stands. */
struct place logical_line_place(const struct logical_line *line,
                                struct thoth_text path, size_t offset);

#endif
