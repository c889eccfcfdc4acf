/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Comments of a YAML text, which the parser throws away. Only libyaml's scanner
 * knows what is a comment: a `#` in quotes or in a block scalar is text.
 */
#ifndef COMPILER_YAML_COMMENT_H
#define COMPILER_YAML_COMMENT_H

#include "compiler/base/arena.h"
#include "compiler/base/span.h"
#include "runtime/text.h"

#include <stdbool.h>

struct yaml_comment {
    struct span span;       /* from `#` to the end of the line */
    struct thoth_text text; /* the same in the content */
    bool own_line;          /* nothing but blanks and `-` stands before it */
    struct yaml_comment *next;
};

/* The comments of a text in UTF-8, in their order, up to the first mistake in
 * its syntax. They point into the content and are in the arena. Unwinds when
 * memory is short, leaving nothing behind but arena memory. */
struct yaml_comment *yaml_comments(struct thoth_text content,
                                   struct arena *arena);

#endif
