/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The beam's bookkeeping. A state's place in the array is noted in the state;
 * what heaps say of states that left is dropped when it surfaces.
 */
#include "resolver/search/beam.h"

#include "resolver/search/growth.h"

#include <string.h>

void beam_start(struct beam *beam, struct state_pool *pool, uint32_t width)
{
    memset(beam, 0, sizeof(*beam));
    beam->pool = pool;
    beam->width = width;
}

void beam_release(struct beam *beam)
{
    free(beam->states);
    state_heap_release(&beam->best);
    state_heap_release(&beam->worst);
    memset(beam, 0, sizeof(*beam));
}

void beam_remove(struct beam *beam, struct state *state)
{
    struct state *moved = beam->states[--beam->count];

    beam->states[state->slot] = moved;
    moved->slot = state->slot;
    state->slot = STATE_OUTSIDE;
    state->order = 0;
    if (beam->last == state)
        beam->last = NULL;
}

/* Heaps keep what has left; they are cleared when that is most of them. */
static void compact_heap(const struct beam *beam, struct state_heap *heap)
{
    if (heap->count > 4096 && heap->count / 4 > beam->count)
        state_heap_compact(heap);
}

static bool note_worst(struct beam *beam, struct state *state)
{
    if (beam->width == UINT32_MAX)
        return true;
    compact_heap(beam, &beam->worst);
    return state_heap_push(&beam->worst, -state->score, state->order, state);
}

static void drop_worst(struct beam *beam)
{
    const struct heap_entry *top = state_heap_top(&beam->worst);
    struct state *state = top->state;

    state_heap_pop(&beam->worst);
    beam_remove(beam, state);
    state_give_back(beam->pool, state);
}

bool beam_add(struct beam *beam, struct state *state)
{
    if (beam->joined == UINT32_MAX ||
        !growth_reserve((void **)&beam->states, &beam->room, beam->count + 1,
                        sizeof(struct state *)))
        return false;
    state->order = ++beam->joined;
    state->slot = beam->count;
    beam->states[beam->count++] = state;
    beam->last = state;
    compact_heap(beam, &beam->best);
    if (!state_heap_push(&beam->best, state->score, ~state->order, state) ||
        !note_worst(beam, state))
        return false;
    if (beam->count > beam->width)
        drop_worst(beam);
    if (beam->count > beam->most)
        beam->most = beam->count;
    return true;
}

struct state *beam_best(struct beam *beam)
{
    const struct heap_entry *top = state_heap_top(&beam->best);

    return top == NULL ? NULL : top->state;
}
