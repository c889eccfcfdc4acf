/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Comments of a `.rx` text, which its parser never sees.
 */
#ifndef COMPILER_RX_RX_COMMENT_H
#define COMPILER_RX_RX_COMMENT_H

#include "compiler/base/arena.h"
#include "compiler/yaml/comment.h"

/* The comments of a text in UTF-8, in their order, in the form of those of
 * YAML. They point into the content and are in the arena. Unwinds when memory
 * is short, leaving nothing behind but arena memory. */
struct yaml_comment *rx_comments(struct thoth_text content,
                                 struct arena *arena);

#endif
