/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sealed bundles whose sections are in the wrong place, of the wrong length or
 * those of another, and bundles that are valid piece by piece but would make
 * evaluating or checking them endless.
 */
#include "runtime/bundle_seal.h"
#include "tests/harness/run.h"
#include "tests/runtime/bundle_exercise.h"
#include "tests/runtime/bundle_sample.h"

#include <stdlib.h>
#include <string.h>

/* Opens a sealed bundle and uses it if it is accepted. */
static enum thoth_status open_bytes(const uint8_t *bytes, size_t size,
                                    struct thoth_error *error)
{
    struct thoth_bundle *bundle;
    enum thoth_status status =
        thoth_bundle_open_memory(bytes, size, NULL, &bundle, error);

    CU_ASSERT(status == THOTH_OK || status == THOTH_E_CORRUPT);
    if (status == THOTH_OK)
        bundle_exercise(bundle, 0);
    thoth_bundle_release(bundle);
    return status;
}

static enum thoth_status open_built(const struct bundle_builder *builder,
                                    struct thoth_error *error)
{
    size_t size;
    uint8_t *bytes = builder_finish(builder, &size);
    enum thoth_status status = open_bytes(bytes, size, error);

    free(bytes);
    return status;
}

static void set_section(struct bundle_builder *builder,
                        enum bundle_section section,
                        const struct built_section *from, size_t size)
{
    builder->sections[section].size = 0;
    builder_bytes(builder, section, from->bytes, size);
}

/* Each section in place of each other one. */
static void survives_spliced_sections(void)
{
    struct bundle_builder builder = {0}, spliced;
    struct thoth_error error;
    unsigned refused = 0;

    sample_build(&builder, 0);
    for (unsigned i = 0; i < BUNDLE_SECTION_COUNT; i++)
        for (unsigned k = 0; k < BUNDLE_SECTION_COUNT; k++) {
            if (i == k)
                continue;
            builder_copy(&spliced, &builder);
            set_section(&spliced, i, &builder.sections[k],
                        builder.sections[k].size);
            refused += open_built(&spliced, &error) == THOTH_E_CORRUPT;
            builder_release(&spliced);
        }
    CU_ASSERT(refused >= BUNDLE_SECTION_COUNT * (BUNDLE_SECTION_COUNT - 2));
    builder_release(&builder);
}

/* A byte, a word, a record or all taken off or added at the end. */
static void survives_other_lengths(void)
{
    static const size_t steps[] = {1, 4, 8, 16, 24};
    struct bundle_builder builder = {0}, changed;
    struct thoth_error error;

    sample_build(&builder, 0);
    for (unsigned i = 0; i < BUNDLE_SECTION_COUNT; i++) {
        const struct built_section *section = &builder.sections[i];

        builder_copy(&changed, &builder);
        set_section(&changed, i, section, 0);
        CU_ASSERT_EQUAL(open_built(&changed, &error),
                        i == BUNDLE_REQUIRES ? THOTH_OK : THOTH_E_CORRUPT);
        for (unsigned k = 0; k < sizeof(steps) / sizeof(steps[0]); k++) {
            if (steps[k] > section->size)
                continue;
            set_section(&changed, i, section, section->size - steps[k]);
            open_built(&changed, &error);
            set_section(&changed, i, section, section->size);
            builder_bytes(&changed, i, section->bytes, steps[k]);
            open_built(&changed, &error);
        }
        builder_release(&changed);
    }
    builder_release(&builder);
}

static enum thoth_status open_ranges(const struct bundle_builder *builder,
                                     unsigned section, int64_t offset,
                                     int64_t size, struct thoth_error *error)
{
    size_t file_size;
    uint8_t *bytes = builder_finish(builder, &file_size);
    struct bundle_header *header = (struct bundle_header *)(void *)bytes;
    enum thoth_status status;

    header->sections[section].offset += (uint64_t)offset;
    header->sections[section].size += (uint64_t)size;
    bundle_seal(bytes, file_size);
    status = open_bytes(bytes, file_size, error);
    free(bytes);
    return status;
}

