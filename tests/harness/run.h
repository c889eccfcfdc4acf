/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs the CUnit test cases of one module and reports them as TAP, one line a
 * case. A test program is a table of cases and TEST_MAIN; the cases use
 * CUnit's CU_ASSERT macros. Single-threaded: cases run one after the other.
 */
#ifndef TESTS_HARNESS_RUN_H
#define TESTS_HARNESS_RUN_H

#include <CUnit/CUnit.h>
#include <stdbool.h>
#include <stddef.h>

struct test_case {
    const char *name; /* what holds when the case passes */
    void (*run)(void);
};

/*
 * Runs count cases under the module's name and prints TAP on standard output.
 * Returns the exit status for main(): 0 if nothing failed, else 1; 2 if CUnit
 * itself could not start.
 */
int test_run(const char *module, const struct test_case *cases, size_t count);

/*
 * Marks the running case as skipped, with the reason (printf format). The case
 * must return afterwards: a failed assertion still counts as a failure.
 */
void test_skip(const char *format, ...) __attribute__((format(printf, 1, 2)));

/*
 * The directory of recorded answers and community rules ($THOTH_SHARED), owned
 * by the environment. If it is absent the case is marked as skipped and NULL
 * returned.
 */
const char *test_shared_dir(void);

/*
 * Whether a slow case is to be left out, because $THOTH_QUICK is set. The case
 * is then marked as skipped.
 */
bool test_leave_out_slow(void);

#define TEST_MAIN(module, cases)                                               \
    int main(void)                                                             \
    {                                                                          \
        return test_run(module, cases, sizeof(cases) / sizeof((cases)[0]));    \
    }

#endif
