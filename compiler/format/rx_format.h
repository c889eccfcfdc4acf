/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The canonical layout of `.rx` files. Only what lies between tokens changes:
 * blanks, ends of lines, and long strings, which become several side by side.
 * What was laid out once stays as it is.
 */
#ifndef COMPILER_FORMAT_RX_FORMAT_H
#define COMPILER_FORMAT_RX_FORMAT_H

#include "compiler/base/text_builder.h"

#include <stdbool.h>

/* Writes a text in canonical layout. False, with nothing written, if its
 * brackets do not match or something in it is no token; other mistakes are the
 * parser's business. Unwinds when memory is short. */
bool rx_format(struct thoth_text content, struct text_builder *out);

#endif
