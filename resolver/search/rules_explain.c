/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reasons of a stack: its steps and wraps once more, as if no unit had spoken
 * yet, so that every product carries all of its own reasons. The reference
 * keeps one record for all products, and loses reasons of the best.
 */
#include "resolver/search/growth.h"
#include "resolver/search/rules.h"

#include <string.h>

void rule_messages_release(struct rule_messages *messages)
{
    free(messages->messages);
    memset(messages, 0, sizeof(*messages));
}

static bool append(struct rule_messages *messages,
                   const struct rule_message *message)
{
    if (!growth_reserve((void **)&messages->messages, &messages->room,
                        messages->count + 1, sizeof(*messages->messages)))
        return false;
    messages->messages[messages->count++] = *message;
    return true;
}

bool rules_note(struct rules *rules, struct rule_messages *messages,
                uint32_t package)
{
    for (uint32_t i = 0; i < rules->outcome.effect_count; i++) {
        const struct thoth_effect *effect = &rules->outcome.effects[i];
        struct rule_message message = {
            .kind = (enum thoth_effect_kind)effect->kind,
            .unit = effect->unit,
            .package = package,
        };

        if (effect->kind > THOTH_EFFECT_MANIFEST)
            continue;
        if (thoth_effect_describe(rules->pipeline, rules->catalog, effect,
                                  &message.message) == THOTH_OK &&
            !append(messages, &message))
            return false;
    }
    return true;
}

/* The built-in justification of a vulnerable version, one for each advisory. */
static bool note_advisories(struct rules *rules, struct thoth_choice choice,
                            struct rule_messages *messages)
{
    static const char text[] = "known vulnerability ";
    const struct closure *closure = rules->closure;
    struct closure_range range =
        closure->versions[closure_version_of(closure, choice)].advisories;

    for (uint32_t i = range.first; i < range.end; i++) {
        const struct closure_advisory *advisory = &closure->advisories[i];
        struct rule_message message = {
            .kind = THOTH_EFFECT_JUSTIFICATION,
            .unit = THOTH_NO_UNIT,
            .package = choice.package,
        };

        message.message.severity = "WARNING";
        message.message.text = (struct thoth_text){text, sizeof(text) - 1};
        message.message.text_tail = advisory->id;
        message.message.advisory = advisory->id;
        message.message.cve_id = advisory->aliases;
        message.message.package_name = closure->packages[choice.package].name;
        if (!append(messages, &message))
            return false;
    }
    return true;
}

static enum thoth_status explain_step(struct rules *rules,
                                      struct thoth_run *run,
                                      const struct thoth_choice *stack,
                                      uint32_t place,
                                      struct rule_messages *messages)
{
    struct thoth_choice choice = stack[place];
    uint32_t version =
        space_version_of(rules->space, choice.package, choice.version);
    enum thoth_status status = THOTH_OK;

    if (rules->pipeline != NULL) {
        status = rules_show_stack(rules, stack, place, choice);
        if (status == THOTH_OK)
            status = thoth_plans_step(rules->plans, run, rules->state,
                                      rules->packages[version], &rules->graph,
                                      &rules->outcome, &rules->error);
        if (status == THOTH_OK && !rules_note(rules, messages, choice.package))
            status = THOTH_E_MEMORY;
    }
    if (status == THOTH_OK && !note_advisories(rules, choice, messages))
        status = THOTH_E_MEMORY;
    return status;
}

static enum thoth_status explain_wraps(struct rules *rules,
                                       struct thoth_run *run,
                                       const struct thoth_choice *stack,
                                       uint32_t count,
                                       struct rule_messages *messages)
{
    static const struct thoth_choice nobody = {SPACE_NONE, 0};
    enum thoth_status status = rules_show_stack(rules, stack, count, nobody);

    if (status == THOTH_OK)
        status = thoth_wrap(rules->pipeline, run, rules->catalog, rules->state,
                            &rules->outcome, &rules->error);
    if (status == THOTH_OK && !rules_note(rules, messages, SPACE_NONE))
        status = THOTH_E_MEMORY;
    return status;
}

static int compare_texts(struct thoth_text a, struct thoth_text b)
{
    size_t common = a.length < b.length ? a.length : b.length;
    int order = common == 0 ? 0 : memcmp(a.at, b.at, common);

    return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

static int compare_messages(const void *left, const void *right)
{
    const struct thoth_message *a =
        &((const struct rule_message *)left)->message;
    const struct thoth_message *b =
        &((const struct rule_message *)right)->message;
    int order = compare_texts(a->package_name, b->package_name);

    if (order == 0)
        order = strcmp(a->severity == NULL ? "" : a->severity,
                       b->severity == NULL ? "" : b->severity);
    if (order == 0)
        order = compare_texts(a->text, b->text);
    return order != 0 ? order : compare_texts(a->text_tail, b->text_tail);
}

enum thoth_status rules_explain(struct rules *rules,
                                const struct thoth_choice *stack,
                                uint32_t count, struct rule_messages *messages)
{
    struct thoth_run *run = NULL;
    enum thoth_status status = THOTH_OK;

    if (rules->pipeline != NULL)
        status = thoth_run_create(rules->pipeline, NULL, &run);
    for (uint32_t i = 0; status == THOTH_OK && i < count; i++)
        status = explain_step(rules, run, stack, i, messages);
    if (status == THOTH_OK && rules->pipeline != NULL)
        status = explain_wraps(rules, run, stack, count, messages);
    if (status == THOTH_OK && messages->count > 1)
        qsort(messages->messages, messages->count, sizeof(*messages->messages),
              compare_messages);
    thoth_run_release(run);
    return status;
}
