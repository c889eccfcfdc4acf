/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Dates, with or without a time of day, as PyYAML's constructor takes them and
 * Python's datetime accepts them. Pattern and range are separate questions: a
 * plain scalar with the pattern of a date that is none is an error.
 */
#ifndef COMPILER_YAML_TIMESTAMP_H
#define COMPILER_YAML_TIMESTAMP_H

#include "compiler/base/arena.h"
#include "runtime/text.h"

#include <stdbool.h>

struct timestamp {
    int year, month, day;
    int hour, minute, second, microsecond;
    int zone_minutes; /* east of Greenwich */
    bool has_time;
    bool has_zone;
    bool loose; /* a date with one-digit month or day: only by tag */
};

/* Whether the text has the pattern; then `when` is filled. */
bool timestamp_scan(struct thoth_text text, struct timestamp *when);

/* Whether there is such a moment: years 1 to 9999, zones below a day. */
bool timestamp_valid(const struct timestamp *when);

/* As Python's isoformat(): "2001-12-14T21:59:43.100000-05:00". */
struct thoth_text timestamp_format(struct arena *arena,
                                   const struct timestamp *when);

#endif
