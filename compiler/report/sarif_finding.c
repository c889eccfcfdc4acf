/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Grouping by sorting. A fingerprint must stay the same when lines move, so it
 * is made of code, file, unit and message, never of places.
 */
#include "compiler/report/sarif_finding.h"

#include "runtime/text.h"

#include <stdlib.h>
#include <xxhash.h>

static int order_numbers(uint64_t left, uint64_t right)
{
    return (left > right) - (left < right);
}

/* Order of the groups; findings of one group are equal here. */
static int order_groups(enum sarif_grouping grouping,
                        const struct sarif_finding *left,
                        const struct sarif_finding *right)
{
    int order = 0;

    if (grouping == SARIF_EACH)
        return order_numbers(left->number, right->number);
    if (grouping != SARIF_SAME_CODE)
        order = thoth_text_order(left->path, right->path);
    if (!order)
        order = order_numbers(left->diagnostic->code, right->diagnostic->code);
    if (!order && grouping == SARIF_SAME_MESSAGE)
        order = thoth_text_order(left->diagnostic->message,
                                 right->diagnostic->message);
    return order;
}

static int compare(enum sarif_grouping grouping, const void *left,
                   const void *right)
{
    const struct sarif_finding *a = left, *b = right;
    int order = order_groups(grouping, a, b);

    return order ? order : order_numbers(a->number, b->number);
}

static int compare_each(const void *left, const void *right)
{
    return compare(SARIF_EACH, left, right);
}

static int compare_message(const void *left, const void *right)
{
    return compare(SARIF_SAME_MESSAGE, left, right);
}

static int compare_file(const void *left, const void *right)
{
    return compare(SARIF_SAME_FILE, left, right);
}

static int compare_code(const void *left, const void *right)
{
    return compare(SARIF_SAME_CODE, left, right);
}

static int compare_fingerprint(const void *left, const void *right)
{
    const struct sarif_finding *a = left, *b = right;
    int order = order_numbers(a->fingerprint, b->fingerprint);

    return order ? order : order_numbers(a->number, b->number);
}

static uint64_t fingerprint(const struct sarif_finding *finding)
{
    const struct diagnostic *diagnostic = finding->diagnostic;
    const struct thoth_text parts[] = {
        thoth_text_of(diagnostic_fact(diagnostic->code)->code), finding->path,
        diagnostic->unit, diagnostic->message};
    uint64_t hash = 0;

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        hash = XXH3_64bits_withSeed(parts[i].at, parts[i].length, hash + i);
    return hash;
}

static void identify(struct sarif_finding *findings, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        findings[i].fingerprint = fingerprint(&findings[i]);
    qsort(findings, count, sizeof *findings, compare_fingerprint);
    for (uint32_t i = 0; i < count; i++) {
        bool again =
            i > 0 && findings[i].fingerprint == findings[i - 1].fingerprint;

        findings[i].occurrence = again ? findings[i - 1].occurrence + 1 : 1;
    }
}

uint32_t sarif_finding_run(enum sarif_grouping grouping,
                           const struct sarif_finding *first, uint32_t count)
{
    uint32_t run = 1;

    while (run < count && run < SARIF_MOST_PLACES &&
           !order_groups(grouping, first, first + run))
        run++;
    return run;
}

static uint32_t count_results(enum sarif_grouping grouping,
                              const struct sarif_finding *findings,
                              uint32_t count)
{
    uint32_t results = 0;

    for (uint32_t at = 0; at < count; results++)
        at += sarif_finding_run(grouping, findings + at, count - at);
    return results;
}

enum sarif_grouping sarif_finding_group(struct sarif_finding *findings,
                                        uint32_t count)
{
    static int (*const COMPARE[])(const void *, const void *) = {
        [SARIF_EACH] = compare_each,
        [SARIF_SAME_MESSAGE] = compare_message,
        [SARIF_SAME_FILE] = compare_file,
        [SARIF_SAME_CODE] = compare_code,
    };
    enum sarif_grouping grouping = SARIF_EACH;

    if (!count)
        return grouping;
    identify(findings, count);
    for (;; grouping++) {
        qsort(findings, count, sizeof *findings, COMPARE[grouping]);
        if (grouping == SARIF_SAME_CODE ||
            count_results(grouping, findings, count) <= SARIF_MOST_RESULTS)
            return grouping;
    }
}
