/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What rules said, on the terminal: of the run and of versions they refuse,
 * then the reasons of the best stack. Each text comes once, with the packages
 * it is about, where to read more, and the rule that says it. What is for
 * information only is counted unless it is asked for.
 */
#include "resolver/driver/advise_print.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/base/visible_text.h"
#include "resolver/driver/request_advice.h"

#include <stdio.h>
#include <stdlib.h>

/* Remarks, and which of them come after the first that says the same: by
 * number, the next such one, or `count`. */
struct remarks {
    const struct thoth_remark *list;
    uint32_t count;
    uint32_t *next, *last;
};

static void link_alike(struct remarks *remarks)
{
    remarks->next = memory_cleared(remarks->count, sizeof(*remarks->next));
    remarks->last = memory_cleared(remarks->count, sizeof(*remarks->last));
    for (uint32_t i = 0; i < remarks->count; i++) {
        uint32_t first = remarks->list[i].like;

        remarks->next[i] = remarks->count;
        remarks->last[i] = i;
        if (first != i) {
            remarks->next[remarks->last[first]] = i;
            remarks->last[first] = i;
        }
    }
}

static bool is_shown(const struct thoth_remark *remark, bool all_reasons)
{
    return remark->severity.length > 0 &&
           (all_reasons ||
            !thoth_text_equal(remark->severity, thoth_text_of("INFO")));
}

/* Was it said of this package before, by remarks from `first` on? */
static bool is_repeated(const struct remarks *remarks, uint32_t first,
                        uint32_t number)
{
    for (uint32_t i = first; i != number; i = remarks->next[i])
        if (thoth_text_equal(remarks->list[i].package,
                             remarks->list[number].package))
            return true;
    return false;
}

/* The packages of all remarks with the same text. */
static void print_packages(const struct remarks *remarks, uint32_t first)
{
    const char *before = "    for ";

    for (uint32_t i = first; i < remarks->count; i = remarks->next[i]) {
        struct thoth_text name = remarks->list[i].package;

        if (name.length == 0 || is_repeated(remarks, first, i))
            continue;
        fputs(before, stdout);
        visible_print(stdout, name);
        before = ", ";
    }
    if (*before == ',')
        putchar('\n');
}

static void print_source(const struct thoth_remark *remark)
{
    if (remark->link.length > 0) {
        fputs("    ", stdout);
        visible_print(stdout, remark->link);
        putchar('\n');
    }
    if (remark->unit.length > 0) {
        fputs("    rule ", stdout);
        visible_print(stdout, remark->unit);
        fputs(" at ", stdout);
        visible_print(stdout, remark->path);
        printf(":%u\n", remark->line);
    }
}

/* Prints the remarks of a kind; returns how many are for information only. */
static uint32_t print_remarks(const struct remarks *remarks,
                              enum thoth_effect_kind kind, const char *title,
                              bool all_reasons)
{
    uint32_t hidden = 0;

    for (uint32_t i = 0; i < remarks->count; i++) {
        const struct thoth_remark *remark = &remarks->list[i];

        if (remark->kind != kind)
            continue;
        if (!is_shown(remark, all_reasons)) {
            hidden++;
            continue;
        }
        if (remark->like != i)
            continue;
        fputs(title, stdout);
        title = "";
        visible_print(stdout, remark->severity);
        fputs(": ", stdout);
        visible_print(stdout, remark->text);
        putchar('\n');
        print_packages(remarks, i);
        print_source(remark);
    }
    return hidden;
}

void advise_print_reasons(struct thoth_advice *advice, bool all_reasons)
{
    struct remarks remarks = {.count = 0};
    uint32_t hidden;

    if (request_checked(thoth_advice_remarks(advice, 0, &remarks.list,
                                             &remarks.count)) != THOTH_OK)
        return;
    link_alike(&remarks);
    hidden = print_remarks(&remarks, THOTH_EFFECT_STACK_INFO,
                           "\nOf the project, and of versions left out:\n",
                           all_reasons);
    hidden += print_remarks(&remarks, THOTH_EFFECT_JUSTIFICATION,
                            "\nOf this stack:\n", all_reasons);
    if (hidden > 0)
        printf("\n%u more remarks are for information: --reasons\n", hidden);
    free(remarks.next);
    free(remarks.last);
}
