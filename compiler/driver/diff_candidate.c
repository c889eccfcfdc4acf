/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Candidates from exact operations on sets of versions.
 */
#include "compiler/driver/diff_candidate.h"

void diff_texts_add(struct diff_texts *texts, struct thoth_text text)
{
    for (unsigned i = 0; i < texts->count; i++)
        if (thoth_text_equal(texts->at[i], text))
            return;
    if (texts->count < DIFF_MOST_TEXTS)
        texts->at[texts->count++] = text;
}

static void add_witness(struct diff_texts *versions,
                        const struct thoth_version_set *set,
                        struct arena *arena)
{
    struct thoth_version *version = NULL;

    if (set && thoth_version_set_witness(set, &version) == THOTH_OK && version)
        diff_texts_add(versions,
                       arena_copy_text(arena, thoth_version_text(version)));
    thoth_version_release(version);
}

/* A version that the left set has and the right one has not. */
static void add_between(struct diff_texts *versions,
                        const struct thoth_version_set *left,
                        const struct thoth_version_set *right,
                        struct arena *arena)
{
    struct thoth_version_set *rest = NULL;

    if (left && right &&
        thoth_version_set_difference(left, right, &rest) == THOTH_OK)
        add_witness(versions, rest, arena);
    thoth_version_set_release(rest);
}

static void add_outside(struct diff_texts *versions,
                        const struct thoth_version_set *set,
                        struct arena *arena)
{
    struct thoth_version_set *outside = NULL;

    if (set && thoth_version_set_complement(set, &outside) == THOTH_OK)
        add_witness(versions, outside, arena);
    thoth_version_set_release(outside);
}

/* What tells two sets apart comes first, since there may not be room for all.
 */
void diff_versions_add(struct diff_texts *versions,
                       const struct diff_texts *specifiers, struct arena *arena)
{
    struct thoth_version_set *sets[DIFF_MOST_TEXTS] = {NULL};
    unsigned count = specifiers->count;

    for (unsigned i = 0; i < count; i++)
        if (thoth_version_set_of_specifier(specifiers->at[i], false, NULL,
                                           &sets[i]) != THOTH_OK)
            sets[i] = NULL;
    for (unsigned i = 0; i < count; i++)
        for (unsigned k = 0; k < count; k++)
            if (i != k)
                add_between(versions, sets[i], sets[k], arena);
    for (unsigned i = 0; i < count; i++) {
        add_witness(versions, sets[i], arena);
        add_outside(versions, sets[i], arena);
    }
    for (unsigned i = 0; i < count; i++)
        thoth_version_set_release(sets[i]);
    diff_texts_add(versions, thoth_text_of("1.0"));
}

uint64_t diff_combination(uint64_t step, uint64_t count, uint64_t most)
{
    const uint64_t stride = 2654435761u; /* a prime */

    return count <= most ? step : step * stride % count;
}
