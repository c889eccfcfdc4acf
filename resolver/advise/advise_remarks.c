/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What rules say of a product, put together once: remarks on the run and on
 * versions that they refuse, as far as these are of packages in question, then
 * the reasons of the stack. Texts of several parts become one.
 */
#define _GNU_SOURCE
#include "resolver/advise/advise.h"

#include "compiler/base/out_of_memory.h"
#include "resolver/base/text_table.h"

#include <string.h>

/* Messages with the kinds that are told, in order. */
struct collection {
    const struct rule_message **messages;
    uint32_t count;
};

static struct thoth_text join(struct thoth_advice *advise,
                              struct thoth_text first, struct thoth_text middle,
                              struct thoth_text last)
{
    struct thoth_text parts[] = {first, middle, last};
    size_t length = first.length + middle.length + last.length;
    char *text = arena_allocate(&advise->arena, length + 1), *end = text;

    for (size_t i = 0; i < 3; i++)
        if (parts[i].length > 0)
            end = mempcpy(end, parts[i].at, parts[i].length);
    *end = '\0';
    return (struct thoth_text){text, length};
}

/* What remarks that are alike have in common. */
static struct thoth_text key_of(struct thoth_advice *advise,
                                const struct rule_message *message)
{
    const struct thoth_message *said = &message->message;
    const char *severity = said->severity != NULL ? said->severity : "";
    struct thoth_text head =
        arena_format(&advise->arena, "%d %s %zu ", (int)message->kind, severity,
                     said->text.length);

    return join(advise, head, said->text, said->text_tail);
}

/* Texts of release notes have the name of the package in their middle. */
static struct thoth_text text_of(struct thoth_advice *advise,
                                 const struct rule_message *message)
{
    const struct thoth_message *said = &message->message;
    struct thoth_text middle = {"", 0};

    if (message->unit != THOTH_NO_UNIT && said->text_tail.length > 0)
        middle = said->package_name;
    return join(advise, said->text, middle, said->text_tail);
}

/* The package it is about, or at whose versions it was said. */
static struct thoth_text package_of(const struct thoth_advice *advise,
                                    const struct rule_message *message)
{
    if (message->message.package_name.length > 0 ||
        message->package == SPACE_NONE)
        return message->message.package_name;
    return thoth_space_package_name(advise->space, message->package);
}

static struct thoth_text link_of(struct thoth_advice *advise,
                                 const struct rule_message *message)
{
    const struct thoth_message *said = &message->message;
    const struct thoth_text nothing = {"", 0};

    if (said->link.length > 0)
        return join(advise, said->link, nothing, said->link_tail);
    if (message->unit == THOTH_NO_UNIT && said->advisory.length > 0)
        return join(advise, thoth_text_of("https://osv.dev/vulnerability/"),
                    nothing, said->advisory);
    return nothing;
}

static void make_remark(struct thoth_advice *advise,
                        const struct rule_message *message,
                        struct thoth_remark *remark)
{
    const struct advice advice = advise_view(advise);
    const char *severity = message->message.severity;
    struct advice_unit unit = {.namespace_ = {"", 0}};

    advice_unit(&advice, message->unit, &unit);
    *remark = (struct thoth_remark){
        .kind = message->kind,
        .severity = thoth_text_of(severity != NULL ? severity : ""),
        .text = text_of(advise, message),
        .package = package_of(advise, message),
        .link = link_of(advise, message),
        .unit = unit.name,
        .path = unit.path,
        .line = unit.line,
    };
}

/* Packages that the stack has or requires, by number. */
static bool *packages_in_question(struct thoth_advice *advise,
                                  const struct thoth_choice *stack,
                                  uint32_t count)
{
    const struct thoth_space *space = advise->space;
    bool *in_question =
        ARENA_NEW_ARRAY(&advise->arena, bool, space->package_count + 1);

    for (uint32_t i = 0; i < space->root_count; i++)
        in_question[set_package(space->roots[i])] = true;
    for (uint32_t i = 0; i < count; i++) {
        const struct space_version *version = &space->versions[space_version_of(
            space, stack[i].package, stack[i].version)];

        in_question[stack[i].package] = true;
        for (uint32_t r = 0; r < version->count; r++)
            in_question[set_package(
                space->requirements[version->requirements + r])] = true;
    }
    return in_question;
}

/* What was said of the run about packages in question. */
static void collect_run(struct thoth_advice *advise,
                        const struct thoth_choice *stack, uint32_t count,
                        struct collection *all)
{
    const bool *in_question = packages_in_question(advise, stack, count);
    const struct rule_messages *said = &advise->rules.said;

    for (uint32_t i = 0; i < said->count; i++) {
        const struct rule_message *message = &said->messages[i];

        if (message->kind == THOTH_EFFECT_STACK_INFO &&
            (message->package == SPACE_NONE || in_question[message->package]))
            all->messages[all->count++] = message;
    }
}

static void collect_reasons(const struct rule_messages *reasons,
                            struct collection *all)
{
    for (uint32_t i = 0; i < reasons->count; i++)
        if (reasons->messages[i].kind == THOTH_EFFECT_JUSTIFICATION)
            all->messages[all->count++] = &reasons->messages[i];
}

static void fill_remarks(struct thoth_advice *advise,
                         const struct collection *all,
                         struct thoth_remark *remarks)
{
    struct text_table keys = {.arena = &advise->arena};

    for (uint32_t i = 0; i < all->count; i++) {
        bool added;

        make_remark(advise, all->messages[i], &remarks[i]);
        remarks[i].like =
            *text_table_add(&keys, key_of(advise, all->messages[i]), i, &added);
    }
    text_table_release(&keys);
}

static void list_remarks(struct thoth_advice *advise,
                         const struct thoth_choice *stack, uint32_t count,
                         const struct rule_messages *reasons,
                         struct advise_product *made)
{
    struct collection all = {
        .messages = ARENA_NEW_ARRAY(&advise->arena, const struct rule_message *,
                                    (size_t)advise->rules.said.count +
                                        reasons->count + 1)};

    if (advise->space != NULL)
        collect_run(advise, stack, count, &all);
    collect_reasons(reasons, &all);
    made->remarks =
        ARENA_NEW_ARRAY(&advise->arena, struct thoth_remark, all.count + 1);
    made->remark_count = all.count;
    fill_remarks(advise, &all, made->remarks);
}

enum thoth_status advise_remarks(struct thoth_advice *advise, uint32_t product,
                                 const struct thoth_remark **remarks,
                                 uint32_t *count)
{
    uint32_t number =
        product < advise->facts.products ? product : advise->facts.products;
    struct advise_product *made = &advise->products[number];
    const struct thoth_choice *stack = NULL;
    enum thoth_status status = THOTH_OK;
    struct rule_messages reasons = {0};
    uint32_t size = 0;
    double score;

    if (made->remarks == NULL && number < advise->facts.products) {
        stack =
            thoth_resolution_product(advise->resolution, number, &size, &score);
        status = rules_explain(&advise->rules, stack, size, &reasons);
    }
    if (status == THOTH_OK && made->remarks == NULL)
        list_remarks(advise, stack, size, &reasons, made);
    rule_messages_release(&reasons);
    if (status == THOTH_E_MEMORY)
        memory_ran_out();
    if (status != THOTH_OK)
        problem_error(&advise->problems, (struct place){0}, NULL,
                      "reasons are missing: %s", thoth_status_text(status));
    *remarks = made->remarks;
    *count = made->remark_count;
    return status;
}
