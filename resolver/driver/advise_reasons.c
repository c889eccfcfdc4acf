/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What rules said, on the terminal: of the run and of versions they refuse,
 * then the reasons of the best stack. Each text comes once, with the packages
 * it is about, where to read more, and the rule that says it. What is for
 * information only is counted unless it is asked for.
 */
#include "resolver/driver/advise_print.h"

#include "compiler/base/visible_text.h"

#include <stdio.h>
#include <string.h>

static bool same_text(const struct thoth_message *a,
                      const struct thoth_message *b)
{
    return thoth_text_equal(a->text, b->text) &&
           thoth_text_equal(a->text_tail, b->text_tail) &&
           strcmp(a->severity, b->severity) == 0;
}

static bool is_shown(const struct advise *advise,
                     const struct rule_message *message,
                     enum thoth_effect_kind kind)
{
    return message->kind == kind && message->message.severity != NULL &&
           (advise->options->all_reasons ||
            strcmp(message->message.severity, "INFO") != 0);
}

/* The package it is about, or at whose versions it was said. */
static struct thoth_text package_of(const struct advise *advise,
                                    const struct rule_message *message)
{
    if (message->message.package_name.length > 0 ||
        message->package == SPACE_NONE)
        return message->message.package_name;
    return thoth_space_package_name(advise->space, message->package);
}

/* Texts of release notes have the name of the package in their middle. */
static void print_text(const struct rule_message *message)
{
    visible_print(stdout, message->message.text);
    if (message->unit != THOTH_NO_UNIT && message->message.text_tail.length > 0)
        visible_print(stdout, message->message.package_name);
    visible_print(stdout, message->message.text_tail);
    putchar('\n');
}

static void print_link(const struct rule_message *message)
{
    const struct thoth_message *said = &message->message;

    if (said->link.length > 0) {
        fputs("    ", stdout);
        visible_print(stdout, said->link);
        visible_print(stdout, said->link_tail);
        putchar('\n');
    } else if (message->unit == THOTH_NO_UNIT && said->advisory.length > 0) {
        fputs("    https://osv.dev/vulnerability/", stdout);
        visible_print(stdout, said->advisory);
        putchar('\n');
    }
}

static void print_source(struct advise *advise, uint32_t number)
{
    struct thoth_text text = advise_unit_text(advise, number);

    if (text.length == 0)
        return;
    fputs("    ", stdout);
    visible_print(stdout, text);
    putchar('\n');
}

static bool is_among(const struct thoth_text *names, uint32_t count,
                     struct thoth_text name)
{
    for (uint32_t i = 0; i < count; i++)
        if (thoth_text_equal(names[i], name))
            return true;
    return false;
}

/* The packages of all messages with the same text; these are marked as done. */
static void print_packages(struct advise *advise,
                           const struct rule_messages *said, uint32_t first,
                           bool *done)
{
    struct thoth_text *names =
        ARENA_NEW_ARRAY(&advise->arena, struct thoth_text, said->count);
    const char *before = "    for ";
    uint32_t count = 0;

    for (uint32_t i = first; i < said->count; i++) {
        const struct rule_message *other = &said->messages[i];
        struct thoth_text name = package_of(advise, other);

        if (done[i] || other->kind != said->messages[first].kind ||
            other->message.severity == NULL ||
            !same_text(&said->messages[first].message, &other->message))
            continue;
        done[i] = true;
        if (name.length == 0 || is_among(names, count, name))
            continue;
        names[count++] = name;
        fputs(before, stdout);
        visible_print(stdout, name);
        before = ", ";
    }
    if (count > 0)
        putchar('\n');
}

/* Prints the messages of a kind; returns how many are for information only. */
static uint32_t print_messages(struct advise *advise,
                               const struct rule_messages *said,
                               enum thoth_effect_kind kind, const char *title)
{
    bool *done = ARENA_NEW_ARRAY(&advise->arena, bool, said->count + 1);
    uint32_t hidden = 0;

    memset(done, 0, (size_t)said->count + 1);
    for (uint32_t i = 0; i < said->count; i++) {
        const struct rule_message *message = &said->messages[i];

        if (!is_shown(advise, message, kind)) {
            hidden += message->kind == kind;
            continue;
        }
        if (done[i])
            continue;
        fputs(title, stdout);
        title = "";
        printf("%s: ", message->message.severity);
        print_text(message);
        print_packages(advise, said, i, done);
        print_link(message);
        print_source(advise, message->unit);
    }
    return hidden;
}

/* Packages that the stack has or requires, by number. */
static bool *packages_in_question(struct advise *advise,
                                  const struct thoth_choice *stack,
                                  uint32_t count)
{
    const struct thoth_space *space = advise->space;
    bool *in_question =
        ARENA_NEW_ARRAY(&advise->arena, bool, space->package_count + 1);

    memset(in_question, 0, (size_t)space->package_count + 1);
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

void advise_print_reasons(struct advise *advise,
                          const struct rule_messages *reasons,
                          const struct thoth_choice *stack, uint32_t count)
{
    const struct rule_messages *all = &advise->rules.said;
    const bool *in_question = packages_in_question(advise, stack, count);
    struct rule_messages said = {
        .messages = ARENA_NEW_ARRAY(&advise->arena, struct rule_message,
                                    all->count + 1)};
    uint32_t hidden;

    for (uint32_t i = 0; i < all->count; i++)
        if (all->messages[i].package == SPACE_NONE ||
            in_question[all->messages[i].package])
            said.messages[said.count++] = all->messages[i];
    hidden = print_messages(advise, &said, THOTH_EFFECT_STACK_INFO,
                            "\nOf the project, and of versions left out:\n");
    hidden += print_messages(advise, reasons, THOTH_EFFECT_JUSTIFICATION,
                             "\nOf this stack:\n");
    if (hidden > 0)
        printf("\n%u more remarks are for information: --reasons\n", hidden);
}
