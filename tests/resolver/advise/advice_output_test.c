/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is made of an advice: files are what is in memory, and explanations
 * leave no trace.
 */
#include "tests/harness/run.h"
#include "tests/resolver/advise/small_project.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void start(struct small_project *project)
{
    small_project_start(project, "Pipfile",
                        "[packages]\napp = \"*\"\nplugin = \"*\"\n");
    project->options.resolve.history = 100;
    small_project_ask(project);
    CU_ASSERT_EQUAL_FATAL(project->facts.outcome, THOTH_ADVICE_STACKS);
}

static bool has(struct thoth_text text, const char *part)
{
    return memmem(text.at, text.length, part, strlen(part)) != NULL;
}

static void files_are_what_is_in_memory(void)
{
    static const struct {
        enum thoth_output output;
        const char *part;
    } outputs[] = {
        {THOTH_OUTPUT_LOCK, "\"version\": \"==1.0\""},
        {THOTH_OUTPUT_REQUIREMENTS, "plugin==1.0\n"},
        {THOTH_OUTPUT_REPORT, "\"products\""},
        {THOTH_OUTPUT_GRAPH_DOT, "digraph"},
        {THOTH_OUTPUT_PLOT_SVG, "<svg"},
    };
    struct small_project project;

    start(&project);
    for (size_t i = 0; i < sizeof(outputs) / sizeof(outputs[0]); i++) {
        const char *path = small_project_path(&project, "output");
        struct thoth_text bytes;
        size_t size = 0;
        char *file;

        CU_ASSERT_EQUAL(
            thoth_advice_save(project.advice, outputs[i].output, path),
            THOTH_OK);
        CU_ASSERT_EQUAL(
            thoth_advice_output(project.advice, outputs[i].output, &bytes),
            THOTH_OK);
        CU_ASSERT_TRUE(has(bytes, outputs[i].part));
        file = small_project_read(&project, "output", &size);
        CU_ASSERT_PTR_NOT_NULL_FATAL(file);
        CU_ASSERT_EQUAL_FATAL(size, bytes.length);
        CU_ASSERT_EQUAL(memcmp(file, bytes.at, size), 0);
        free(file);
    }
    small_project_end(&project);
}

/* A warning comes once, however often there is reason for it. */
static void missing_hashes_are_told_once(void)
{
    struct small_project project;
    struct thoth_problem problem;
    struct thoth_text first, second;

    start(&project);
    CU_ASSERT_FALSE(thoth_advice_problem(project.advice, 0, &problem));
    thoth_advice_output(project.advice, THOTH_OUTPUT_LOCK, &first);
    thoth_advice_output(project.advice, THOTH_OUTPUT_LOCK, &second);
    CU_ASSERT_TRUE(thoth_text_equal(first, second));
    CU_ASSERT_TRUE_FATAL(thoth_advice_problem(project.advice, 0, &problem));
    CU_ASSERT_FALSE(problem.error);
    CU_ASSERT_TRUE(has(problem.message, "no hashes are known of 3 of 3"));
    CU_ASSERT_FALSE(thoth_advice_problem(project.advice, 1, &problem));
    small_project_end(&project);
}

static void unwritable_files_are_named(void)
{
    struct small_project project;
    struct thoth_problem problem;

    start(&project);
    CU_ASSERT_EQUAL(thoth_advice_save(project.advice, THOTH_OUTPUT_REQUIREMENTS,
                                      "/nowhere/requirements.txt"),
                    THOTH_E_IO);
    CU_ASSERT_TRUE_FATAL(
        small_project_complains(&project, "cannot be written", &problem));
    CU_ASSERT_TRUE(problem.error);
    CU_ASSERT_TRUE(thoth_text_equal(
        problem.path, thoth_text_of("/nowhere/requirements.txt")));
    small_project_end(&project);
}

static void numbers_of_no_output_are_refused(void)
{
    struct small_project project;
    struct thoth_text bytes;

    start(&project);
    CU_ASSERT_EQUAL(thoth_advice_output(project.advice, THOTH_OUTPUTS, &bytes),
                    THOTH_E_ARGUMENT);
    CU_ASSERT_EQUAL(bytes.length, 0);
    small_project_end(&project);
}

/* Its own lock file is a stack, which is then kept. */
static void locks_are_read_again(void)
{
    struct thoth_resolution_facts facts;
    struct small_project project;

    start(&project);
    CU_ASSERT_EQUAL(thoth_advice_save(project.advice, THOTH_OUTPUT_LOCK,
                                      project.facts.lock.at),
                    THOTH_OK);
    project.options.keep_lock = true;
    small_project_ask(&project);
    CU_ASSERT_EQUAL(project.facts.outcome, THOTH_ADVICE_STACKS);
    CU_ASSERT_EQUAL(project.facts.own_fault.length, 0);
    thoth_resolution_describe(thoth_advice_resolution(project.advice), &facts);
    CU_ASSERT_EQUAL(facts.own.verdict, THOTH_OWN_SCORED);
    CU_ASSERT_EQUAL(facts.own.product, 0);
    small_project_end(&project);
}

/* ---- Explanations -----------------------------------------------------------
 */

static uint32_t explain(struct small_project *project, const char *package,
                        const char *version,
                        const struct thoth_explanation **lines)
{
    uint32_t count = 0;

    CU_ASSERT_EQUAL(thoth_advice_explain(project->advice,
                                         thoth_text_of(package),
                                         thoth_text_of(version), lines, &count),
                    THOTH_OK);
    return count;
}

static bool says(const struct thoth_explanation *lines, uint32_t count,
                 enum thoth_explanation_kind kind, const char *part)
{
    for (uint32_t i = 0; i < count; i++)
        if (lines[i].kind == kind && has(lines[i].text, part))
            return true;
    return false;
}

