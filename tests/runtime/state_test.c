/* SPDX-License-Identifier: Apache-2.0 */
/*
 * States against a plain array: order, replacement, growth, clones; run-once
 * flags against a plain table.
 */
#include "runtime/run.h"
#include "runtime/state.h"
#include "tests/harness/run.h"
#include "tests/runtime/bundle_sample.h"
#include "tests/runtime/short_memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES = 400, VERSIONS = 3, PACKAGES = NAMES * VERSIONS };

struct fixture {
    uint8_t *bytes;
    struct thoth_bundle *bundle;
    struct thoth_catalog *catalog; /* package i: name i / VERSIONS */
};

static struct fixture fixture_open(void)
{
    struct bundle_builder builder = {0};
    struct fixture fixture;
    size_t size;

    sample_build(&builder, 0);
    fixture.bytes = builder_finish(&builder, &size);
    builder_release(&builder);
    thoth_bundle_open_memory(fixture.bytes, size, NULL, &fixture.bundle, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(fixture.bundle);
    thoth_catalog_create(fixture.bundle, NULL, &fixture.catalog);
    for (uint32_t i = 0; i < PACKAGES; i++) {
        struct thoth_text index = {"", 0};
        char name[16], version[16];
        thoth_package package;

        snprintf(name, sizeof(name), "name%u", i / VERSIONS);
        snprintf(version, sizeof(version), "%u", i % VERSIONS);
        thoth_catalog_register(fixture.catalog,
                               (struct thoth_text){name, strlen(name)},
                               (struct thoth_text){version, strlen(version)},
                               index, false, &package);
        CU_ASSERT_EQUAL_FATAL(package, i);
    }
    return fixture;
}

static void fixture_close(struct fixture *fixture)
{
    thoth_catalog_release(fixture->catalog);
    thoth_bundle_release(fixture->bundle);
    free(fixture->bytes);
}

/* What a state should hold. */
struct model {
    thoth_package order[NAMES];
    uint32_t count;
};

static void model_resolve(struct model *model, thoth_package package)
{
    for (uint32_t i = 0; i < model->count; i++)
        if (model->order[i] / VERSIONS == package / VERSIONS) {
            model->order[i] = package;
            return;
        }
    model->order[model->count++] = package;
}

static bool state_is(const struct thoth_state *state, const struct model *model,
                     const struct thoth_catalog *catalog)
{
    uint32_t found = 0;

    if (thoth_state_count(state) != model->count)
        return false;
    for (uint32_t i = 0; i < model->count; i++)
        if (thoth_state_at(state, i) != model->order[i] ||
            native_resolved(&state->view,
                            catalog->facts[model->order[i]].name) !=
                model->order[i])
            return false;
    for (uint32_t name = 0; name < catalog->bundle->package_count + NAMES;
         name++)
        found += native_resolved(&state->view, name) != NATIVE_NONE;
    return found == model->count;
}

static void resolves_as_a_list_does(void)
{
    struct fixture fixture = fixture_open();
    struct model model = {.count = 0};
    struct thoth_state *state;
    uint32_t random = 7;
    bool same = true;

    CU_ASSERT_EQUAL(thoth_state_create(fixture.catalog, NULL, &state),
                    THOTH_OK);
    CU_ASSERT(state_is(state, &model, fixture.catalog));
    for (int i = 0; i < 1500; i++) {
        thoth_package package;

        random = random * 1103515245u + 12345u;
        package = (random >> 12) % PACKAGES;
        CU_ASSERT_EQUAL(thoth_state_resolve(state, package), THOTH_OK);
        model_resolve(&model, package);
        same = same && (i % 50 || state_is(state, &model, fixture.catalog));
    }
    CU_ASSERT(same && state_is(state, &model, fixture.catalog));
    CU_ASSERT(model.count > NAMES * 3 / 4);
    CU_ASSERT_EQUAL(thoth_state_resolve(state, PACKAGES), THOTH_E_ARGUMENT);
    CU_ASSERT_EQUAL(thoth_state_at(state, model.count), UINT32_MAX);
    thoth_state_reset(state);
    model.count = 0;
    CU_ASSERT(state_is(state, &model, fixture.catalog));
    thoth_state_release(state);
    fixture_close(&fixture);
}

static void clones_stand_alone(void)
{
    struct fixture fixture = fixture_open();
    struct model model = {.count = 0}, before;
    struct thoth_state *state, *clone;

    thoth_state_create(fixture.catalog, NULL, &state);
    for (uint32_t i = 0; i < PACKAGES; i += VERSIONS) {
        CU_ASSERT_EQUAL(thoth_state_clone(state, &clone), THOTH_OK);
        before = model;
        thoth_state_resolve(state, i);
        model_resolve(&model, i);
        if (!state_is(clone, &before, fixture.catalog))
            CU_FAIL("a clone changed with its origin");
        thoth_state_resolve(clone, i + 1);
        thoth_state_release(clone);
    }
    CU_ASSERT(state_is(state, &model, fixture.catalog));
    thoth_state_release(state);
    fixture_close(&fixture);
}

static void states_survive_short_memory(void)
{
    struct fixture fixture = fixture_open();
    struct short_memory memory;
    enum thoth_status status;
    size_t round = 0;

    do {
        struct model model = {.count = 0};
        struct thoth_state *state, *clone = NULL;

        short_memory_start(&memory, round++);
        status = thoth_state_create(fixture.catalog, &memory.allocator, &state);
        for (uint32_t i = 0; status == THOTH_OK && i < NAMES; i++) {
            status = thoth_state_resolve(state, i * VERSIONS);
            if (status == THOTH_OK)
                model_resolve(&model, i * VERSIONS);
        }
        if (state != NULL)
            CU_ASSERT(state_is(state, &model, fixture.catalog));
        if (status == THOTH_OK)
            status = thoth_state_clone(state, &clone);
        thoth_state_release(clone);
        thoth_state_release(state);
        CU_ASSERT_EQUAL(memory.blocks, 0);
    } while (status != THOTH_OK && round < 50);
    CU_ASSERT(round > 3);
    fixture_close(&fixture);
}

static void marks_what_has_run(void)
{
    enum { UNITS = 5000 };
    static bool marked[UNITS];
    struct thoth_run *run, *clone;
    uint32_t random = 3;
    bool same = true;

    CU_ASSERT_EQUAL(thoth_run_create(NULL, NULL, &run), THOTH_OK);
    memset(marked, 0, sizeof(marked));
    for (int i = 0; i < 3000; i++) {
        uint32_t unit;

        random = random * 1103515245u + 12345u;
        unit = (random >> 13) % UNITS;
        same = same && run_set_has(&run->set, unit) == marked[unit];
        CU_ASSERT_EQUAL(run_set_add(&run->set, unit, run->allocator), THOTH_OK);
        marked[unit] = true;
        if (i % 500 == 20) {
            CU_ASSERT_EQUAL(thoth_run_clone(run, &clone), THOTH_OK);
            thoth_run_reset(run);
            CU_ASSERT_FALSE(run_set_has(&run->set, unit));
            thoth_run_release(run);
            run = clone;
        }
    }
    for (uint32_t i = 0; i < UNITS; i++)
        same = same && run_set_has(&run->set, i) == marked[i];
    CU_ASSERT(same);
    thoth_run_release(run);
}

static void views_without_a_run_forget(void)
{
    struct short_memory memory;
    struct run_view view;
    uint32_t unit = 0;

    short_memory_start(&memory, 1);
    run_view_open(&view, NULL, &memory.allocator);
    CU_ASSERT_FALSE(run_view_has(&view, 0));
    while (run_view_mark(&view, unit) == THOTH_OK)
        unit++;
    CU_ASSERT(unit > RUN_SET_FEW); /* few take no memory, then a table does */
    for (uint32_t i = 0; i < unit; i++)
        CU_ASSERT(run_view_has(&view, i));
    CU_ASSERT_FALSE(run_view_has(&view, unit));
    run_view_close(&view);
    CU_ASSERT_EQUAL(memory.blocks, 0);
    run_view_open(&view, NULL, &memory.allocator);
    CU_ASSERT_FALSE(run_view_has(&view, 0));
    run_view_close(&view);
}

static void views_of_a_run_keep(void)
{
    struct thoth_run *run;
    struct run_view view;

    thoth_run_create(NULL, NULL, &run);
    run_view_open(&view, run, NULL);
    CU_ASSERT_EQUAL(run_view_mark(&view, 7), THOTH_OK);
    run_view_close(&view);
    run_view_open(&view, run, NULL);
    CU_ASSERT(run_view_has(&view, 7));
    CU_ASSERT_FALSE(run_view_has(&view, 8));
    run_view_close(&view);
    thoth_run_release(run);
}

static const struct test_case cases[] = {
    {"states resolve as a list does", resolves_as_a_list_does},
    {"clones of states stand alone", clones_stand_alone},
    {"states survive short memory", states_survive_short_memory},
    {"runs mark what has run", marks_what_has_run},
    {"views without a run forget", views_without_a_run_forget},
    {"views of a run keep", views_of_a_run_keep},
};

TEST_MAIN("state", cases)
