/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Walks through the public functions that read a bundle: descriptions first,
 * then every evaluation for two requests, with flags and without.
 */
#include "tests/runtime/bundle_exercise.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Ends the program: what was accepted must be sound, and the caller may be a
 * fuzzer, which knows of no test cases. */
#define REQUIRE(condition)                                                     \
    do {                                                                       \
        if (!(condition)) {                                                    \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);    \
            abort();                                                           \
        }                                                                      \
    } while (0)

#define MOST_PACKAGES 12
#define MOST_UNITS 40

/* What evaluations need beside the bundle. */
struct exercise {
    const struct thoth_bundle *bundle;
    struct thoth_pipeline *pipeline;
    struct thoth_catalog *catalog;
    struct thoth_plans *plans;
    struct thoth_state *state;
    struct thoth_outcome outcome;
    thoth_package packages[MOST_PACKAGES];
    uint32_t count;
    uint32_t first; /* unit at which to look for packages */
};

static struct thoth_text text_of(const char *text)
{
    return (struct thoth_text){text, strlen(text)};
}

static void describe_unit(const struct thoth_bundle *bundle, uint32_t unit)
{
    struct thoth_unit description;
    struct thoth_text name;
    char text[256];
    size_t length;

    REQUIRE(thoth_unit_describe(bundle, unit, &description) == THOTH_OK);
    REQUIRE(description.line > 0 && description.column > 0);
    thoth_file_path(bundle, description.file, text, sizeof(text));
    length = thoth_unit_print(bundle, unit, NULL, 0);
    REQUIRE(length > 0);
    REQUIRE(thoth_unit_print(bundle, unit, text, sizeof(text)) == length);
    for (uint32_t i = 0; thoth_unit_package(bundle, unit, i, &name); i++)
        REQUIRE(name.at != NULL || name.length == 0);
}

static bool knows(void *user, struct thoth_text name, struct thoth_text version,
                  struct thoth_text index)
{
    (void)user;
    return name.length + version.length + index.length > 0;
}

static int candidates(void *user, struct thoth_text name,
                      struct thoth_text version, struct thoth_text index,
                      int (*found)(void *sink, struct thoth_text name,
                                   struct thoth_text version,
                                   struct thoth_text index),
                      void *sink)
{
    (void)user;
    return found(sink, name, version.at ? version : text_of("1.5"),
                 index.at ? index : text_of("https://a.example/simple"));
}

static const struct thoth_graph graph = {knows, candidates, NULL};

/* A request of which everything is known. */
static void fill_context(struct thoth_context *context)
{
    struct thoth_rpm rpm = {.package_name = text_of("gcc"),
                            .package_version = text_of("10.2"),
                            .src = 0};

    thoth_context_add_label(context, text_of("team"), text_of("core"));
    thoth_context_add_usage(context, text_of("flask"), text_of("a.b"));
    thoth_context_set_system(context, text_of("rhel"), text_of("8"));
    thoth_context_set_cpu(context, text_of("6"), text_of("13"));
    thoth_context_set_gpu(context, text_of("7"));
    for (int i = 0; i < THOTH_COMPONENTS; i++)
        thoth_context_set_version(context, (enum thoth_component)i,
                                  text_of("1.5"));
    thoth_context_set_platform(context, text_of("linux-x86_64"));
    thoth_context_set_base_image(context, text_of("quay.io/a/b:v1"));
    thoth_context_set_analysis(context, text_of("quay.io/a/b"), text_of("1"),
                               true);
    thoth_context_add_symbol(context, text_of("GLIBC_2.4"));
    thoth_context_add_rpm(context, &rpm);
    thoth_context_add_python_package(context, text_of("pip"), text_of("1.0"),
                                     text_of("/opt/x"));
    thoth_context_add_requirement(context, text_of("numpy"), false);
    thoth_context_add_requirement(context, text_of("TensorFlow"), true);
}

static void describe_effects(struct exercise *exercise)
{
    const struct thoth_outcome *outcome = &exercise->outcome;
    struct thoth_message message;

    for (uint32_t i = 0; i < outcome->effect_count; i++)
        if (outcome->effects[i].kind <= THOTH_EFFECT_MANIFEST)
            REQUIRE(thoth_effect_describe(exercise->pipeline, exercise->catalog,
                                          &outcome->effects[i],
                                          &message) == THOTH_OK);
}