static void packages_are_explained(void)
{
    const struct thoth_explanation *lines;
    struct small_project project;
    uint32_t count;

    start(&project);
    count = explain(&project, "lib", "", &lines);
    CU_ASSERT_TRUE(says(lines, count, THOTH_EXPLAINS_ANSWER,
                        "lib 1.0 is in the best stack"));
    CU_ASSERT_TRUE(
        says(lines, count, THOTH_EXPLAINS_REQUIREMENT, "plugin 1.0: <2"));
    CU_ASSERT_TRUE(says(lines, count, THOTH_EXPLAINS_OTHER,
                        "2.0: plugin 1.0 requires <2"));
    CU_ASSERT_EQUAL(lines[0].depth, 0);
    CU_ASSERT_EQUAL(lines[count - 1].depth, 1);
    small_project_end(&project);
}

/* Asking for stacks with other versions does not change what the best is. */
static void explanations_leave_no_trace(void)
{
    const struct thoth_explanation *lines, *again;
    struct thoth_text before, after;
    struct small_project project;
    uint32_t count, count_again;

    start(&project);
    thoth_advice_output(project.advice, THOTH_OUTPUT_LOCK, &before);
    count = explain(&project, "app", "2.0", &lines);
    CU_ASSERT_TRUE(says(lines, count, THOTH_EXPLAINS_STACK,
                        "No stack has it together with plugin"));
    count_again = explain(&project, "app", "1.0", &again);
    CU_ASSERT_TRUE(says(again, count_again, THOTH_EXPLAINS_ANSWER,
                        "app 1.0 is in the best stack"));
    count_again = explain(&project, "app", "2.0", &again);
    CU_ASSERT_EQUAL_FATAL(count_again, count);
    for (uint32_t i = 0; i < count; i++)
        CU_ASSERT_TRUE(thoth_text_equal(lines[i].text, again[i].text));
    thoth_advice_output(project.advice, THOTH_OUTPUT_LOCK, &after);
    CU_ASSERT_TRUE(thoth_text_equal(before, after));
    small_project_end(&project);
}

static void unknown_names_are_errors(void)
{
    const struct thoth_explanation *lines;
    struct small_project project;
    uint32_t count;

    start(&project);
    CU_ASSERT_EQUAL(thoth_advice_explain(project.advice,
                                         thoth_text_of("plugni"),
                                         thoth_text_of(""), &lines, &count),
                    THOTH_E_ARGUMENT);
    CU_ASSERT_EQUAL(count, 0);
    CU_ASSERT_TRUE(
        small_project_complains(&project, "does not know package", NULL));
    CU_ASSERT_EQUAL(thoth_advice_explain(project.advice, thoth_text_of("lib"),
                                         thoth_text_of("7"), &lines, &count),
                    THOTH_E_ARGUMENT);
    CU_ASSERT_TRUE(small_project_complains(&project, "has no version 7", NULL));
    small_project_end(&project);
}

/* ---- Numbers ----------------------------------------------------------------
 */

/* Lets the program write numbers with a comma. False if there is no locale that
 * does, and none can be made. */
static bool use_commas(const struct small_project *project)
{
    char command[300];

    if (setlocale(LC_ALL, "de_DE.UTF-8") != NULL)
        return true;
    snprintf(command, sizeof(command),
             "localedef -i de_DE -f UTF-8 '%s/de_DE.UTF-8' >'%s/said' 2>&1",
             project->kb.folder, project->folder);
    return system(command) == 0 &&
           setenv("LOCPATH", project->kb.folder, 1) == 0 &&
           setlocale(LC_ALL, "de_DE.UTF-8") != NULL;
}

static void drop_commas(const struct small_project *project)
{
    char command[120];

    setlocale(LC_ALL, "C");
    unsetenv("LOCPATH");
    snprintf(command, sizeof(command), "rm -rf '%s/de_DE.UTF-8'",
             project->kb.folder);
    CU_ASSERT_EQUAL(system(command), 0);
}

/* A score of -0.2 is written so, whatever the program's locale. */
static void numbers_have_points(void)
{
    const struct thoth_explanation *lines;
    struct small_project project;
    struct thoth_text report;
    char number[16];
    uint32_t count;

    start(&project);
    small_project_write(&project, "Pipfile", "[packages]\nlib = \"==2.1\"\n");
    if (use_commas(&project)) {
        small_project_ask(&project);
        count = explain(&project, "lib", "", &lines);
        CU_ASSERT_TRUE(says(lines, count, THOTH_EXPLAINS_SCORE, "-0.2"));
        CU_ASSERT_EQUAL(
            thoth_advice_output(project.advice, THOTH_OUTPUT_REPORT, &report),
            THOTH_OK);
        CU_ASSERT_TRUE(has(report, "\"score\": -0.2"));
        snprintf(number, sizeof(number), "%.1f", 0.5);
        CU_ASSERT_STRING_EQUAL(number, "0,5");
    } else {
        test_skip("there is no locale with commas");
    }
    drop_commas(&project);
    small_project_end(&project);
}

static const struct test_case cases[] = {
    {"files are what is in memory", files_are_what_is_in_memory},
    {"missing hashes are told once", missing_hashes_are_told_once},
    {"files that cannot be written are named", unwritable_files_are_named},
    {"other numbers of outputs are refused", numbers_of_no_output_are_refused},
    {"a lock file is read again", locks_are_read_again},
    {"packages are explained", packages_are_explained},
    {"explanations leave no trace", explanations_leave_no_trace},
    {"packages and versions that nobody knows are errors",
     unknown_names_are_errors},
    {"numbers have points in any locale", numbers_have_points},
};

TEST_MAIN("advice_output", cases)
