/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Compiles the rules of a test and runs its evaluations.
 */
#include "tests/runtime/rule_case.h"

#include "compiler/driver/build.h"

#include <CUnit/CUnit.h>
#include <stdlib.h>
#include <string.h>

struct thoth_text rule_text(const char *string)
{
    return (struct thoth_text){string, string ? strlen(string) : 0};
}

/* What all units of a type have here, to be merged into them. */
static const char types[] =
    "metadata:\n"
    "  version: v2\n"
    "  included: &on {adviser_pipeline: true}\n"
    "  boot: &boot {type: boot, should_include: *on, run: {}}\n"
    "  sieve: &sieve {type: sieve, should_include: *on}\n"
    "  omit: &omit {type: sieve.SkipPackage, should_include: *on, run: {}}\n"
    "  step: &step {type: step, should_include: *on}\n"
    "  group: &group {type: step.Group, should_include: *on}\n"
    "  skip: &skip {type: step.SkipPackage, should_include: *on, run: {}}\n"
    "  add: &add {type: step.AddPackage, should_include: *on}\n"
    "  stride: &stride {type: stride, should_include: *on}\n"
    "  wrap: &wrap {type: wrap, should_include: *on}\n"
    "  notes: &notes {type: wrap.GHReleaseNotes, should_include: *on}\n"
    "  pseudonym: &pseudonym {type: pseudonym, should_include: *on}\n"
    "units:\n";

/* Compiles the units behind the types. */
static enum build_result compile(struct rule_case *rules, const char *units,
                                 size_t *size)
{
    size_t length = strlen(units);
    char *yaml = malloc(sizeof types + length);
    enum build_result result;

    CU_ASSERT_PTR_NOT_NULL_FATAL(yaml);
    memcpy(yaml, types, sizeof types - 1);
    memcpy(yaml + sizeof types - 1, units, length + 1);
    result = build_text(rule_text(yaml), "rules", stderr, &rules->bytes, size);
    free(yaml);
    return result;
}

bool rule_case_open(struct rule_case *rules, const char *units)
{
    size_t size;

    *rules = (struct rule_case){.bytes = NULL};
    if (compile(rules, units, &size) != BUILD_OK ||
        thoth_bundle_open_memory(rules->bytes, size, NULL, &rules->bundle,
                                 &rules->error) != THOTH_OK ||
        thoth_context_create(NULL, &rules->context) != THOTH_OK) {
        CU_FAIL("the rules cannot be compiled");
        return false;
    }
    return true;
}

void rule_case_close(struct rule_case *rules)
{
    thoth_outcome_release(&rules->outcome);
    thoth_run_release(rules->run);
    thoth_state_release(rules->state);
    thoth_plans_release(rules->plans);
    thoth_catalog_release(rules->catalog);
    thoth_pipeline_release(rules->pipeline);
    thoth_context_release(rules->context);
    thoth_bundle_release(rules->bundle);
    free(rules->bytes);
}

enum thoth_status rule_case_build(struct rule_case *rules)
{
    enum thoth_status status =
        thoth_pipeline_build(rules->bundle, rules->context, THOTH_ENGINE_INTERP,
                             NULL, &rules->pipeline, &rules->error);

    if (status == THOTH_OK)
        status = thoth_catalog_create(rules->bundle, NULL, &rules->catalog);
    if (status == THOTH_OK)
        status = thoth_plans_create(rules->pipeline, rules->catalog, NULL,
                                    &rules->plans);
    if (status == THOTH_OK)
        status = thoth_state_create(rules->catalog, NULL, &rules->state);
    if (status == THOTH_OK)
        status = thoth_run_create(rules->pipeline, NULL, &rules->run);
    return status;
}

bool rule_case_start(struct rule_case *rules, const char *units)
{
    if (!rule_case_open(rules, units))
        return false;
    if (rule_case_build(rules) == THOTH_OK)
        return true;
    CU_FAIL("the pipeline cannot be built");
    return false;
}

thoth_package rule_package_from(struct rule_case *rules, const char *name,
                                const char *version, const char *index,
                                bool develop)
{
    thoth_package package = 0;

    CU_ASSERT_EQUAL(thoth_catalog_register(rules->catalog, rule_text(name),
                                           rule_text(version), rule_text(index),
                                           develop, &package),
                    THOTH_OK);
    return package;
}

thoth_package rule_package(struct rule_case *rules, const char *name,
                           const char *version)
{
    return rule_package_from(rules, name, version, RULE_INDEX, false);
}

/* Splits "NAME VERSION". */
static void split(const char *package, char name[64], char version[64])
{
    CU_ASSERT_EQUAL_FATAL(sscanf(package, "%63s %63s", name, version), 2);
}

static thoth_package named(struct rule_case *rules, const char *package)
{
    char name[64], version[64];

    split(package, name, version);
    return rule_package(rules, name, version);
}

void rule_resolve(struct rule_case *rules, const char *const *packages)
{
    thoth_state_reset(rules->state);
    for (; *packages; packages++)
        CU_ASSERT_EQUAL(
            thoth_state_resolve(rules->state, named(rules, *packages)),
            THOTH_OK);
}

void rule_dependents(struct rule_case *rules, thoth_package package,
                     const char *const *packages)
{
    thoth_package dependents[8];
    uint32_t count = 0;

    for (; *packages; packages++)
        dependents[count++] = named(rules, *packages);
    CU_ASSERT_EQUAL(thoth_catalog_set_dependents(rules->catalog, package,
                                                 dependents, count),
                    THOTH_OK);
}

