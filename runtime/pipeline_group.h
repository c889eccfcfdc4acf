/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From chosen units to the arrays of a pipeline: the order of inclusion and the
 * instances by package.
 */
#ifndef RUNTIME_PIPELINE_GROUP_H
#define RUNTIME_PIPELINE_GROUP_H

#include "runtime/pipeline.h"
#include "runtime/pipeline_include.h"

/* Lays the arrays out in one block, pipeline->memory, and fills them from a
 * decided plan. Requirements get room for those of the context. THOTH_OK or
 * THOTH_E_MEMORY. */
enum thoth_status pipeline_group(struct thoth_pipeline *pipeline,
                                 const struct inclusion_plan *plan,
                                 uint32_t requirements);

#endif
