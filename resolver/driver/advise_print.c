/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What thoth advise says on the terminal: the best stack as a table, and how it
 * was found.
 */
#include "resolver/driver/advise_print.h"

#include "compiler/base/visible_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_padded(struct thoth_text text, size_t width)
{
    visible_print(stdout, text);
    for (size_t i = text.length; i < width; i++)
        putchar(' ');
}

static int compare_names(const void *left, const void *right)
{
    const struct thoth_choice *a = left, *b = right;

    return (a->package > b->package) - (a->package < b->package);
}

/* The names of packages are in the order of the closure, not of letters. */
static void sort_by_name(const struct thoth_space *space,
                         struct thoth_choice *stack, uint32_t count)
{
    qsort(stack, count, sizeof(*stack), compare_names);
    for (uint32_t i = 1; i < count; i++) {
        struct thoth_choice moving = stack[i];
        uint32_t at = i;

        for (; at > 0 &&
               thoth_text_order(
                   thoth_space_package_name(space, stack[at - 1].package),
                   thoth_space_package_name(space, moving.package)) > 0;
             at--)
            stack[at] = stack[at - 1];
        stack[at] = moving;
    }
}

static void print_stack(struct advise *advise,
                        const struct thoth_choice *choices, uint32_t count)
{
    struct thoth_choice *stack =
        ARENA_NEW_ARRAY(&advise->arena, struct thoth_choice, count + 1);
    size_t width = 0;

    if (count > 0)
        memcpy(stack, choices, count * sizeof(*stack));
    sort_by_name(advise->space, stack, count);
    for (uint32_t i = 0; i < count; i++) {
        struct thoth_text name =
            thoth_space_package_name(advise->space, stack[i].package);

        if (name.length > width)
            width = name.length;
    }
    for (uint32_t i = 0; i < count; i++) {
        print_padded(thoth_space_package_name(advise->space, stack[i].package),
                     width + 2);
        visible_print(stdout,
                      thoth_space_version_text(advise->space, stack[i].package,
                                               stack[i].version));
        putchar('\n');
    }
}

static void print_score(const struct advise *advise, uint32_t count,
                        double score)
{
    const struct thoth_resolution_facts *facts = &advise->facts;

    printf("\nScore %.9g, %u packages; the best of %llu stacks by %s, %s",
           score, count, (unsigned long long)facts->accepted,
           thoth_predictor_name(facts->predictor), thoth_end_text(facts->end));
    if (facts->predictor == THOTH_PREDICT_EXACT &&
        facts->end != THOTH_END_PROVED)
        printf("; no stack scores more than %.9g", facts->bound);
    puts(".");
    if (facts->reason[0] != '\0')
        printf("Predictor %s: %s.\n", thoth_predictor_name(facts->predictor),
               facts->reason);
    if (advise->pipeline == NULL)
        puts("No rules were given: only known vulnerabilities count.");
}

static void print_own(struct advise *advise, double best)
{
    const struct thoth_own *own = &advise->facts.own;
    struct thoth_text fault = advise_own_fault(advise);

    if (own->verdict == THOTH_OWN_SCORED && own->product == 0)
        printf("Your lock file has this stack already.\n");
    else if (own->verdict == THOTH_OWN_SCORED)
        printf("Your lock file scores %.9g; the best found scores %.9g.\n",
               own->score, best);
    else if (fault.length > 0)
        printf("Your lock file is no stack of this project: %.*s.\n",
               (int)fault.length, fault.at);
}

void advise_print(struct advise *advise)
{
    struct rule_messages reasons = {0};
    enum thoth_status status;
    uint32_t count;
    double score;
    const struct thoth_choice *stack =
        thoth_resolution_product(advise->resolution, 0, &count, &score);

    print_stack(advise, stack, count);
    print_score(advise, count, score);
    print_own(advise, score);
    status = rules_explain(&advise->rules, stack, count, &reasons);
    if (status == THOTH_OK)
        advise_print_reasons(advise, &reasons, stack, count);
    else
        problem_error(&advise->problems, (struct place){0}, NULL,
                      "reasons are missing: %s", thoth_status_text(status));
    rule_messages_release(&reasons);
}
