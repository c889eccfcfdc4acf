/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Damages bundles that thothc built: flipped bytes, cut ends, sections in the
 * place of others, with the checksum as it was and with one made anew. The
 * former are refused; the latter are refused or can be used. The script
 * tests/damaged_files_test builds the bundles and names them by variables:
 *   OWN_BUNDLE     that of prescriptions/: every byte is flipped
 *   CORPUS_BUNDLE  that of the community rules, or empty: random flips
 */
#include "runtime/bundle_format.h"
#include "runtime/bundle_seal.h"
#include "tests/harness/run.h"
#include "tests/runtime/bundle_exercise.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct file {
    uint8_t *bytes;
    size_t size;
    uint32_t random;
};

/* Reads the bundle that a variable names; false when there is none. */
static bool file_open(struct file *file, const char *variable)
{
    const char *path = getenv(variable);
    FILE *stream;
    long size;

    if (path == NULL || *path == '\0') {
        test_skip("$%s names no bundle", variable);
        return false;
    }
    stream = fopen(path, "rb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(stream);
    fseek(stream, 0, SEEK_END);
    size = ftell(stream);
    rewind(stream);
    CU_ASSERT_FATAL(size > (long)sizeof(struct bundle_header));
    *file = (struct file){malloc((size_t)size), (size_t)size, 2024};
    CU_ASSERT_PTR_NOT_NULL_FATAL(file->bytes);
    CU_ASSERT_EQUAL_FATAL(fread(file->bytes, 1, file->size, stream),
                          file->size);
    fclose(stream);
    return true;
}

static uint32_t next_random(struct file *file, size_t limit)
{
    file->random = file->random * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)file->random * limit >> 32);
}

static struct bundle_header *header_of(struct file *file)
{
    return (struct bundle_header *)(void *)file->bytes;
}

/* Opens what is there; what is accepted is used. */
static enum thoth_status try_file(struct file *file, size_t size)
{
    struct thoth_bundle *bundle;
    struct thoth_error error;
    enum thoth_status status =
        thoth_bundle_open_memory(file->bytes, size, NULL, &bundle, &error);

    CU_ASSERT_EQUAL(status == THOTH_OK, bundle != NULL);
    CU_ASSERT(status == THOTH_OK || error.message[0] != '\0');
    if (status == THOTH_OK)
        bundle_exercise(bundle, file->random);
    thoth_bundle_release(bundle);
    return status;
}

/* Flips bits of one byte and flips them back after opening. */
static enum thoth_status try_flip(struct file *file, size_t at, bool seal)
{
    struct bundle_header before = *header_of(file);
    uint8_t byte = file->bytes[at];
    enum thoth_status status;

    file->bytes[at] ^= (uint8_t)(1u << next_random(file, 8));
    if (seal && header_of(file)->section_count == BUNDLE_SECTION_COUNT)
        bundle_seal(file->bytes, file->size);
    status = try_file(file, file->size);
    file->bytes[at] = byte;
    *header_of(file) = before;
    return status;
}

static void own_bytes_flipped(void)
{
    struct file file;

    if (!file_open(&file, "OWN_BUNDLE"))
        return;
    CU_ASSERT_EQUAL(try_file(&file, file.size), THOTH_OK);
    for (size_t at = 0; at < file.size; at++)
        if (try_flip(&file, at, false) == THOTH_OK)
            CU_FAIL("a flipped byte was not noticed");
    free(file.bytes);
}

/* Every byte that is no character of a string, and some of those. */
static void own_bytes_flipped_and_sealed(void)
{
    struct bundle_range strings;
    struct file file;
    unsigned refused = 0, accepted = 0;

    if (!file_open(&file, "OWN_BUNDLE"))
        return;
    strings = header_of(&file)->sections[BUNDLE_STRINGS];
    for (size_t at = 0; at < file.size; at++) {
        if (at - strings.offset < strings.size && next_random(&file, 16) != 0)
            continue;
        if (try_flip(&file, at, true) == THOTH_OK)
            accepted++;
        else
            refused++;
    }
    printf("# %u refused, %u accepted\n", refused, accepted);
    CU_ASSERT(refused > accepted);
    free(file.bytes);
}

