/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Base64 as Python's base64.decodebytes takes it: characters outside the
 * alphabet are skipped, and all after a complete padding is ignored.
 */
#ifndef COMPILER_YAML_BASE64_H
#define COMPILER_YAML_BASE64_H

#include "compiler/base/arena.h"
#include "runtime/text.h"

#include <stdbool.h>

/* False when the padding is incomplete or a byte is not ASCII. `bytes` are in
 * the arena. */
bool base64_decode(struct arena *arena, struct thoth_text text,
                   struct thoth_text *bytes);

#endif
