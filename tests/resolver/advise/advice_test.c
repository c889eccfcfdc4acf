/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Recommendations through the public header: what comes of options, files and
 * requirements that are fine, wrong or missing. Each advice is released,
 * whatever came of it.
 */
#include "tests/harness/run.h"
#include "tests/resolver/advise/small_project.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define REQUIREMENTS "requirements.txt"

/* ---- What is asked ---------------------------------------------------------
 */

static bool are_refused(const struct thoth_advise_options *options)
{
    struct thoth_advice *advice = (struct thoth_advice *)options;

    return thoth_advise(options, &advice) == THOTH_E_ARGUMENT && advice == NULL;
}

static void odd_options_are_refused(void)
{
    static const char *const holes[] = {"a=b", NULL};
    static const struct thoth_space_rules rules = {.user = NULL};
    struct thoth_advise_options usual, odd;

    thoth_advise_options_init(&usual);
    odd = usual;
    odd.folder = NULL;
    CU_ASSERT_TRUE(are_refused(&odd));
    odd = usual;
    odd.label_count = 1;
    CU_ASSERT_TRUE(are_refused(&odd));
    odd.labels = holes;
    odd.label_count = 2;
    CU_ASSERT_TRUE(are_refused(&odd));
    odd = usual;
    odd.resolve.count = 0;
    CU_ASSERT_TRUE(are_refused(&odd));
    odd = usual;
    odd.resolve.predictor = THOTH_PREDICTORS;
    CU_ASSERT_TRUE(are_refused(&odd));
    odd = usual;
    odd.resolve.own_count = 1;
    CU_ASSERT_TRUE(are_refused(&odd));
    odd = usual;
    odd.resolve.rules = &rules;
    CU_ASSERT_TRUE(are_refused(&odd));
}

static void recommendations_have_names(void)
{
    enum thoth_recommendation type = THOTH_RECOMMEND_STABLE;

    CU_ASSERT_TRUE(thoth_recommendation_find(thoth_text_of("security"), &type));
    CU_ASSERT_EQUAL(type, THOTH_RECOMMEND_SECURITY);
    CU_ASSERT_FALSE(thoth_recommendation_find(thoth_text_of("best"), &type));
    CU_ASSERT_EQUAL(type, THOTH_RECOMMEND_SECURITY);
}

static void packages_have_names(void)
{
    CU_ASSERT_TRUE(thoth_package_name_valid(thoth_text_of("Flask-Login.2")));
    CU_ASSERT_FALSE(thoth_package_name_valid(thoth_text_of("")));
    CU_ASSERT_FALSE(thoth_package_name_valid(thoth_text_of("a b")));
    CU_ASSERT_FALSE(thoth_package_name_valid(thoth_text_of("-a")));
}

/* ---- What cannot be used ---------------------------------------------------
 */

/* Nothing more can be had of it, and all says so. */
static void check_nothing_there(struct small_project *project)
{
    const struct thoth_advised_package *packages;
    const struct thoth_explanation *lines;
    const struct thoth_remark *remarks;
    struct thoth_text bytes;
    uint32_t count;

    CU_ASSERT_EQUAL(project->facts.products, 0);
    CU_ASSERT_EQUAL(
        thoth_advice_packages(project->advice, 0, &packages, &count),
        THOTH_E_ARGUMENT);
    CU_ASSERT_EQUAL(count, 0);
    CU_ASSERT_EQUAL(thoth_advice_remarks(project->advice, 0, &remarks, &count),
                    THOTH_OK);
    CU_ASSERT_EQUAL(thoth_advice_explain(project->advice, thoth_text_of("app"),
                                         (struct thoth_text){"", 0}, &lines,
                                         &count),
                    THOTH_E_ARGUMENT);
    CU_ASSERT_EQUAL(
        thoth_advice_output(project->advice, THOTH_OUTPUT_LOCK, &bytes),
        THOTH_E_ARGUMENT);
    CU_ASSERT_EQUAL(bytes.length, 0);
    CU_ASSERT_EQUAL(
        thoth_advice_output(project->advice, THOTH_OUTPUT_REPORT, &bytes),
        THOTH_OK);
    CU_ASSERT_PTR_NOT_NULL(memmem(bytes.at, bytes.length, "\"problems\"", 10));
}

