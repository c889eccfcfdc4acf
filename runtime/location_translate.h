/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From Python's regular expressions to PCRE2's. The translator parses all of a
 * pattern and writes it anew, with literals as numbers, so that nothing reaches
 * PCRE2 that Python would read in another way. A function that returns false
 * has set `fault`.
 */
#ifndef RUNTIME_LOCATION_TRANSLATE_H
#define RUNTIME_LOCATION_TRANSLATE_H

#include "runtime/allocator.h"

enum location_flag {
    LOCATION_ASCII = 1,     /* a */
    LOCATION_CASELESS = 2,  /* i */
    LOCATION_MULTILINE = 4, /* m */
    LOCATION_DOT_ALL = 8,   /* s */
    LOCATION_UNICODE = 16,  /* u */
    LOCATION_VERBOSE = 32,  /* x */
};

/* How many characters a part of a pattern takes, least and most. */
struct location_width {
    uint64_t least, most; /* up to LOCATION_ENDLESS */
};
#define LOCATION_ENDLESS UINT32_MAX

struct location_group {
    struct thoth_text name; /* `at` NULL: none */
    struct location_width width;
    bool closed;
};

struct location_translator {
    const char *at, *end;
    const struct thoth_allocator *allocator;
    char *out; /* released by the caller */
    size_t length, room;
    uint32_t flags;
    struct location_group *groups; /* group N is at N - 1; by the caller, too */
    uint32_t group_count, group_room;
    uint32_t referenced; /* the greatest group that a condition asks for */
    uint32_t lookbehind; /* groups open before a look-behind; UINT32_MAX */
    const char *fault;   /* what is wrong before `at`; NULL: no memory */
};

/* Translates what lies between `at` and `end`. */
bool location_translate(struct location_translator *translator);

/* A piece of a pattern, and what a repetition may follow. */
enum location_item {
    LOCATION_NOTHING,  /* the start, where nothing can be repeated */
    LOCATION_POSITION, /* ^ $ \b: cannot be repeated */
    LOCATION_PIECE,
    LOCATION_REPETITION /* cannot be repeated again */
};

/* After `[`, after a backslash: one item. */
bool location_class(struct location_translator *translator);
bool location_escape(struct location_translator *translator,
                     enum location_item *item, struct location_width *width);

/* After `(`: a group, which is LOCATION_NOTHING for comments and flags.
 * `first`: nothing but flags was before it. */
bool location_group(struct location_translator *translator, unsigned depth,
                    bool first, enum location_item *item,
                    struct location_width *width);

/* After `(?`: flags for all of the pattern, or for a group. */
bool location_flags(struct location_translator *translator, unsigned depth,
                    bool first, enum location_item *item,
                    struct location_width *width);

/* The end of a group. */
bool location_close(struct location_translator *translator);

/* Alternatives up to `)` or the end; one sequence up to `|` as well. */
bool location_alternatives(struct location_translator *translator,
                           unsigned depth, struct location_width *width);
bool location_sequence(struct location_translator *translator, unsigned depth,
                       bool first, struct location_width *width);

/* Is the group there to be referred to? */
bool location_check_reference(struct location_translator *translator,
                              uint32_t group);

bool location_fail(struct location_translator *translator, const char *fault);

/* Writers: bytes as they are; a character as a literal. */
bool location_write(struct location_translator *translator, const char *text,
                    size_t length);
bool location_write_string(struct location_translator *translator,
                           const char *string);
bool location_write_number(struct location_translator *translator,
                           const char *format, unsigned long number);
bool location_write_literal(struct location_translator *translator,
                            uint32_t code);

/* Takes the next byte if it is this one. */
static inline bool location_take(struct location_translator *translator,
                                 char byte)
{
    if (translator->at == translator->end || *translator->at != byte)
        return false;
    translator->at++;
    return true;
}

static inline bool location_digit(const struct location_translator *translator)
{
    return translator->at < translator->end && *translator->at >= '0' &&
           *translator->at <= '9';
}

#endif
