/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a module to a shared object by LLVM: the object is made in memory and
 * linked in the private folder, by LLVM's linker or the system's compiler. This
 * file and its header know nothing of LLVM's interface: it is loaded.
 */
#ifndef COMPILER_EMIT_LLVM_BUILD_H
#define COMPILER_EMIT_LLVM_BUILD_H

#include "compiler/emit/native_build.h"
#include "runtime/native_compiler.h"

#include <stdbool.h>
#include <stddef.h>

/* A command to begin the build with: `command`, else $THOTHC_CC, else LLVM's
 * linker; NULL, which means the configured compiler, where it is not there. */
const char *llvm_build_linker(const char *command);

/* The module's shapes for a compiler of another library; the list of them is to
 * be freed. Brings no bundle. Unwinds when memory is short. */
struct native_source llvm_build_source(const struct c_module *module);

/* As native_build_make; `file` is the module that LLVM comes from, or NULL. */
bool llvm_build_make(struct native_build *build, const char *file,
                     const struct c_module *module, const void *bytes,
                     size_t size, char **path, struct aot_error *error);

#endif
