/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a resolver does before its first answer: opens a bundle, describes a
 * request, builds the pipeline, registers a package version and evaluates a
 * step. Then prints the time of the monotonic clock, which whoever started the
 * program compares with that of the start:
 *   first_step BUNDLE NAME VERSION
 */
#include "runtime/thoth.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct thoth_text text(const char *string)
{
    return (struct thoth_text){string, strlen(string)};
}

static void expect_ok(enum thoth_status status, const char *what)
{
    if (status == THOTH_OK)
        return;
    fprintf(stderr, "first_step: %s: %s\n", what, thoth_status_text(status));
    exit(EXIT_FAILURE);
}

static struct thoth_pipeline *build_pipeline(struct thoth_bundle *bundle)
{
    struct thoth_context *context;
    struct thoth_pipeline *pipeline;

    expect_ok(thoth_context_create(NULL, &context), "context");
    thoth_context_recommend(context, THOTH_RECOMMEND_STABLE);
    expect_ok(thoth_context_set_version(context, THOTH_PYTHON, text("3.8")),
              "Python version");
    expect_ok(thoth_pipeline_build(bundle, context, THOTH_ENGINE_NATIVE, NULL,
                                   &pipeline, NULL),
              "pipeline");
    return pipeline;
}

static void evaluate(struct thoth_bundle *bundle,
                     struct thoth_pipeline *pipeline, const char *name,
                     const char *version)
{
    struct thoth_outcome outcome = {0};
    struct thoth_catalog *catalog;
    struct thoth_state *state;
    struct thoth_run *run;
    thoth_package package;

    expect_ok(thoth_catalog_create(bundle, NULL, &catalog), "catalog");
    expect_ok(thoth_state_create(catalog, NULL, &state), "state");
    expect_ok(thoth_run_create(pipeline, NULL, &run), "run");
    expect_ok(thoth_catalog_register(catalog, text(name), text(version),
                                     text("https://pypi.org/simple"), false,
                                     &package),
              name);
    expect_ok(thoth_step(pipeline, run, catalog, state, package, NULL, &outcome,
                         NULL),
              name);
}

int main(int argc, char **argv)
{
    struct thoth_pipeline *pipeline;
    struct thoth_bundle *bundle;
    struct timespec now;

    if (argc != 4)
        expect_ok(THOTH_E_ARGUMENT, "first_step BUNDLE NAME VERSION");
    expect_ok(thoth_bundle_open(argv[1], NULL, &bundle, NULL), argv[1]);
    pipeline = build_pipeline(bundle);
    evaluate(bundle, pipeline, argv[2], argv[3]);
    clock_gettime(CLOCK_MONOTONIC, &now);
    printf("%lld.%09ld\n", (long long)now.tv_sec, now.tv_nsec);
    return EXIT_SUCCESS;
}