static bool equal(struct thoth_text text, const char *string)
{
    return text.length == strlen(string) &&
           memcmp(text.at, string, text.length) == 0;
}

static bool graph_knows(void *user, struct thoth_text name,
                        struct thoth_text version, struct thoth_text index)
{
    char known_name[64], known_version[64];

    for (const char *const *known = user; known && *known; known++) {
        split(*known, known_name, known_version);
        if (equal(name, known_name) && equal(version, known_version) &&
            equal(index, RULE_INDEX))
            return true;
    }
    return false;
}

static int graph_candidates(void *user, struct thoth_text name,
                            struct thoth_text version, struct thoth_text index,
                            int (*found)(void *sink, struct thoth_text name,
                                         struct thoth_text version,
                                         struct thoth_text index),
                            void *sink)
{
    char known_name[64], known_version[64];
    int result = 0;

    for (const char *const *known = user; known && *known && !result; known++) {
        split(*known, known_name, known_version);
        if (equal(name, known_name) &&
            (!version.at || equal(version, known_version)) &&
            (!index.at || equal(index, RULE_INDEX)))
            result = found(sink, name, rule_text(known_version),
                           rule_text(RULE_INDEX));
    }
    return result;
}

/* What the step by plan comes to, in a run of its own that is as far. */
static void step_by_plan(struct rule_case *rules, thoth_package package,
                         const struct thoth_graph *graph, char *text,
                         size_t size)
{
    struct thoth_run *run = rules->run, *clone = NULL;

    if (run != NULL)
        CU_ASSERT_EQUAL_FATAL(thoth_run_clone(run, &clone), THOTH_OK);
    rules->run = clone;
    thoth_plans_add(rules->plans, package, NULL);
    rules->status = thoth_plans_step(rules->plans, clone, rules->state, package,
                                     graph, &rules->outcome, &rules->error);
    snprintf(text, size, "%s", rule_outcome(rules));
    thoth_run_release(clone);
    rules->run = run;
}

/* The same as one of many candidates. */
static void step_among_many(struct rule_case *rules, thoth_package package,
                            const struct thoth_graph *graph, char *text,
                            size_t size)
{
    struct thoth_run *run = rules->run, *clone = NULL;
    struct thoth_step_result result;
    uint32_t done;

    if (run != NULL)
        CU_ASSERT_EQUAL_FATAL(thoth_run_clone(run, &clone), THOTH_OK);
    rules->status = thoth_plans_step_each(rules->plans, clone, rules->state,
                                          &package, 1, graph, &result, &done,
                                          &rules->outcome, &rules->error);
    CU_ASSERT_EQUAL(done, rules->status == THOTH_OK);
    if (rules->status == THOTH_OK) {
        CU_ASSERT_EQUAL(result.effect, 0);
        CU_ASSERT_EQUAL(result.effect_count, rules->outcome.effect_count);
        rules->outcome.verdict = result.verdict;
        rules->outcome.score = result.score;
        rules->outcome.unit = result.unit;
        rules->outcome.message = result.message;
    }
    snprintf(text, size, "%s", rule_outcome(rules));
    thoth_run_release(clone);
}

const char *rule_step_package(struct rule_case *rules, thoth_package package,
                              const char *const *known)
{
    struct thoth_graph graph = {graph_knows, graph_candidates, (void *)known};
    const struct thoth_graph *given = known ? &graph : NULL;
    char planned[sizeof rules->text], each[sizeof rules->text];

    if (rules->plans != NULL) {
        step_by_plan(rules, package, given, planned, sizeof planned);
        step_among_many(rules, package, given, each, sizeof each);
        CU_ASSERT_STRING_EQUAL(planned, each);
    }
    rules->status =
        thoth_step(rules->pipeline, rules->run, rules->catalog, rules->state,
                   package, given, &rules->outcome, &rules->error);
    rule_outcome(rules);
    if (rules->plans != NULL)
        CU_ASSERT_STRING_EQUAL(planned, rules->text);
    return rules->text;
}

const char *rule_step(struct rule_case *rules, const char *name,
                      const char *version)
{
    return rule_step_package(rules, rule_package(rules, name, version), NULL);
}

const char *rule_pseudonym(struct rule_case *rules, thoth_package package,
                           const char *const *known)
{
    struct thoth_graph graph = {graph_knows, graph_candidates, (void *)known};

    rules->status =
        thoth_pseudonym(rules->pipeline, rules->run, rules->catalog, package,
                        known ? &graph : NULL, &rules->outcome, &rules->error);
    return rule_outcome(rules);
}

const char *rule_boot(struct rule_case *rules, bool develop)
{
    rules->status = thoth_boot(rules->pipeline, rules->run, develop,
                               &rules->outcome, &rules->error);
    return rule_outcome(rules);
}

const char *rule_sieve(struct rule_case *rules, const thoth_package *packages,
                       uint32_t count)
{
    rules->status =
        thoth_sieve(rules->pipeline, rules->run, rules->catalog, packages,
                    count, &rules->outcome, &rules->error);
    return rule_outcome(rules);
}

const char *rule_stride(struct rule_case *rules)
{
    rules->status = thoth_stride(rules->pipeline, rules->run, rules->catalog,
                                 rules->state, &rules->outcome, &rules->error);
    return rule_outcome(rules);
}

const char *rule_wrap(struct rule_case *rules)
{
    rules->status = thoth_wrap(rules->pipeline, rules->run, rules->catalog,
                               rules->state, &rules->outcome, &rules->error);
    return rule_outcome(rules);
}
