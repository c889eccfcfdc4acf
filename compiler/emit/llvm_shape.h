/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One function of a shape while it is written. A predicate is control flow: it
 * leaves for one of two blocks, or for the function's failure, and never makes
 * a value that would have to be tested again. Since every failure ends the
 * function, all share one end.
 */
#ifndef COMPILER_EMIT_LLVM_SHAPE_H
#define COMPILER_EMIT_LLVM_SHAPE_H

#include "compiler/emit/llvm_code.h"
#include "runtime/native_compiler.h"

/* Members of a native_frame that functions keep in a value. */
enum llvm_part {
    LLVM_PART_SPECS,
    LLVM_PART_NUMBERS,
    LLVM_PART_FACTS,
    LLVM_PART_STATE,
    LLVM_PART_REQUEST,
    LLVM_PART_CALLS,
    LLVM_PARTS
};

struct llvm_shape {
    struct llvm_code *code;
    const struct native_source_shape *source;
    LLVMValueRef frame, row;
    LLVMBasicBlockRef entry;  /* ended when the function is finished */
    LLVMBasicBlockRef failed; /* returns `failure` */
    LLVMValueRef failure;
    LLVMValueRef parts[LLVM_PARTS]; /* NULL until needed */
};

/* Where a predicate leads. */
struct llvm_ends {
    LLVMBasicBlockRef yes, no;
};

/* Writes the predicate `at` for package version `it`, a word, which is NULL in
 * conditions of inclusion. Afterwards the builder stands nowhere. */
void llvm_predicate(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                    struct llvm_ends ends);

/* Writes the number `at`, and goes on behind it. */
LLVMValueRef llvm_number(struct llvm_shape *shape, uint32_t at,
                         LLVMValueRef it);

/* A member of the frame, loaded once at the function's beginning. */
LLVMValueRef llvm_part(struct llvm_shape *shape, enum llvm_part part);

/* The value of a column of the row: that of operand `number` of a node. */
LLVMValueRef llvm_column(struct llvm_shape *shape, uint32_t at,
                         uint32_t number);

/* A package version's native_fact. */
LLVMValueRef llvm_fact(struct llvm_shape *shape, LLVMValueRef it);

/* Ends a predicate with what a call answered: 1, 0, or a failure. */
void llvm_answered(struct llvm_shape *shape, LLVMValueRef answer,
                   struct llvm_ends ends);

static inline uint32_t llvm_head(const struct llvm_shape *shape, uint32_t at)
{
    return shape->source->code[at];
}

static inline uint32_t llvm_operand(const struct llvm_shape *shape, uint32_t at,
                                    uint32_t number)
{
    return BUNDLE_OPERAND_VALUE(shape->source->code[at + 1 + number]);
}

/* How an operation that is a question of its own is written; llvm_fact.c. */
void llvm_request_fact(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                       struct llvm_ends ends);
void llvm_request_call(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                       struct llvm_ends ends);
void llvm_version_in(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                     struct llvm_ends ends);
void llvm_index_is(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                   struct llvm_ends ends);
void llvm_develop(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                  struct llvm_ends ends);
void llvm_named(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                struct llvm_ends ends);
void llvm_release_is(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                     struct llvm_ends ends);

/* A comparison of numbers; llvm_number.c. */
void llvm_compare(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                  struct llvm_ends ends);

#endif
