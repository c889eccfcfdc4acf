/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hiding findings, and saying which comments hide nothing.
 */
#include "compiler/report/suppression.h"

#include "runtime/text.h"

#include <stdlib.h>
#include <time.h>

struct application {
    struct suppression_set *set;
    const struct suppression_rules *rules;
};

static bool lies_in(struct span unit, struct span place)
{
    if (place.line < unit.line || place.line > unit.end_line)
        return false;
    return place.line < unit.end_line || place.column < unit.end_column;
}

/* A finding shown elsewhere, behind an anchor, belongs to its unit by name. */
static bool covers(const struct suppression *one,
                   const struct diagnostic *diagnostic)
{
    if (one->code != diagnostic->code)
        return false;
    return one->whole_file || lies_in(one->unit, diagnostic->span) ||
           (one->name.length && thoth_text_equal(one->name, diagnostic->unit));
}

static bool is_over(const struct suppression *one, uint32_t today)
{
    return one->until && one->until < today;
}

static bool is_not_suppressed(void *user, const struct diagnostic *diagnostic)
{
    struct application *application = user;
    bool hidden = false;

    for (struct suppression *one = application->set->first; one;
         one = one->next)
        if (!is_over(one, application->rules->today) &&
            covers(one, diagnostic)) {
            one->used = true;
            hidden = true;
        }
    return !hidden;
}

static void report_mistakes(struct suppression_set *set,
                            struct diagnostic_list *list)
{
    *list->end = set->mistakes.first;
    while (*list->end) {
        list->end = &(*list->end)->next;
        list->count++;
    }
    set->mistakes.first = NULL;
}

static void report_one(const struct suppression *one,
                       const struct suppression_rules *rules,
                       struct diagnostic_list *list)
{
    const char *code = diagnostic_fact(one->code)->code;
    uint32_t day = one->until;

    list->unit = one->name;
    if (is_over(one, rules->today))
        diagnostic_report(list, DIAG_SUPPRESSION_EXPIRED, one->comment,
                          "this comment hid %s until %04u-%02u-%02u", code,
                          day / 10000, day / 100 % 100, day % 100);
    else if (!one->used && rules->judged[one->code])
        diagnostic_report(list, DIAG_SUPPRESSION_UNUSED, one->comment,
                          "there is no %s to hide %s", code,
                          one->whole_file ? "in this file" : "in this unit");
}

void suppression_apply(struct suppression_set *set,
                       const struct suppression_rules *rules,
                       struct diagnostic_list *list)
{
    struct application application = {set, rules};
    struct thoth_text unit = list->unit;

    diagnostic_list_filter(list, is_not_suppressed, &application);
    report_mistakes(set, list);
    for (const struct suppression *one = set->first; one; one = one->next)
        report_one(one, rules, list);
    list->unit = unit;
    diagnostic_list_sort(list);
}

uint32_t suppression_today(void)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    time_t now = time(NULL);
    struct tm day;

    if (epoch && *epoch) {
        char *end;
        long long given = strtoll(epoch, &end, 10);

        if (!*end && given >= 0)
            now = (time_t)given;
    }
    if (!gmtime_r(&now, &day))
        return 0;
    return (uint32_t)((day.tm_year + 1900) * 10000 + (day.tm_mon + 1) * 100 +
                      day.tm_mday);
}
