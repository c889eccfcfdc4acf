/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a request has of the things that a predicate lists: its labels, used
 * symbols, processor, and what is known of its base image.
 */
#ifndef COMPILER_DRIVER_WHY_IMAGE_H
#define COMPILER_DRIVER_WHY_IMAGE_H

#include "compiler/driver/why_tree.h"

/* Prints what was found for a node of such an operation. */
void why_image_print(const struct why_tree *tree, const uint32_t *node);

#endif