/* Every package in the two versions that exercise most, and a dependent. */
static void register_packages(struct exercise *exercise)
{
    static const char *const versions[] = {"1.5", "2.0rc1"};
    struct thoth_text name;
    struct thoth_unit unit;
    uint32_t of = exercise->first;

    while (exercise->count + 2 <= MOST_PACKAGES &&
           thoth_unit_describe(exercise->bundle, of, &unit) == THOTH_OK) {
        for (uint32_t i = 0; thoth_unit_package(exercise->bundle, of, i, &name);
             i++)
            for (int k = 0; k < 2 && exercise->count < MOST_PACKAGES; k++)
                thoth_catalog_register(
                    exercise->catalog, name.at ? name : text_of("other"),
                    text_of(versions[k]), text_of("https://b.example/simple/"),
                    k, &exercise->packages[exercise->count++]);
        of++;
    }
    for (uint32_t i = 0; i < exercise->count; i++)
        thoth_catalog_set_dependents(exercise->catalog, exercise->packages[i],
                                     exercise->packages, exercise->count / 2);
    for (uint32_t i = 0; i < exercise->count; i += 2)
        thoth_state_resolve(exercise->state, exercise->packages[i]);
}

static void evaluate_package(struct exercise *exercise, struct thoth_run *run,
                             thoth_package package)
{
    struct thoth_bounds bounds;
    struct thoth_error error;

    thoth_sieve(exercise->pipeline, run, exercise->catalog, &package, 1,
                &exercise->outcome, &error);
    describe_effects(exercise);
    thoth_step(exercise->pipeline, run, exercise->catalog, exercise->state,
               package, &graph, &exercise->outcome, &error);
    describe_effects(exercise);
    thoth_plans_add(exercise->plans, package, &error);
    thoth_plans_bounds(exercise->plans, package, exercise->state, &bounds);
    thoth_plans_step(exercise->plans, run, exercise->state, package, &graph,
                     &exercise->outcome, &error);
    describe_effects(exercise);
    thoth_pseudonym(exercise->pipeline, run, exercise->catalog, package, &graph,
                    &exercise->outcome, &error);
    describe_effects(exercise);
}

static void evaluate(struct exercise *exercise, struct thoth_run *run)
{
    struct thoth_error error;

    thoth_boot(exercise->pipeline, run, true, &exercise->outcome, &error);
    describe_effects(exercise);
    for (uint32_t i = 0; i < exercise->count; i++)
        evaluate_package(exercise, run, exercise->packages[i]);
    thoth_stride(exercise->pipeline, run, exercise->catalog, exercise->state,
                 &exercise->outcome, &error);
    describe_effects(exercise);
    thoth_wrap(exercise->pipeline, run, exercise->catalog, exercise->state,
               &exercise->outcome, &error);
    describe_effects(exercise);
}

static void evaluate_all(const struct thoth_bundle *bundle,
                         const struct thoth_context *context, uint32_t first)
{
    struct exercise exercise = {.bundle = bundle, .first = first};
    struct thoth_run *run;
    struct thoth_error error;

    if (thoth_pipeline_build(bundle, context, THOTH_ENGINE_AUTO, NULL,
                             &exercise.pipeline, &error) != THOTH_OK)
        return;
    thoth_catalog_create(bundle, NULL, &exercise.catalog);
    thoth_plans_create(exercise.pipeline, exercise.catalog, NULL,
                       &exercise.plans);
    thoth_state_create(exercise.catalog, NULL, &exercise.state);
    register_packages(&exercise);
    evaluate(&exercise, NULL);
    thoth_run_create(exercise.pipeline, NULL, &run);
    evaluate(&exercise, run);
    thoth_run_release(run);
    thoth_outcome_release(&exercise.outcome);
    thoth_state_release(exercise.state);
    thoth_plans_release(exercise.plans);
    thoth_catalog_release(exercise.catalog);
    thoth_pipeline_release(exercise.pipeline);
}

void bundle_exercise(const struct thoth_bundle *bundle, uint32_t seed)
{
    struct thoth_bundle_facts facts;
    struct thoth_context *context;
    uint32_t step, first;

    thoth_bundle_describe(bundle, &facts);
    step = facts.units / MOST_UNITS + 1;
    for (uint32_t i = seed % step; i < facts.units; i += step)
        describe_unit(bundle, i);
    first = facts.units > MOST_UNITS ? seed % facts.units : 0;
    thoth_context_create(NULL, &context);
    evaluate_all(bundle, context, first);
    fill_context(context);
    evaluate_all(bundle, context, first);
    thoth_context_release(context);
}
