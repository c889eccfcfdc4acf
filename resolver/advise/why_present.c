/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A package that the best stack has: who requires it, what rules say of its
 * version, and why it is not another one.
 */
#include "resolver/advise/why.h"
#include "resolver/report/stack_graph.h"

enum { VERSIONS_SHOWN = 12 };

static void say_roots(struct why *why)
{
    const struct project *project = &why->advise->project;
    const struct project_requirement *at = project->requirements.first;

    for (; at != NULL; at = at->next) {
        struct thoth_text specifier = at->requirement.specifier;

        if (!thoth_text_equal(at->requirement.name, why_name(why)) ||
            (at->develop && !why->advise->options.develop))
            continue;
        if (specifier.length == 0)
            specifier = thoth_text_of("any version");
        why_say(why, THOTH_EXPLAINS_REQUIREMENT, 1,
                "the project: %.*s (%.*s:%u)", (int)specifier.length,
                specifier.at, (int)at->place.path.length, at->place.path.at,
                at->place.line);
    }
}

static void say_dependents(struct why *why)
{
    const struct advice advice = advise_view(why->advise);
    struct stack_graph graph;

    why_say(why, THOTH_EXPLAINS_REQUIREMENT, 0, "Required by");
    say_roots(why);
    stack_graph_make(&graph, &advice, why->stack, why->count);
    for (uint32_t i = 0; i < graph.edge_count; i++) {
        struct thoth_choice from = graph.nodes[graph.edges[i].from].choice;
        struct thoth_text name = advice_name(&advice, from);
        struct thoth_text version = advice_version(&advice, from);
        struct thoth_text specifier = graph.edges[i].specifier;

        if (graph.nodes[graph.edges[i].to].choice.package != why->package)
            continue;
        if (specifier.length == 0)
            specifier = thoth_text_of("any version");
        why_say(why, THOTH_EXPLAINS_REQUIREMENT, 1, "%.*s %.*s: %.*s",
                (int)name.length, name.at, (int)version.length, version.at,
                (int)specifier.length, specifier.at);
    }
}

/* Who gave which part of the score. */
static void say_scores(struct why *why)
{
    struct thoth_choice choice = why->stack[why->place];
    struct rule_judgement judgement = {.score = 0};
    enum thoth_status status = THOTH_E_ARGUMENT;

    if (rules_know(&why->advise->rules, choice))
        status = rules_judge(&why->advise->rules, why->stack, why->place,
                             choice, &judgement);
    if (status == THOTH_OK && judgement.count == 0)
        why_say(why, THOTH_EXPLAINS_SCORE, 0, "It scores nothing.");
    else if (status == THOTH_OK)
        why_say(why, THOTH_EXPLAINS_SCORE, 0, "It scores %.9g",
                judgement.score);
    for (uint32_t i = 0; status == THOTH_OK && i < judgement.count; i++) {
        const struct rule_share *share = &judgement.shares[i];
        struct thoth_text by = share->unit == THOTH_NO_UNIT
                                   ? why_advisories(why, choice)
                                   : advise_unit_text(why->advise, share->unit);

        why_say(why, THOTH_EXPLAINS_SCORE, 1, "%+.9g %.*s", share->score,
                (int)by.length, by.at);
    }
    rule_judgement_release(&judgement);
}

static void say_remark(struct why *why, const struct rule_message *reason)
{
    const struct thoth_message *message = &reason->message;
    struct thoth_text middle = {"", 0};
    struct thoth_text unit = advise_unit_text(why->advise, reason->unit);

    if (reason->unit != THOTH_NO_UNIT && message->text_tail.length > 0)
        middle = message->package_name;
    why_say(why, THOTH_EXPLAINS_REMARK, 1, "%s: %.*s%.*s%.*s",
            message->severity != NULL ? message->severity : "",
            (int)message->text.length, message->text.at, (int)middle.length,
            middle.at, (int)message->text_tail.length,
            message->text_tail.length > 0 ? message->text_tail.at : "");
    if (message->link.length > 0)
        why_say(why, THOTH_EXPLAINS_REMARK, 2, "%.*s%.*s",
                (int)message->link.length, message->link.at,
                (int)message->link_tail.length,
                message->link_tail.length > 0 ? message->link_tail.at : "");
    if (unit.length > 0)
        why_say(why, THOTH_EXPLAINS_REMARK, 2, "%.*s", (int)unit.length,
                unit.at);
}

/* Justifications that are about the package. */
static void say_remarks(struct why *why)
{
    struct rule_messages reasons = {0};
    bool titled = false;

    if (rules_explain(&why->advise->rules, why->stack, why->count, &reasons) !=
        THOTH_OK)
        problem_error(&why->advise->problems, (struct place){0}, NULL,
                      "reasons are missing: %s",
                      why->advise->rules.error.message);
    for (uint32_t i = 0; i < reasons.count; i++) {
        const struct rule_message *reason = &reasons.messages[i];
        bool about =
            reason->message.package_name.length > 0
                ? thoth_text_equal(reason->message.package_name, why_name(why))
                : reason->package == why->package;

        if (reason->kind != THOTH_EFFECT_JUSTIFICATION || !about)
            continue;
        if (!titled)
            why_say(why, THOTH_EXPLAINS_REMARK, 0, "Rules say");
        titled = true;
        say_remark(why, reason);
    }
    rule_messages_release(&reasons);
}

/* All versions that are newer, and older ones while there is room. */
void why_others(struct why *why)
{
    const struct thoth_space *space = why->advise->space;
    uint32_t versions = thoth_space_version_count(space, why->package);
    uint32_t own = why->stack[why->place].version, shown = 0;

    if (versions > 1)
        why_say(why, THOTH_EXPLAINS_OTHER, 0, "Other versions");
    for (uint32_t v = 0; v < versions; v++) {
        struct thoth_text text = why_version(why, v), reason;
        bool whatever;

        if (v == own)
            continue;
        if (shown++ == VERSIONS_SHOWN) {
            why_say(why, THOTH_EXPLAINS_OTHER, 1,
                    "and %u more; name one: %.*s==VERSION",
                    versions - 1 - VERSIONS_SHOWN, (int)why_name(why).length,
                    why_name(why).at);
            return;
        }
        reason =
            why_not(why, (struct thoth_choice){why->package, v}, &whatever);
        why_say(why, THOTH_EXPLAINS_OTHER, 1, "%.*s: %.*s", (int)text.length,
                text.at, (int)reason.length, reason.at);
    }
}

void why_present(struct why *why)
{
    struct thoth_text version =
        why_version(why, why->stack[why->place].version);

    why_say(why, THOTH_EXPLAINS_ANSWER, 0,
            "%.*s %.*s is in the best stack, which scores %.9g.",
            (int)why_name(why).length, why_name(why).at, (int)version.length,
            version.at, why->score);
    say_dependents(why);
    say_scores(why);
    say_remarks(why);
}
