/* SPDX-License-Identifier: Apache-2.0 */
/*
 * "Did you mean": finds among names offered one after the other the one that
 * an unknown name was probably meant to be. Near is few insertions, deletions,
 * substitutions and swaps of neighbours (Damerau's distance, restricted);
 * case, and which of `_`, `-`, `.` or space joins words, does not count. A name
 * that was cut short is near, too.
 */
#ifndef COMPILER_BASE_NEAR_NAME_H
#define COMPILER_BASE_NEAR_NAME_H

#include "runtime/text.h"

struct near_name {
    struct thoth_text wanted; /* the unknown name */
    struct thoth_text best; /* the nearest one so far, empty if none is near */
    unsigned distance;      /* of a name that would be better than best */
};

/* Texts are not copied. */
void near_name_start(struct near_name *near, struct thoth_text wanted);
void near_name_offer(struct near_name *near, struct thoth_text name);

#endif
