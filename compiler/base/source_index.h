/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Finds lines and columns in a source text, as libyaml counts them: a line
 * ends at LF, CR, CR LF, NEL, LS or PS, a byte order mark has no column, and a
 * column is one character. A place costs the same wherever it lies, in one
 * line of many megabytes, too.
 */
#ifndef COMPILER_BASE_SOURCE_INDEX_H
#define COMPILER_BASE_SOURCE_INDEX_H

#include "compiler/base/arena.h"
#include "runtime/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct source_mark;

struct source_index {
    struct thoth_text text;
    struct source_mark *marks;
    size_t count;
};

/* The index of a text in UTF-8, which must live as long; its own memory comes
 * from the arena. Unwinds when memory is short. */
void source_index_make(struct source_index *index, struct arena *arena,
                       struct thoth_text text);

/* The offset of a line's column, or of the end of the line if it is shorter.
 * False if the text has no such line. */
bool source_index_find(const struct source_index *index, uint32_t line,
                       uint32_t column, size_t *offset);

/* Bytes of the line break at `at`, 0 if there is none. */
size_t source_break_length(const char *at, const char *end);

#endif
