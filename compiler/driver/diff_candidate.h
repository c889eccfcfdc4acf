/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Small sets of texts to try in a search for a witness, and the versions that
 * tell specifier sets apart.
 */
#ifndef COMPILER_DRIVER_DIFF_CANDIDATE_H
#define COMPILER_DRIVER_DIFF_CANDIDATE_H

#include "compiler/base/arena.h"
#include "runtime/text.h"

#define DIFF_MOST_TEXTS 24

struct diff_texts {
    struct thoth_text at[DIFF_MOST_TEXTS];
    unsigned count;
};

/* Adds a text that is not there yet, if there is room. It must live as long. */
void diff_texts_add(struct diff_texts *texts, struct thoth_text text);

/* Adds versions inside and outside of each specifier set, and inside one of
 * them and outside of another. They live in the arena. */
void diff_versions_add(struct diff_texts *versions,
                       const struct diff_texts *specifiers,
                       struct arena *arena);

/* Number `step` of a walk through `count` combinations: each of them once, if
 * there are no more than `most`, or else that many that lie far apart. */
uint64_t diff_combination(uint64_t step, uint64_t count, uint64_t most);

#endif
