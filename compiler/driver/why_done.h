/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a unit did in an event, from the outcome.
 */
#ifndef COMPILER_DRIVER_WHY_DONE_H
#define COMPILER_DRIVER_WHY_DONE_H

#include "compiler/driver/why.h"

/* For the event at hand of the report. */
void why_done_print(struct why *why, enum thoth_status status);

#endif
