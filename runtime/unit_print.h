/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Parts of units as text, for those who show more of them than
 * thoth_unit_print.
 */
#ifndef RUNTIME_UNIT_PRINT_H
#define RUNTIME_UNIT_PRINT_H

#include "runtime/bundle.h"

/* Writes the expression at `node` of a shape with the constants of a row, as
 * snprintf does. `package` is the record of the subject. */
size_t unit_print_expression(const struct thoth_bundle *bundle, uint32_t shape,
                             uint32_t node, const uint32_t *row,
                             uint32_t package, char *text, size_t size);

#endif
