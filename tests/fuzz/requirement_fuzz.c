/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fuzz target: a requirement of PEP 508. What is read of it, printed, must be
 * read as the same, and its marker must be true or false.
 */
#include "resolver/requirement/requirement.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void read_again(struct arena *arena,
                       const struct requirement *requirement)
{
    struct thoth_text printed = requirement_print(arena, requirement);
    struct requirement again;
    struct marker_fault fault;

    /* Printing may make a text longer than what is read, by a space; and a
     * name may end in an underscore, but not in the dash that is its normal
     * form. */
    if (printed.length > REQUIREMENT_LIMIT ||
        requirement->name.at[requirement->name.length - 1] == '-')
        return;
    if (!requirement_parse(arena, printed, &again, &fault) ||
        !thoth_text_equal(printed, requirement_print(arena, &again)))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct thoth_text text = {(const char *)bytes, size};
    struct thoth_text extra = {"test", 4};
    struct environment environment = {0};
    struct marker_values values;
    struct requirement requirement;
    struct marker_fault fault;
    struct arena arena = {0};

    marker_values_of(&values, &environment);
    if (requirement_parse(&arena, text, &requirement, &fault)) {
        read_again(&arena, &requirement);
        requirement_applies(requirement.marker, &values, &extra, 1);
    } else if (!fault.message || fault.offset > size) {
        abort();
    }
    arena_release(&arena);
    return 0;
}