static void missing_files_are_named(void)
{
    struct small_project project;
    struct thoth_problem problem;

    small_project_start(&project, REQUIREMENTS, "app\n");
    project.options.knowledge_base = "/nowhere/kb.sqlite";
    small_project_ask(&project);
    CU_ASSERT_EQUAL(project.facts.outcome, THOTH_ADVICE_UNUSABLE);
    CU_ASSERT_TRUE_FATAL(thoth_advice_problem(project.advice, 0, &problem));
    CU_ASSERT_TRUE(problem.error);
    CU_ASSERT_TRUE(
        thoth_text_equal(problem.path, thoth_text_of("/nowhere/kb.sqlite")));
    CU_ASSERT_FALSE(thoth_advice_problem(project.advice, 1, &problem));
    check_nothing_there(&project);

    project.options.knowledge_base = project.kb.path;
    project.options.rules = "/nowhere/rules.thb";
    small_project_ask(&project);
    CU_ASSERT_EQUAL(project.facts.outcome, THOTH_ADVICE_UNUSABLE);
    check_nothing_there(&project);

    project.options.rules = NULL;
    project.options.folder = "/nowhere";
    small_project_ask(&project);
    CU_ASSERT_EQUAL(project.facts.outcome, THOTH_ADVICE_PROJECT);
    check_nothing_there(&project);
    small_project_end(&project);
}

static void other_files_are_no_knowledge_base(void)
{
    struct small_project project;

    small_project_start(&project, REQUIREMENTS, "app\n");
    project.options.knowledge_base = project.kb.records;
    small_project_ask(&project);
    CU_ASSERT_EQUAL(project.facts.outcome, THOTH_ADVICE_UNUSABLE);
    project.options.knowledge_base = project.kb.path;
    project.options.rules = project.kb.records;
    small_project_ask(&project);
    CU_ASSERT_EQUAL(project.facts.outcome, THOTH_ADVICE_UNUSABLE);
    check_nothing_there(&project);
    small_project_end(&project);
}

/* ---- What is wrong with a project ------------------------------------------
 */

static void errors_have_places(void)
{
    struct small_project project;
    struct thoth_problem problem;

    small_project_start(&project, REQUIREMENTS, "app\n\nlib>=<1\n");
    small_project_ask(&project);
    CU_ASSERT_EQUAL(project.facts.outcome, THOTH_ADVICE_PROJECT);
    CU_ASSERT_TRUE_FATAL(thoth_advice_problem(project.advice, 0, &problem));
    CU_ASSERT_TRUE(problem.error);
    CU_ASSERT_EQUAL(problem.line, 3);
    CU_ASSERT_TRUE(problem.column > 0);
    CU_ASSERT_PTR_NOT_NULL(
        memmem(problem.path.at, problem.path.length, REQUIREMENTS, 16));
    check_nothing_there(&project);
    small_project_end(&project);
}

static void unknown_environments_are_errors(void)
{
    struct small_project project;

    small_project_start(&project, REQUIREMENTS, "app\n");
    small_project_write(&project, ".thoth.yaml",
                        "runtime_environments:\n  - name: here\n");
    project.options.environment = "elsewhere";
    small_project_ask(&project);
    CU_ASSERT_EQUAL(project.facts.outcome, THOTH_ADVICE_PROJECT);
    CU_ASSERT_TRUE(small_project_complains(&project, "elsewhere", NULL));
    project.options.environment = "here";
    small_project_ask(&project);
    CU_ASSERT_EQUAL(project.facts.outcome, THOTH_ADVICE_STACKS);
    small_project_end(&project);
}

static void unknown_packages_are_named(void)
{
    struct small_project project;
    struct thoth_problem problem;

    small_project_start(&project, REQUIREMENTS, "app\nplugni\n");
    small_project_ask(&project);
    CU_ASSERT_EQUAL(project.facts.outcome, THOTH_ADVICE_PROJECT);
    CU_ASSERT_TRUE_FATAL(small_project_complains(
        &project, "does not know package plugni", &problem));
    CU_ASSERT_EQUAL(problem.line, 2);
    CU_ASSERT_PTR_NOT_NULL(
        memmem(problem.advice.at, problem.advice.length, "plugin", 6));
    small_project_end(&project);
}

static void conflicts_are_explained(void)
{
    struct small_project project;

    small_project_start(&project, REQUIREMENTS, "plugin\nmodern\nbeside\n");
    small_project_ask(&project);
    CU_ASSERT_EQUAL(project.facts.outcome, THOTH_ADVICE_CONFLICT);
    CU_ASSERT_PTR_NOT_NULL(thoth_advice_resolution(project.advice));
    CU_ASSERT_TRUE(small_project_complains(&project, "plugin", NULL));
    CU_ASSERT_TRUE(small_project_complains(&project, "modern", NULL));
    CU_ASSERT_TRUE(small_project_complains(&project, "because of lib", NULL));
    CU_ASSERT_FALSE(small_project_complains(&project, "beside", NULL));
    check_nothing_there(&project);
    small_project_end(&project);
}

