/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names of files as other programs look for them: relative to where we are,
 * which is the top of the repository in CI.
 */
#ifndef COMPILER_REPORT_ARTIFACT_PATH_H
#define COMPILER_REPORT_ARTIFACT_PATH_H

#include "compiler/base/arena.h"
#include "runtime/text.h"

/* The path without the current directory in front of it, a part of `path`. */
struct thoth_text artifact_path(struct thoth_text path);

/* As a reference of RFC 3986, in the arena: relative where the path is, else
 * with the scheme `file`. Unwinds when memory is short. */
struct thoth_text artifact_uri(struct arena *arena, struct thoth_text path);

#endif
