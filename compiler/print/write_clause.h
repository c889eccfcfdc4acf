/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The clauses of a unit. Each function writes what it can with the phrases of
 * the language and falls back to the record where there are none, or where only
 * records are wanted. Line breaks are the formatter's business.
 */
#ifndef COMPILER_PRINT_WRITE_CLAUSE_H
#define COMPILER_PRINT_WRITE_CLAUSE_H

#include "compiler/ast/ast.h"
#include "compiler/base/text_builder.h"
#include "grammar/prescription.h"

#include <stdbool.h>

/* `should_include`, as the clauses `when`, `needs` and `off`; each ends in a
 * line feed. An empty record is no clause. */
void rx_write_include(struct text_builder *out, const struct ast_node *include,
                      bool records);

/* One alternative of `match`, for a unit of the type. */
void rx_write_match(struct text_builder *out, enum unit_type type,
                    const struct ast_node *match, bool records);

void rx_write_run(struct text_builder *out, const struct ast_node *run,
                  bool records);

/* One entry of `tests`. */
void rx_write_test(struct text_builder *out, const struct ast_node *test);

#endif
