/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Dependencies between units: which units a full name stands for.
 */
#include "tests/compiler/link/linked.h"
#include "tests/harness/run.h"

#include <string.h>

/* Does the program ask for these words for its only dependent unit? */
static void check_words(const char *text, uint32_t unit, const uint32_t *words,
                        uint32_t count)
{
    struct linked linked;
    const struct program_require *require;

    linked_start(&linked, text, NULL);
    CU_ASSERT_EQUAL_FATAL(linked.program.require_count, 1);
    require = &linked.program.requirements[0];
    CU_ASSERT_EQUAL(require->unit, unit);
    CU_ASSERT_EQUAL_FATAL(require->count, count);
    CU_ASSERT(!memcmp(require->words, words, count * sizeof *words));
    linked_release(&linked);
}

#define CHECK_WORDS(text, unit, ...)                                           \
    check_words(text, unit, (const uint32_t[]){__VA_ARGS__},                   \
                sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t))

#define BOOT(name, more)                                                       \
    "unit boot \"" name "\" 1:1 " more " when adviser do run "

static void none(void)
{
    struct linked linked;

    linked_start(&linked, "file \"a\" namespace \"n\" " BOOT("A", ""), NULL);
    CU_ASSERT_EQUAL(linked.program.require_count, 0);
    linked_release(&linked);
}

static void one(void)
{
    CHECK_WORDS("file \"a\" namespace \"n\" " BOOT("A", "")
                    BOOT("B", "requires boots \"n.A\""),
                1, 1, 1, 0);
}

static void later_file(void)
{
    CHECK_WORDS("file \"a\" namespace \"n\" " BOOT(
                    "B", "requires boots \"m.A\"") "file \"b\" namespace "
                                                   "\"m\" " BOOT("A", ""),
                0, 1, 1, 1);
}

static void several_of_one_name(void)
{
    CHECK_WORDS("file \"a\" namespace \"n\" " BOOT("A", "") BOOT("A", "")
                    BOOT("B", "requires boots \"n.A\"") BOOT("A", ""),
                2, 1, 3, 0, 1, 3);
}

static void kinds_apart(void)
{
    CHECK_WORDS("file \"a\" namespace \"n\" " BOOT("A", "")
                    BOOT("B", "requires boots \"n.A\" requires wraps "
                              "\"n.A\"") "unit wrap \"A\" 1:1 when adviser "
                                         "do run match * always",
                1, 2, 1, 0, 1, 2);
}

static void itself(void)
{
    CHECK_WORDS(
        "file \"a\" namespace \"n\" " BOOT("A", "requires boots \"n.A\""), 0, 1,
        1, 0);
}

static void unknown_names(void)
{
    CHECK_WORDS("file \"a\" namespace \"n\" " BOOT("A", "")
                    BOOT("B", "requires boots \"A\" requires boots \"m.A\""),
                1, 2, 0, 0);
}

/* A full name that is split at another dot is the same. */
static void dots(void)
{
    CHECK_WORDS("file \"a\" namespace \"n\" " BOOT("a.b", "") BOOT(
                    "B", "requires boots \"n.a.b\"") "file \"b\" namespace "
                                                     "\"n.a\" " BOOT("b", ""),
                1, 1, 2, 0, 2);
}

static const struct test_case cases[] = {
    {"units without dependencies", none},
    {"a unit of the name", one},
    {"a unit of a later file and another namespace", later_file},
    {"all units of the name", several_of_one_name},
    {"only units of the kind", kinds_apart},
    {"the unit itself", itself},
    {"names that no unit has", unknown_names},
    {"names with more dots", dots},
};

TEST_MAIN("require", cases)
