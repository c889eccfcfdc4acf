/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What there is to say of a package: who requires it, what rules say of its
 * version, and why it is not another one.
 */
#include "resolver/advise/why.h"

#include "compiler/base/visible_text.h"
#include "resolver/report/stack_graph.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { VERSIONS_SHOWN = 12, DEPENDENTS_SHOWN = 8 };

void why_print(struct why *why, const char *format, ...)
{
    va_list arguments, again;
    int length;
    char *text;

    va_start(arguments, format);
    va_copy(again, arguments);
    length = vsnprintf(NULL, 0, format, arguments);
    text = arena_allocate(&why->advise->arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    visible_print(stdout, (struct thoth_text){text, (size_t)length});
    putchar('\n');
    va_end(again);
    va_end(arguments);
}

static struct thoth_text name_of(const struct why *why)
{
    return thoth_space_package_name(why->advise->space, why->package);
}

static struct thoth_text version_text(const struct why *why, uint32_t version)
{
    return thoth_space_version_text(why->advise->space, why->package, version);
}

/* ---- A package of the stack -----------------------------------------------
 */

static void print_roots(struct why *why)
{
    const struct project *project = &why->advise->project;
    const struct project_requirement *at = project->requirements.first;

    for (; at != NULL; at = at->next) {
        struct thoth_text specifier = at->requirement.specifier;

        if (!thoth_text_equal(at->requirement.name, name_of(why)) ||
            (at->develop && !why->advise->options->develop))
            continue;
        if (specifier.length == 0)
            specifier = thoth_text_of("any version");
        why_print(why, "    the project: %.*s (%.*s:%u)", (int)specifier.length,
                  specifier.at, (int)at->place.path.length, at->place.path.at,
                  at->place.line);
    }
}

static void print_dependents(struct why *why)
{
    const struct advice advice = advise_view(why->advise);
    struct stack_graph graph;

    why_print(why, "Required by");
    print_roots(why);
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
        why_print(why, "    %.*s %.*s: %.*s", (int)name.length, name.at,
                  (int)version.length, version.at, (int)specifier.length,
                  specifier.at);
    }
}

/* Who gave which part of the score. */
static void print_scores(struct why *why)
{
    struct thoth_choice choice = why->stack[why->place];
    struct rule_judgement judgement = {.score = 0};
    enum thoth_status status = THOTH_E_ARGUMENT;

    if (rules_know(&why->advise->rules, choice))
        status = rules_judge(&why->advise->rules, why->stack, why->place,
                             choice, &judgement);
    if (status == THOTH_OK && judgement.count == 0)
        why_print(why, "It scores nothing.");
    else if (status == THOTH_OK)
        why_print(why, "It scores %.9g", judgement.score);
    for (uint32_t i = 0; status == THOTH_OK && i < judgement.count; i++) {
        const struct rule_share *share = &judgement.shares[i];
        struct thoth_text by = share->unit == THOTH_NO_UNIT
                                   ? why_advisories(why, choice)
                                   : advise_unit_text(why->advise, share->unit);

        why_print(why, "    %+.9g %.*s", share->score, (int)by.length, by.at);
    }
    rule_judgement_release(&judgement);
}

static void print_reason(struct why *why, const struct rule_message *reason)
{
    const struct thoth_message *message = &reason->message;
    struct thoth_text middle = {"", 0};
    struct thoth_text unit = advise_unit_text(why->advise, reason->unit);

    if (reason->unit != THOTH_NO_UNIT && message->text_tail.length > 0)
        middle = message->package_name;
    why_print(why, "    %s: %.*s%.*s%.*s",
              message->severity != NULL ? message->severity : "",
              (int)message->text.length, message->text.at, (int)middle.length,
              middle.at, (int)message->text_tail.length,
              message->text_tail.length > 0 ? message->text_tail.at : "");
    if (message->link.length > 0)
        why_print(why, "        %.*s%.*s", (int)message->link.length,
                  message->link.at, (int)message->link_tail.length,
                  message->link_tail.length > 0 ? message->link_tail.at : "");
    if (unit.length > 0)
        why_print(why, "        %.*s", (int)unit.length, unit.at);
}

