/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Stacks and packages of the measured steps. The packages of the hot calls are
 * those that public rules have most steps for; the stacks hold the versions
 * that these rules ask for, and some that they do not.
 */
#include "tests/bench/evaluation/steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const char *const STACK[] = {
    "absl-py==0.15.0",
    "astunparse==1.6.3",
    "boto3==1.26.90",
    "certifi==2022.12.7",
    "charset-normalizer==3.1.0",
    "click==8.1.3",
    "google-pasta==0.2.0",
    "grpcio==1.51.3",
    "idna==3.4",
    "itsdangerous==2.0.1",
    "joblib==1.2.0",
    "opt-einsum==3.3.0",
    "pandas==1.1.5",
    "python-dateutil==2.8.2",
    "pytz==2022.7.1",
    "requests==2.28.2",
    "scikit-learn==1.0.2",
    "six==1.15.0",
    "termcolor==1.1.0",
    "threadpoolctl==3.1.0",
    "typing-extensions==3.7.4",
    "werkzeug==2.0.3",
    "wheel==0.38.4",
    "wrapt==1.12.1",
};

/* What makes a stack of 60 of it. */
static const char *const FINISHED[] = {
    "aiohttp==3.8.4",
    "attrs==22.2.0",
    "botocore==1.29.90",
    "cachetools==5.3.0",
    "cryptography==39.0.2",
    "django==4.1.7",
    "flask==2.0.3",
    "fsspec==2023.3.0",
    "gast==0.4.0",
    "google-auth==2.16.2",
    "h5py==3.1.0",
    "importlib-metadata==6.1.0",
    "jinja2==3.0.3",
    "jmespath==1.0.1",
    "keras==2.6.0",
    "lxml==4.9.2",
    "markdown==3.4.3",
    "markupsafe==2.0.1",
    "matplotlib==3.7.1",
    "multidict==6.0.4",
    "numpy==1.19.5",
    "oauthlib==3.2.2",
    "packaging==23.0",
    "pillow==8.3.0",
    "protobuf==3.20.3",
    "psycopg2==2.9.5",
    "pyasn1==0.4.8",
    "pyyaml==6.0",
    "rsa==4.9",
    "s3transfer==0.6.0",
    "scipy==1.10.1",
    "setuptools==65.5.0",
    "sqlalchemy==2.0.7",
    "tensorboard==2.6.0",
    "tensorflow==2.6.2",
    "urllib3==1.26.15",
    NULL,
};

/* What stacks hold besides. */
static const char *const STACKS[][4] = {
    {"tensorflow==2.1.0", "flask==1.1.4", "markupsafe==2.1.1"},
    {"tensorflow==2.3.1", "pillow==8.3.0", "markupsafe==2.0.1"},
    {"tensorflow==2.2.0", "protobuf==3.20.3", "flask==2.2.3"},
    {"tensorflow==2.6.2", "flask==0.12.5", "setuptools==45.3.0"},
    {"tensorflow-cpu==1.14.0", "markupsafe==2.1.2", "flask==1.1.4"},
    {"tensorflow==1.13.1", "flask==1.0.4"},
    {"protobuf==4.21.0", "keras==2.8.0", "pillow==9.4.0"},
    {"protobuf==4.21.0rc1", "jinja2==2.11.3", "pillow==8.3.0"},
};

/* Packages about to join, with one that depends on them, or NULL. */
static const char *const CANDIDATES[][2] = {
    {"numpy==1.15.4", NULL},
    {"numpy==1.17.5", "pandas==1.1.5"},
    {"numpy==1.19.0", NULL},
    {"numpy==1.21.6", "scikit-learn==1.0.2"},
    {"numpy==1.24.2", NULL},
    {"tensorflow==1.15.5", NULL},
    {"tensorflow==2.1.0", NULL},
    {"tensorflow==2.6.0", "keras==2.8.0"},
    {"tensorflow==2.11.0", NULL},
    {"h5py==2.10.0", NULL},
    {"h5py==3.1.0", "tensorflow==2.5.3"},
    {"h5py==3.7.0", NULL},
    {"keras==2.6.0", "tensorflow==2.6.2"},
    {"keras==2.7.0", NULL},
    {"keras==2.8.0", "tensorflow==2.8.0"},
    {"gast==0.2.2", NULL},
    {"gast==0.3.3", "tensorflow==2.1.0"},
    {"gast==0.4.0", NULL},
    {"protobuf==3.20.3", NULL},
    {"protobuf==4.21.0", NULL},
    {"protobuf==4.21.0rc1", "tensorflow==2.3.1"},
    {"jinja2==2.5.5", NULL},
    {"jinja2==2.11.3", "flask==1.1.4"},
    {"jinja2==3.0.3", "flask==2.0.0"},
    {"jinja2==3.1.2", NULL},
};

struct thoth_state *finished_stack(struct world *world)
{
    return world_state(world, STACK, COUNT(STACK), FINISHED);
}

static thoth_package candidate(struct world *world, const char *const *pinned)
{
    thoth_package package = world_package(world, pinned[0]);

    if (pinned[1] != NULL) {
        thoth_package dependent = world_package(world, pinned[1]);

        expect_ok(thoth_catalog_set_dependents(world->catalog, package,
                                               &dependent, 1),
                  pinned[1]);
    }
    return package;
}

