/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A module of LLVM IR for a list of shapes: their functions and what refers to
 * them. One emitter serves code for this process and objects for others; only
 * the table differs.
 */
#ifndef COMPILER_EMIT_LLVM_MODULE_H
#define COMPILER_EMIT_LLVM_MODULE_H

#include "runtime/native_compiler.h"

#include <llvm-c/Types.h>

/* The symbol of the table for this process: a native_shape for each shape. */
#define LLVM_MODULE_TABLE "thoth_shapes"

enum llvm_module_use {
    LLVM_MODULE_PROCESS, /* LLVM_MODULE_TABLE holds addresses */
    LLVM_MODULE_OBJECT,  /* NATIVE_OFFSETS_SYMBOL and the bundle */
};

/* The caller disposes of the module before its context. NULL when memory is
 * short. */
LLVMModuleRef llvm_module_make(LLVMContextRef context,
                               const struct native_source *source,
                               enum llvm_module_use use);

#endif
