/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shows that the harness reports what happened. The program runs itself again
 * with the name of one sample table as its argument, and reads the TAP and the
 * exit status of that run.
 */
#include "tests/harness/run.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void sample_passes(void)
{
    CU_ASSERT_EQUAL(1 + 1, 2);
}

static void sample_fails(void)
{
    CU_ASSERT_EQUAL(1 + 1, 3);
}

static void sample_skips(void)
{
    test_skip("no %s here", "input");
}

static void sample_skips_but_fails(void)
{
    test_skip("not an excuse");
    CU_FAIL("failed all the same");
}

static void sample_exits(void)
{
    _exit(0);
}

static const struct test_case sample_good[] = {
    {"one", sample_passes},
    {"two", sample_skips},
};

static const struct test_case sample_bad[] = {
    {"one", sample_fails},
    {"two", sample_skips_but_fails},
    {"three", sample_passes},
};

static const struct test_case sample_cut[] = {
    {"one", sample_passes},
    {"two", sample_exits},
    {"three", sample_passes},
};

static int run_sample(const char *name)
{
    if (strcmp(name, "good") == 0)
        return test_run("sample", sample_good, 2);
    if (strcmp(name, "bad") == 0)
        return test_run("sample", sample_bad, 3);
    return test_run("sample", sample_cut, 3);
}

/* Runs a sample in a new process: its output in text, its exit status. */
static int sample_output(const char *name, char *text, size_t size)
{
    char path[4096];
    char command[4200];
    ssize_t length = readlink("/proc/self/exe", path, sizeof(path) - 1);
    FILE *output;
    size_t count;
    int status;

    CU_ASSERT_FATAL(length > 0);
    path[length] = '\0';
    snprintf(command, sizeof(command), "'%s' %s", path, name);
    output = popen(command, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(output);
    count = fread(text, 1, size - 1, output);
    text[count] = '\0';
    status = pclose(output);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void good_sample_passes(void)
{
    char text[1024];

    CU_ASSERT_EQUAL(sample_output("good", text, sizeof(text)), 0);
    CU_ASSERT_STRING_EQUAL(text, "1..2\n"
                                 "ok 1 - sample: one\n"
                                 "ok 2 - sample: two # SKIP no input here\n");
}

static void failures_are_reported(void)
{
    char text[1024];

    CU_ASSERT_EQUAL(sample_output("bad", text, sizeof(text)), 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "not ok 1 - sample: one\n# "));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "1 + 1"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "not ok 2 - sample: two\n# "));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\nok 3 - sample: three\n"));
}

/* A program that ends early has a plan of more cases than it reported. */
static void early_end_shows_in_plan(void)
{
    char text[1024];

    CU_ASSERT_EQUAL(sample_output("cut", text, sizeof(text)), 0);
    CU_ASSERT_STRING_EQUAL(text, "1..3\nok 1 - sample: one\n");
}

static const struct test_case cases[] = {
    {"passed and skipped cases are told apart", good_sample_passes},
    {"failed cases are reported with place", failures_are_reported},
    {"an early end leaves the plan unfulfilled", early_end_shows_in_plan},
};

int main(int argc, char **argv)
{
    if (argc > 1)
        return run_sample(argv[1]);
    return test_run("harness", cases, sizeof(cases) / sizeof(cases[0]));
}