/* Would a resolver ask? Not for a package that has been decided on. */
static bool is_open(const struct world *world, const struct thoth_state *state,
                    thoth_package package)
{
    struct thoth_package_facts asked, held;

    thoth_catalog_describe(world->catalog, package, &asked);
    for (uint32_t i = 0; i < thoth_state_count(state); i++) {
        thoth_catalog_describe(world->catalog, thoth_state_at(state, i), &held);
        if (asked.name.length == held.name.length &&
            !memcmp(asked.name.at, held.name.at, held.name.length))
            return false;
    }
    return true;
}

static void shuffle(struct step_calls *calls)
{
    for (size_t i = calls->count; i > 1; i--) {
        size_t other = draw(i);
        struct step_call call = calls->calls[i - 1];

        calls->calls[i - 1] = calls->calls[other];
        calls->calls[other] = call;
    }
}

void hot_calls(struct step_calls *calls, struct world *world)
{
    calls->calls =
        allocate(COUNT(STACKS) * COUNT(CANDIDATES), sizeof(*calls->calls));
    calls->count = 0;
    calls->states = allocate(COUNT(STACKS), sizeof(*calls->states));
    calls->state_count = COUNT(STACKS);
    for (size_t i = 0; i < COUNT(STACKS); i++)
        calls->states[i] = world_state(world, STACK, COUNT(STACK), STACKS[i]);
    for (size_t i = 0; i < COUNT(STACKS); i++)
        for (size_t k = 0; k < COUNT(CANDIDATES); k++) {
            thoth_package package = candidate(world, CANDIDATES[k]);

            if (is_open(world, calls->states[i], package))
                calls->calls[calls->count++] =
                    (struct step_call){calls->states[i], package};
        }
    shuffle(calls);
}

static void add_cold_call(struct step_calls *calls, size_t *room,
                          thoth_package package)
{
    if (calls->count == *room) {
        *room = *room * 2 + 1024;
        calls->calls = realloc(calls->calls, *room * sizeof(*calls->calls));
        if (calls->calls == NULL)
            expect_ok(THOTH_E_MEMORY, "memory");
    }
    calls->calls[calls->count++] =
        (struct step_call){calls->states[0], package};
}

void cold_calls(struct step_calls *calls, struct world *world, const char *path)
{
    FILE *file = fopen(path, "r");
    char line[512];
    size_t room = 0;

    if (file == NULL) {
        expect_ok(THOTH_E_IO, path);
        return;
    }
    calls->calls = NULL;
    calls->count = 0;
    calls->states = allocate(1, sizeof(*calls->states));
    calls->state_count = 1;
    calls->states[0] = world_state(world, STACK, COUNT(STACK), STACKS[0]);
    while (fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        add_cold_call(calls, &room, world_package(world, line));
    }
    fclose(file);
    shuffle(calls);
}

void step_calls_release(struct step_calls *calls)
{
    for (size_t i = 0; i < calls->state_count; i++)
        thoth_state_release(calls->states[i]);
    free(calls->states);
    free(calls->calls);
}

static enum thoth_status make_call(const struct step_call *call,
                                   struct world *world, struct step_way way,
                                   struct thoth_outcome *outcome,
                                   struct thoth_error *error)
{
    if (way.planned)
        return thoth_plans_step(world->plans[way.engine], NULL, call->state,
                                call->package, NULL, outcome, error);
    return thoth_step(world->pipelines[way.engine], NULL, world->catalog,
                      call->state, call->package, NULL, outcome, error);
}

size_t step_calls_run(const struct step_calls *calls, struct world *world,
                      struct step_way way, size_t times)
{
    struct thoth_outcome outcome = {0};
    struct thoth_error error;
    size_t applied = 0;

    for (size_t time = 0; time < times; time++)
        for (size_t i = 0; i < calls->count; i++) {
            enum thoth_status status =
                make_call(&calls->calls[i], world, way, &outcome, &error);

            if (status != THOTH_OK)
                expect_ok(status, error.message);
            applied += outcome.verdict != THOTH_ACCEPTED ||
                       outcome.effect_count != 0 || outcome.score != 0;
        }
    thoth_outcome_release(&outcome);
    return applied;
}

size_t step_calls_plan(const struct step_calls *calls, struct world *world,
                       enum world_engine engine)
{
    struct thoth_plans *plans = world->plans[engine];
    struct thoth_error error;
    size_t made = 0;

    for (size_t i = 0; i < calls->count; i++) {
        thoth_package package = calls->calls[i].package;

        if (thoth_plans_have(plans, package))
            continue;
        if (thoth_plans_add(plans, package, &error) != THOTH_OK)
            expect_ok(error.status, error.message);
        made++;
    }
    return made;
}

size_t step_calls_expand(const struct step_calls *calls, struct world *world,
                         size_t times)
{
    struct thoth_step_result *results = allocate(calls->count, sizeof *results);
    thoth_package *packages = allocate(calls->count, sizeof *packages);
    struct thoth_outcome outcome = {0};
    struct thoth_error error;
    uint32_t count = (uint32_t)calls->count, done;

    for (size_t i = 0; i < calls->count; i++)
        packages[i] = calls->calls[i].package;
    for (size_t time = 0; time < times; time++)
        for (size_t i = 0; i < calls->state_count; i++)
            if (thoth_plans_step_each(world->plans[WORLD_NATIVE], NULL,
                                      calls->states[i], packages, count, NULL,
                                      results, &done, &outcome,
                                      &error) != THOTH_OK)
                expect_ok(error.status, error.message);
    thoth_outcome_release(&outcome);
    free(packages);
    free(results);
    return times * calls->state_count * calls->count;
}
