/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files of a cache: parts come back as they were written, and no file that
 * differs in a single byte or in its length is opened.
 */
#include "compiler/cache/cache_file.h"
#include "tests/harness/run.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct cache_part PARTS[] = {
    {"one", 3}, {NULL, 0}, {"eight888", 8}};
enum { PART_COUNT = 3 };

static char path[] = "/tmp/cache_file_test.XXXXXX";
static unsigned char written[1024];
static size_t size;

static void put(const unsigned char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL(fwrite(bytes, 1, length, file), length);
    CU_ASSERT_EQUAL(fclose(file), 0);
}

static void write_file(void)
{
    FILE *file;

    CU_ASSERT_EQUAL(cache_file_write(path, PARTS, PART_COUNT), 0);
    file = fopen(path, "rb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    size = fread(written, 1, sizeof written, file);
    fclose(file);
}

static bool opens(uint32_t parts)
{
    struct cache_file file;
    bool opened = cache_file_open(&file, path, parts);

    cache_file_release(&file);
    return opened;
}

static void parts_come_back(void)
{
    struct cache_file file;

    write_file();
    CU_ASSERT_TRUE_FATAL(cache_file_open(&file, path, PART_COUNT));
    for (int i = 0; i < PART_COUNT; i++) {
        CU_ASSERT_EQUAL(file.parts[i].size, PARTS[i].size);
        CU_ASSERT_EQUAL((uintptr_t)file.parts[i].bytes % 8, 0);
        if (PARTS[i].size)
            CU_ASSERT_EQUAL(
                memcmp(file.parts[i].bytes, PARTS[i].bytes, PARTS[i].size), 0);
    }
    cache_file_release(&file);
    CU_ASSERT_FALSE(opens(PART_COUNT - 1));
    CU_ASSERT_FALSE(opens(PART_COUNT + 1));
    unlink(path);
}

static void every_byte_counts(void)
{
    write_file();
    for (size_t i = 0; i < size; i++)
        for (unsigned bit = 1; bit < 256; bit <<= 1) {
            written[i] ^= (unsigned char)bit;
            put(written, size);
            if (opens(PART_COUNT))
                CU_FAIL("a changed byte is not noticed");
            written[i] ^= (unsigned char)bit;
        }
    put(written, size);
    CU_ASSERT_TRUE(opens(PART_COUNT));
    unlink(path);
}

static void every_length_counts(void)
{
    write_file();
    for (size_t length = 0; length < size + 20; length++) {
        put(written, length);
        CU_ASSERT_EQUAL(opens(PART_COUNT), length == size);
    }
    unlink(path);
}

static void what_is_no_file(void)
{
    CU_ASSERT_FALSE(opens(PART_COUNT));
    CU_ASSERT_EQUAL(mkdir(path, 0700), 0);
    CU_ASSERT_FALSE(opens(PART_COUNT));
    CU_ASSERT_EQUAL(cache_file_write(path, PARTS, PART_COUNT), EISDIR);
    CU_ASSERT_EQUAL(rmdir(path), 0);
    CU_ASSERT_EQUAL(mkfifo(path, 0600), 0);
    CU_ASSERT_FALSE(opens(PART_COUNT));
    unlink(path);
    CU_ASSERT_EQUAL(cache_file_write("/nonexistent/file", PARTS, PART_COUNT),
                    ENOENT);
}

static const struct test_case CASES[] = {
    {"parts come back as they were", parts_come_back},
    {"every changed bit is noticed", every_byte_counts},
    {"every other length is noticed", every_length_counts},
    {"what is no file is refused", what_is_no_file},
};

int main(void)
{
    int descriptor = mkstemp(path);

    if (descriptor < 0 || close(descriptor) || unlink(path))
        return 2;
    return test_run("cache file", CASES, sizeof CASES / sizeof *CASES);
}
