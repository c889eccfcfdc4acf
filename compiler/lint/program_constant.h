/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Comparing constants of the IR beyond "are they equal": lists of which one
 * holds the other, version sets of which one lies within the other. Constants
 * are ids of a session's strings and lists.
 */
#ifndef COMPILER_LINT_PROGRAM_CONSTANT_H
#define COMPILER_LINT_PROGRAM_CONSTANT_H

#include "compiler/ir/session.h"

#include <stdbool.h>
#include <stdint.h>

/* Has the list `whole` every entry of the list `part`? Both are of the type,
 * enum ir_type; false for types that are no lists of independent entries. */
bool constant_within(const struct ir_session *session, unsigned type,
                     uint32_t part, uint32_t whole);

/* Is every version in `part` also in `whole`, both asked with pre-releases
 * allowed or both by their own rule? False also when that is not known. */
bool specifier_within(const struct ir_session *session, str_id part,
                      str_id whole, bool allowed);

/* Is there surely no version in the set? */
bool specifier_is_empty(const struct ir_session *session, str_id specifier,
                        bool allowed);

#endif
