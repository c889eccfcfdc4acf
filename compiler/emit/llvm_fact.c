/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Questions that no other predicate is part of: about the request, and about
 * one package version. What is no plain comparison is a call of the library.
 */
#include "compiler/emit/llvm_primitive.h"
#include "compiler/emit/llvm_shape.h"
#include "runtime/ir_table.h"

#define LOAD(code, type, pointer, structure, member)                           \
    llvm_load(code, (code)->type, pointer, offsetof(struct structure, member))

LLVMValueRef llvm_part(struct llvm_shape *shape, enum llvm_part part)
{
    static const size_t offsets[] = {
        [LLVM_PART_SPECS] = offsetof(struct native_frame, specs),
        [LLVM_PART_NUMBERS] = offsetof(struct native_frame, numbers),
        [LLVM_PART_FACTS] = offsetof(struct native_frame, facts),
        [LLVM_PART_STATE] = offsetof(struct native_frame, state),
        [LLVM_PART_REQUEST] = offsetof(struct native_frame, request),
        [LLVM_PART_CALLS] = offsetof(struct native_frame, calls),
    };
    struct llvm_code *code = shape->code;
    LLVMBasicBlockRef here = llvm_here(code);

    if (!shape->parts[part]) {
        llvm_enter(code, shape->entry);
        shape->parts[part] =
            llvm_load(code, code->pointer, shape->frame, offsets[part]);
        llvm_enter(code, here);
    }
    return shape->parts[part];
}

LLVMValueRef llvm_column(struct llvm_shape *shape, uint32_t at, uint32_t number)
{
    size_t column = llvm_operand(shape, at, number);

    return llvm_load(shape->code, shape->code->word, shape->row,
                     column * sizeof(uint32_t));
}

LLVMValueRef llvm_fact(struct llvm_shape *shape, LLVMValueRef it)
{
    return llvm_element(shape->code, llvm_part(shape, LLVM_PART_FACTS), it,
                        sizeof(struct native_fact));
}

void llvm_answered(struct llvm_shape *shape, LLVMValueRef answer,
                   struct llvm_ends ends)
{
    struct llvm_code *code = shape->code;
    LLVMValueRef fails = LLVMBuildICmp(code->builder, LLVMIntSLT, answer,
                                       llvm_word(code, 0), "");

    llvm_joins(shape->failure, answer, llvm_here(code));
    llvm_leave_if(code, fails, shape->failed);
    llvm_choose(code, llvm_not_zero(code, answer), ends.yes, ends.no);
}

/* Comparisons of the request with zero: which member, which of its bits. */
void llvm_request_fact(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                       struct llvm_ends ends)
{
    struct llvm_code *code = shape->code;
    LLVMValueRef request = llvm_part(shape, LLVM_PART_REQUEST), value;
    uint32_t head = llvm_head(shape, at), bits = UINT32_MAX;
    size_t member = offsetof(struct native_request, adviser);

    (void)it;
    switch (BUNDLE_NODE_OP(head)) {
    case IR_OP_RECOMMENDS:
        member = offsetof(struct native_request, recommendation);
        bits = BUNDLE_NODE_IMMEDIATE(head);
        break;
    case IR_OP_DECIDES:
        member = offsetof(struct native_request, decision);
        bits = BUNDLE_NODE_IMMEDIATE(head);
        break;
    case IR_OP_AUTHENTICATED:
        member = offsetof(struct native_request, authenticated);
        break;
    default:
        break;
    }
    value = llvm_and(code, llvm_load(code, code->word, request, member), bits);
    if (BUNDLE_NODE_OP(head) == IR_OP_MONKEY)
        llvm_choose(code, llvm_not_zero(code, value), ends.no, ends.yes);
    else
        llvm_choose(code, llvm_not_zero(code, value), ends.yes, ends.no);
}

/* native_calls.context and .irregular: the frame and three words. */
static LLVMValueRef call_library(struct llvm_shape *shape, size_t member,
                                 LLVMValueRef a, LLVMValueRef b, LLVMValueRef c)
{
    struct llvm_code *code = shape->code;
    LLVMTypeRef types[] = {code->pointer, code->word, code->word, code->word};
    LLVMTypeRef type = LLVMFunctionType(code->word, types, 4, false);
    LLVMValueRef arguments[] = {shape->frame, a, b, c};
    LLVMValueRef called = llvm_load(code, code->pointer,
                                    llvm_part(shape, LLVM_PART_CALLS), member);

    return llvm_call(code, type, called, arguments, 4);
}

