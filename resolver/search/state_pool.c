/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Blocks of states by size class, from chunks that are only released together.
 * A block given back stays a state to look at, with order 0: whoever holds a
 * pointer to it, as heaps of the beam do, sees that it is another one.
 */
#include "resolver/search/state_pool.h"

#include "resolver/search/growth.h"

#include <string.h>

#define CHUNK_SIZE ((size_t)1 << 20)
#define ROOM_STEP 4

struct state_chunk {
    struct state_chunk *next;
    uint64_t bytes[];
};

bool state_pool_start(struct state_pool *pool)
{
    memset(pool, 0, sizeof(*pool));
    if (!growth_reserve((void **)&pool->links, &pool->link_room, 4096,
                        sizeof(*pool->links)))
        return false;
    pool->links[CHAIN_END] = (struct chain_link){CHAIN_END, UINT32_MAX, 0, 0};
    pool->link_count = 1;
    return true;
}

void state_pool_release(struct state_pool *pool)
{
    while (pool->chunks != NULL) {
        struct state_chunk *next = pool->chunks->next;

        free(pool->chunks);
        pool->chunks = next;
    }
    free(pool->links);
    free(pool->given_back);
    memset(pool, 0, sizeof(*pool));
}

static bool add_chunk(struct state_pool *pool, size_t least)
{
    size_t size = least > CHUNK_SIZE ? least : CHUNK_SIZE;
    struct state_chunk *chunk = malloc(sizeof(*chunk) + size);

    if (chunk == NULL)
        return false;
    chunk->next = pool->chunks;
    pool->chunks = chunk;
    pool->free_bytes = (char *)chunk->bytes;
    pool->free_size = size;
    return true;
}

/* Makes sure that there is a list for blocks of the class. */
static bool reserve_list(struct state_pool *pool, uint32_t class)
{
    uint32_t before = pool->list_count;

    if (class < before)
        return true;
    if (!growth_reserve((void **)&pool->given_back, &pool->list_count,
                        class + 1, sizeof(struct state *)))
        return false;
    memset(pool->given_back + before, 0,
           (pool->list_count - before) * sizeof(struct state *));
    return true;
}

struct state *state_take(struct state_pool *pool, uint32_t count)
{
    uint32_t class = count == 0 ? 1 : (count + ROOM_STEP - 1) / ROOM_STEP;
    uint32_t room = class * ROOM_STEP;
    size_t size = sizeof(struct state) + room * sizeof(candidate_set);
    struct state *state;

    if (!reserve_list(pool, class))
        return NULL;
    state = pool->given_back[class];
    if (state != NULL) {
        memcpy(&pool->given_back[class], state->open, sizeof(state));
    } else {
        if (pool->free_size < size && !add_chunk(pool, size))
            return NULL;
        state = (struct state *)(void *)pool->free_bytes;
        pool->free_bytes += size;
        pool->free_size -= size;
        state->room = (uint16_t)room;
    }
    state->count = (uint16_t)count;
    state->order = 0;
    state->slot = STATE_OUTSIDE;
    return state;
}

void state_give_back(struct state_pool *pool, struct state *state)
{
    struct state **list = &pool->given_back[state->room / ROOM_STEP];

    state->order = 0;
    memcpy(state->open, list, sizeof(state));
    *list = state;
}

bool chain_extend(struct state_pool *pool, uint32_t previous, uint32_t package,
                  uint32_t version, uint32_t *link)
{
    if (pool->link_count == pool->link_room &&
        !growth_reserve((void **)&pool->links, &pool->link_room,
                        pool->link_count + 1, sizeof(*pool->links)))
        return false;
    *link = pool->link_count++;
    pool->links[*link] = (struct chain_link){
        previous, version, (uint16_t)(pool->links[previous].depth + 1),
        (uint16_t)package};
    return true;
}
