/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a resolver asks for in its life, and what it is told.
 */
#include "tests/runtime/torture_life.h"

#include <CUnit/CUnit.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char INDEX[] = "https://pypi.org/simple";

static struct thoth_text text(const char *string)
{
    return (struct thoth_text){string, string ? strlen(string) : 0};
}

/* What has been evaluated may stand in the run, so the next call goes on with
 * the run as it was before. */
static void go_back(struct life *life)
{
    struct thoth_run *run = life->run;

    if (life->before == NULL)
        return;
    life->run = life->before;
    life->before = run;
}

/* Makes a call; once more if memory was short for once. Returns from the
 * function around it if the call fails. */
#define TRY(call)                                                              \
    do {                                                                       \
        enum thoth_status status_ = (call);                                    \
        if (status_ == THOTH_E_MEMORY && life->memory.once) {                  \
            go_back(life);                                                     \
            status_ = (call);                                                  \
        }                                                                      \
        if (status_ != THOTH_OK)                                               \
            return status_;                                                    \
    } while (0)

static enum thoth_status describe_analysis(struct thoth_context *context,
                                           struct life *life)
{
    const struct thoth_rpm rpm = {.package_name = text("glibc"),
                                  .arch = text("x86_64"),
                                  .package_version = text("2.31"),
                                  .src = 0};

    TRY(thoth_context_set_base_image(context, text("quay.io/thoth/s2i:v1.0")));
    TRY(thoth_context_set_analysis(context, text(NULL), text(NULL), true));
    TRY(thoth_context_add_symbol(context, text("GLIBC_2.31")));
    TRY(thoth_context_add_rpm(context, &rpm));
    TRY(thoth_context_add_python_package(
        context, text("setuptools"), text("60.0"),
        text("/usr/lib/python3.8/site-packages")));
    return THOTH_OK;
}

static enum thoth_status describe_request(struct thoth_context *context,
                                          struct life *life)
{
    static const char *const requirements[] = {"flask", "Jinja2", "numpy",
                                               "tensorflow", "PyYAML"};

    for (size_t i = 0; i < sizeof requirements / sizeof *requirements; i++)
        TRY(thoth_context_add_requirement(context, text(requirements[i]),
                                          i > 2));
    TRY(thoth_context_add_label(context, text("team"), text("web")));
    TRY(thoth_context_add_usage(context, text("numpy"), text("numpy.float")));
    TRY(thoth_context_add_usage(context, text("pandas"),
                                text("pandas.read_excel")));
    TRY(thoth_context_set_system(context, text("rhel"), text("8")));
    TRY(thoth_context_set_cpu(context, text("6"), text("13")));
    TRY(thoth_context_set_gpu(context, text("Tesla")));
    TRY(thoth_context_set_version(context, THOTH_PYTHON, text("3.8")));
    TRY(thoth_context_set_version(context, THOTH_CUDA, text("11.2")));
    TRY(thoth_context_set_platform(context, text("linux-x86_64")));
    return describe_analysis(context, life);
}

static enum thoth_status begin(struct life *life, const char *path)
{
    const struct thoth_allocator *allocator = life->allocator;

    TRY(thoth_bundle_open(path, allocator, &life->bundle, &life->error));
    TRY(thoth_bundle_verify(life->bundle, &life->error));
    TRY(thoth_context_create(allocator, &life->context));
    TRY(describe_request(life->context, life));
    TRY(thoth_pipeline_build(life->bundle, life->context, life->engine,
                             allocator, &life->pipeline, &life->error));
    TRY(thoth_catalog_create(life->bundle, allocator, &life->catalog));
    TRY(thoth_plans_create(life->pipeline, life->catalog, allocator,
                           &life->plans));
    TRY(thoth_state_create(life->catalog, allocator, &life->state));
    TRY(thoth_run_create(life->pipeline, allocator, &life->run));
    return THOTH_OK;
}

void life_end(struct life *life)
{
    thoth_outcome_release(&life->outcome);
    thoth_run_release(life->before);
    thoth_run_release(life->run);
    thoth_state_release(life->other_state);
    thoth_state_release(life->state);
    thoth_plans_release(life->plans);
    thoth_catalog_release(life->catalog);
    thoth_pipeline_release(life->pipeline);
    thoth_context_release(life->context);
    thoth_bundle_release(life->bundle);
}

