/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a cache believes: a file is unchanged only if all that stat() says is as
 * it was, and long enough so; contents are told by their hash; nothing of
 * another build or of a damaged file is found.
 */
#include "compiler/cache/build_cache.h"
#include "tests/harness/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const int64_t SECOND = 1000000000;
static const char KEY[] = "what is built";
static const struct content_hash CONTENT = {11, 12}, OTHER = {11, 13};
static const struct content_hash PROGRAM = {21, 22};
static const unsigned char BUNDLE[] = "bytes of a bundle";
static const char FINDINGS[] = " bytes of findings";

static char folder[] = "/tmp/build_cache_test.XXXXXX";
static struct build_cache cache;

static int64_t now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * SECOND + now.tv_nsec;
}

static struct source_status status_of_age(int64_t age_ns)
{
    int64_t then = now_ns() - age_ns;

    return (struct source_status){.device = 1,
                                  .inode = 2,
                                  .size = 3,
                                  .modified_ns = then,
                                  .changed_ns = then,
                                  .known = true};
}

static void open_cache(void)
{
    build_cache_open(&cache, folder, KEY, sizeof KEY);
}

/* Stores one file with some bytes of findings in the open cache. */
static void store_file(const struct source_status *status)
{
    struct finding_image findings = {0};
    struct ir_session session;
    const struct cache_entry entry = {.status = status,
                                      .content = CONTENT,
                                      .flags = CACHED_LINTED,
                                      .first_finding = 1,
                                      .finding_size = sizeof FINDINGS - 1};

    finding_image_copy(&findings, FINDINGS, sizeof FINDINGS);
    ir_session_start(&session);
    CU_ASSERT_EQUAL(build_cache_store(&cache, &session, &entry, 1, &findings),
                    0);
    ir_session_release(&session);
    finding_image_release(&findings);
}

/* A cache of a build with one file, then opened. */
static void store(const struct source_status *status)
{
    open_cache();
    store_file(status);
    CU_ASSERT_EQUAL(
        build_cache_store_bundle(&cache, PROGRAM, BUNDLE, sizeof BUNDLE), 0);
    build_cache_release(&cache);
    open_cache();
}

static void empty_folder(void)
{
    char command[sizeof folder + 16];

    build_cache_release(&cache);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    CU_ASSERT_EQUAL(system(command), 0);
}

static void status_tells(void)
{
    const struct source_status status = status_of_age(60 * SECOND);
    struct source_status other[] = {status, status, status,
                                    status, status, status};

    store(&status);
    CU_ASSERT_FALSE(cache.fresh);
    CU_ASSERT_PTR_NOT_NULL(build_cache_by_status(&cache, &status, NULL));
    CU_ASSERT_PTR_NOT_NULL(
        build_cache_by_status(&cache, &status, cache.records));
    other[0].device++;
    other[1].inode++;
    other[2].size++;
    other[3].modified_ns++;
    other[4].changed_ns--;
    other[5].known = false;
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        CU_ASSERT_PTR_NULL(build_cache_by_status(&cache, &other[i], NULL));
    empty_folder();
}

/* A file that changed shortly before a build may change again unseen. */
static void young_files_are_not_believed(void)
{
    struct source_status status = status_of_age(3 * SECOND);

    store(&status);
    CU_ASSERT_PTR_NOT_NULL(build_cache_by_status(&cache, &status, NULL));
    empty_folder();
    status = status_of_age(SECOND);
    store(&status);
    CU_ASSERT_PTR_NULL(build_cache_by_status(&cache, &status, NULL));
    CU_ASSERT_PTR_NOT_NULL(build_cache_by_content(&cache, CONTENT));
    empty_folder();
    /* Dates can be set, the time of change cannot. */
    status.modified_ns -= 60 * SECOND;
    store(&status);
    CU_ASSERT_PTR_NULL(build_cache_by_status(&cache, &status, NULL));
    empty_folder();
    status = status_of_age(-60 * SECOND);
    store(&status);
    CU_ASSERT_PTR_NULL(build_cache_by_status(&cache, &status, NULL));
    empty_folder();
}

/* The build may take long after it has read a young file. */
static void age_counts_from_the_beginning(void)
{
    struct source_status status = status_of_age(SECOND);

    open_cache();
    nanosleep(&(struct timespec){.tv_sec = 1, .tv_nsec = 500000000}, NULL);
    store_file(&status);
    build_cache_release(&cache);
    open_cache();
    CU_ASSERT_PTR_NULL(build_cache_by_status(&cache, &status, NULL));
    empty_folder();
}

static void refreshing_makes_files_older(void)
{
    const struct source_status status = status_of_age(SECOND);
    const struct source_status later = status_of_age(60 * SECOND);
    const struct cached_file *found;

    store(&status);
    found = build_cache_by_content(&cache, CONTENT);
    CU_ASSERT_EQUAL(build_cache_refresh(&cache, &found, &later, 1), 0);
    build_cache_release(&cache);
    open_cache();
    CU_ASSERT_PTR_NOT_NULL(build_cache_by_status(&cache, &later, NULL));
    CU_ASSERT_PTR_NULL(build_cache_by_status(&cache, &status, NULL));
    empty_folder();
}

