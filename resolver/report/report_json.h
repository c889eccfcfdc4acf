/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The report of a resolution as JSON; docs/report.md describes it. The order of
 * keys is that of the page, and equal runs have equal reports but for the
 * object `time`.
 */
#ifndef RESOLVER_REPORT_REPORT_JSON_H
#define RESOLVER_REPORT_REPORT_JSON_H

#include "resolver/report/advice.h"

#include <jansson.h>

#define REPORT_FORMAT 1

/* All but the products; `with_units`: name the units of the pipeline. A new
 * reference. */
json_t *report_json(const struct advice *advice,
                    const struct problem_list *problems, bool with_units);

/* Adds the next product: a stack, its score, and the lock file made of it,
 * whose reference is taken over. A THOTH_E_... when rules cannot say why. */
enum thoth_status report_json_add(json_t *report, const struct advice *advice,
                                  uint32_t number, json_t *locked);

/* ---- Between the files of this module ----------------------------------- */

/* Sets `unit`, `file` and `line` of a rule that is not built in. */
void report_set_unit(json_t *object, const struct advice *advice,
                     uint32_t unit);

/* Appends what a message of stack information or a log says, unless it is
 * there. */
void report_note(json_t *report, const struct advice *advice,
                 const struct rule_message *message);

/* A justification. */
json_t *report_reason(const struct advice *advice,
                      const struct rule_message *message);

#endif
