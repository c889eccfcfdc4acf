/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Base64 (RFC 4648, section 4) of bytes that are no text, in one line.
 */
#ifndef COMPILER_PRINT_BASE64_ENCODE_H
#define COMPILER_PRINT_BASE64_ENCODE_H

#include "compiler/base/text_builder.h"

void base64_encode(struct text_builder *out, struct thoth_text bytes);

#endif
