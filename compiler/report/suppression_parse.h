/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The text of one comment that hides findings; not for other stages.
 */
#ifndef COMPILER_REPORT_SUPPRESSION_PARSE_H
#define COMPILER_REPORT_SUPPRESSION_PARSE_H

#include "compiler/report/suppression.h"
#include "compiler/yaml/comment.h"

/* Is the comment meant for thothc? It begins with `thothc:`. */
bool suppression_addressed(const struct yaml_comment *comment);

/* Parses it into a chain, one member for each code; only code, comment,
 * whole_file and until are set. NULL after a report to `mistakes`. */
struct suppression *suppression_parse(const struct yaml_comment *comment,
                                      struct diagnostic_list *mistakes);

#endif
