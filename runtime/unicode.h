/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The few facts about Unicode that PEP 440 and PEP 503 lean on when they are
 * implemented with Python's strings: white space as str.strip() sees it,
 * decimal digits as \d does, and str.lower(). The locale has no say in any
 * of them. Bytes that are no UTF-8 are carried along as characters of their
 * own that are neither space, digit nor letter.
 */
#ifndef RUNTIME_UNICODE_H
#define RUNTIME_UNICODE_H

#include "runtime/text.h"

#include <stdint.h>

enum {
    UNICODE_LIMIT = 0x110000, /* LIMIT + b stands for the stray byte b */
    UNICODE_END = UNICODE_LIMIT + 0x100,
    UNICODE_MAX_BYTES = 4 /* of one encoded code point */
};

/*
 * Reads the code point at *at, which must be below end, and moves *at past
 * it.
 */
uint32_t unicode_decode(const char **at, const char *end);

/* Whether a text is UTF-8 throughout, which surrogates are not. */
bool unicode_is_valid(struct thoth_text text);

/* Writes a code point of unicode_decode; returns the bytes used, 1 to 4. */
size_t unicode_encode(uint32_t code, char *out);

/* Bytes of the white space character at `at`, 0 when there is none. */
size_t unicode_space_at(const char *at, const char *end);

/* The text without white space at its ends. */
struct thoth_text unicode_trim(struct thoth_text text);

/* General category Nd. */
bool unicode_is_decimal(uint32_t code);

/* Simple lower case of one code point; itself when it has none. */
uint32_t unicode_lower(uint32_t code);

/* Is the code point one side of a lower-case mapping? */
bool unicode_is_cased(uint32_t code);

/*
 * Walks the lower-case form of a text without writing it anywhere. A copy of
 * the struct is a mark to which the walk can return.
 */
struct unicode_lower_walk {
    const char *start, *at, *end;
    uint32_t pending; /* second half of a one-to-two mapping, or 0 */
};

struct unicode_lower_walk unicode_lower_begin(struct thoth_text text);

/* The next code point of the lower-case form, or UNICODE_END. */
uint32_t unicode_lower_next(struct unicode_lower_walk *walk);

#endif
