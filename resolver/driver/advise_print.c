/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What thoth advise says on the terminal: the best stack as a table, and how it
 * was found.
 */
#include "resolver/driver/advise_print.h"

#include "compiler/base/visible_text.h"
#include "resolver/driver/request_advice.h"

#include <inttypes.h>
#include <stdio.h>

static void print_padded(struct thoth_text text, size_t width)
{
    visible_print(stdout, text);
    for (size_t i = text.length; i < width; i++)
        putchar(' ');
}

/* Returns how many packages there are. */
static uint32_t print_stack(struct thoth_advice *advice)
{
    const struct thoth_advised_package *packages;
    uint32_t count;
    size_t width = 0;

    request_checked(thoth_advice_packages(advice, 0, &packages, &count));
    for (uint32_t i = 0; i < count; i++)
        if (packages[i].name.length > width)
            width = packages[i].name.length;
    for (uint32_t i = 0; i < count; i++) {
        print_padded(packages[i].name, width + 2);
        visible_print(stdout, packages[i].version);
        putchar('\n');
    }
    return count;
}

static void print_score(const struct thoth_resolution_facts *facts,
                        uint32_t count, double score, bool with_rules)
{
    printf("\nScore %.9g, %u packages; the best of %" PRIu64
           " stacks by %s, %s",
           score, count, facts->accepted,
           thoth_predictor_name(facts->predictor), thoth_end_text(facts->end));
    if (facts->predictor == THOTH_PREDICT_EXACT &&
        facts->end != THOTH_END_PROVED)
        printf("; no stack scores more than %.9g", facts->bound);
    puts(".");
    if (facts->reason[0] != '\0')
        printf("Predictor %s: %s.\n", thoth_predictor_name(facts->predictor),
               facts->reason);
    if (!with_rules)
        puts("No rules were given: only known vulnerabilities count.");
}

/* What came of the user's own lock file, beside the score of the best stack. */
static void print_own(const struct thoth_own *own, struct thoth_text fault,
                      double best)
{
    if (own->verdict == THOTH_OWN_SCORED && own->product == 0)
        printf("Your lock file has this stack already.\n");
    else if (own->verdict == THOTH_OWN_SCORED)
        printf("Your lock file scores %.9g; the best found scores %.9g.\n",
               own->score, best);
    else if (fault.length > 0)
        printf("Your lock file is no stack of this project: %.*s.\n",
               (int)fault.length, fault.at);
}

void advise_print(struct thoth_advice *advice, const struct advise_shown *shown)
{
    const struct thoth_resolution *resolution = thoth_advice_resolution(advice);
    struct thoth_resolution_facts facts;
    uint32_t count;
    double score;

    thoth_resolution_describe(resolution, &facts);
    thoth_resolution_product(resolution, 0, &count, &score);
    count = print_stack(advice);
    print_score(&facts, count, score, shown->with_rules);
    print_own(&facts.own, request_facts(advice).own_fault, score);
    advise_print_reasons(advice, shown->all_reasons);
}

void advise_print_run(struct thoth_advice *advice, bool all_reasons)
{
    if (thoth_advice_resolution(advice) != NULL)
        advise_print_reasons(advice, all_reasons);
}
