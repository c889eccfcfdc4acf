/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Breaking text into lines (D. C. Oppen, "Prettyprinting", 1980): a list of
 * steps says what is written, where a line may end and what belongs together.
 * A group whose text fits on the rest of the line is written on it; in another
 * one each break ends the line, or, in a group that is filled, each break
 * behind which the next part would not fit.
 */
#ifndef COMPILER_FORMAT_LAYOUT_H
#define COMPILER_FORMAT_LAYOUT_H

#include "compiler/base/text_builder.h"

#include <stdbool.h>
#include <stdint.h>

enum { LAYOUT_WIDTH = 80 };

enum layout_kind {
    LAYOUT_TEXT,
    LAYOUT_STRING,  /* a string in quotes, which may become several */
    LAYOUT_BREAK,   /* a blank or the end of the line */
    LAYOUT_SOFT,    /* nothing or the end of the line */
    LAYOUT_LINE,    /* always the end of the line */
    LAYOUT_GAP,     /* the same, and an empty line */
    LAYOUT_COMMENT, /* on a line of its own */
    LAYOUT_REMARK,  /* a comment behind what was written */
    LAYOUT_GROUP,   /* begins a group; `fill` says which */
    LAYOUT_END,     /* ends it */
    LAYOUT_INDENT,  /* lines from here on are indented by 2 more */
    LAYOUT_ALIGN,   /* or to the column that is reached here */
    LAYOUT_OUTDENT, /* ends the last one of these */
};

struct layout_step {
    uint8_t kind; /* enum layout_kind */
    bool fill;
    uint32_t width;  /* columns of the text; of a group: of all that is in it */
    uint32_t rest;   /* columns from here to where the line may end next */
    uint32_t behind; /* of a group: the same from its end */
    struct thoth_text text;
};

/* The steps so far. All zero bytes but for the arena are a valid start. */
struct layout {
    struct arena *arena;
    struct layout_step *steps;
    uint32_t count, room;
};

/* Add a step; texts are not copied. Unwind when memory is short. */
void layout_add(struct layout *layout, enum layout_kind kind);
void layout_add_fill(struct layout *layout);
void layout_add_text(struct layout *layout, enum layout_kind kind,
                     struct thoth_text text);
void layout_add_word(struct layout *layout, const char *word);

/* Writes all steps. Groups and indentations must be ended. */
void layout_write(struct layout *layout, struct text_builder *out);

#endif