static void locks_to_keep_must_be_there(void)
{
    struct small_project project;

    small_project_start(&project, REQUIREMENTS, "app\n");
    project.options.keep_lock = true;
    small_project_ask(&project);
    CU_ASSERT_EQUAL(project.facts.outcome, THOTH_ADVICE_PROJECT);
    CU_ASSERT_TRUE(small_project_complains(&project, "no lock file", NULL));
    small_project_end(&project);
}

/* ---- Stacks ----------------------------------------------------------------
 */

static const struct thoth_advised_package *
package_of(struct small_project *project, const char *name)
{
    const struct thoth_advised_package *packages;
    uint32_t count;

    CU_ASSERT_EQUAL_FATAL(
        thoth_advice_packages(project->advice, 0, &packages, &count), THOTH_OK);
    for (uint32_t i = 0; i < count; i++)
        if (thoth_text_equal(packages[i].name, thoth_text_of(name)))
            return &packages[i];
    CU_FAIL_FATAL("the package is not there");
    return NULL;
}

static void stacks_have_packages(void)
{
    struct small_project project;
    const struct thoth_advised_package *package;
    struct thoth_resolution_facts facts;
    double score = 0;
    uint32_t count = 0;

    small_project_start(&project, REQUIREMENTS,
                        "app\nplugin; python_version>'3'\n");
    small_project_write(&project, ".thoth.yaml",
                        "runtime_environments:\n"
                        "  - name: here\n    python_version: '3.9'\n");
    small_project_ask(&project);
    CU_ASSERT_EQUAL(project.facts.outcome, THOTH_ADVICE_STACKS);
    CU_ASSERT_EQUAL(project.facts.problems, 0);
    CU_ASSERT_EQUAL(project.facts.lock.length, 0);
    CU_ASSERT_STRING_EQUAL(small_project_version(&project, "app"), "1.0");
    CU_ASSERT_STRING_EQUAL(small_project_version(&project, "lib"), "1.0");
    package = package_of(&project, "plugin");
    CU_ASSERT_TRUE(package->direct);
    CU_ASSERT_FALSE(package->develop);
    CU_ASSERT_TRUE(thoth_text_equal(package->markers,
                                    thoth_text_of("python_version > '3'")));
    CU_ASSERT_TRUE(thoth_text_equal(package->index,
                                    thoth_text_of("https://pypi.org/simple")));
    CU_ASSERT_TRUE(thoth_text_equal(
        package->name,
        thoth_space_package_name(thoth_advice_space(project.advice),
                                 package->choice.package)));
    package = package_of(&project, "lib");
    CU_ASSERT_FALSE(package->direct);
    thoth_resolution_describe(thoth_advice_resolution(project.advice), &facts);
    CU_ASSERT_EQUAL(facts.products, project.facts.products);
    CU_ASSERT_PTR_NOT_NULL(thoth_resolution_product(
        thoth_advice_resolution(project.advice), 0, &count, &score));
    CU_ASSERT_EQUAL(count, 3);
    CU_ASSERT_EQUAL(score, 0);
    small_project_end(&project);
}

static void development_is_left_out(void)
{
    struct small_project project;

    small_project_start(&project, "Pipfile",
                        "[packages]\napp = \"*\"\n"
                        "[dev-packages]\ntester = \"*\"\n");
    small_project_ask(&project);
    CU_ASSERT_STRING_EQUAL(small_project_version(&project, "tester"), "");
    CU_ASSERT_TRUE(thoth_text_equal(
        project.facts.lock,
        thoth_text_of(small_project_path(&project, "Pipfile.lock"))));
    project.options.develop = true;
    small_project_ask(&project);
    CU_ASSERT_TRUE(package_of(&project, "tester")->develop);
    CU_ASSERT_TRUE(package_of(&project, "beside")->develop);
    CU_ASSERT_FALSE(package_of(&project, "lib")->develop);
    small_project_end(&project);
}

