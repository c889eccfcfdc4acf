/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The TAP reporter behind tests/harness/run.h. CUnit calls back after each
 * case; the report is flushed there, so that the cases before a crash are
 * known and the missing rest of the plan counts as an error.
 */
#include "tests/harness/run.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* CUnit's callbacks carry no context pointer, hence file scope. */
static struct {
    unsigned cases_done;
    unsigned cases_failed;
    char skip_reason[256]; /* of the running case, empty if not skipped */
} report;

static void report_failures(const CU_FailureRecord *failure)
{
    for (; failure != NULL; failure = failure->pNext)
        printf("# %s:%u: %s\n", failure->strFileName, failure->uiLineNumber,
               failure->strCondition);
}

static void case_started(const CU_pTest test, const CU_pSuite suite)
{
    (void)test;
    (void)suite;
    report.skip_reason[0] = '\0';
}

static void case_done(const CU_pTest test, const CU_pSuite suite,
                      const CU_pFailureRecord failure)
{
    const char *verdict = failure != NULL ? "not ok" : "ok";

    report.cases_done++;
    printf("%s %u - %s: %s", verdict, report.cases_done, suite->pName,
           test->pName);
    if (failure != NULL)
        report.cases_failed++;
    else if (report.skip_reason[0] != '\0')
        printf(" # SKIP %s", report.skip_reason);
    putchar('\n');
    report_failures(failure);
    fflush(stdout);
}

static int registry_fill(const char *module, const struct test_case *cases,
                         size_t count)
{
    CU_pSuite suite = CU_add_suite(module, NULL, NULL);

    if (suite == NULL)
        return -1;
    for (size_t i = 0; i < count; i++)
        if (CU_add_test(suite, cases[i].name, cases[i].run) == NULL)
            return -1;
    return 0;
}

int test_run(const char *module, const struct test_case *cases, size_t count)
{
    if (CU_initialize_registry() != CUE_SUCCESS ||
        registry_fill(module, cases, count) != 0) {
        fprintf(stderr, "%s: %s\n", module, CU_get_error_msg());
        CU_cleanup_registry();
        return 2;
    }
    printf("1..%zu\n", count);
    fflush(stdout);
    CU_set_test_start_handler(case_started);
    CU_set_test_complete_handler(case_done);
    CU_run_all_tests();
    CU_cleanup_registry();
    return report.cases_failed == 0 && report.cases_done == count ? 0 : 1;
}

void test_skip(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(report.skip_reason, sizeof(report.skip_reason), format,
              arguments);
    va_end(arguments);
}

const char *test_shared_dir(void)
{
    const char *path = getenv("THOTH_SHARED");
    struct stat status;

    if (path != NULL && stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        return path;
    test_skip("$THOTH_SHARED is no directory: %s",
              path != NULL ? path : "(not set)");
    return NULL;
}

bool test_leave_out_slow(void)
{
    if (getenv("THOTH_QUICK") == NULL)
        return false;
    test_skip("slow, and $THOTH_QUICK is set");
    return true;
}
