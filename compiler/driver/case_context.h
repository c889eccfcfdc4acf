/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The request of a case: reads its `builder` into a context.
 */
#ifndef COMPILER_DRIVER_CASE_CONTEXT_H
#define COMPILER_DRIVER_CASE_CONTEXT_H

#include "compiler/driver/case_fields.h"
#include "runtime/thoth.h"

/* Fills a new context; `builder` may be NULL. False after a fault. Unwinds
 * when memory is short. */
bool case_context_read(const json_t *builder, struct thoth_context *context,
                       struct case_fault *fault);

/* The part of it that is about base images. */
bool case_analysis_read(const json_t *builder, struct thoth_context *context,
                        struct case_fault *fault);

#endif
