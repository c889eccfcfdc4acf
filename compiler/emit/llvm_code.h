/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Building LLVM IR: a module under construction, and the few steps that all
 * generated code is made of. Pointers are byte pointers with offsets, cast
 * where they are read, so that the same calls serve typed and opaque pointers.
 *
 * Values are made where the builder stands. Nothing here can fail but by lack
 * of memory, which ends LLVM's process: no step depends on a rule's text.
 */
#ifndef COMPILER_EMIT_LLVM_CODE_H
#define COMPILER_EMIT_LLVM_CODE_H

#include "runtime/native_abi.h"

#include <llvm-c/Core.h>
#include <stddef.h>
#include <stdint.h>

struct llvm_code {
    LLVMContextRef context;
    LLVMModuleRef module;
    LLVMBuilderRef builder;
    LLVMTypeRef bit, byte, word, wide, number, pointer, nothing;
    /* Primitives of the interface, NULL until one is needed. */
    LLVMValueRef is_dependent, others_resolved;
};

/* A constant of 32 bits. */
LLVMValueRef llvm_word(const struct llvm_code *code, uint32_t value);

/* The address `offset` bytes behind a pointer. */
LLVMValueRef llvm_behind(const struct llvm_code *code, LLVMValueRef pointer,
                         size_t offset);

/* The address of element `index`, an unsigned word, of elements of `size`
 * bytes. */
LLVMValueRef llvm_element(const struct llvm_code *code, LLVMValueRef array,
                          LLVMValueRef index, size_t size);

/* What stands there. */
LLVMValueRef llvm_load(const struct llvm_code *code, LLVMTypeRef type,
                       LLVMValueRef pointer, size_t offset);

LLVMValueRef llvm_and(const struct llvm_code *code, LLVMValueRef value,
                      uint32_t bits);
LLVMValueRef llvm_equal(const struct llvm_code *code, LLVMValueRef a,
                        LLVMValueRef b);
LLVMValueRef llvm_not_zero(const struct llvm_code *code, LLVMValueRef value);

/* A new block at the end of the function that the builder stands in. */
LLVMBasicBlockRef llvm_block(const struct llvm_code *code);

/* Goes on in a block. */
void llvm_enter(const struct llvm_code *code, LLVMBasicBlockRef block);

/* Ends the block: on to one of two, or to one. */
void llvm_choose(const struct llvm_code *code, LLVMValueRef condition,
                 LLVMBasicBlockRef then, LLVMBasicBlockRef otherwise);
void llvm_go(const struct llvm_code *code, LLVMBasicBlockRef block);

/* Leaves for `then` if the condition holds and goes on in a new block. */
void llvm_leave_if(const struct llvm_code *code, LLVMValueRef condition,
                   LLVMBasicBlockRef then);

/* A phi of words at the beginning of a block that the builder has just entered;
 * it gets its values by llvm_joins. */
LLVMValueRef llvm_joined(const struct llvm_code *code);
void llvm_joins(LLVMValueRef joined, LLVMValueRef value,
                LLVMBasicBlockRef from);
LLVMBasicBlockRef llvm_here(const struct llvm_code *code);

/* A function of this module alone; no exception leaves it. */
LLVMValueRef llvm_function(const struct llvm_code *code, const char *name,
                           LLVMTypeRef type);

/* Has the function compiled in the least time, since it runs seldom. */
void llvm_compile_quickly(const struct llvm_code *code, LLVMValueRef function);

LLVMValueRef llvm_call(const struct llvm_code *code, LLVMTypeRef type,
                       LLVMValueRef function, LLVMValueRef *arguments,
                       unsigned count);

#endif
