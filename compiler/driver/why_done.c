/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Verdict, effects and failure of an event, as far as they are the unit's.
 */
#include "compiler/driver/why_done.h"

#include "compiler/base/visible_text.h"
#include "compiler/driver/why_found.h"

/* By enum thoth_effect_kind: what there is one of. */
static const char *const effect_names[] = {
    "stack information", "log message",   "justification",
    "manifest change",   "added package", "package yielded for",
    "candidate",
};

static void print_verdict(struct why *why)
{
    static const char *const verdicts[] = {
        [THOTH_SKIPPED] = "leaves the package out",
        [THOTH_NOT_ACCEPTABLE] = "refuses",
        [THOTH_EAGER_STOP] = "stops the resolution",
        [THOTH_INVALID_SCORE] = "has a score that is no finite number",
    };
    const struct thoth_outcome *outcome = &why->session->outcome;

    if (outcome->verdict == THOTH_ACCEPTED || outcome->unit != why->unit)
        return;
    fprintf(why->stream, "  the unit %s", verdicts[outcome->verdict]);
    if (outcome->message.at) {
        fputs(": ", why->stream);
        visible_print(why->stream, outcome->message);
    }
    putc('\n', why->stream);
}

static uint32_t print_effects(struct why *why)
{
    const struct thoth_outcome *outcome = &why->session->outcome;
    uint32_t counts[sizeof effect_names / sizeof *effect_names] = {0};
    uint32_t said = 0;

    for (uint32_t i = 0; i < outcome->effect_count; i++) {
        const struct thoth_effect *effect = &outcome->effects[i];

        if (effect->unit == why->unit) {
            counts[effect->kind]++;
            said += effect->kind <= THOTH_EFFECT_MANIFEST;
        }
        if (effect->unit == why->unit && effect->kind == THOTH_EFFECT_ADDED) {
            fputs("  the unit adds ", why->stream);
            why_package_print(why->stream, why->session->catalog,
                              effect->package);
            putc('\n', why->stream);
        }
    }
    for (uint32_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (counts[i] && i != THOTH_EFFECT_ADDED && i != THOTH_EFFECT_YIELDED)
            fprintf(why->stream, "  the unit gives %u %s%s\n", counts[i],
                    effect_names[i], counts[i] == 1 ? "" : "s");
    return said;
}

void why_done_print(struct why *why, enum thoth_status status)
{
    print_verdict(why);
    if (print_effects(why) == 0 && why->matched && why->has_run)
        fputs("  what the unit says once it has said in an event before\n",
              why->stream);
    if (status == THOTH_OK)
        return;
    fprintf(why->stream, "  the event fails: %s\n",
            why->session->error.message);
}
