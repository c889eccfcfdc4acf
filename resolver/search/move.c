/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The move: one candidate of one state is resolved. The new state is put
 * together in search->open; only when nothing objects does it become a state.
 * The candidate leaves the old state in any case, so that no stack is reached
 * twice.
 */
#include "resolver/search/opening.h"
#include "resolver/search/step.h"

#include <string.h>

/* Puts the new state's open packages together, and decides. */
static enum move_verdict
move_try(struct search *search, const struct move *move, struct reward *reward)
{
    const struct space_version *version =
        &search->space->versions[reward->version];
    enum move_verdict verdict = MOVE_ACCEPTED;

    reward->clash = reward->package;
    if (version->fate == THOTH_FATE_REFUSED)
        return MOVE_REFUSED;
    opening_copy(search, move->state, move->place);
    if (version->fate == THOTH_FATE_SKIPPED) {
        reward->order_matters =
            search->space->packages[reward->package].addable;
        return MOVE_SKIPPED;
    }
    cursor_move(search, move->state->chain);
    search->resolved[reward->package] = reward->version;
    if (!opening_require(search, reward->version, &reward->clash))
        verdict = MOVE_REFUSED;
    search->resolved[reward->package] = SPACE_NONE;
    reward->order_matters = search->cut;
    if (verdict == MOVE_REFUSED)
        return verdict;
    reward->gain = version->score;
    if (version->fate == THOTH_FATE_ASK ||
        version->fate == THOTH_FATE_ASK_SKIP) {
        verdict = step_try(search, move, reward);
        reward->order_matters |= search->cut;
    }
    return verdict;
}

/* A block for the new state: the old one's, if that is gone and has room. */
static struct state *state_for(struct search *search, struct state *old)
{
    struct state *state = old;

    if (old == NULL || old->room < search->open_count) {
        state = state_take(&search->states, search->open_count);
        if (old != NULL)
            state_give_back(&search->states, old);
    }
    if (state == NULL)
        return NULL;
    state->count = (uint16_t)search->open_count;
    memcpy(state->open, search->open,
           search->open_count * sizeof(*search->open));
    return state;
}

/* The new state joins the beam, or is a complete stack. `gone` is the old
 * state's block if it left the beam. */
static void move_arrive(struct search *search, struct state *gone,
                        uint32_t came_up, struct reward *reward)
{
    struct state *state;

    if (search->open_count == 0) {
        if (gone != NULL)
            state_give_back(&search->states, gone);
        reward->kind = REWARD_FINAL;
        search_accept(search, reward->chain, reward->score);
        return;
    }
    state = state_for(search, gone);
    if (state == NULL) {
        search->status = THOTH_E_MEMORY;
        return;
    }
    state->chain = reward->chain;
    state->score = reward->score;
    reward->kind = REWARD_GAIN;
    if (!search_join(search, state))
        return;
    reward->state = state->order == 0 ? NULL : state;
    if (search->space->pseudonyms.count > 0 && reward->state != NULL)
        pseudonym_join(search, state, came_up);
}

static bool extend_chain(struct search *search, const struct state *from,
                         struct reward *reward)
{
    reward->score += reward->gain;
    return chain_extend(&search->states, from->chain, reward->package,
                        reward->version, &reward->chain);
}

bool move_alone(struct search *search, const struct move *move,
                struct reward *reward)
{
    struct state *from = move->state;
    uint32_t package = set_package(from->open[move->place]);
    enum move_verdict verdict;

    *reward = (struct reward){
        .package = package, .chain = from->chain, .score = from->score};
    reward->version = space_version_of(search->space, package, move->version);
    verdict = move_try(search, move, reward);
    if (verdict == MOVE_REFUSED || search->status != THOTH_OK)
        return false;
    if (verdict == MOVE_SKIPPED)
        search->dropping = true;
    else if (!extend_chain(search, from, reward))
        search->status = THOTH_E_MEMORY;
    return search->status == THOTH_OK;
}

void move_make(struct search *search, const struct move *move,
               struct reward *reward)
{
    struct state *from = move->state;
    candidate_set *set = &from->open[move->place];
    uint32_t came_up = from->count - 1u;
    uint32_t package = set_package(*set);
    enum move_verdict verdict;
    bool gone;

    *reward = (struct reward){.kind = REWARD_INVALID,
                              .package = package,
                              .chain = from->chain,
                              .score = from->score};
    reward->version = space_version_of(search->space, package, move->version);
    search->cut = false;
    verdict = move_try(search, move, reward);
    *set = set_without(&search->space->pool, *set, move->version);
    if (search->space->pool.failed)
        search->status = THOTH_E_MEMORY;
    gone = set_is_empty(*set);
    reward->from = gone ? NULL : from;
    if (gone)
        beam_remove(&search->beam, from);
    if (verdict == MOVE_REFUSED || search->status != THOTH_OK) {
        search->invalid++;
        reward->gain = 0;
        if (gone)
            state_give_back(&search->states, from);
        return;
    }
    if (verdict == MOVE_SKIPPED) {
        reward->gain = 0;
        search->dropping = true;
    } else if (!extend_chain(search, from, reward)) {
        search->status = THOTH_E_MEMORY;
        return;
    }
    move_arrive(search, gone ? from : NULL, came_up, reward);
}