/* lib 2.1 has a known vulnerability, and so 2.0 is better. */
static void vulnerabilities_are_remarks(void)
{
    struct small_project project;
    const struct thoth_remark *remarks;
    uint32_t count = 0;

    small_project_start(&project, REQUIREMENTS, "app==2.0\n");
    small_project_ask(&project);
    CU_ASSERT_STRING_EQUAL(small_project_version(&project, "lib"), "2.0");
    CU_ASSERT_EQUAL(thoth_advice_remarks(project.advice, 0, &remarks, &count),
                    THOTH_OK);
    CU_ASSERT_EQUAL(count, 0);
    small_project_write(&project, REQUIREMENTS, "app==2.0\nlib==2.1\n");
    small_project_ask(&project);
    CU_ASSERT_EQUAL(thoth_advice_remarks(project.advice, 0, &remarks, &count),
                    THOTH_OK);
    CU_ASSERT_EQUAL_FATAL(count, 1);
    CU_ASSERT_EQUAL(remarks[0].kind, THOTH_EFFECT_JUSTIFICATION);
    CU_ASSERT_EQUAL(remarks[0].like, 0);
    CU_ASSERT_EQUAL(remarks[0].unit.length, 0);
    CU_ASSERT_TRUE(
        thoth_text_equal(remarks[0].severity, thoth_text_of("WARNING")));
    CU_ASSERT_TRUE(thoth_text_equal(remarks[0].package, thoth_text_of("lib")));
    CU_ASSERT_TRUE(thoth_text_equal(
        remarks[0].text, thoth_text_of("known vulnerability PYSEC-1")));
    CU_ASSERT_TRUE(thoth_text_equal(
        remarks[0].link,
        thoth_text_of("https://osv.dev/vulnerability/PYSEC-1")));
    project.options.recommend = true;
    project.options.resolve.recommendation = THOTH_RECOMMEND_SECURITY;
    small_project_ask(&project);
    CU_ASSERT_NOT_EQUAL(project.facts.outcome, THOTH_ADVICE_STACKS);
    small_project_end(&project);
}

/* ---- While it searches ------------------------------------------------------
 */

static void count_calls(void *user, const struct thoth_progress *progress)
{
    uint32_t *calls = user;

    (void)progress;
    ++*calls;
}

static void searches_can_be_stopped(void)
{
    struct thoth_resolution_facts facts;
    struct small_project project;
    volatile int stop = 1;
    uint32_t calls = 0;

    small_project_start(&project, REQUIREMENTS, "app\nplugin\n");
    project.options.resolve.stop = &stop;
    project.options.resolve.progress = count_calls;
    project.options.resolve.progress_user = &calls;
    small_project_ask(&project);
    thoth_resolution_describe(thoth_advice_resolution(project.advice), &facts);
    CU_ASSERT_EQUAL(facts.end, THOTH_END_INTERRUPTED);
    stop = 0;
    small_project_ask(&project);
    CU_ASSERT_EQUAL(project.facts.outcome, THOTH_ADVICE_STACKS);
    small_project_end(&project);
}

/* Options may go away, and lists be changed, once there is an advice. */
static void options_are_copied(void)
{
    struct small_project project;
    char kb[96], folder[96];

    small_project_start(&project, REQUIREMENTS, "app\nplugin\n");
    memcpy(kb, project.kb.path, sizeof(kb));
    memcpy(folder, project.folder, sizeof(folder));
    project.options.knowledge_base = kb;
    project.options.folder = folder;
    small_project_ask(&project);
    memset(kb, 'x', sizeof(kb) - 1);
    memset(folder, 'x', sizeof(folder) - 1);
    CU_ASSERT_STRING_EQUAL(small_project_version(&project, "lib"), "1.0");
    CU_ASSERT_EQUAL(thoth_advice_save(project.advice, THOTH_OUTPUT_LOCK,
                                      small_project_path(&project, "lock")),
                    THOTH_OK);
    small_project_end(&project);
}

static void nothing_is_released(void)
{
    thoth_advice_release(NULL);
}

static const struct test_case cases[] = {
    {"options that make no sense are refused", odd_options_are_refused},
    {"recommendation types have names", recommendations_have_names},
    {"packages have names", packages_have_names},
    {"files that are missing are named", missing_files_are_named},
    {"other files are no knowledge base and no bundle",
     other_files_are_no_knowledge_base},
    {"errors have places", errors_have_places},
    {"an unknown environment is an error", unknown_environments_are_errors},
    {"unknown packages are named", unknown_packages_are_named},
    {"conflicts are explained", conflicts_are_explained},
    {"a lock file to keep must be there", locks_to_keep_must_be_there},
    {"stacks have packages", stacks_have_packages},
    {"packages for development are left out unless asked for",
     development_is_left_out},
    {"vulnerabilities are remarks", vulnerabilities_are_remarks},
    {"searches can be stopped", searches_can_be_stopped},
    {"options are copied", options_are_copied},
    {"NULL is released", nothing_is_released},
};

TEST_MAIN("advice", cases)
