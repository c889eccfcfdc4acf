/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Relocatable objects in memory: what `thothc build --backend=llvm` links.
 * The interface is that of runtime/native_compiler.h.
 */
#ifndef COMPILER_EMIT_LLVM_OBJECT_H
#define COMPILER_EMIT_LLVM_OBJECT_H

#include "runtime/native_compiler.h"

enum thoth_status llvm_object_make(const struct native_source *source,
                                   struct native_object *object,
                                   struct thoth_error *error);
void llvm_object_release(struct native_object *object);

#endif
