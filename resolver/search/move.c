/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The move: one candidate of one state is resolved. The new state is put
 * together in search->open; only when nothing objects does it become a state.
 * The candidate leaves the old state in any case, so that no stack is reached
 * twice.
 */
#include "resolver/search/search.h"

#include <string.h>

enum move_verdict { MOVE_ACCEPTED, MOVE_SKIPPED, MOVE_REFUSED };

void cursor_move(struct search *search, uint32_t link)
{
    const struct chain_link *links = search->states.links;
    uint32_t old = search->cursor, new = link;

    while (old != new) {
        if (links[old].depth >= links[new].depth) {
            search->resolved[links[old].package] = SPACE_NONE;
            old = links[old].previous;
        } else {
            new = links[new].previous;
        }
    }
    for (new = link; new != old; new = links[new].previous)
        search->resolved[links[new].package] = links[new].version;
    search->cursor = link;
}

/* The place of a package among the open ones of the new state, or none. */
static inline uint32_t open_place(const struct search *search, uint32_t package)
{
    uint32_t place = search->places[package];

    return place < search->open_count &&
                   set_package(search->open[place]) == package
               ? place
               : SPACE_NONE;
}

static inline void open_append(struct search *search, uint32_t package,
                               candidate_set set)
{
    search->places[package] = search->open_count;
    search->open[search->open_count++] = set;
}

/* Copies the open packages of a state, all but the one at `without`. */
static void open_copy(struct search *search, const struct state *state,
                      uint32_t without)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < state->count; i++) {
        candidate_set set = state->open[i];

        if (i == without)
            continue;
        search->places[set_package(set)] = count;
        search->open[count++] = set;
    }
    search->open_count = count;
}

/* Candidates for a package that comes up: what sieves leave of them. */
static bool open_new(struct search *search, candidate_set allowed)
{
    struct set_pool *pool = &search->space->pool;
    uint32_t package = set_package(allowed);
    const struct space_package *required = &search->space->packages[package];

    if (set_is_empty(allowed))
        return false;
    if (required->skipped)
        return true;
    allowed = set_meet(pool, allowed, required->usable);
    if (search->options->latest_versions >= 0 && !set_is_empty(allowed))
        allowed = set_head(pool, allowed,
                           search->options->latest_versions > UINT32_MAX
                               ? UINT32_MAX
                               : (uint32_t)search->options->latest_versions);
    if (set_is_empty(allowed))
        return false;
    open_append(search, package, allowed);
    return true;
}

/* One requirement of what is resolved in the new state. */
static bool require(struct search *search, candidate_set allowed)
{
    uint32_t package = set_package(allowed);
    uint32_t version = search->resolved[package];
    uint32_t place;

    if (version != SPACE_NONE)
        return set_has(&search->space->pool, allowed,
                       version - search->space->packages[package].first);
    place = open_place(search, package);
    if (place == SPACE_NONE)
        return open_new(search, allowed);
    search->open[place] =
        set_meet(&search->space->pool, search->open[place], allowed);
    return !set_is_empty(search->open[place]);
}

/* Requirements of a version; false with *clash, the package without choice. */
static bool require_all(struct search *search, uint32_t version,
                        uint32_t *clash)
{
    const struct space_version *resolved = &search->space->versions[version];
    const candidate_set *requirements =
        search->space->requirements + resolved->requirements;

    for (uint32_t i = 0; i < resolved->count; i++)
        if (!require(search, requirements[i])) {
            *clash = set_package(requirements[i]);
            return false;
        }
    return true;
}

bool require_roots(struct search *search)
{
    const struct thoth_space *space = search->space;

    search->open_count = 0;
    for (uint32_t i = 0; i < space->root_count; i++)
        if (!require(search, space->roots[i]))
            return false;
    return true;
}

uint32_t search_stack(struct search *search, uint32_t link)
{
    const struct chain_link *links = search->states.links;
    uint32_t depth = links[link].depth;

    for (uint32_t i = depth; i > 0; i--) {
        search->stack[i - 1] =
            space_choice_of(search->space, links[link].version);
        link = links[link].previous;
    }
    return depth;
}