static void contents_and_programs_tell(void)
{
    const struct source_status status = status_of_age(60 * SECOND);
    unsigned char *bytes = NULL;
    size_t size = 0;

    store(&status);
    CU_ASSERT_PTR_NOT_NULL(build_cache_by_content(&cache, CONTENT));
    CU_ASSERT_PTR_NULL(build_cache_by_content(&cache, OTHER));
    CU_ASSERT_FALSE(build_cache_bundle(&cache, OTHER, &bytes, &size));
    CU_ASSERT_TRUE_FATAL(build_cache_bundle(&cache, PROGRAM, &bytes, &size));
    CU_ASSERT_EQUAL(size, sizeof BUNDLE);
    CU_ASSERT_EQUAL(memcmp(bytes, BUNDLE, sizeof BUNDLE), 0);
    free(bytes);
    build_cache_release(&cache);
    build_cache_open(&cache, folder, "another", 7);
    CU_ASSERT_TRUE(cache.fresh);
    CU_ASSERT_PTR_NULL(build_cache_by_status(&cache, &status, NULL));
    CU_ASSERT_PTR_NULL(build_cache_by_content(&cache, CONTENT));
    empty_folder();
}

/* Refreshing keeps what was found, too. */
static void findings_stay_with_their_file(void)
{
    const struct source_status status = status_of_age(SECOND);
    const struct source_status later = status_of_age(60 * SECOND);
    const struct cached_file *found;
    const char *bytes;
    size_t size;

    store(&status);
    found = build_cache_by_content(&cache, CONTENT);
    CU_ASSERT_EQUAL(build_cache_refresh(&cache, &found, &later, 1), 0);
    build_cache_release(&cache);
    open_cache();
    found = build_cache_by_status(&cache, &later, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(found);
    CU_ASSERT_EQUAL(found->flags, CACHED_LINTED);
    bytes = build_cache_findings(&cache, found, &size);
    CU_ASSERT_EQUAL(size, sizeof FINDINGS - 1);
    CU_ASSERT_EQUAL(memcmp(bytes, FINDINGS + 1, size), 0);
    empty_folder();
}

static void findings_across_files_have_a_program(void)
{
    struct across_entry entry = {.file = 7, .first_finding = 1};
    struct finding_image image = {0};
    const struct across_entry *entries;
    const unsigned char *findings;
    uint32_t count;

    entry.finding_size = sizeof FINDINGS - 1;
    finding_image_copy(&image, FINDINGS, sizeof FINDINGS);
    open_cache();
    CU_ASSERT_EQUAL(
        build_cache_store_across(&cache, PROGRAM, &entry, 1, &image), 0);
    CU_ASSERT_FALSE(
        build_cache_across(&cache, OTHER, &entries, &count, &findings));
    CU_ASSERT_TRUE_FATAL(
        build_cache_across(&cache, PROGRAM, &entries, &count, &findings));
    CU_ASSERT_EQUAL(count, 1);
    CU_ASSERT_EQUAL(memcmp(entries, &entry, sizeof entry), 0);
    CU_ASSERT_EQUAL(memcmp(findings + 1, FINDINGS + 1, sizeof FINDINGS - 1), 0);
    /* Places outside of what is there are not believed. */
    entry.finding_size++;
    CU_ASSERT_EQUAL(
        build_cache_store_across(&cache, PROGRAM, &entry, 1, &image), 0);
    CU_ASSERT_FALSE(
        build_cache_across(&cache, PROGRAM, &entries, &count, &findings));
    finding_image_release(&image);
    empty_folder();
}

static void records_outside_are_not_believed(void)
{
    const struct source_status status = status_of_age(60 * SECOND);
    struct finding_image findings = {0};
    struct ir_session session;
    struct cache_entry entries[] = {
        {.status = &status, .first_finding = 1},
        {.status = &status, .finding_size = 1},
        {.status = &status, .first_finding = 1, .finding_size = UINT64_MAX},
        {.status = &status, .flags = ~(uint32_t)CACHED_FLAGS},
    };

    ir_session_start(&session);
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        open_cache();
        CU_ASSERT_EQUAL(
            build_cache_store(&cache, &session, &entries[i], 1, &findings), 0);
        build_cache_release(&cache);
        open_cache();
        CU_ASSERT_TRUE(cache.fresh);
        empty_folder();
    }
    ir_session_release(&session);
}

static const struct test_case CASES[] = {
    {"everything that stat says must be the same", status_tells},
    {"young files are read again", young_files_are_not_believed},
    {"young is what changed since a build began",
     age_counts_from_the_beginning},
    {"records can be refreshed", refreshing_makes_files_older},
    {"contents and programs are told by their hash",
     contents_and_programs_tell},
    {"findings stay with their file", findings_stay_with_their_file},
    {"findings across files belong to a program",
     findings_across_files_have_a_program},
    {"records that point outside are not believed",
     records_outside_are_not_believed},
};

int main(void)
{
    if (!mkdtemp(folder))
        return 2;
    return test_run("build cache", CASES, sizeof CASES / sizeof *CASES);
}