/* Justifications that are about the package. */
static void print_reasons(struct why *why)
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
                ? thoth_text_equal(reason->message.package_name, name_of(why))
                : reason->package == why->package;

        if (reason->kind != THOTH_EFFECT_JUSTIFICATION || !about)
            continue;
        if (!titled)
            why_print(why, "Rules say");
        titled = true;
        print_reason(why, reason);
    }
    rule_messages_release(&reasons);
}

/* All versions that are newer, and older ones while there is room. */
static void print_others(struct why *why)
{
    const struct thoth_space *space = why->advise->space;
    uint32_t versions = thoth_space_version_count(space, why->package);
    uint32_t own = why->stack[why->place].version, shown = 0;

    if (versions > 1)
        why_print(why, "Other versions");
    for (uint32_t v = 0; v < versions; v++) {
        struct thoth_text text = version_text(why, v), reason;
        bool whatever;

        if (v == own)
            continue;
        if (shown++ == VERSIONS_SHOWN) {
            why_print(why, "    and %u more; name one: %.*s==VERSION",
                      versions - 1 - VERSIONS_SHOWN, (int)name_of(why).length,
                      name_of(why).at);
            return;
        }
        reason =
            why_not(why, (struct thoth_choice){why->package, v}, &whatever);
        why_print(why, "    %.*s: %.*s", (int)text.length, text.at,
                  (int)reason.length, reason.at);
    }
}

static void print_present(struct why *why)
{
    struct thoth_text version =
        version_text(why, why->stack[why->place].version);

    why_print(why, "%.*s %.*s is in the best stack, which scores %.9g.",
              (int)name_of(why).length, name_of(why).at, (int)version.length,
              version.at, why->score);
    print_dependents(why);
    print_scores(why);
    print_reasons(why);
}

/* ---- A package that the stack has not --------------------------------------
 */

/* The rule that leaves the package out, if there is one. */
static bool print_skip(struct why *why)
{
    const struct thoth_space *space = why->advise->space;
    const struct space_package *package = &space->packages[why->package];
    struct thoth_text text;
    uint32_t unit = THOTH_NO_UNIT;

    if (!package->skipped)
        return false;
    for (uint32_t v = 0; v < package->count && unit == THOTH_NO_UNIT; v++)
        if (rules_sieve_of(&why->advise->rules,
                           (struct thoth_choice){why->package, v},
                           &unit) != THOTH_OK)
            break;
    text = advise_unit_text(why->advise, unit);
    why_print(why, "It is left out by %.*s.", (int)text.length, text.at);
    return true;
}

/* Packages with versions that require it. */
static void print_possible(struct why *why)
{
    const struct thoth_space *space = why->advise->space;
    uint32_t found = 0;

    for (uint32_t i = 0; i < space->package_count; i++) {
        bool requires = false;

        for (uint32_t v = 0; v < space->packages[i].count && !requires; v++) {
            uint32_t required;

            for (uint32_t n = 0;
                 !requires &&
                 thoth_space_requirement(space, (struct thoth_choice){i, v}, n,
                                         &required, NULL);
                 n++)
            requires = required == why->package;
        }
        if (requires && found++ < DEPENDENTS_SHOWN)
            why_print(why, "    some versions of %.*s require it",
                      (int)space->names[i].length, space->names[i].at);
    }
    if (found > DEPENDENTS_SHOWN)
        why_print(why, "    as do those of %u more packages",
                  found - DEPENDENTS_SHOWN);
}

static void print_absent(struct why *why)
{
    why_print(why, "%.*s is not in the best stack, which scores %.9g.",
              (int)name_of(why).length, name_of(why).at, why->score);
    if (print_skip(why))
        return;
    why_print(why, "Nothing in the stack requires it.");
    print_possible(why);
}

/* ---- A version --------------------------------------------------------------
 */

