/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The lines of a YAML text and how far each is to be indented. Structure comes
 * from libyaml's scanner; nothing is decided by looking at characters.
 */
#ifndef COMPILER_FORMAT_YAML_LINES_H
#define COMPILER_FORMAT_YAML_LINES_H

#include "compiler/base/arena.h"
#include "runtime/text.h"

#include <stdbool.h>
#include <stdint.h>

enum yaml_line_kind {
    YAML_LINE_EMPTY,
    YAML_LINE_COMMENT,
    YAML_LINE_TOKENS,  /* begins with a token */
    YAML_LINE_SCALAR,  /* begins within a plain or quoted scalar */
    YAML_LINE_CONTENT, /* of a block scalar */
};

/* A token that has a width. */
struct yaml_piece {
    const char *start, *end;
    bool spaced; /* one blank stands behind it: `-`, `?`, `:`, tags and anchors
                    of blocks */
    struct yaml_piece *next; /* on the same line */
};

struct yaml_line {
    struct thoth_text text; /* without its line break */
    struct thoth_text ending;
    uint8_t kind; /* enum yaml_line_kind */
    bool placed;  /* its indentation is set */
    bool flow;    /* within brackets */
    bool kept;    /* what is at its end, or that it is empty, says something */
    bool unit;    /* begins a unit that is not the first of its list */
    uint32_t old; /* columns before its first token */
    uint32_t indent;  /* columns that should be there */
    uint32_t dropped; /* of CONTENT: columns that are replaced by these */
    struct yaml_piece *pieces, **end;
};

struct yaml_lines {
    struct yaml_line *lines;
    uint32_t count;
};

/* False if the text has a mistake in its syntax. The text must outlive the
 * lines. Unwinds when memory is short. */
bool yaml_lines_read(struct yaml_lines *lines, struct thoth_text content,
                     struct arena *arena);

#endif
