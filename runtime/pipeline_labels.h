/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What scores ask about the labels of the request. A pipeline does not keep the
 * request, so each list of labels that a score mentions is decided when the
 * pipeline is built, and those that hold are remembered. Nearly all rule sets
 * have none.
 */
#ifndef RUNTIME_PIPELINE_LABELS_H
#define RUNTIME_PIPELINE_LABELS_H

#include "runtime/bundle.h"
#include "runtime/context.h"

/* Offsets of the lists that hold, ascending. Zero bytes: none. */
struct pipeline_labels {
    uint32_t *lists;
    uint32_t count;
};

/* THOTH_OK or THOTH_E_MEMORY. Released with the same allocator. */
enum thoth_status pipeline_labels_make(struct pipeline_labels *labels,
                                       const struct thoth_bundle *bundle,
                                       const struct thoth_context *context,
                                       const struct thoth_allocator *allocator);
void pipeline_labels_release(struct pipeline_labels *labels,
                             const struct thoth_allocator *allocator);

/* 1 if the labels in this list hold, else 0. */
int pipeline_labels_hold(const struct pipeline_labels *labels, uint32_t list);

#endif
