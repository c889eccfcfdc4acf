/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Opening bundles: from files of all sorts and from memory, whole, damaged, cut
 * off, of other versions, and with memory running out at any point.
 */
#include "runtime/bundle_native.h"
#include "runtime/bundle_seal.h"
#include "tests/harness/run.h"
#include "tests/runtime/bundle_sample.h"
#include "tests/runtime/short_memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH "bundle_open_test.tmp"

static uint8_t *sample_bytes(size_t *size)
{
    struct bundle_builder builder = {0};
    uint8_t *bytes;

    sample_build(&builder, 0);
    bytes = builder_finish(&builder, size);
    builder_release(&builder);
    return bytes;
}

static enum thoth_status open_bytes(const uint8_t *bytes, size_t size,
                                    struct thoth_error *error)
{
    struct thoth_bundle *bundle;
    enum thoth_status status =
        thoth_bundle_open_memory(bytes, size, NULL, &bundle, error);

    CU_ASSERT_EQUAL(status == THOTH_OK, bundle != NULL);
    CU_ASSERT_EQUAL(error->status, status);
    thoth_bundle_release(bundle);
    return status;
}

static void write_file(const uint8_t *bytes, size_t size)
{
    FILE *file = fopen(PATH, "wb");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL(fwrite(bytes, 1, size, file), size);
    CU_ASSERT_EQUAL(fclose(file), 0);
}

static enum thoth_status open_path(const char *path, struct thoth_error *error)
{
    struct thoth_bundle *bundle;
    enum thoth_status status = thoth_bundle_open(path, NULL, &bundle, error);

    CU_ASSERT_EQUAL(status == THOTH_OK, bundle != NULL);
    thoth_bundle_release(bundle);
    return status;
}

static void opens_a_file(void)
{
    struct thoth_bundle_facts facts;
    struct thoth_bundle *bundle;
    struct thoth_error error;
    size_t size;
    uint8_t *bytes = sample_bytes(&size);

    write_file(bytes, size);
    CU_ASSERT_EQUAL(thoth_bundle_open(PATH, NULL, &bundle, &error), THOTH_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(bundle);
    thoth_bundle_describe(bundle, &facts);
    CU_ASSERT_EQUAL(facts.size, size);
    CU_ASSERT_EQUAL(facts.units, SAMPLE_UNITS);
    CU_ASSERT_FALSE(facts.native);
    CU_ASSERT_EQUAL(thoth_bundle_verify(bundle, &error), THOTH_OK);
    /* What was read stays, whatever becomes of the file. */
    CU_ASSERT_EQUAL(truncate(PATH, 10), 0);
    CU_ASSERT_EQUAL(thoth_bundle_verify(bundle, &error), THOTH_OK);
    thoth_bundle_release(bundle);
    unlink(PATH);
    free(bytes);
}

static void refuses_other_files(void)
{
    struct thoth_error error;

    CU_ASSERT_EQUAL(open_path("no/such/file", &error), THOTH_E_IO);
    CU_ASSERT_EQUAL(error.errno_value, ENOENT);
    CU_ASSERT_EQUAL(open_path("/", &error), THOTH_E_NOT_BUNDLE);
    CU_ASSERT_EQUAL(open_path("/dev/null", &error), THOTH_E_NOT_BUNDLE);
    CU_ASSERT_EQUAL(open_path(NULL, &error), THOTH_E_ARGUMENT);
    write_file((const uint8_t *)"", 0);
    CU_ASSERT_EQUAL(open_path(PATH, &error), THOTH_E_NOT_BUNDLE);
    write_file((const uint8_t *)"units:\n  boots: []\n", 19);
    CU_ASSERT_EQUAL(open_path(PATH, &error), THOTH_E_NOT_BUNDLE);
    write_file((const uint8_t *)BUNDLE_MAGIC, 8);
    CU_ASSERT_EQUAL(open_path(PATH, &error), THOTH_E_CORRUPT);
    unlink(PATH);
}

static void never_waits_for_a_fifo(void)
{
    struct thoth_error error;

    unlink(PATH);
    CU_ASSERT_EQUAL_FATAL(mkfifo(PATH, 0600), 0);
    CU_ASSERT_EQUAL(open_path(PATH, &error), THOTH_E_NOT_BUNDLE);
    unlink(PATH);
}

static void refuses_shared_objects_without_rules(void)
{
    struct thoth_error error;

    /* An executable is no library; a broken one cannot be loaded either. A
     * path without a slash is a file here, not a library of the system. */
    CU_ASSERT_EQUAL(open_path("/proc/self/exe", &error), THOTH_E_CORRUPT);
    write_file((const uint8_t *)"\177ELF nonsense", 13);
    CU_ASSERT_EQUAL(open_path(PATH, &error), THOTH_E_CORRUPT);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "./" PATH));
    CU_ASSERT_EQUAL(open_path("libc.so.6", &error), THOTH_E_IO);
    unlink(PATH);
}

static void refuses_unaligned_memory(void)
{
    struct thoth_error error;
    size_t size;
    uint8_t *bytes = sample_bytes(&size);

    CU_ASSERT_EQUAL(open_bytes(bytes + 4, size - 4, &error), THOTH_E_ARGUMENT);
    CU_ASSERT_EQUAL(open_bytes(NULL, 0, &error), THOTH_E_ARGUMENT);
    free(bytes);
}

