/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What rules say of one package version, rule by rule, for explanations: who
 * gives which part of its score, who refuses it, whose sieve takes it out.
 */
#include "resolver/search/growth.h"
#include "resolver/search/rules.h"

#include <string.h>

void rule_judgement_release(struct rule_judgement *judgement)
{
    free(judgement->shares);
    memset(judgement, 0, sizeof(*judgement));
}

static void add_share(struct rule_judgement *judgement, uint32_t unit,
                      double score)
{
    if (growth_reserve((void **)&judgement->shares, &judgement->room,
                       judgement->count + 1, sizeof(*judgement->shares)))
        judgement->shares[judgement->count++] =
            (struct rule_share){unit, score};
    else
        judgement->failed = true;
}

/* For struct thoth_watch. */
static void note_unit(void *user, uint32_t unit, thoth_package package,
                      double score)
{
    struct rule_judgement *judgement = user;

    (void)package;
    if (score > 0 || score < 0)
        add_share(judgement, unit, score);
}

bool rules_know(const struct rules *rules, struct thoth_choice choice)
{
    const struct closure_version *version =
        &rules->closure->versions[closure_version_of(rules->closure, choice)];

    return version->refusal == 0 &&
           !(rules->security &&
             version->advisories.first < version->advisories.end);
}

static enum thoth_status ask_step(struct rules *rules,
                                  const struct thoth_choice *stack,
                                  uint32_t count, struct thoth_choice choice,
                                  struct rule_judgement *judgement)
{
    const struct thoth_watch watch = {note_unit, judgement};
    enum thoth_status status = rules_show_stack(rules, stack, count, choice);

    if (status != THOTH_OK)
        return status;
    rules->outcome.watch = &watch;
    status = thoth_step(rules->pipeline, NULL, rules->catalog, rules->state,
                        rules->packages[space_version_of(
                            rules->space, choice.package, choice.version)],
                        &rules->graph, &rules->outcome, &rules->error);
    rules->outcome.watch = NULL;
    if (status != THOTH_OK)
        return status;
    judgement->verdict = rules->outcome.verdict;
    judgement->unit = rules->outcome.unit;
    judgement->message = rules->outcome.message;
    judgement->score = rules->outcome.score;
    return judgement->failed ? THOTH_E_MEMORY : THOTH_OK;
}

enum thoth_status rules_judge(struct rules *rules,
                              const struct thoth_choice *stack, uint32_t count,
                              struct thoth_choice choice,
                              struct rule_judgement *judgement)
{
    const struct closure_version *version =
        &rules->closure->versions[closure_version_of(rules->closure, choice)];
    enum thoth_status status = THOTH_OK;

    memset(judgement, 0, sizeof(*judgement));
    judgement->verdict = THOTH_ACCEPTED;
    judgement->unit = THOTH_NO_UNIT;
    if (!rules_know(rules, choice))
        return THOTH_E_ARGUMENT;
    if (rules->pipeline != NULL)
        status = ask_step(rules, stack, count, choice, judgement);
    if (status != THOTH_OK || judgement->verdict != THOTH_ACCEPTED ||
        version->advisories.first == version->advisories.end)
        return status;
    judgement->score -= RULES_VULNERABLE;
    add_share(judgement, THOTH_NO_UNIT, -RULES_VULNERABLE);
    return judgement->failed ? THOTH_E_MEMORY : THOTH_OK;
}

/* For struct thoth_watch. */
static void note_sieve(void *user, uint32_t unit, thoth_package package,
                       double score)
{
    uint32_t *first = user;

    (void)package;
    (void)score;
    if (*first == THOTH_NO_UNIT)
        *first = unit;
}

enum thoth_status rules_sieve_of(struct rules *rules,
                                 struct thoth_choice choice, uint32_t *unit)
{
    const struct thoth_watch watch = {note_sieve, unit};
    enum thoth_status status;

    *unit = THOTH_NO_UNIT;
    if (rules->pipeline == NULL || !rules_know(rules, choice))
        return THOTH_OK;
    rules->outcome.watch = &watch;
    status = thoth_sieve(rules->pipeline, NULL, rules->catalog,
                         &rules->packages[space_version_of(
                             rules->space, choice.package, choice.version)],
                         1, &rules->outcome, &rules->error);
    rules->outcome.watch = NULL;
    return status;
}
