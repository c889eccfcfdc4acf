/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Messages and links as a generator prints them: the same text again and again
 * but for what stands in quotes or is a number, and a name at the end of a
 * link.
 */
#ifndef COMPILER_LINT_PROGRAM_TEMPLATE_H
#define COMPILER_LINT_PROGRAM_TEMPLATE_H

#include "runtime/text.h"

#include <stdbool.h>
#include <stdint.h>

/* Are two messages the same but for what stands between single quotes and for
 * digits? */
bool template_equal(struct thoth_text left, struct thoth_text right);

/* The next text between single quotes behind `quoted`, which begins as an
 * empty text at the message's start. False when there is none. */
bool template_next_quoted(struct thoth_text message, struct thoth_text *quoted);

/* The last part of a web address's path, without fragment and query; empty if
 * it has no path or is no single web address. */
struct thoth_text link_last_part(struct thoth_text link);

/* May the text stand in a link as it is? */
bool is_link_part(struct thoth_text text);

/* Do two names mean one subject: equal but for case, punctuation and a
 * `python-` or `python3-` in front? */
bool same_subject(struct thoth_text left, struct thoth_text right);

/* Does one name, compared in the same way, contain the other? */
bool similar_subject(struct thoth_text left, struct thoth_text right);

/* Counts, for links that begin with `prefix` behind messages like `like`, which
 * of the quoted texts of the message their last part is. */
struct hole_count {
    struct thoth_text prefix, like;
    uint32_t links;
    uint32_t fits[4]; /* by number of the quoted text */
};

void count_hole(struct hole_count *holes, struct thoth_text link,
                struct thoth_text message);

/* The quoted text that nearly all links end in and no other does as often;
 * UINT32_MAX if there is none. */
uint32_t hole_of_most(const struct hole_count *holes);

#endif
