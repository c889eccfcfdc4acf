/* SPDX-License-Identifier: Apache-2.0 */
/*
 * First a request is looked for that only one of the units takes part in, then,
 * for a request that both take part in, a stack that only one of them matches,
 * or both if they do different things.
 */
#include "compiler/driver/diff_witness.h"

#include "compiler/driver/case_context.h"
#include "compiler/driver/diff_request.h"
#include "compiler/driver/diff_unit.h"
#include "compiler/driver/diff_world.h"

enum { MOST_REQUESTS = 4096, MOST_STACKS = 4096 };

static json_t *make_witness(const char *difference, json_t *builder,
                            json_t *event)
{
    return diff_json(json_pack("{s:s, s:{s:o, s:o}}", "difference", difference,
                               "case", "builder", builder, "events",
                               event ? diff_json(json_pack("[o]", event))
                                     : diff_json(json_array())));
}

static const char *taking_part(int left, int right)
{
    if (left < 0 || right < 0)
        return left < 0 ? "the first fails, the second does not"
                        : "the second fails, the first does not";
    return left ? "only the first takes part" : "only the second takes part";
}

/* Do the conditions of both units hold for a request? False if it is none. */
static bool ask_request(const struct diff_pair *pair, const json_t *builder,
                        int *left, int *right, uint32_t *near)
{
    struct thoth_context *context = NULL;
    struct case_fault fault = {{0}};
    bool asked = case_took(thoth_context_create(NULL, &context), &fault) &&
                 case_context_read(builder, context, &fault);

    if (asked) {
        unit_probe_request(&pair->left->probe, context);
        unit_probe_request(&pair->right->probe, context);
        *left = unit_probe_when(&pair->left->probe, pair->left_unit);
        *right = unit_probe_when(&pair->right->probe, pair->right_unit);
        *near = unit_probe_conjuncts(&pair->left->probe, pair->left_unit) +
                unit_probe_conjuncts(&pair->right->probe, pair->right_unit);
    }
    thoth_context_release(context);
    return asked;
}

/* A search among requests. */
struct request_search {
    const struct diff_pair *pair;
    struct diff_request request;
    json_t *shared;  /* a request that both units take part in, or NULL */
    json_t *witness; /* or NULL */
};

/* Tries one request. Returns how near it is to one that both units take part
 * in. */
static uint32_t try_request(struct request_search *search,
                            const struct diff_picks *values)
{
    const struct diff_pair *pair = search->pair;
    json_t *builder = diff_request_builder(&search->request, values);
    int left = 0, right = 0;
    uint32_t near = 0;

    if (ask_request(pair, builder, &left, &right, &near) &&
        (left < 0 ? -1 : left) != (right < 0 ? -1 : right))
        search->witness =
            make_witness(taking_part(left, right), json_incref(builder), NULL);
    else if (left == 1 && right == 1 && !search->shared)
        search->shared = json_incref(builder);
    json_decref(builder);
    return near;
}

/* Is there nothing more to find? */
static bool is_done(const struct request_search *search)
{
    return search->witness ||
           (search->shared && !(search->pair->parts & DIFF_WHEN));
}

/* Goes from field to field, taking the value that brings both units nearest;
 * at the end each field has been tried with all values around a request that
 * satisfies most. */
static void climb(struct request_search *search)
{
    struct diff_picks values = {{0}};
    uint32_t nearest = try_request(search, &values);

    for (unsigned round = 0; round < 3; round++)
        for (unsigned i = 0; i < search->request.count; i++) {
            size_t size = json_array_size(search->request.fields[i].values);
            uint32_t best = values.of_field[i];

            for (uint32_t k = 0; k < size && !is_done(search); k++) {
                uint32_t near;

                values.of_field[i] = k;
                near = try_request(search, &values);
                if (near > nearest) {
                    nearest = near;
                    best = k;
                }
            }
            values.of_field[i] = best;
        }
}

static void try_requests(struct request_search *search, struct arena *arena)
{
    uint64_t count = diff_request_count(&search->request, arena);
    uint64_t most = count < MOST_REQUESTS ? count : MOST_REQUESTS;

    climb(search);
    for (uint64_t i = 0; i < most && !is_done(search); i++) {
        struct diff_picks values;

        diff_request_choose(&search->request,
                            diff_combination(i, count, MOST_REQUESTS), &values);
        try_request(search, &values);
    }
}

static const char *matching(int left, int right)
{
    if (left == right)
        return "both match, and do not do the same";
    if (left < 0 || right < 0)
        return left < 0 ? "the first fails, the second does not"
                        : "the second fails, the first does not";
    return left ? "only the first matches" : "only the second matches";
}

/* A witness among stacks with a package at hand. */
static json_t *try_package(const struct diff_pair *pair, struct thoth_text name,
                           const json_t *builder, struct arena *arena)
{
    struct diff_world left = {.side = pair->left, .unit = pair->left_unit};
    struct diff_world right = {.side = pair->right, .unit = pair->right_unit};
    bool deeds = pair->parts & (DIFF_RUN | DIFF_TYPE);
    struct diff_stack stack;
    uint64_t count, most;

    diff_stack_start(&stack, name);
    diff_world_collect(&left, &stack);
    diff_world_collect(&right, &stack);
    count = diff_stack_count(&stack, arena);
    most = count < MOST_STACKS ? count : MOST_STACKS;
    for (uint64_t i = 0; i < most; i++) {
        struct diff_try chosen;
        int a, b;

        diff_stack_choose(&stack, diff_combination(i, count, MOST_STACKS),
                          &chosen);
        a = diff_world_ask(&left, &stack, &chosen);
        b = diff_world_ask(&right, &stack, &chosen);
        if (a != b || (a == 1 && deeds))
            return diff_world_case(&left, &stack, &chosen, matching(a, b),
                                   builder);
    }
    return NULL;
}

/* The packages of instances of both units, or some name for any. */
static void collect_names(const struct diff_side *side, uint32_t unit,
                          struct diff_texts *names)
{
    struct thoth_text name;

    for (uint32_t i = 0; thoth_unit_package(side->bundle, unit, i, &name); i++)
        diff_texts_add(names, name.at ? name : thoth_text_of("some-package"));
}

json_t *diff_witness_find(const struct diff_pair *pair)
{
    struct arena arena = {0};
    struct request_search search = {.pair = pair};
    struct diff_texts names = {.count = 0};
    json_t *witness;

    diff_request_start(&search.request);
    diff_request_collect(&search.request, pair->left, pair->left_unit);
    diff_request_collect(&search.request, pair->right, pair->right_unit);
    try_requests(&search, &arena);
    witness = search.witness;
    collect_names(pair->left, pair->left_unit, &names);
    collect_names(pair->right, pair->right_unit, &names);
    for (unsigned i = 0; i < names.count && !witness && search.shared; i++)
        witness = try_package(pair, names.at[i], search.shared, &arena);
    json_decref(search.shared);
    diff_request_release(&search.request);
    arena_release(&arena);
    return witness;
}
