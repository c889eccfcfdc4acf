/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What rules say of a version: refusals in any stack, and with the best one.
 */
#include "resolver/advise/why.h"

#include <string.h>

#define NO_REASON ((struct thoth_text){"", 0})

static struct thoth_text refusal(struct why *why, struct thoth_choice choice,
                                 struct thoth_choice refused,
                                 const struct rule_judgement *judgement)
{
    struct thoth_advice *advise = why->advise;
    struct thoth_text unit = advise_unit_text(advise, judgement->unit);
    struct thoth_text name =
        thoth_space_package_name(advise->space, refused.package);
    struct thoth_text version = thoth_space_version_text(
        advise->space, refused.package, refused.version);
    bool itself = refused.package == choice.package;

    if (judgement->verdict == THOTH_SKIPPED)
        return arena_format(&advise->arena, "%.*s leaves %.*s out",
                            (int)unit.length, unit.at, (int)name.length,
                            name.at);
    return arena_format(
        &advise->arena, "%.*s refuses %.*s%s%.*s%s: %.*s", (int)unit.length,
        unit.at, itself ? 2 : (int)name.length, itself ? "it" : name.at,
        itself ? "" : " ", itself ? 0 : (int)version.length, version.at,
        itself ? "" : " beside it", (int)judgement->message.length,
        judgement->message.length > 0 ? judgement->message.at : "");
}

/* By its own steps in any stack, so also in an empty one. */
struct thoth_text why_always_refused(struct why *why,
                                     struct thoth_choice choice)
{
    const struct thoth_space *space = why->advise->space;
    struct thoth_text text = NO_REASON;
    struct rule_judgement judgement;

    if (space->versions[space_version_of(space, choice.package, choice.version)]
            .fate != THOTH_FATE_REFUSED)
        return NO_REASON;
    if (rules_judge(&why->advise->rules, NULL, 0, choice, &judgement) ==
            THOTH_OK &&
        judgement.verdict != THOTH_ACCEPTED)
        text = refusal(why, choice, choice, &judgement);
    rule_judgement_release(&judgement);
    return text;
}

struct thoth_text why_refused(struct why *why, struct thoth_choice choice,
                              double *score)
{
    struct thoth_advice *advise = why->advise;
    struct thoth_choice *stack =
        ARENA_NEW_ARRAY(&advise->arena, struct thoth_choice, why->count + 1);
    uint32_t count = why->count + (why->place == why->count);
    struct thoth_text text = NO_REASON;

    *score = 0;
    if (why->count > 0)
        memcpy(stack, why->stack, why->count * sizeof(*stack));
    stack[why->place] = choice;
    for (uint32_t i = 0; i < count && text.length == 0; i++) {
        struct rule_judgement judgement;

        if (!rules_know(&advise->rules, stack[i]))
            continue;
        if (rules_judge(&advise->rules, stack, i, stack[i], &judgement) ==
            THOTH_OK) {
            *score += judgement.score;
            if (judgement.verdict != THOTH_ACCEPTED)
                text = refusal(why, choice, stack[i], &judgement);
        }
        rule_judgement_release(&judgement);
    }
    return text;
}
