/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The canonical layout of YAML rule files: indentation, blanks and empty lines.
 * Words, quotes, brackets, anchors and comments stay as they are.
 */
#ifndef COMPILER_FORMAT_YAML_FORMAT_H
#define COMPILER_FORMAT_YAML_FORMAT_H

#include "compiler/base/text_builder.h"

#include <stdbool.h>

/* Writes a text in canonical layout. False, with nothing written, if its syntax
 * has a mistake. Whether the result means the same is for the caller to see.
 * Unwinds when memory is short. */
bool yaml_format(struct thoth_text content, struct text_builder *out);

#endif
