/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The constants of rows as text, for thoth_unit_print and the like.
 */
#ifndef RUNTIME_CONSTANT_PRINT_H
#define RUNTIME_CONSTANT_PRINT_H

#include "runtime/bundle.h"
#include "runtime/ir_table.h"
#include "runtime/text_sink.h"

/* Writes a constant of a type that columns may have: texts and specifiers in
 * quotes, lists in brackets, entries of mappings with their names. */
void constant_print(struct text_sink *sink, const struct thoth_bundle *bundle,
                    enum ir_type type, uint32_t constant);

#endif