/* Packages that a rule adds are open from now on, unless resolved. */
static bool open_added(struct search *search,
                       const struct thoth_step_answer *answer)
{
    for (uint32_t i = 0; i < answer->added_count; i++) {
        struct thoth_choice added = answer->added[i];
        uint32_t place = open_place(search, added.package);
        candidate_set one = space_one(search->space, added);

        if (search->resolved[added.package] != SPACE_NONE)
            continue;
        if (place == SPACE_NONE)
            open_append(search, added.package, one);
        else
            search->open[place] = set_is_wide(one)
                                      ? set_wide_join(&search->space->pool,
                                                      search->open[place], one)
                                      : search->open[place] | one;
    }
    return !search->space->pool.failed;
}

/* Asks rules that look at the stack. */
static enum move_verdict ask_step(struct search *search, uint32_t chain,
                                  uint32_t version, int64_t *gain,
                                  struct thoth_step_answer *answer)
{
    const struct thoth_space_rules *rules = search->options->rules;
    enum thoth_status status;

    *answer = (struct thoth_step_answer){.verdict = THOTH_ACCEPTED};
    if (rules == NULL || rules->step == NULL)
        return MOVE_ACCEPTED;
    status =
        rules->step(rules->user, search->stack, search_stack(search, chain),
                    space_choice_of(search->space, version), answer);
    if (status == THOTH_OK && answer->verdict == THOTH_ACCEPTED &&
        !score_from_double(answer->score, gain))
        status = THOTH_E_RULE;
    if (status != THOTH_OK)
        search->status = status;
    search->eager_stop |= answer->verdict == THOTH_EAGER_STOP;
    if (status != THOTH_OK ||
        (answer->verdict != THOTH_ACCEPTED && answer->verdict != THOTH_SKIPPED))
        return MOVE_REFUSED;
    return answer->verdict == THOTH_SKIPPED ? MOVE_SKIPPED : MOVE_ACCEPTED;
}

/* Puts the new state's open packages together, and decides. */
static enum move_verdict
move_try(struct search *search, const struct move *move, struct reward *reward)
{
    const struct space_version *version =
        &search->space->versions[reward->version];
    struct thoth_step_answer answer = {.verdict = THOTH_ACCEPTED};
    enum move_verdict verdict = MOVE_ACCEPTED;

    reward->clash = reward->package;
    if (version->fate == THOTH_FATE_REFUSED)
        return MOVE_REFUSED;
    open_copy(search, move->state, move->place);
    if (version->fate == THOTH_FATE_SKIPPED)
        return MOVE_SKIPPED;
    cursor_move(search, move->state->chain);
    search->resolved[reward->package] = reward->version;
    if (!require_all(search, reward->version, &reward->clash))
        verdict = MOVE_REFUSED;
    search->resolved[reward->package] = SPACE_NONE;
    if (verdict == MOVE_REFUSED)
        return verdict;
    reward->gain = version->score;
    if (version->fate == THOTH_FATE_ASK) {
        verdict = ask_step(search, move->state->chain, reward->version,
                           &reward->gain, &answer);
        if (verdict == MOVE_ACCEPTED && !open_added(search, &answer))
            verdict = MOVE_REFUSED;
        if (verdict == MOVE_SKIPPED)
            open_copy(search, move->state, move->place);
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
    if (search->space->pseudonym_count > 0 && reward->state != NULL)
        pseudonym_join(search, state, came_up);
}

static bool extend_chain(struct search *search, const struct state *from,
                         struct reward *reward)
{
    reward->score += reward->gain;
    return chain_extend(&search->states, from->chain, reward->package,
                        reward->version, &reward->chain);
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
    } else if (!extend_chain(search, from, reward)) {
        search->status = THOTH_E_MEMORY;
        return;
    }
    move_arrive(search, gone ? from : NULL, came_up, reward);
}