static void tell(struct life *life, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void tell(struct life *life, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    life->length +=
        (size_t)vsnprintf(life->story + life->length,
                          sizeof life->story - life->length, format, arguments);
    va_end(arguments);
    CU_ASSERT_FATAL(life->length < sizeof life->story);
}

static void tell_effect(struct life *life, const struct thoth_effect *effect)
{
    struct thoth_package_facts facts = {.develop = false};
    struct thoth_message message = {.severity = NULL};

    if (effect->kind == THOTH_EFFECT_ADDED ||
        effect->kind == THOTH_EFFECT_CANDIDATE)
        thoth_catalog_describe(life->catalog, effect->package, &facts);
    else if (effect->kind != THOTH_EFFECT_YIELDED)
        CU_ASSERT_EQUAL(thoth_effect_describe(life->pipeline, life->catalog,
                                              effect, &message),
                        THOTH_OK);
    tell(life, " [%u %u %.*s%.*s%.*s]", effect->kind, effect->unit,
         (int)message.text.length, message.text.at, (int)facts.name.length,
         facts.name.at, (int)facts.version.length, facts.version.at);
}

static enum thoth_status tell_outcome(struct life *life, const char *what)
{
    const struct thoth_outcome *outcome = &life->outcome;

    tell(life, "%s: %d %d %g", what, (int)outcome->verdict, (int)outcome->unit,
         outcome->score);
    for (uint32_t i = 0; i < outcome->effect_count; i++)
        tell_effect(life, &outcome->effects[i]);
    for (uint32_t i = 0; i < outcome->survivor_count; i++)
        tell(life, " %u", outcome->survivors[i]);
    tell(life, "\n");
    return THOTH_OK;
}

static bool knows(void *user, struct thoth_text name, struct thoth_text version,
                  struct thoth_text index)
{
    (void)user, (void)name, (void)version, (void)index;
    return true;
}

static int candidates(void *user, struct thoth_text name,
                      struct thoth_text version, struct thoth_text index,
                      int (*found)(void *sink, struct thoth_text name,
                                   struct thoth_text version,
                                   struct thoth_text index),
                      void *sink)
{
    (void)user, (void)index;
    return found(sink, name, version.at ? version : text("4.5.1"), text(INDEX));
}

/* Packages that our rules have something to say about, and some others. */
static const char *const PACKAGES[][2] = {
    {"Flask", "1.1.2"},       {"Jinja2", "3.1.2"},     {"numpy", "1.19.0"},
    {"tensorflow", "2.5.0"},  {"PyYAML", "5.3.1"},     {"pillow", "8.3.0"},
    {"opencv-python", "4.5"}, {"Werkzeug", "3.0"},     {"pandas", "1.3.0"},
    {"h5py", "3.0.0"},        {"keras", "no version"}, {"protobuf", "4.21.0"},
    {"unknown", "1!2.0rc1"},  {"django", "2.2"},       {"psycopg2", "2.9"},
    {"aioredis", "2.0.1"},    {"urllib3", "2.0.0"},    {"requests", "2.25.0"},
};

enum { PACKAGE_COUNT = sizeof PACKAGES / sizeof *PACKAGES };

static enum thoth_status keep_run(struct life *life)
{
    thoth_run_release(life->before);
    life->before = NULL;
    TRY(thoth_run_clone(life->run, &life->before));
    return THOTH_OK;
}

static enum thoth_status evaluate_package(struct life *life, uint32_t number)
{
    const struct thoth_graph graph = {knows, candidates, NULL};
    thoth_package package = 0, first = 0;
    struct thoth_step_result result;
    uint32_t done;

    TRY(thoth_catalog_register(life->catalog, text(PACKAGES[number][0]),
                               text(PACKAGES[number][1]), text(INDEX),
                               number % 2, &package));
    TRY(thoth_catalog_set_dependents(life->catalog, package, &first, 1));
    TRY(keep_run(life));
    TRY(thoth_sieve(life->pipeline, life->run, life->catalog, &package, 1,
                    &life->outcome, &life->error));
    tell_outcome(life, "sieve");
    TRY(keep_run(life));
    TRY(thoth_pseudonym(life->pipeline, life->run, life->catalog, package,
                        &graph, &life->outcome, &life->error));
    tell_outcome(life, "pseudonym");
    TRY(keep_run(life));
    TRY(thoth_step(life->pipeline, life->run, life->catalog, life->state,
                   package, &graph, &life->outcome, &life->error));
    tell_outcome(life, "step");
    TRY(keep_run(life));
    TRY(thoth_plans_add(life->plans, package, &life->error));
    TRY(thoth_plans_step(life->plans, life->run, life->state, package, &graph,
                         &life->outcome, &life->error));
    tell_outcome(life, "planned");
    TRY(keep_run(life));
    TRY(thoth_plans_step_each(life->plans, life->run, life->state, &package, 1,
                              &graph, &result, &done, &life->outcome,
                              &life->error));
    tell_outcome(life, "each");
    TRY(thoth_state_resolve(life->state, package));
    return THOTH_OK;
}

enum thoth_status life_live(struct life *life, const char *path)
{
    enum thoth_status status = begin(life, path);

    if (status != THOTH_OK)
        return status;
    TRY(keep_run(life));
    TRY(thoth_boot(life->pipeline, life->run, true, &life->outcome,
                   &life->error));
    tell_outcome(life, "boot");
    for (uint32_t i = 0; i < PACKAGE_COUNT && status == THOTH_OK; i++)
        status = evaluate_package(life, i);
    if (status != THOTH_OK)
        return status;
    TRY(thoth_state_clone(life->state, &life->other_state));
    TRY(keep_run(life));
    TRY(thoth_stride(life->pipeline, life->run, life->catalog,
                     life->other_state, &life->outcome, &life->error));
    tell_outcome(life, "stride");
    TRY(keep_run(life));
    TRY(thoth_wrap(life->pipeline, life->run, life->catalog, life->other_state,
                   &life->outcome, &life->error));
    return tell_outcome(life, "wrap");
}
