/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Example values of fields, for documentation and skeletons.
 */
#ifndef COMPILER_CHECK_EXAMPLE_H
#define COMPILER_CHECK_EXAMPLE_H

#include "compiler/check/field.h"

/* YAML text of a single value, "" for records and unit types. Static. */
const char *field_example(enum field_id field);

#endif