static bool answer_version(struct why *why, struct thoth_text wanted)
{
    struct thoth_space *space = why->advise->space;
    uint32_t versions = thoth_space_version_count(space, why->package), v = 0;
    struct thoth_text reason;
    bool whatever;

    while (v < versions && !thoth_text_equal(version_text(why, v), wanted))
        v++;
    if (v == versions) {
        struct thoth_text newest = version_text(why, 0);

        problem_error(&why->advise->problems, (struct place){0},
                      arena_format(&why->advise->arena,
                                   "the newest one is %.*s", (int)newest.length,
                                   newest.at)
                          .at,
                      "%.*s has no version %.*s", (int)name_of(why).length,
                      name_of(why).at, (int)wanted.length, wanted.at);
        return false;
    }
    if (why->place < why->count && why->stack[why->place].version == v) {
        print_present(why);
        return true;
    }
    reason = why_not(why, (struct thoth_choice){why->package, v}, &whatever);
    if (whatever) {
        why_print(why, "%.*s %.*s cannot be in any stack: %.*s.",
                  (int)name_of(why).length, name_of(why).at, (int)wanted.length,
                  wanted.at, (int)reason.length, reason.at);
        return true;
    }
    if (why->place == why->count) {
        print_absent(why);
        why_print(why,
                  "If the project required %.*s itself:", (int)wanted.length,
                  wanted.at);
    } else
        why_print(why, "%.*s %.*s is not in the best stack: %.*s.",
                  (int)name_of(why).length, name_of(why).at, (int)wanted.length,
                  wanted.at, (int)reason.length, reason.at);
    why_search(why, (struct thoth_choice){why->package, v});
    return true;
}

/* ---- A package that nothing can require -------------------------------------
 */

static const char *advice_on_unneeded(const struct advise *advise,
                                      struct thoth_text name)
{
    const struct project_requirement *at = advise->project.requirements.first;

    for (; at != NULL; at = at->next)
        if (at->develop && thoth_text_equal(at->requirement.name, name))
            return "it is for development: --dev";
    return "only packages that the project requires, directly or not, can be "
           "in a stack";
}

static bool answer_unknown(struct advise *advise, struct thoth_text name)
{
    const struct closure_wanted wanted = {
        .name = name, .specifier = {"", 0}, .index = {"", 0}};
    struct closure_request request = advise->request;
    struct closure *closure;
    struct thoth_text near = {"", 0};
    bool known;

    request.roots = &wanted;
    request.root_count = 1;
    if (!closure_load(advise->kb, &request, &closure, &advise->problems))
        return false;
    known = closure->packages[0].known;
    closure_release(closure);
    if (known) {
        problem_error(&advise->problems, (struct place){0},
                      advice_on_unneeded(advise, name),
                      "nothing that the project may need requires %.*s",
                      (int)name.length, name.at);
        return false;
    }
    if (!kb_near_name(advise->kb, &advise->arena, name, &near,
                      &advise->problems))
        return false;
    problem_error(&advise->problems, (struct place){0},
                  near.length > 0
                      ? arena_format(&advise->arena, "did you mean %.*s?",
                                     (int)near.length, near.at)
                            .at
                      : NULL,
                  "the knowledge base does not know package %.*s",
                  (int)name.length, name.at);
    return false;
}

bool why_answer(struct advise *advise, struct thoth_text package,
                struct thoth_text version)
{
    struct thoth_text name = requirement_normal_name(&advise->arena, package);
    struct why why = {.advise = advise,
                      .package = closure_find(advise->closure, name)};

    if (why.package == CLOSURE_NONE ||
        !advise->closure->packages[why.package].known)
        return answer_unknown(advise, name);
    why.stack =
        thoth_resolution_product(advise->resolution, 0, &why.count, &why.score);
    while (why.place < why.count && why.stack[why.place].package != why.package)
        why.place++;
    if (version.length > 0)
        return answer_version(&why, version);
    if (why.place == why.count) {
        print_absent(&why);
    } else {
        print_present(&why);
        print_others(&why);
    }
    return true;
}
