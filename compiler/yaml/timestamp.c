/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The timestamp pattern (YAML type repository, "timestamp") as a scanner over
 * a cursor, and the calendar.
 */
#include "compiler/yaml/timestamp.h"

#include <stdio.h>
#include <stdlib.h>

struct cursor {
    const char *at, *end;
};

static bool next_is(const struct cursor *cursor, char byte)
{
    return cursor->at < cursor->end && *cursor->at == byte;
}

static bool skip(struct cursor *cursor, char byte)
{
    if (!next_is(cursor, byte))
        return false;
    cursor->at++;
    return true;
}

static void skip_blanks(struct cursor *cursor)
{
    while (next_is(cursor, ' ') || next_is(cursor, '\t'))
        cursor->at++;
}

/* Reads at most `most` digits; returns how many there were. */
static int digits(struct cursor *cursor, int most, int *number)
{
    int count = 0;

    *number = 0;
    while (count < most && cursor->at < cursor->end && *cursor->at >= '0' &&
           *cursor->at <= '9') {
        *number = *number * 10 + (*cursor->at++ - '0');
        count++;
    }
    return count;
}

static bool scan_date(struct cursor *cursor, struct timestamp *when)
{
    int month_digits, day_digits;

    if (digits(cursor, 4, &when->year) != 4 || !skip(cursor, '-'))
        return false;
    month_digits = digits(cursor, 2, &when->month);
    if (month_digits == 0 || !skip(cursor, '-'))
        return false;
    day_digits = digits(cursor, 2, &when->day);
    when->loose = month_digits != 2 || day_digits != 2;
    return day_digits > 0;
}

/* The fraction's first six digits; further ones have no effect. */
static void scan_fraction(struct cursor *cursor, struct timestamp *when)
{
    int ignored;

    for (int count = digits(cursor, 6, &when->microsecond); count < 6; count++)
        when->microsecond *= 10;
    while (digits(cursor, 6, &ignored) > 0)
        continue;
}

static bool scan_zone(struct cursor *cursor, struct timestamp *when)
{
    int hours, minutes = 0;
    bool west;

    skip_blanks(cursor);
    when->has_zone = true;
    if (skip(cursor, 'Z'))
        return true;
    west = next_is(cursor, '-');
    if (!skip(cursor, '-') && !skip(cursor, '+'))
        return false;
    if (digits(cursor, 2, &hours) == 0)
        return false;
    if (skip(cursor, ':') && digits(cursor, 2, &minutes) != 2)
        return false;
    when->zone_minutes = hours * 60 + minutes;
    if (west)
        when->zone_minutes = -when->zone_minutes;
    return true;
}

static bool scan_time(struct cursor *cursor, struct timestamp *when)
{
    when->has_time = true;
    when->loose = false;
    if (next_is(cursor, ' ') || next_is(cursor, '\t'))
        skip_blanks(cursor);
    else if (!skip(cursor, 'T') && !skip(cursor, 't'))
        return false;
    if (digits(cursor, 2, &when->hour) == 0 || !skip(cursor, ':') ||
        digits(cursor, 2, &when->minute) != 2 || !skip(cursor, ':') ||
        digits(cursor, 2, &when->second) != 2)
        return false;
    if (skip(cursor, '.'))
        scan_fraction(cursor, when);
    return cursor->at == cursor->end || scan_zone(cursor, when);
}

bool timestamp_scan(struct thoth_text text, struct timestamp *when)
{
    struct cursor cursor = {text.at, text.at + text.length};

    *when = (struct timestamp){0};
    if (text.length < 8 || text.at[4] != '-' || !scan_date(&cursor, when))
        return false;
    return cursor.at == cursor.end ||
           (scan_time(&cursor, when) && cursor.at == cursor.end);
}

static int days_of_month(int year, int month)
{
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
        return 29;
    return DAYS[month - 1];
}

bool timestamp_valid(const struct timestamp *when)
{
    return when->year >= 1 && when->month >= 1 && when->month <= 12 &&
           when->day >= 1 &&
           when->day <= days_of_month(when->year, when->month) &&
           when->hour < 24 && when->minute < 60 && when->second < 60 &&
           abs(when->zone_minutes) < 24 * 60;
}

struct thoth_text timestamp_format(struct arena *arena,
                                   const struct timestamp *when)
{
    char fraction[16] = "", zone[16] = "";
    int offset = abs(when->zone_minutes);

    if (!when->has_time)
        return arena_format(arena, "%04d-%02d-%02d", when->year, when->month,
                            when->day);
    if (when->microsecond)
        snprintf(fraction, sizeof fraction, ".%06d", when->microsecond);
    if (when->has_zone)
        snprintf(zone, sizeof zone, "%c%02d:%02d",
                 when->zone_minutes < 0 ? '-' : '+', offset / 60, offset % 60);
    return arena_format(arena, "%04d-%02d-%02dT%02d:%02d:%02d%s%s", when->year,
                        when->month, when->day, when->hour, when->minute,
                        when->second, fraction, zone);
}
