/* SPDX-License-Identifier: Apache-2.0 */
/*
 * States as flat memory: a table of slots and, behind it, the resolved package
 * versions in order. A clone is one block and one copy.
 */
#include "runtime/state.h"

#include <string.h>

#define FIRST_SHIFT 26 /* 64 slots */
#define LAST_SHIFT 2   /* as many as a catalog can have, and more */

static uint32_t slot_count(uint32_t shift)
{
    return UINT32_C(1) << (32 - shift);
}

/* A quarter of the slots stays free, so that searches are short and end. */
static uint32_t order_room(uint32_t shift)
{
    return slot_count(shift) / 4 * 3;
}

static size_t table_size(uint32_t shift)
{
    return (size_t)slot_count(shift) * sizeof(struct native_slot) +
           (size_t)order_room(shift) * sizeof(uint32_t);
}

static struct native_slot *slots_of(struct thoth_state *state)
{
    return state->grown != NULL ? state->grown : state->own;
}

static uint32_t *order_of(struct thoth_state *state)
{
    return (uint32_t *)(slots_of(state) + slot_count(state->view.shift));
}

static void view_table(struct thoth_state *state)
{
    state->view.slots = slots_of(state);
    state->view.resolved = order_of(state);
}

static struct thoth_state *
state_allocate(const struct thoth_catalog *catalog,
               const struct thoth_allocator *allocator, uint32_t shift)
{
    struct thoth_state *state =
        thoth_allocate(allocator, sizeof(*state) + table_size(shift));

    if (state == NULL)
        return NULL;
    state->catalog = catalog;
    state->allocator = allocator;
    state->grown = NULL;
    state->view.shift = shift;
    state->view.count = 0;
    view_table(state);
    return state;
}

enum thoth_status thoth_state_create(const struct thoth_catalog *catalog,
                                     const struct thoth_allocator *allocator,
                                     struct thoth_state **state)
{
    *state = state_allocate(catalog, allocator, FIRST_SHIFT);
    if (*state == NULL)
        return THOTH_E_MEMORY;
    thoth_state_reset(*state);
    return THOTH_OK;
}

enum thoth_status thoth_state_clone(const struct thoth_state *state,
                                    struct thoth_state **clone)
{
    const struct native_state *view = &state->view;

    *clone = state_allocate(state->catalog, state->allocator, view->shift);
    if (*clone == NULL)
        return THOTH_E_MEMORY;
    (*clone)->view.count = view->count;
    (*clone)->names = state->names;
    memcpy(slots_of(*clone), view->slots,
           slot_count(view->shift) * sizeof(*view->slots));
    memcpy(order_of(*clone), view->resolved,
           view->count * sizeof(*view->resolved));
    return THOTH_OK;
}

void thoth_state_release(struct thoth_state *state)
{
    if (state == NULL)
        return;
    thoth_release(state->allocator, state->grown);
    thoth_release(state->allocator, state);
}

void thoth_state_reset(struct thoth_state *state)
{
    state->view.count = 0;
    state->names = 0;
    memset(slots_of(state), 0xff,
           slot_count(state->view.shift) * sizeof(struct native_slot));
}

/* The slot of a name: its own, or the free one where it belongs. */
static struct native_slot *find_slot(struct native_slot *slots, uint32_t shift,
                                     uint32_t name)
{
    uint32_t last = UINT32_MAX >> shift;
    uint32_t at = (uint32_t)(name * NATIVE_SPREAD) >> shift;

    while (slots[at].package != NATIVE_NONE && slots[at].name != name)
        at = (at + 1) & last;
    return &slots[at];
}

static bool state_grow(struct thoth_state *state)
{
    const struct native_fact *facts = state->catalog->facts;
    uint32_t shift = state->view.shift - 1;
    struct native_slot *slots;
    uint32_t *order;

    if (shift < LAST_SHIFT)
        return false;
    slots = thoth_allocate(state->allocator, table_size(shift));
    if (slots == NULL)
        return false;
    order = (uint32_t *)(slots + slot_count(shift));
    memset(slots, 0xff, slot_count(shift) * sizeof(*slots));
    memcpy(order, order_of(state), state->view.count * sizeof(*order));
    for (uint32_t i = 0; i < state->view.count; i++) {
        uint32_t name = facts[order[i]].name;

        *find_slot(slots, shift, name) = (struct native_slot){name, order[i]};
    }
    thoth_release(state->allocator, state->grown);
    state->grown = slots;
    state->view.shift = shift;
    view_table(state);
    return true;
}

/* Puts a package version in the place of the one of its name. */
static void replace(struct thoth_state *state, struct native_slot *slot,
                    uint32_t package)
{
    uint32_t *at = order_of(state);

    while (*at != slot->package)
        at++;
    *at = package;
    slot->package = package;
}

enum thoth_status thoth_state_resolve(struct thoth_state *state,
                                      thoth_package package)
{
    struct native_slot *slot;
    uint32_t name;

    if (package >= state->catalog->count)
        return THOTH_E_ARGUMENT;
    name = state->catalog->facts[package].name;
    slot = find_slot(slots_of(state), state->view.shift, name);
    if (slot->package != NATIVE_NONE) {
        replace(state, slot, package);
        return THOTH_OK;
    }
    if (state->view.count == order_room(state->view.shift)) {
        if (!state_grow(state))
            return THOTH_E_MEMORY;
        slot = find_slot(slots_of(state), state->view.shift, name);
    }
    *slot = (struct native_slot){name, package};
    state->names |= state_name_bit(name);
    order_of(state)[state->view.count++] = package;
    return THOTH_OK;
}

uint32_t thoth_state_count(const struct thoth_state *state)
{
    return state->view.count;
}

thoth_package thoth_state_at(const struct thoth_state *state, uint32_t place)
{
    return place < state->view.count ? state->view.resolved[place]
                                     : NATIVE_NONE;
}
