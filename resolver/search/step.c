/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Answers of rules are checked against what was announced before the search:
 * exact relies on it.
 */
#include "resolver/search/step.h"

#include "resolver/search/opening.h"
#include "resolver/search/stack_requirement.h"

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
    uint32_t place = search_open_place(search, added.package);
    candidate_set one = space_one(search->space, added);

    if (search->resolved[added.package] != SPACE_NONE ||
        (by != SPACE_NONE &&
         search->space->labels[by].package == added.package) ||
        !space_is_usable(search->space, added) ||
        !stack_allows(search, by, added))
        return;
    if (place == SPACE_NONE)
        opening_append(search, added.package, one);
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

enum move_verdict step_try(struct search *search, const struct move *move,
                           struct reward *reward)
{
    int64_t bound = search->space->versions[reward->version].score;
    struct thoth_step_answer answer;
    uint32_t by = reward->version;
    enum move_verdict verdict =
        ask_step(search, move->state->chain, by, &reward->gain, &answer);

    if (verdict == MOVE_SKIPPED) {
        opening_copy(search, move->state, move->place);
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
    reward->order_matters = verdict == MOVE_REFUSED || reward->gain < bound ||
                            adds_or_skips(search, reward);
    return search->status == THOTH_OK ? verdict : MOVE_REFUSED;
}
