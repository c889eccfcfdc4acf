/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The primitives of runtime/native_abi.h as LLVM IR. Each says there which C
 * function it mirrors; the two must decide alike, which the differential tests
 * see to.
 */
#ifndef COMPILER_EMIT_LLVM_PRIMITIVE_H
#define COMPILER_EMIT_LLVM_PRIMITIVE_H

#include "compiler/emit/llvm_code.h"

/* native_resolved, written in place: the package version of a name. Leaves for
 * `missing` when there is none, else goes on. `state` is a native_state. */
LLVMValueRef llvm_resolved(const struct llvm_code *code, LLVMValueRef state,
                           LLVMValueRef name, LLVMBasicBlockRef missing);

/* A `position` within one of `count` intervals from word `first` of the specs
 * on: leaves for one of two blocks. The loop of native_version_in. */
void llvm_in_intervals(const struct llvm_code *code, LLVMValueRef intervals,
                       LLVMValueRef count, LLVMValueRef position,
                       LLVMBasicBlockRef yes, LLVMBasicBlockRef no);

/* Calls of native_is_dependent and native_others_resolved, whose functions are
 * made when first called: conditions. `left` points to `count` words. */
LLVMValueRef llvm_is_dependent(struct llvm_code *code, LLVMValueRef frame,
                               LLVMValueRef it, LLVMValueRef package,
                               LLVMValueRef left, uint32_t count);
LLVMValueRef llvm_others_resolved(struct llvm_code *code, LLVMValueRef frame,
                                  LLVMValueRef it, LLVMValueRef left,
                                  uint32_t count);

#endif
