/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values of states in a heap. Values fall as scores are learned and candidates
 * go, so what the heap says of a state is corrected when it comes to the top.
 */
#include "resolver/search/best_first.h"

bool best_first_start(struct best_first *first, const struct search *search,
                      enum follow what)
{
    return outlook_start(&first->outlook, search->space, what);
}

void best_first_finish(struct best_first *first)
{
    outlook_finish(&first->outlook);
    state_heap_release(&first->heap);
}

static bool push(struct best_first *first, struct state *state, int64_t value)
{
    return !first->outlook.followers.failed &&
           state_heap_push(&first->heap, value, state->order, state);
}

static bool note_value(struct best_first *first, struct search *search,
                       struct state *state)
{
    return push(first, state, outlook_value(&first->outlook, search, state));
}

static void compact(struct best_first *first, const struct search *search)
{
    if (first->heap.count > 4096 && first->heap.count / 4 > search->beam.count)
        state_heap_compact(&first->heap);
}

bool best_first_join(struct best_first *first, struct search *search,
                     struct state *state)
{
    compact(first, search);
    return note_value(first, search, state);
}

bool best_first_join_above(struct best_first *first, struct search *search,
                           struct state *state, int64_t least)
{
    int64_t value = outlook_value(&first->outlook, search, state);

    compact(first, search);
    if (value > least)
        return push(first, state, value);
    beam_remove(&search->beam, state);
    state_give_back(&search->states, state);
    return !first->outlook.followers.failed;
}

/* Values all states anew when a ceiling rose, but not more often than pays. */
static void value_all(struct best_first *first, struct search *search)
{
    if (!first->outlook.raised ||
        search->iterations - first->valued < search->beam.count / 4)
        return;
    first->outlook.raised = false;
    first->valued = search->iterations;
    first->heap.count = 0;
    for (uint32_t i = 0; i < search->beam.count; i++)
        if (!note_value(first, search, search->beam.states[i]))
            search->status = THOTH_E_MEMORY;
}

struct state *best_first_state(struct best_first *first, struct search *search,
                               int64_t *value)
{
    const struct heap_entry *top;

    value_all(first, search);
    while ((top = state_heap_top(&first->heap)) != NULL) {
        struct state *state = top->state;

        *value = outlook_value(&first->outlook, search, state);
        if (*value >= top->key)
            return state;
        state_heap_pop(&first->heap);
        if (!note_value(first, search, state))
            search->status = THOTH_E_MEMORY;
    }
    *value = INT64_MAX;
    return search_random_state(search);
}

uint32_t best_first_place(const struct best_first *first,
                          const struct search *search,
                          const struct state *state)
{
    uint64_t best_failures = 0, best_size = 1;
    uint32_t best = 0;

    for (uint32_t i = 0; i < state->count; i++) {
        candidate_set set = state->open[i];
        uint64_t failures = first->outlook.packages[set_package(set)].failures;
        uint64_t size;

        if (failures == 0)
            continue;
        size = set_size(&search->space->pool, set);
        if (failures * best_size > best_failures * size) {
            best = i;
            best_failures = failures;
            best_size = size;
        }
    }
    return best;
}

void best_first_move(const struct best_first *first,
                     const struct search *search, struct state *state,
                     struct move *move)
{
    move->state = state;
    move->place = best_first_place(first, search, state);
    outlook_best(&first->outlook, state->open[move->place], &move->version);
}
