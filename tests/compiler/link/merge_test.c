/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is left of shapes and conditions behind the passes that make them equal.
 */
#include "tests/compiler/link/linked.h"
#include "tests/harness/run.h"

#define FILE_A "file \"a\" namespace \"n\" "
#define BOOT(name, when) "unit boot \"" name "\" 1:1 when " when " do run "

/* Every number that a unit has must be one of the program's. */
static void check_numbers(const struct program *program)
{
    for (uint32_t i = 0; i < program->unit_count; i++) {
        const struct program_unit *unit = &program->units[i];

        CU_ASSERT_FATAL(unit->when < program->when_count);
        CU_ASSERT(program->whens[unit->when].shape < program->shape_count);
        CU_ASSERT(unit->run < program->shape_count);
        for (uint32_t k = 0; k < unit->instance_count; k++)
            CU_ASSERT(program->instances[unit->first_instance + k].shape <
                      program->shape_count);
    }
}

static void check_counts(const char *text, uint32_t shapes, uint32_t whens)
{
    struct linked linked;

    linked_start(&linked, text, "merge");
    CU_ASSERT_EQUAL(linked.program.shape_count, shapes);
    CU_ASSERT_EQUAL(linked.program.when_count, whens);
    check_numbers(&linked.program);
    linked_release(&linked);
}

static void equal_conditions(void)
{
    check_counts(FILE_A BOOT("A", "(platform_in [\"a\"])")
                     BOOT("B", "(platform_in [\"b\"])")
                         BOOT("C", "(platform_in [\"a\"])"),
                 2, 2);
}

/* One shape, but rows that keep different columns of the originals: the
 * program's shapes stay apart. */
static void columns_kept(void)
{
    check_counts(FILE_A BOOT("A", "(and (or always (platform_in [\"x\"])) "
                                  "(platform_in [\"a\"]))")
                     BOOT("B", "(and (platform_in [\"a\"]) (or always "
                               "(platform_in [\"y\"])))")
                         BOOT("C", "(platform_in [\"a\"])"),
                 3, 2);
}

static void dropped_constants(void)
{
    check_counts(FILE_A BOOT("A", "(and never (platform_in [\"a\"]))")
                     BOOT("B", "(and never (platform_in [\"b\"]))")
                         BOOT("C", "never"),
                 2, 1);
}

/* A condition that another one of the same name replaced disappears, and its
 * shape with it. */
static void replaced_conditions(void)
{
    check_counts(FILE_A BOOT("A", "adviser") BOOT("A", "(platform_in [\"b\"])"),
                 2, 1);
}

static void matches(void)
{
    check_counts(FILE_A "unit step \"S\" 1:1 when adviser do run "
                        "match \"p\" (version_in {} \"<1\") "
                        "match \"q\" (and always (version_in {} \"<2\")) "
                        "match \"q\" (version_in {prereleases} \"<2\")",
                 4, 1);
}

static const struct test_case cases[] = {
    {"equal conditions are one", equal_conditions},
    {"shapes whose rows keep other columns stay apart", columns_kept},
    {"constants that folding removed do not count", dropped_constants},
    {"conditions nobody has any more disappear", replaced_conditions},
    {"matches share shapes", matches},
};

TEST_MAIN("merge", cases)
