/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A binary heap in an array.
 */
#include "resolver/search/state_heap.h"

#include "resolver/search/growth.h"

void state_heap_release(struct state_heap *heap)
{
    free(heap->entries);
    *heap = (struct state_heap){0};
}

static inline bool comes_before(const struct heap_entry *a,
                                const struct heap_entry *b)
{
    return a->key > b->key || (a->key == b->key && a->tie > b->tie);
}

static inline bool entry_holds(const struct heap_entry *entry)
{
    return entry->state->order == entry->order;
}

static void sift_down(struct state_heap *heap, uint32_t at,
                      struct heap_entry moving)
{
    for (;;) {
        uint32_t child = at * 2 + 1;

        if (child >= heap->count)
            break;
        if (child + 1 < heap->count &&
            comes_before(&heap->entries[child + 1], &heap->entries[child]))
            child++;
        if (!comes_before(&heap->entries[child], &moving))
            break;
        heap->entries[at] = heap->entries[child];
        at = child;
    }
    heap->entries[at] = moving;
}

bool state_heap_push(struct state_heap *heap, int64_t key, uint32_t tie,
                     struct state *state)
{
    struct heap_entry entry = {key, tie, state->order, state};
    uint32_t at = heap->count;

    if (heap->count == heap->room &&
        !growth_reserve((void **)&heap->entries, &heap->room, heap->count + 1,
                        sizeof(*heap->entries)))
        return false;
    heap->count++;
    while (at > 0 && comes_before(&entry, &heap->entries[(at - 1) / 2])) {
        heap->entries[at] = heap->entries[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    heap->entries[at] = entry;
    return true;
}

void state_heap_pop(struct state_heap *heap)
{
    if (heap->count == 0)
        return;
    heap->count--;
    if (heap->count > 0)
        sift_down(heap, 0, heap->entries[heap->count]);
}

const struct heap_entry *state_heap_top(struct state_heap *heap)
{
    while (heap->count > 0 && !entry_holds(&heap->entries[0]))
        state_heap_pop(heap);
    return heap->count > 0 ? &heap->entries[0] : NULL;
}

void state_heap_compact(struct state_heap *heap)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < heap->count; i++)
        if (entry_holds(&heap->entries[i]))
            heap->entries[kept++] = heap->entries[i];
    heap->count = kept;
    for (uint32_t i = kept / 2; i > 0; i--)
        sift_down(heap, i - 1, heap->entries[i - 1]);
}
