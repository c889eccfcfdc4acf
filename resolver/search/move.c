/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The move: one candidate of one state is resolved. The new state is put
 * together in search->open; only when nothing objects does it become a state.
 * The candidate leaves the old state in any case, so that no stack is reached
 * twice.
 */
#include "resolver/search/stack_requirement.h"

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

uint32_t search_open_place(const struct search *search, uint32_t package)
{
    return open_place(search, package);
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

/* What sieves leave of candidates, and the limit on the latest ones. */
static candidate_set usable(struct search *search, candidate_set allowed)
{
    struct set_pool *pool = &search->space->pool;
    int64_t latest = search->options->latest_versions;
    candidate_set left = set_meet(
        pool, allowed, search->space->packages[set_package(allowed)].usable);

    if (latest < 0 || set_is_empty(left) || set_size(pool, left) <= latest)
        return left;
    search->cut = true;
    return set_head(pool, left, (uint32_t)latest);
}

/* A requirement: its place among those of the version `by`, or SPACE_NONE: of
 * the project. */
struct requirer {
    uint32_t by, place;
};

/* Candidates for a package that comes up. */
static bool open_new(struct search *search, struct requirer requirer,
                     candidate_set allowed)
{
    uint32_t package = set_package(allowed);
    const struct space_package *required = &search->space->packages[package];
    candidate_set earlier;

    if (set_is_empty(allowed))
        return false;
    if (required->skipped)
        return true;
    if (search->dropping &&
        (required->has_pseudonyms || required->may_be_left_out) &&
        stack_requirement(search, requirer.by, requirer.place, package,
                          &earlier)) {
        allowed = set_meet(&search->space->pool, allowed, earlier);
        if (required->has_pseudonyms && pseudonym_stands(search, allowed))
            return true;
    }
    allowed = usable(search, allowed);
    if (set_is_empty(allowed))
        return false;
    open_append(search, package, allowed);
    return true;
}

/* Required for the first time, after a step added it: then versions are
 * candidates that nobody added, too. */
static bool is_only_added(struct search *search, struct requirer requirer,
                          uint32_t package)
{
    candidate_set allowed;

    return search->started && search->space->packages[package].addable &&
           !search->space->packages[package].stands &&
           !stack_requirement(search, requirer.by, requirer.place, package,
                              &allowed);
}

/* One requirement of what is resolved in the new state. */
static bool require(struct search *search, struct requirer requirer,
                    candidate_set allowed)
{
    struct set_pool *pool = &search->space->pool;
    uint32_t package = set_package(allowed);
    uint32_t version = search->resolved[package];
    candidate_set met;
    uint32_t place;

    if (version != SPACE_NONE)
        return set_has(pool, allowed,
                       version - search->space->packages[package].first);
    place = open_place(search, package);
    if (place == SPACE_NONE)
        return open_new(search, requirer, allowed);
    met = set_meet(pool, search->open[place], allowed);
    if (is_only_added(search, requirer, package))
        met = set_join(pool, met, usable(search, allowed));
    search->open[place] = met;
    return !set_is_empty(met);
}

/* Requirements of a version; false with *clash, the package without choice. */
static bool require_all(struct search *search, uint32_t version,
                        uint32_t *clash)
{
    const struct space_version *resolved = &search->space->versions[version];
    const candidate_set *requirements =
        search->space->requirements + resolved->requirements;

    for (uint32_t i = 0; i < resolved->count; i++)
        if (!require(search, (struct requirer){version, i}, requirements[i])) {
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
        if (!require(search, (struct requirer){SPACE_NONE, 0}, space->roots[i]))
            return false;
    search->started = true;
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

static bool is_announced(const struct search *search, uint32_t version,
                         struct thoth_choice added)
{
    uint32_t count;
    const struct space_link *links =
        space_links_of(&search->space->additions, version, &count);

    for (uint32_t i = 0; i < count; i++)
        if (links[i].other.package == added.package &&
            links[i].other.version == added.version)
            return true;
    return false;
}

/* A version that a rule adds is a candidate from now on, unless one is resolved
 * or requirements exclude it. `by` is the version that is resolved, or
 * SPACE_NONE when it is left out. */
static void open_added(struct search *search, uint32_t by,
                       struct thoth_choice added)
{
    uint32_t place = open_place(search, added.package);
    candidate_set one = space_one(search->space, added);

    if (search->resolved[added.package] != SPACE_NONE ||
        (by != SPACE_NONE &&
         search->space->labels[by].package == added.package) ||
        !space_is_usable(search->space, added) ||
        !stack_allows(search, by, added))
        return;
    if (place == SPACE_NONE)
        open_append(search, added.package, one);
    else if (!search->space->packages[added.package].stands)
        search->open[place] =
            set_join(&search->space->pool, search->open[place], one);
}

/* Whether a step may do more to a stack than score. */
static bool adds_or_skips(const struct search *search,
                          const struct reward *reward)
{
    uint32_t count;

    space_links_of(&search->space->additions, reward->version, &count);
    return count > 0 ||
           search->space->versions[reward->version].fate == THOTH_FATE_ASK_SKIP;
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
    for (uint32_t i = 0; status == THOTH_OK && i < answer->added_count; i++)
        if (!is_announced(search, version, answer->added[i]))
            status = THOTH_E_ARGUMENT;
    if (status != THOTH_OK)
        search->status = status;
    search->eager_stop |= answer->verdict == THOTH_EAGER_STOP;
    if (status != THOTH_OK ||
        (answer->verdict != THOTH_ACCEPTED && answer->verdict != THOTH_SKIPPED))
        return MOVE_REFUSED;
    return answer->verdict == THOTH_SKIPPED ? MOVE_SKIPPED : MOVE_ACCEPTED;
}

/* What rules say of a version, and what they add. */
static enum move_verdict
try_step(struct search *search, const struct move *move, struct reward *reward)
{
    int64_t bound = search->space->versions[reward->version].score;
    struct thoth_step_answer answer;
    uint32_t by = reward->version;
    enum move_verdict verdict =
        ask_step(search, move->state->chain, by, &reward->gain, &answer);

    if (verdict == MOVE_SKIPPED) {
        open_copy(search, move->state, move->place);
        reward->gain = 0;
        by = SPACE_NONE;
    }
    if (verdict == MOVE_ACCEPTED && reward->gain > bound)
        search->status = THOTH_E_ARGUMENT;
    if (verdict == MOVE_SKIPPED &&
        search->space->versions[reward->version].fate == THOTH_FATE_ASK)
        search->status = THOTH_E_ARGUMENT;
    for (uint32_t i = 0; verdict != MOVE_REFUSED && i < answer.added_count; i++)
        open_added(search, by, answer.added[i]);
    reward->order_matters = verdict == MOVE_REFUSED || reward->gain < bound;
    return search->status == THOTH_OK ? verdict : MOVE_REFUSED;
}

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
    open_copy(search, move->state, move->place);
    if (version->fate == THOTH_FATE_SKIPPED) {
        reward->order_matters =
            search->space->packages[reward->package].addable;
        return MOVE_SKIPPED;
    }
    cursor_move(search, move->state->chain);
    search->resolved[reward->package] = reward->version;
    if (!require_all(search, reward->version, &reward->clash))
        verdict = MOVE_REFUSED;
    search->resolved[reward->package] = SPACE_NONE;
    reward->order_matters = search->cut;
    if (verdict == MOVE_REFUSED)
        return verdict;
    reward->gain = version->score;
    if (version->fate == THOTH_FATE_ASK ||
        version->fate == THOTH_FATE_ASK_SKIP) {
        verdict = try_step(search, move, reward);
        reward->order_matters |= search->cut || adds_or_skips(search, reward);
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
