/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What version sets refuse: texts and results that are too complex, and work
 * without memory, which leaves nothing behind.
 */
#include "tests/harness/run.h"
#include "tests/runtime/short_memory.h"

#include <stdio.h>
#include <string.h>

static struct thoth_text text_of(const char *text)
{
    return (struct thoth_text){text, strlen(text)};
}

static struct thoth_version_set *make_set(const char *text)
{
    struct thoth_version_set *set;

    CU_ASSERT_EQUAL(
        thoth_version_set_of_specifier(text_of(text), false, NULL, &set),
        THOTH_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(set);
    return set;
}

/* Of one version: clauses on local segments, spellings and post-releases, whose
 * combinations are too many. */
static void what_is_too_complex_is_refused(void)
{
    static char text[THOTH_SPECIFIER_LIMIT + 1];
    static const char *const clauses[] = {"!=1.0+l%d,", "!=1.0.post%d,"};
    struct thoth_version_set *set;
    size_t length = 0;

    for (int i = 0; i < 60; ++i)
        length += (size_t)snprintf(text + length, sizeof(text) - length,
                                   clauses[i % 2], i);
    for (int zeros = 3; zeros < 7; ++zeros)
        length += (size_t)snprintf(text + length, sizeof(text) - length,
                                   "!=1%.*s.*,", 2 * zeros, ".0.0.0.0.0.0.0");
    CU_ASSERT_EQUAL(
        thoth_version_set_of_specifier(text_of(text), false, NULL, &set),
        THOTH_E_LIMIT);
    CU_ASSERT_PTR_NULL(set);
    memset(text, ',', sizeof(text));
    CU_ASSERT_EQUAL(
        thoth_version_set_of_specifier((struct thoth_text){text, sizeof(text)},
                                       false, NULL, &set),
        THOTH_E_LIMIT);
    CU_ASSERT_EQUAL(
        thoth_version_set_of_specifier(text_of("~=x"), false, NULL, &set),
        THOTH_E_SPECIFIER);
}

/* All versions but sixty, other ones for each number. */
static struct thoth_version_set *make_holes(int number)
{
    char text[1000];
    size_t length = 0;

    for (int i = 0; i < 60; ++i)
        length += (size_t)snprintf(text + length, sizeof(text) - length,
                                   "!=%d.%d,", number, i + 1);
    return make_set(text);
}

/* Takes more and more versions out of a set; returns how often it went well. */
static int dig(enum thoth_status *status)
{
    struct thoth_version_set *set = make_holes(0);
    int count = 0;

    *status = THOTH_OK;
    while (*status == THOTH_OK && count < 1000) {
        struct thoth_version_set *more = make_holes(++count), *fewer;

        *status = thoth_version_set_intersection(set, more, &fewer);
        thoth_version_set_release(more);
        CU_ASSERT_EQUAL(*status == THOTH_OK, fewer != NULL);
        if (fewer == NULL)
            break;
        thoth_version_set_release(set);
        set = fewer;
    }
    thoth_version_set_release(set);
    return count;
}

static void operations_are_bounded(void)
{
    enum thoth_status status;
    int count = dig(&status);

    CU_ASSERT_EQUAL(status, THOTH_E_LIMIT);
    CU_ASSERT(count > 20);
}

/* The worse of two outcomes. */
static enum thoth_status worse(enum thoth_status a, enum thoth_status b)
{
    return a == THOTH_OK ? b : a;
}

static enum thoth_status try_pair(const struct thoth_version_set *left,
                                  const struct thoth_version_set *right)
{
    struct thoth_version_set *either, *rest;
    struct thoth_version *version;
    enum thoth_answer answer;
    enum thoth_status status;
    size_t length;
    bool found;

    status = thoth_version_set_union(left, right, &either);
    status = worse(status, thoth_version_set_complement(left, &rest));
    status = worse(status, thoth_version_set_subset(left, right, &answer));
    status = worse(status, thoth_version_set_witness(left, &version));
    status =
        worse(status, thoth_version_set_print(left, NULL, 0, &length, &found));
    thoth_version_release(version);
    thoth_version_set_release(either);
    thoth_version_set_release(rest);
    return status;
}

static enum thoth_status try_all(const struct thoth_allocator *allocator)
{
    struct thoth_version_set *left, *right;
    enum thoth_status status;

    status = thoth_version_set_of_specifier(text_of(">=1.0,<2,!=1.5+local"),
                                            false, allocator, &left);
    status = worse(status,
                   thoth_version_set_of_specifier(text_of("~=1.0.post1,>=1.*"),
                                                  true, allocator, &right));
    if (left != NULL && right != NULL)
        status = worse(status, try_pair(left, right));
    thoth_version_set_release(left);
    thoth_version_set_release(right);
    return status;
}

static void short_memory_is_reported(void)
{
    struct short_memory memory;
    enum thoth_status status = THOTH_E_MEMORY;
    size_t left = 0;

    for (; status == THOTH_E_MEMORY && left < 1000; ++left) {
        short_memory_start(&memory, left);
        status = try_all(&memory.allocator);
        CU_ASSERT_EQUAL(memory.blocks, 0);
    }
    CU_ASSERT_EQUAL(status, THOTH_OK);
    CU_ASSERT(left > 10);
}

static const struct test_case cases[] = {
    {"what is too complex is refused", what_is_too_complex_is_refused},
    {"operations are bounded", operations_are_bounded},
    {"short memory is reported", short_memory_is_reported},
};

TEST_MAIN("version_set_limit", cases)
