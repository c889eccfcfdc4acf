/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Code for this process, by LLVM's ORC. The interface is that of
 * runtime/native_compiler.h.
 */
#ifndef COMPILER_EMIT_LLVM_JIT_H
#define COMPILER_EMIT_LLVM_JIT_H

#include "runtime/native_compiler.h"

enum thoth_status llvm_jit_make(const struct native_source *source,
                                const struct native_module **module,
                                struct thoth_error *error);
void llvm_jit_release(const struct native_module *module);

#endif
