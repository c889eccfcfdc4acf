/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Requirements and markers by example: what they are read as, and where what is
 * no requirement is wrong.
 */
#include "resolver/requirement/requirement.h"

#include "tests/harness/run.h"

#include <stdio.h>
#include <stdlib.h>

static struct arena arena;

static const char *const READ[][2] = {
    {"Flask", "flask"},
    {" Foo.Bar_baz [B,a, b] >= 1.0 , <2 ", "foo-bar-baz[a,b]>=1.0,<2"},
    {"a (==1.*)", "a==1.*"},
    {"a==1!2.0", "a==1!2.0"},
    {"a>=1,", "a>=1"},
    {"a[]; os_name == 'nt'", "a; os_name == 'nt'"},
    {"a @ https://x.org/a.whl ; os_name == 'nt'",
     "a @ https://x.org/a.whl ; os_name == 'nt'"},
    {"a>dev", "a>dev"},
};

static void reads_requirements(void)
{
    for (size_t i = 0; i < sizeof READ / sizeof *READ; i++) {
        struct requirement requirement;
        struct marker_fault fault;
        struct thoth_text printed;

        CU_ASSERT_FATAL(requirement_parse(&arena, thoth_text_of(READ[i][0]),
                                          &requirement, &fault));
        printed = requirement_print(&arena, &requirement);
        CU_ASSERT(thoth_text_equal(printed, thoth_text_of(READ[i][1])));
    }
    arena_reset(&arena);
}

static const struct {
    const char *text;
    size_t offset;
} FAULTS[] = {
    {"", 0},
    {"_a", 0},
    {"a b", 2},
    {"a==", 3},
    {"a=1", 1},
    {"a[b", 3},
    {"a[b c]", 4},
    {"a>=1;", 5},
    {"a; os_name", 10},
    {"a; os_name == 'x", 14},
    {"a; 'x' == 'y'", 13},
    {"a; os_nam == 'x'", 3},
    {"a; (os_name == 'x'", 18},
    {"a; os_name == 'x' y", 18},
    {"a (>=1", 6},
    {"a @ ", 4},
    {"a @ https://x;os_name=='nt' x", 28},
    {"a>=1.0<2<3", 6},
};

static void places_faults(void)
{
    for (size_t i = 0; i < sizeof FAULTS / sizeof *FAULTS; i++) {
        struct requirement requirement;
        struct marker_fault fault;

        CU_ASSERT_FALSE(requirement_parse(&arena, thoth_text_of(FAULTS[i].text),
                                          &requirement, &fault));
        CU_ASSERT_PTR_NOT_NULL(fault.message);
        if (fault.offset != FAULTS[i].offset)
            printf("# %s: %zu\n", FAULTS[i].text, fault.offset);
        CU_ASSERT_EQUAL(fault.offset, FAULTS[i].offset);
    }
    arena_reset(&arena);
}

static const struct {
    const char *marker;
    bool holds; /* Python 3.9 on linux-x86_64 */
} MARKERS[] = {
    {"python_version < '3.10'", true},
    {"python_version >= '3.10'", false},
    {"'3.6' <= python_version", true},
    {"python_full_version == '3.9.0'", true},
    {"python_version in '2.7, 3.9'", true},
    {"python_version not in '2.7, 3.9'", false},
    {"python_version == '3.*'", true},
    {"sys_platform == 'linux' and os_name == 'posix'", true},
    {"os_name == 'nt' or os_name == 'java' or platform_system == 'Linux'",
     true},
    {"os_name == 'nt' and os_name == 'java' or os_name == 'posix'", true},
    {"os_name == 'posix' or os_name == 'posix' and os_name == 'nt'", true},
    {"(os_name == 'posix' or os_name == 'posix') and os_name == 'nt'", false},
    {"platform_machine != 'x86_64'", false},
    {"implementation_name == 'cpython'", true},
    {"platform_python_implementation == 'CPython'", true},
    {"platform_release >= '4'", false},
    {"extra == 'test'", false},
    {"os.name == 'posix'", true},
    {"sys_platform ~= 'linux'", false},
};

static void evaluates_markers(void)
{
    struct environment environment = {0};
    struct marker_values values;

    environment.fields[ENVIRONMENT_PYTHON_VERSION] = thoth_text_of("3.9");
    marker_values_of(&values, &environment);
    for (size_t i = 0; i < sizeof MARKERS / sizeof *MARKERS; i++) {
        struct marker_fault fault;
        const struct marker *marker =
            marker_parse(&arena, thoth_text_of(MARKERS[i].marker), &fault);

        CU_ASSERT_PTR_NOT_NULL_FATAL(marker);
        CU_ASSERT_EQUAL(requirement_applies(marker, &values, NULL, 0),
                        MARKERS[i].holds);
    }
    arena_reset(&arena);
}

static void asks_extras(void)
{
    struct thoth_text extras[] = {thoth_text_of("a"), thoth_text_of("my-x")};
    struct environment environment = {0};
    struct marker_values values;
    struct marker_fault fault;
    const struct marker *marker;

    marker_values_of(&values, &environment);
    marker = marker_parse(&arena,
                          thoth_text_of("os_name == 'posix' and "
                                        "extra == 'My_X'"),
                          &fault);
    CU_ASSERT_PTR_NOT_NULL_FATAL(marker);
    CU_ASSERT(marker_asks_extra(marker));
    CU_ASSERT(requirement_applies(marker, &values, extras, 2));
    CU_ASSERT_FALSE(requirement_applies(marker, &values, extras, 1));
    CU_ASSERT(requirement_applies(NULL, &values, NULL, 0));
    arena_reset(&arena);
}

static void targets_other_machines(void)
{
    static const char *const platforms[] = {"win-amd64", "macosx-arm64",
                                            "linux-aarch64"};
    static const char *const systems[] = {"win32", "darwin", "linux"};
    static const char *const machines[] = {"amd64", "arm64", "aarch64"};

    for (int i = 0; i < 3; i++) {
        struct environment environment = {0};
        struct marker_values values;

        environment.fields[ENVIRONMENT_PLATFORM] = thoth_text_of(platforms[i]);
        marker_values_of(&values, &environment);
        CU_ASSERT(thoth_text_equal(values.of[MARKER_SYS_PLATFORM],
                                   thoth_text_of(systems[i])));
        CU_ASSERT(thoth_text_equal(values.of[MARKER_PLATFORM_MACHINE],
                                   thoth_text_of(machines[i])));
    }
}

/* Parentheses and chains beyond all reason. */
static void limits_depth(void)
{
    char *text = malloc(40000);
    struct marker_fault fault;
    size_t length = 0;

    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    memset(text, '(', 20000);
    CU_ASSERT_PTR_NULL(
        marker_parse(&arena, (struct thoth_text){text, 20000}, &fault));
    CU_ASSERT_EQUAL(fault.offset, MARKER_DEPTH_LIMIT + 1);
    for (int i = 0; i < 800; i++)
        length +=
            (size_t)sprintf(text + length, "%sos_name == 'x'", i ? " or " : "");
    CU_ASSERT_PTR_NOT_NULL(
        marker_parse(&arena, (struct thoth_text){text, length}, &fault));
    free(text);
    arena_release(&arena);
}

static const struct test_case cases[] = {
    {"requirements are read", reads_requirements},
    {"what is none is wrong at a place", places_faults},
    {"markers are evaluated for an environment", evaluates_markers},
    {"extras are asked in normal form", asks_extras},
    {"environments may be other machines", targets_other_machines},
    {"nesting has a limit", limits_depth},
};

TEST_MAIN("resolver/requirement/requirement", cases)
