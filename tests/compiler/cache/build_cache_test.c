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

/* A cache of a build with one file, then opened. */
static void store(const struct source_status *status)
{
    struct ir_session session;
    const struct cache_entry entry = {.status = status, .content = CONTENT};

    open_cache();
    ir_session_start(&session);
    CU_ASSERT_EQUAL(build_cache_store(&cache, &session, &entry, 1, PROGRAM,
                                      BUNDLE, sizeof BUNDLE),
                    0);
    ir_session_release(&session);
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
    CU_ASSERT_PTR_NOT_NULL(build_cache_by_status(&cache, &status));
    other[0].device++;
    other[1].inode++;
    other[2].size++;
    other[3].modified_ns++;
    other[4].changed_ns--;
    other[5].known = false;
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        CU_ASSERT_PTR_NULL(build_cache_by_status(&cache, &other[i]));
    empty_folder();
}

/* A file that changed shortly before a build may change again unseen. */
static void young_files_are_not_believed(void)
{
    struct source_status status = status_of_age(3 * SECOND);

    store(&status);
    CU_ASSERT_PTR_NOT_NULL(build_cache_by_status(&cache, &status));
    empty_folder();
    status = status_of_age(SECOND);
    store(&status);
    CU_ASSERT_PTR_NULL(build_cache_by_status(&cache, &status));
    CU_ASSERT_PTR_NOT_NULL(build_cache_by_content(&cache, CONTENT));
    empty_folder();
    /* Dates can be set, the time of change cannot. */
    status.modified_ns -= 60 * SECOND;
    store(&status);
    CU_ASSERT_PTR_NULL(build_cache_by_status(&cache, &status));
    empty_folder();
    status = status_of_age(-60 * SECOND);
    store(&status);
    CU_ASSERT_PTR_NULL(build_cache_by_status(&cache, &status));
    empty_folder();
}

/* The build may take long after it has read a young file. */
static void age_counts_from_the_beginning(void)
{
    struct source_status status = status_of_age(SECOND);
    struct ir_session session;
    const struct cache_entry entry = {.status = &status, .content = CONTENT};

    open_cache();
    ir_session_start(&session);
    nanosleep(&(struct timespec){.tv_sec = 1, .tv_nsec = 500000000}, NULL);
    CU_ASSERT_EQUAL(build_cache_store(&cache, &session, &entry, 1, PROGRAM,
                                      BUNDLE, sizeof BUNDLE),
                    0);
    ir_session_release(&session);
    build_cache_release(&cache);
    open_cache();
    CU_ASSERT_PTR_NULL(build_cache_by_status(&cache, &status));
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
    CU_ASSERT_PTR_NOT_NULL(build_cache_by_status(&cache, &later));
    CU_ASSERT_PTR_NULL(build_cache_by_status(&cache, &status));
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
    CU_ASSERT_PTR_NULL(build_cache_by_status(&cache, &status));
    CU_ASSERT_PTR_NULL(build_cache_by_content(&cache, CONTENT));
    empty_folder();
}

static const struct test_case CASES[] = {
    {"everything that stat says must be the same", status_tells},
    {"young files are read again", young_files_are_not_believed},
    {"young is what changed since a build began",
     age_counts_from_the_beginning},
    {"records can be refreshed", refreshing_makes_files_older},
    {"contents and programs are told by their hash",
     contents_and_programs_tell},
};

int main(void)
{
    if (!mkdtemp(folder))
        return 2;
    return test_run("build cache", CASES, sizeof CASES / sizeof *CASES);
}
