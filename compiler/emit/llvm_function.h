/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The functions of one shape as LLVM IR; runtime/native_abi.h says what each
 * of them takes and returns.
 */
#ifndef COMPILER_EMIT_LLVM_FUNCTION_H
#define COMPILER_EMIT_LLVM_FUNCTION_H

#include "compiler/emit/llvm_code.h"
#include "runtime/native_compiler.h"
#include "runtime/native_offsets.h"

/* Writes the functions of shape `number`; NULL for those it has not. */
void llvm_functions_make(struct llvm_code *code,
                         const struct native_source_shape *source,
                         uint32_t number,
                         LLVMValueRef functions[NATIVE_FUNCTIONS]);

#endif
