/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Constants of two bundles compared by what they mean.
 */
#ifndef COMPILER_DRIVER_DIFF_CONSTANT_H
#define COMPILER_DRIVER_DIFF_CONSTANT_H

#include "runtime/bundle.h"
#include "runtime/ir_table.h"

/* Do constants of a type mean the same as an operand of the operation? Lists of
 * alternatives are sets, specifier sets are compared by the versions they take
 * where that is certain, JSON texts by their values. */
bool diff_constant_equal(const struct thoth_bundle *left,
                         uint32_t left_constant,
                         const struct thoth_bundle *right,
                         uint32_t right_constant, enum ir_type type,
                         uint32_t op, bool prereleases);

#endif
