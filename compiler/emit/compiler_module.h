/* SPDX-License-Identifier: Apache-2.0 */
/*
 * LLVM, loaded when it is asked for and not before: commands that do without it
 * must not pay for its start. It comes from a module beside the program in the
 * tree it was built in, or among the files of an installation.
 */
#ifndef COMPILER_EMIT_COMPILER_MODULE_H
#define COMPILER_EMIT_COMPILER_MODULE_H

#include "compiler/emit/aot_error.h"
#include "runtime/native_compiler.h"

/* The compiler of the module at `path`, or where modules lie if it is NULL. It
 * stays loaded. NULL after filling the error. Unwinds when memory is short. */
const struct thoth_compiler *compiler_module_load(const char *path,
                                                  struct aot_error *error);

/* Has it compile the bundle's shapes, for THOTH_ENGINE_JIT. */
bool compiler_module_apply(const char *path, struct thoth_bundle *bundle,
                           struct aot_error *error);

#endif
