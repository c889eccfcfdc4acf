/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The package index: which names there are, and who stands under each.
 */
#include "tests/compiler/link/linked.h"
#include "tests/harness/run.h"

#include <string.h>

static void check_packages(const char *text, const char *const *names,
                           uint32_t count)
{
    struct linked linked;

    linked_start(&linked, text, NULL);
    CU_ASSERT_EQUAL_FATAL(linked.program.package_count, count);
    for (uint32_t i = 0; i < count; i++) {
        CU_ASSERT(linked_is(&linked, linked.program.packages[i], names[i]));
        CU_ASSERT_EQUAL(linked.program.package_of[linked.program.packages[i]],
                        i + 1);
    }
    linked_release(&linked);
}

#define CHECK_PACKAGES(text, ...)                                              \
    check_packages(text, (const char *const[]){__VA_ARGS__},                   \
                   sizeof((const char *const[]){__VA_ARGS__}) /                \
                       sizeof(const char *))

#define FILE_A "file \"a\" namespace \"n\" "
#define STEP(matches)                                                          \
    "unit step \"S\" 1:1 when adviser do (run (score (constant 1))) " matches  \
    " "

static void names_in_order(void)
{
    CHECK_PACKAGES(FILE_A STEP("match \"b\" always match \"ab\" always "
                               "match \"a\" always match \"b\" develop"),
                   "a", "ab", "b");
}

static void bytes_decide(void)
{
    CHECK_PACKAGES(FILE_A STEP("match \"z\" always match \"\xc3\xa9\" always "
                               "match \"Z\" always match \"0\" always"),
                   "0", "Z", "z", "\xc3\xa9");
}

static void names_in_predicates(void)
{
    CHECK_PACKAGES(
        FILE_A STEP("match * (and (resolved \"r\" always) (dependents {} "
                    "(from \"f\" (resolved \"q\" always))))"),
        "f", "q", "r");
}

/* What folding put out of use names nothing. */
static void dropped_names(void)
{
    CHECK_PACKAGES(
        FILE_A STEP("match \"p\" (or always (resolved \"gone\" always))"), "p");
}

static void no_names(void)
{
    struct linked linked;

    linked_start(&linked, FILE_A STEP("match * always"), NULL);
    CU_ASSERT_EQUAL(linked.program.package_count, 0);
    CU_ASSERT_EQUAL(linked.program.member_starts[0], 0);
    CU_ASSERT_EQUAL(linked.program.member_starts[1], 1);
    linked_release(&linked);
}

/* Members by package, then by kind, then as loaded; those of any package first.
 * Instances are numbered as loaded. */
static void members(void)
{
    static const uint32_t STARTS[] = {0, 2, 5, 6};
    static const uint32_t MEMBERS[] = {4, 1, 3, 0, 5, 2};
    struct linked linked;

    linked_start(
        &linked,
        FILE_A
        "unit wrap \"W\" 1:1 when adviser do run "
        "match \"p\" always match * always "
        "match \"q\" always " STEP(
            "match \"p\" always") "file \"b\" namespace \"n\" "
                                  "unit boot \"B\" 1:1 when adviser do run "
                                  "match * always "
                                  "unit wrap \"V\" 1:1 when adviser do run "
                                  "match \"p\" always",
        NULL);
    CU_ASSERT_EQUAL_FATAL(linked.program.package_count, 2);
    CU_ASSERT_EQUAL_FATAL(linked.program.instance_count, 6);
    CU_ASSERT(!memcmp(linked.program.member_starts, STARTS, sizeof STARTS));
    CU_ASSERT(!memcmp(linked.program.members, MEMBERS, sizeof MEMBERS));
    linked_release(&linked);
}

static const struct test_case cases[] = {
    {"each name once, in order", names_in_order},
    {"order by bytes", bytes_decide},
    {"names of predicates", names_in_predicates},
    {"names that folding removed", dropped_names},
    {"no names at all", no_names},
    {"members by package, kind and loading order", members},
};

TEST_MAIN("package_index", cases)