static void cut(const char *variable, unsigned count)
{
    struct file file;

    if (!file_open(&file, variable))
        return;
    for (unsigned i = 0; i < count; i++) {
        struct bundle_header before = *header_of(&file);
        size_t size = i < 256 ? i : next_random(&file, file.size);

        if (i % 4 == 3)
            size = file.size - 1 - next_random(&file, 64);
        if (try_file(&file, size) == THOTH_OK)
            CU_FAIL("a cut file was opened");
        if (size < sizeof(before))
            continue;
        header_of(&file)->size = size;
        bundle_seal(file.bytes, size);
        try_file(&file, size);
        *header_of(&file) = before;
    }
    free(file.bytes);
}

static void own_file_cut(void)
{
    cut("OWN_BUNDLE", 2000);
}

static void corpus_file_cut(void)
{
    cut("CORPUS_BUNDLE", 300);
}

/* Bytes of one section over those of another, or ranges exchanged. */
static void splice(const char *variable, unsigned count)
{
    struct file file, whole;

    if (!file_open(&file, variable) || !file_open(&whole, variable))
        return;
    for (unsigned i = 0; i < count; i++) {
        struct bundle_range *ranges = header_of(&file)->sections;
        unsigned to = next_random(&file, BUNDLE_SECTION_COUNT);
        unsigned from = next_random(&file, BUNDLE_SECTION_COUNT);
        struct bundle_range range = ranges[to];
        size_t size =
            (size_t)(range.size < ranges[from].size ? range.size
                                                    : ranges[from].size);

        if (i % 3 == 0) {
            ranges[to] = ranges[from];
            ranges[from] = range;
        } else {
            size = i % 3 == 1 ? size : next_random(&file, size + 1);
            memmove(file.bytes + range.offset, file.bytes + ranges[from].offset,
                    size);
        }
        if (memcmp(file.bytes, whole.bytes, file.size) != 0 &&
            try_file(&file, file.size) == THOTH_OK)
            CU_FAIL("a spliced section was not noticed");
        bundle_seal(file.bytes, file.size);
        try_file(&file, file.size);
        memcpy(file.bytes, whole.bytes, file.size);
    }
    free(file.bytes);
    free(whole.bytes);
}

static void own_sections_spliced(void)
{
    splice("OWN_BUNDLE", 2000);
}

static void corpus_sections_spliced(void)
{
    splice("CORPUS_BUNDLE", 120);
}

static void corpus_bytes_flipped(void)
{
    struct file file;

    if (!file_open(&file, "CORPUS_BUNDLE"))
        return;
    for (int i = 0; i < 1000; i++)
        if (try_flip(&file, next_random(&file, file.size), false) == THOTH_OK)
            CU_FAIL("a flipped byte was not noticed");
    free(file.bytes);
}

/* All sections alike, although most bytes are in strings. */
static void corpus_bytes_flipped_and_sealed(void)
{
    struct file file;
    unsigned refused = 0, accepted = 0;

    if (!file_open(&file, "CORPUS_BUNDLE"))
        return;
    for (int i = 0; i < 300; i++) {
        struct bundle_range range =
            header_of(&file)->sections[i % BUNDLE_SECTION_COUNT];

        if (range.size == 0)
            continue;
        if (try_flip(&file,
                     range.offset + next_random(&file, (size_t)range.size),
                     true) == THOTH_OK)
            accepted++;
        else
            refused++;
    }
    printf("# %u refused, %u accepted\n", refused, accepted);
    CU_ASSERT(refused > 100);
    free(file.bytes);
}

static const struct test_case cases[] = {
    {"our rules, every byte flipped", own_bytes_flipped},
    {"our rules, flipped and sealed", own_bytes_flipped_and_sealed},
    {"our rules, cut off", own_file_cut},
    {"our rules, sections spliced", own_sections_spliced},
    {"community rules, 1,000 bytes flipped", corpus_bytes_flipped},
    {"community rules, flipped and sealed", corpus_bytes_flipped_and_sealed},
    {"community rules, cut off", corpus_file_cut},
    {"community rules, sections spliced", corpus_sections_spliced},
};

TEST_MAIN("damaged_files", cases)
