/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The YAML front end reports before anybody knows what a unit is.
 */
#ifndef COMPILER_CHECK_UNIT_NAME_H
#define COMPILER_CHECK_UNIT_NAME_H

#include "compiler/ast/ast.h"
#include "compiler/base/diagnostic.h"

/* Gives the list's diagnostics the name of the unit that they stand in, where
 * they have none and there is such a unit. The tree may have any form. */
void unit_name_findings(const struct ast_node *root,
                        struct diagnostic_list *list);

#endif
