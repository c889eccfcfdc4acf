/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The tokens of a `.rx` text with what people write between them: comments and
 * empty lines.
 */
#ifndef COMPILER_FORMAT_FORMAT_TOKENS_H
#define COMPILER_FORMAT_FORMAT_TOKENS_H

#include "compiler/base/arena.h"
#include "runtime/text.h"

#include <stdbool.h>
#include <stdint.h>

struct format_comment {
    struct thoth_text text; /* from `#` on, without blanks at its end */
    uint32_t line;
    bool gap; /* an empty line stands before it */
    struct format_comment *next;
};

struct format_token {
    int kind; /* of rx_grammar.h; 0 at the end of the text */
    bool gap; /* an empty line stands before it */
    uint32_t line;
    struct thoth_text text;
    struct format_comment *above;  /* on lines of their own, before it */
    struct format_comment *behind; /* on its line */
    uint32_t partner; /* of an opening bracket: number of the closing one */
};

struct format_tokens {
    struct format_token *tokens; /* the last one is the end */
    uint32_t count;              /* without the end */
};

/* Reads the tokens of a text, which must outlive them. False if brackets do not
 * match or something is no token at all. Unwinds when memory is short. */
bool format_tokens_read(struct format_tokens *list, struct thoth_text content,
                        struct arena *arena);

#endif