static void refuses_sections_out_of_place(void)
{
    struct bundle_builder builder = {0};
    struct thoth_error error;

    sample_build(&builder, 0);
    for (unsigned i = 0; i < BUNDLE_SECTION_COUNT; i++) {
        int64_t whole = (int64_t)builder.sections[i].size;

        CU_ASSERT_EQUAL(open_ranges(&builder, i, -8, 0, &error),
                        THOTH_E_CORRUPT);
        CU_ASSERT_EQUAL(open_ranges(&builder, i, 4, -whole, &error),
                        THOTH_E_CORRUPT);
        CU_ASSERT_EQUAL(open_ranges(&builder, i, 1 << 20, 0, &error),
                        THOTH_E_CORRUPT);
        CU_ASSERT_EQUAL(open_ranges(&builder, i, INT64_MIN, 0, &error),
                        THOTH_E_CORRUPT);
        CU_ASSERT_EQUAL(open_ranges(&builder, i, 0, INT64_MAX - 4096, &error),
                        THOTH_E_CORRUPT);
        CU_ASSERT_EQUAL(open_ranges(&builder, i, 0, INT64_MIN, &error),
                        THOTH_E_CORRUPT);
    }
    builder_release(&builder);
}

static void refuses_other_section_counts(void)
{
    static const uint32_t counts[] = {0, 1, BUNDLE_SECTION_COUNT - 1,
                                      BUNDLE_SECTION_COUNT + 1};
    struct bundle_builder builder = {0};
    struct thoth_error error;
    size_t size;
    uint8_t *bytes;
    struct bundle_header *header;

    sample_build(&builder, 0);
    bytes = builder_finish(&builder, &size);
    header = (struct bundle_header *)(void *)bytes;
    for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
        header->section_count = counts[i];
        bundle_seal(bytes, size);
        CU_ASSERT_EQUAL(open_bytes(bytes, size, &error), THOTH_E_CORRUPT);
    }
    header->section_count = UINT32_MAX; /* cannot be sealed */
    CU_ASSERT_EQUAL(open_bytes(bytes, size, &error), THOTH_E_CORRUPT);
    free(bytes);
    builder_release(&builder);
}

/* A condition of `depth` nested nodes added to the sample. */
static enum thoth_status open_nested(unsigned depth, struct thoth_error *error)
{
    struct bundle_builder builder = {0};
    struct shape_code code = {.count = 0};
    uint32_t node = LEAF(&code, ADVISER, 0);
    enum thoth_status status;

    sample_build(&builder, 0);
    while (--depth > 0)
        node = BRANCH(&code, NOT, 0, node);
    builder_shape(&builder, BUNDLE_SHAPE_WHEN, &code, node, BUNDLE_NONE);
    status = open_built(&builder, error);
    builder_release(&builder);
    return status;
}

static void limits_nesting(void)
{
    struct thoth_error error;

    CU_ASSERT_EQUAL(open_nested(BUNDLE_MOST_NESTING - 1, &error), THOTH_OK);
    CU_ASSERT_EQUAL(open_nested(BUNDLE_MOST_NESTING, &error), THOTH_OK);
    CU_ASSERT_EQUAL(open_nested(BUNDLE_MOST_NESTING + 1, &error),
                    THOTH_E_CORRUPT);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "nested too deeply"));
}

/* Lists that reach into each other: n of them, each read to its end, would be
 * read n * n / 2 times. */
static void limits_overlapping_lists(void)
{
    enum { LISTS = 20000 };
    struct bundle_builder builder = {0};
    struct shape_code code = SHAPE_CODE(IR_TYPE_TEXTS);
    struct thoth_error error;
    uint32_t node = BRANCH(&code, GPU_MODEL_IN, 0, COLUMN(0)), shape, first;

    sample_build(&builder, 0);
    shape =
        builder_shape(&builder, BUNDLE_SHAPE_WHEN, &code, node, BUNDLE_NONE);
    /* The counts are strings, too: 0 is one, and so is where this one stands.
     */
    for (uint32_t i = 0; i < 16384; i++)
        builder_bytes(&builder, BUNDLE_STRINGS, "", 1);
    first = (uint32_t)builder.sections[BUNDLE_LISTS].size / 4;
    for (uint32_t i = 0; i < LISTS; i++) {
        ADD_WORDS(&builder, BUNDLE_LISTS, 16000);
        ADD_WORDS(&builder, BUNDLE_WHENS, shape,
                  ADD_WORDS(&builder, BUNDLE_ROWS, first + i));
    }
    for (uint32_t i = 0; i < 16000; i++)
        ADD_WORDS(&builder, BUNDLE_LISTS, 0);
    CU_ASSERT_EQUAL(open_built(&builder, &error), THOTH_E_CORRUPT);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "without end"));
    builder_release(&builder);
}

static const struct test_case cases[] = {
    {"survives spliced sections", survives_spliced_sections},
    {"survives sections of other lengths", survives_other_lengths},
    {"refuses sections out of place", refuses_sections_out_of_place},
    {"refuses other section counts", refuses_other_section_counts},
    {"limits nesting", limits_nesting},
    {"limits overlapping lists", limits_overlapping_lists},
};

TEST_MAIN("bundle_splice", cases)