static void finds_every_flipped_byte(void)
{
    struct thoth_error error;
    size_t size;
    uint8_t *bytes = sample_bytes(&size);

    CU_ASSERT_EQUAL(open_bytes(bytes, size, &error), THOTH_OK);
    for (size_t i = 0; i < size; i++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            bytes[i] ^= (uint8_t)(1u << bit);
            if (open_bytes(bytes, size, &error) == THOTH_OK)
                CU_FAIL("a flipped bit was not noticed");
            bytes[i] ^= (uint8_t)(1u << bit);
        }
    }
    free(bytes);
}

/* Copies to memory of just that size, so that reading past it is noticed. */
static void finds_every_truncation(void)
{
    struct thoth_error error;
    size_t size;
    uint8_t *bytes = sample_bytes(&size);

    for (size_t cut = 0; cut < size; cut++) {
        uint8_t *copy = malloc(cut + 1);
        struct bundle_header *header = (struct bundle_header *)(void *)copy;

        CU_ASSERT_PTR_NOT_NULL_FATAL(copy);
        memcpy(copy, bytes, cut);
        if (open_bytes(copy, cut, &error) == THOTH_OK)
            CU_FAIL("a truncated bundle was opened");
        if (cut >= sizeof(*header)) {
            header->size = cut;
            bundle_seal(copy, cut);
            if (open_bytes(copy, cut, &error) == THOTH_OK &&
                size - cut >= BUNDLE_ALIGNMENT)
                CU_FAIL("a truncated and sealed bundle was opened");
        }
        free(copy);
    }
    free(bytes);
}

/* Opens the sample with another header. */
static enum thoth_status open_version(uint32_t format, uint32_t reader,
                                      uint32_t features,
                                      struct thoth_error *error)
{
    size_t size;
    uint8_t *bytes = sample_bytes(&size);
    struct bundle_header *header = (struct bundle_header *)(void *)bytes;
    enum thoth_status status;

    header->format = format;
    header->minimum_reader = reader;
    header->features = features;
    bundle_seal(bytes, size);
    status = open_bytes(bytes, size, error);
    free(bytes);
    return status;
}

static void refuses_other_versions_by_name(void)
{
    struct thoth_error error;

    CU_ASSERT_EQUAL(open_version(977, 976, 0, &error), THOTH_E_TOO_NEW);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "format 977"));
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "format 976"));
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "newer libthoth"));
    CU_ASSERT_EQUAL(open_version(0, 0, 0, &error), THOTH_E_TOO_OLD);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "format 0"));
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "compile the rules again"));
    CU_ASSERT_EQUAL(open_version(BUNDLE_FORMAT, 1, 8, &error), THOTH_E_TOO_NEW);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "0x8"));
    /* A newer writer may say that this reader will do. */
    CU_ASSERT_EQUAL(open_version(977, BUNDLE_FORMAT, 0, &error), THOTH_OK);
    CU_ASSERT_EQUAL(open_version(BUNDLE_FORMAT, 7, 0, &error), THOTH_E_CORRUPT);
}

static void survives_short_memory(void)
{
    struct short_memory memory;
    struct thoth_bundle *bundle;
    struct thoth_error error;
    enum thoth_status status;
    size_t size, round = 0;
    uint8_t *bytes = sample_bytes(&size);

    write_file(bytes, size);
    do {
        short_memory_start(&memory, round++);
        status = thoth_bundle_open(PATH, &memory.allocator, &bundle, &error);
        CU_ASSERT(status == THOTH_OK || status == THOTH_E_MEMORY);
        thoth_bundle_release(bundle);
        CU_ASSERT_EQUAL(memory.blocks, 0);
    } while (status != THOTH_OK && round < 100);
    CU_ASSERT_EQUAL(status, THOTH_OK);
    CU_ASSERT(round > 3);
    unlink(PATH);
    free(bytes);
}

static void attaches_code_of_the_same_build(void)
{
    struct native_module module = {.abi = NATIVE_ABI};
    struct thoth_bundle *bundle;
    struct thoth_error error;
    size_t size;
    uint8_t *bytes = sample_bytes(&size);

    thoth_bundle_open_memory(bytes, size, NULL, &bundle, &error);
    CU_ASSERT_PTR_NOT_NULL_FATAL(bundle);
    CU_ASSERT_EQUAL(bundle_native_attach(bundle, &module, &error),
                    THOTH_E_CORRUPT);
    memcpy(module.build_id, bundle->header->build_id, 16);
    module.shape_count = bundle->shape_count;
    CU_ASSERT_EQUAL(bundle_native_attach(bundle, &module, &error), THOTH_OK);
    CU_ASSERT_PTR_EQUAL(bundle->native, &module);
    module.abi = NATIVE_ABI + 1;
    CU_ASSERT_EQUAL(bundle_native_attach(bundle, &module, &error),
                    THOTH_E_TOO_NEW);
    module.abi = 0;
    CU_ASSERT_EQUAL(bundle_native_attach(bundle, &module, &error),
                    THOTH_E_TOO_OLD);
    thoth_bundle_release(bundle);
    free(bytes);
}

static const struct test_case cases[] = {
    {"opens a file and keeps it", opens_a_file},
    {"refuses other files", refuses_other_files},
    {"never waits for a FIFO", never_waits_for_a_fifo},
    {"refuses shared objects without rules",
     refuses_shared_objects_without_rules},
    {"refuses unaligned memory", refuses_unaligned_memory},
    {"finds every flipped bit", finds_every_flipped_byte},
    {"finds every truncation, sealed or not", finds_every_truncation},
    {"refuses other versions by name", refuses_other_versions_by_name},
    {"survives short memory", survives_short_memory},
    {"attaches native code of the same build only",
     attaches_code_of_the_same_build},
};

TEST_MAIN("bundle_open", cases)
