/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Goes from field to field of the requests that conditions tell apart, taking
 * the value with which most of them hold.
 */
#include "compiler/testing/trial_request.h"

#include "compiler/driver/case_context.h"
#include "compiler/driver/diff_request.h"

static const char USUAL_PYTHON[] = "3.11";

enum { ROUNDS = 3 };

struct request_search {
    struct diff_side *side;
    struct diff_request request;
    uint32_t units;
};

/* How many conjuncts hold, and whether all units take part. */
static uint32_t judge(const struct request_search *search,
                      const json_t *builder, bool *accepted)
{
    struct unit_probe *probe = &search->side->probe;
    struct thoth_context *context = NULL;
    struct case_fault fault = {{0}};
    uint32_t near = 0;

    *accepted = case_took(thoth_context_create(NULL, &context), &fault) &&
                case_context_read(builder, context, &fault);
    if (*accepted) {
        unit_probe_request(probe, context);
        for (uint32_t i = 0; i < search->units; i++) {
            near += unit_probe_conjuncts(probe, i);
            *accepted &= unit_probe_when(probe, i) == 1;
        }
    }
    thoth_context_release(context);
    return near;
}

/* Tries one; true when all units take part. */
static bool try_picks(const struct request_search *search,
                      const struct diff_picks *picks, uint32_t *near)
{
    json_t *builder = diff_request_builder(&search->request, picks);
    bool accepted;

    *near = judge(search, builder, &accepted);
    json_decref(builder);
    return accepted;
}

/* Leaves the best request in `picks`; true when all units take part in it. */
static bool climb(const struct request_search *search, struct diff_picks *picks)
{
    uint32_t nearest, near;

    if (try_picks(search, picks, &nearest))
        return true;
    for (unsigned round = 0; round < ROUNDS; round++)
        for (unsigned i = 0; i < search->request.count; i++) {
            size_t size = json_array_size(search->request.fields[i].values);
            uint32_t best = picks->of_field[i];

            for (uint32_t k = 0; k < size; k++) {
                picks->of_field[i] = k;
                if (try_picks(search, picks, &near))
                    return true;
                if (near > nearest) {
                    nearest = near;
                    best = k;
                }
            }
            picks->of_field[i] = best;
        }
    return false;
}

/* Steps that add packages need a Python version, which few conditions name. */
static json_t *with_python(const struct request_search *search, json_t *builder)
{
    json_t *more = diff_json(json_deep_copy(builder));
    json_t *python = diff_json(json_pack("{s:{s:s}}", "runtime_environment",
                                         "python_version", USUAL_PYTHON));
    bool accepted;

    json_object_update_recursive(python, more);
    judge(search, python, &accepted);
    json_decref(more);
    if (!accepted) {
        json_decref(python);
        return builder;
    }
    json_decref(builder);
    return python;
}

json_t *trial_request_find(struct diff_side *side)
{
    struct request_search search = {.side = side,
                                    .units = side->bundle->unit_count};
    struct diff_picks picks = {{0}};
    struct arena arena = {0};
    json_t *builder;
    bool accepted;

    diff_request_start(&search.request);
    for (uint32_t i = 0; i < search.units; i++)
        diff_request_collect(&search.request, side, i);
    diff_request_count(&search.request, &arena);
    accepted = climb(&search, &picks);
    builder = diff_request_builder(&search.request, &picks);
    diff_request_release(&search.request);
    arena_release(&arena);
    return accepted ? with_python(&search, builder) : builder;
}
