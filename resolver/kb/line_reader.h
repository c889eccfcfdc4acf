/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lines of a file, compressed by Zstandard or not, one after the other in a
 * memory that does not grow with the file.
 */
#ifndef RESOLVER_KB_LINE_READER_H
#define RESOLVER_KB_LINE_READER_H

#include "resolver/base/problem.h"

/* Longer lines are refused. */
#define LINE_LIMIT (16u << 20)

struct line_reader;

/* NULL when the file cannot be opened, with an error in the list. "-" is
 * standard input. */
struct line_reader *line_reader_open(const char *path,
                                     struct problem_list *problems);
void line_reader_close(struct line_reader *reader);

/* The next line without its line break, which lives until the next call: 1;
 * 0 at the end; -1 when reading failed, with an error in the list. */
int line_reader_next(struct line_reader *reader, struct thoth_text *line,
                     struct problem_list *problems);

/* Where the last line stands; the path lives as long as the reader. */
struct place line_reader_place(const struct line_reader *reader);

#endif
