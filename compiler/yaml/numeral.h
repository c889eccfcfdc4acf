/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Texts to numbers, as PyYAML's constructors and Python's int() and float() do
 * it together. Plain scalars reach here only with a number's form; with a tag
 * anything may, such as white space, digits of other scripts or `0o17`.
 */
#ifndef COMPILER_YAML_NUMERAL_H
#define COMPILER_YAML_NUMERAL_H

#include "compiler/base/arena.h"
#include "runtime/text.h"

#include <stdbool.h>

/* Python refuses decimal texts of more digits; the same bound serves for all
 * bases here, which keeps conversion fast. */
enum { NUMERAL_MOST_DIGITS = 4300 };

enum numeral_result {
    NUMERAL_VALID,
    NUMERAL_INVALID,
    NUMERAL_TOO_LONG, /* an integer of more than NUMERAL_MOST_DIGITS */
};

/* `decimal` becomes the canonical decimal text: digits without leading zeros,
 * after a `-` if negative. It is in the arena or part of `source`. */
enum numeral_result numeral_to_integer(struct arena *arena,
                                       struct thoth_text source,
                                       struct thoth_text *decimal);

/* `number` may become infinite, as in Python. Never NUMERAL_TOO_LONG. */
enum numeral_result numeral_to_float(struct arena *arena,
                                     struct thoth_text source, double *number);

/* A copy without underscores, ASCII letters in lower case if so wanted. */
struct thoth_text numeral_strip(struct arena *arena, struct thoth_text source,
                                bool lower);

/* The text as int() and float() see it: without white space at its ends, and
 * every decimal digit as its ASCII form. A copy if it is not ASCII. */
struct thoth_text numeral_digits(struct arena *arena, struct thoth_text text);

/* Cuts the part before the next `:` off the text; true while there is one. */
bool numeral_next_part(struct thoth_text *rest, struct thoth_text *part);

#endif
