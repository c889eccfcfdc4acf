/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One function for each operation, in a table by its number. Operands are
 * decided left to right, as the interpreter does; the verifier bounds how deep
 * they nest.
 */
#include "compiler/emit/llvm_primitive.h"
#include "compiler/emit/llvm_shape.h"
#include "runtime/ir_table.h"

#include <assert.h>

typedef void llvm_operation(struct llvm_shape *shape, uint32_t at,
                            LLVMValueRef it, struct llvm_ends ends);

static void always(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                   struct llvm_ends ends)
{
    (void)at;
    (void)it;
    llvm_go(shape->code, ends.yes);
}

static void never(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                  struct llvm_ends ends)
{
    (void)at;
    (void)it;
    llvm_go(shape->code, ends.no);
}

static void fail(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                 struct llvm_ends ends)
{
    (void)at;
    (void)it;
    (void)ends;
    llvm_joins(shape->failure, llvm_word(shape->code, (uint32_t)NATIVE_FAILS),
               llvm_here(shape->code));
    llvm_go(shape->code, shape->failed);
}

static void negation(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                     struct llvm_ends ends)
{
    llvm_predicate(shape, llvm_operand(shape, at, 0), it,
                   (struct llvm_ends){ends.no, ends.yes});
}

/* `and` goes on where an operand holds, `or` where one does not. */
static void logic(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                  struct llvm_ends ends)
{
    uint32_t head = llvm_head(shape, at);
    uint32_t last = BUNDLE_NODE_OPERANDS(head) - 1;

    for (uint32_t i = 0; i < last; i++) {
        LLVMBasicBlockRef next = llvm_block(shape->code);
        struct llvm_ends on = BUNDLE_NODE_OP(head) == IR_OP_AND
                                  ? (struct llvm_ends){next, ends.no}
                                  : (struct llvm_ends){ends.yes, next};

        llvm_predicate(shape, llvm_operand(shape, at, i), it, on);
        llvm_enter(shape->code, next);
    }
    llvm_predicate(shape, llvm_operand(shape, at, last), it, ends);
}

/* The package version that `resolved` or `from` finds. */
static LLVMValueRef find(struct llvm_shape *shape, uint32_t at,
                         LLVMBasicBlockRef missing)
{
    return llvm_resolved(shape->code, llvm_part(shape, LLVM_PART_STATE),
                         llvm_column(shape, at, 0), missing);
}

static void resolved(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                     struct llvm_ends ends)
{
    (void)it;
    llvm_predicate(shape, llvm_operand(shape, at, 1), find(shape, at, ends.no),
                   ends);
}

/* Room for so many words, taken once when the function begins. */
static LLVMValueRef make_list(struct llvm_shape *shape, uint32_t count)
{
    struct llvm_code *code = shape->code;
    LLVMBasicBlockRef here = llvm_here(code);
    LLVMTypeRef type = LLVMArrayType(code->word, count ? count : 1);
    LLVMValueRef list;

    llvm_enter(code, shape->entry);
    list = LLVMBuildAlloca(code->builder, type, "");
    list = LLVMBuildBitCast(code->builder, list, code->pointer, "");
    llvm_enter(code, here);
    return list;
}

static void note(const struct llvm_code *code, LLVMValueRef list,
                 uint32_t number, LLVMValueRef package)
{
    LLVMValueRef at = llvm_behind(code, list, number * sizeof(uint32_t));

    at =
        LLVMBuildBitCast(code->builder, at, LLVMPointerType(code->word, 0), "");
    LLVMBuildStore(code->builder, package, at);
}

/* Each `from` holds for a dependent that is still left, which leaves. */
static void dependents(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                       struct llvm_ends ends)
{
    struct llvm_code *code = shape->code;
    uint32_t head = llvm_head(shape, at), count = BUNDLE_NODE_OPERANDS(head);
    LLVMValueRef left = make_list(shape, count);

    for (uint32_t i = 0; i < count; i++) {
        uint32_t from = llvm_operand(shape, at, i);
        LLVMValueRef package = find(shape, from, ends.no);
        LLVMBasicBlockRef holds = llvm_block(code), next = llvm_block(code);

        llvm_predicate(shape, llvm_operand(shape, from, 1), package,
                       (struct llvm_ends){holds, ends.no});
        llvm_enter(code, holds);
        llvm_choose(code,
                    llvm_is_dependent(code, shape->frame, it, package, left, i),
                    next, ends.no);
        llvm_enter(code, next);
        note(code, left, i, package);
    }
    if (BUNDLE_NODE_IMMEDIATE(head) & IR_OTHERS)
        llvm_go(code, ends.yes);
    else
        llvm_choose(code,
                    llvm_others_resolved(code, shape->frame, it, left, count),
                    ends.no, ends.yes);
}

static llvm_operation *const operations[IR_OP_COUNT] = {
    [IR_OP_ALWAYS] = always,
    [IR_OP_NEVER] = never,
    [IR_OP_AND] = logic,
    [IR_OP_OR] = logic,
    [IR_OP_NOT] = negation,
    [IR_OP_FAIL] = fail,
    [IR_OP_ADVISER] = llvm_request_fact,
    [IR_OP_MONKEY] = llvm_request_fact,
    [IR_OP_RECOMMENDS] = llvm_request_fact,
    [IR_OP_DECIDES] = llvm_request_fact,
    [IR_OP_AUTHENTICATED] = llvm_request_fact,
    [IR_OP_VERSION_IN] = llvm_version_in,
    [IR_OP_INDEX_IS] = llvm_index_is,
    [IR_OP_DEVELOP] = llvm_develop,
    [IR_OP_RESOLVED] = resolved,
    [IR_OP_DEPENDENTS] = dependents,
    [IR_OP_NAMED] = llvm_named,
    [IR_OP_RELEASE_IS] = llvm_release_is,
    [IR_OP_COMPARE] = llvm_compare,
};

/* The other operations on the request are the library's to decide. */
static bool asks_library(uint32_t op)
{
    static const uint8_t bindings[IR_OP_COUNT] = {
#define IR_OP(id, name, result, binding, immediate, operands, description)     \
    [IR_OP_##id] = BINDING_##binding,
#include "grammar/ir_ops.def"
#undef IR_OP
    };

    return bindings[op] == BINDING_CONTEXT;
}

void llvm_predicate(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                    struct llvm_ends ends)
{
    uint32_t op = BUNDLE_NODE_OP(llvm_head(shape, at));

    if (operations[op]) {
        operations[op](shape, at, it, ends);
    } else {
        assert(asks_library(op));
        llvm_request_call(shape, at, it, ends);
    }
}