void llvm_request_call(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                       struct llvm_ends ends)
{
    const struct llvm_code *code = shape->code;
    uint32_t head = llvm_head(shape, at);
    LLVMValueRef immediate = llvm_word(code, BUNDLE_NODE_IMMEDIATE(head));
    LLVMValueRef constant =
        BUNDLE_NODE_OPERANDS(head) ? llvm_column(shape, at, 0) : immediate;

    (void)it;
    llvm_answered(shape,
                  call_library(shape, offsetof(struct native_calls, context),
                               llvm_word(code, BUNDLE_NODE_OP(head)), immediate,
                               constant),
                  ends);
}

/* native_version_in. */
void llvm_version_in(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                     struct llvm_ends ends)
{
    struct llvm_code *code = shape->code;
    uint32_t prereleases =
        BUNDLE_NODE_IMMEDIATE(llvm_head(shape, at)) & IR_PRERELEASES;
    LLVMValueRef spec = llvm_column(shape, at, 0), fact = llvm_fact(shape, it);
    LLVMValueRef words = llvm_element(code, llvm_part(shape, LLVM_PART_SPECS),
                                      spec, sizeof(uint32_t));
    LLVMValueRef head = llvm_load(code, code->word, words, sizeof(uint32_t));
    LLVMValueRef flags = LOAD(code, word, fact, native_fact, flags);
    LLVMBasicBlockRef irregular = llvm_block(code);

    llvm_leave_if(
        code,
        llvm_not_zero(code,
                      LLVMBuildOr(code->builder,
                                  llvm_and(code, head, NATIVE_SPEC_IRREGULAR),
                                  llvm_and(code, flags, NATIVE_LEGACY), "")),
        irregular);
    if (!prereleases) {
        LLVMBasicBlockRef prerelease = llvm_block(code);
        LLVMBasicBlockRef regular = llvm_block(code);

        llvm_choose(
            code, llvm_not_zero(code, llvm_and(code, flags, NATIVE_PRERELEASE)),
            prerelease, regular);
        llvm_enter(code, prerelease);
        llvm_choose(
            code,
            llvm_not_zero(code, llvm_and(code, head, NATIVE_SPEC_PRERELEASES)),
            regular, ends.no);
        llvm_enter(code, regular);
    }
    llvm_in_intervals(code, llvm_behind(code, words, 2 * sizeof(uint32_t)),
                      llvm_and(code, head, NATIVE_SPEC_COUNT(UINT32_MAX)),
                      LOAD(code, word, fact, native_fact, position), ends.yes,
                      ends.no);
    llvm_enter(code, irregular);
    llvm_answered(shape,
                  call_library(shape, offsetof(struct native_calls, irregular),
                               spec, it, llvm_word(code, prereleases)),
                  ends);
}

/* native_index_is. */
void llvm_index_is(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                   struct llvm_ends ends)
{
    LLVMValueRef index =
        LOAD(shape->code, word, llvm_fact(shape, it), native_fact, index);

    llvm_choose(shape->code,
                llvm_equal(shape->code, index, llvm_column(shape, at, 0)),
                ends.yes, ends.no);
}

/* native_develop. */
void llvm_develop(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                  struct llvm_ends ends)
{
    LLVMValueRef flags =
        LOAD(shape->code, word, llvm_fact(shape, it), native_fact, flags);

    (void)at;
    llvm_choose(shape->code,
                llvm_not_zero(shape->code,
                              llvm_and(shape->code, flags, NATIVE_DEVELOP)),
                ends.yes, ends.no);
}

/* native_named. */
void llvm_named(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                struct llvm_ends ends)
{
    LLVMValueRef name =
        LOAD(shape->code, word, llvm_fact(shape, it), native_fact, name);

    llvm_choose(shape->code,
                llvm_equal(shape->code, name, llvm_column(shape, at, 0)),
                ends.yes, ends.no);
}

/* native_release_is. */
void llvm_release_is(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                     struct llvm_ends ends)
{
    uint32_t kinds = BUNDLE_NODE_IMMEDIATE(llvm_head(shape, at));
    LLVMValueRef flags =
        LOAD(shape->code, word, llvm_fact(shape, it), native_fact, flags);

    llvm_choose(shape->code,
                llvm_not_zero(shape->code, llvm_and(shape->code, flags,
                                                    kinds << NATIVE_RELEASES)),
                ends.yes, ends.no);
}
