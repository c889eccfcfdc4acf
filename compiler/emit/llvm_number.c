/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numeric operations: one function each, in a table by number. They compute in
 * double precision without any rewriting that could change a result, so that
 * all engines agree to the last bit.
 */
#include "compiler/emit/llvm_shape.h"
#include "runtime/ir_table.h"

#include <assert.h>

typedef LLVMValueRef llvm_numeric(struct llvm_shape *shape, uint32_t at,
                                  LLVMValueRef it);

static LLVMValueRef constant(struct llvm_shape *shape, uint32_t at,
                             LLVMValueRef it)
{
    struct llvm_code *code = shape->code;
    LLVMValueRef numbers = llvm_part(shape, LLVM_PART_NUMBERS);
    LLVMValueRef number =
        llvm_element(code, numbers, llvm_column(shape, at, 0), sizeof(double));

    (void)it;
    return llvm_load(code, code->number, number, 0);
}

static LLVMValueRef operand(struct llvm_shape *shape, uint32_t at,
                            uint32_t number, LLVMValueRef it)
{
    return llvm_number(shape, llvm_operand(shape, at, number), it);
}

static LLVMValueRef zero(const struct llvm_shape *shape)
{
    return LLVMConstReal(shape->code->number, 0);
}

/* native_minimum and native_maximum */
static LLVMValueRef extreme(const struct llvm_code *code,
                            LLVMRealPredicate order, LLVMValueRef left,
                            LLVMValueRef right)
{
    LLVMValueRef first = LLVMBuildFCmp(code->builder, order, left, right, "");

    return LLVMBuildSelect(code->builder, first, left, right, "");
}

static LLVMValueRef combine(const struct llvm_code *code, uint32_t op,
                            LLVMValueRef left, LLVMValueRef right)
{
    switch (op) {
    case IR_OP_ADD:
        return LLVMBuildFAdd(code->builder, left, right, "");
    case IR_OP_SUBTRACT:
        return LLVMBuildFSub(code->builder, left, right, "");
    case IR_OP_MULTIPLY:
        return LLVMBuildFMul(code->builder, left, right, "");
    case IR_OP_MINIMUM:
        return extreme(code, LLVMRealOLT, left, right);
    default:
        return extreme(code, LLVMRealOGT, left, right);
    }
}

/* Operands are combined from left to right. */
static LLVMValueRef chain(struct llvm_shape *shape, uint32_t at,
                          LLVMValueRef it)
{
    uint32_t head = llvm_head(shape, at);
    LLVMValueRef result = operand(shape, at, 0, it);

    for (uint32_t i = 1; i < BUNDLE_NODE_OPERANDS(head); i++)
        result = combine(shape->code, BUNDLE_NODE_OP(head), result,
                         operand(shape, at, i, it));
    return result;
}

/* native_divide, by the number of a column. */
static LLVMValueRef divide(struct llvm_shape *shape, uint32_t at,
                           LLVMValueRef it)
{
    struct llvm_code *code = shape->code;
    LLVMValueRef number = operand(shape, at, 0, it);
    LLVMValueRef numbers = llvm_part(shape, LLVM_PART_NUMBERS);
    LLVMValueRef by = llvm_load(
        code, code->number,
        llvm_element(code, numbers, llvm_column(shape, at, 1), sizeof(double)),
        0);
    LLVMValueRef none =
        LLVMBuildFCmp(code->builder, LLVMRealOEQ, by, zero(shape), "");

    return LLVMBuildSelect(code->builder, none, zero(shape),
                           LLVMBuildFDiv(code->builder, number, by, ""), "");
}

static LLVMValueRef negate(struct llvm_shape *shape, uint32_t at,
                           LLVMValueRef it)
{
    return LLVMBuildFSub(shape->code->builder, zero(shape),
                         operand(shape, at, 0, it), "");
}

/* native_absolute */
static LLVMValueRef absolute(struct llvm_shape *shape, uint32_t at,
                             LLVMValueRef it)
{
    LLVMBuilderRef builder = shape->code->builder;
    LLVMValueRef number = operand(shape, at, 0, it);
    LLVMValueRef below =
        LLVMBuildFCmp(builder, LLVMRealOLT, number, zero(shape), "");

    return LLVMBuildSelect(builder, below,
                           LLVMBuildFSub(builder, zero(shape), number, ""),
                           number, "");
}

static LLVMValueRef clamp(struct llvm_shape *shape, uint32_t at,
                          LLVMValueRef it)
{
    LLVMValueRef number = operand(shape, at, 0, it);

    number =
        extreme(shape->code, LLVMRealOGT, number, operand(shape, at, 1, it));
    return extreme(shape->code, LLVMRealOLT, number, operand(shape, at, 2, it));
}

/* Writes the predicate of a choice. One that fails does not hold; the verifier
 * lets none in that could. */
static void choice(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                   struct llvm_ends ends)
{
    struct llvm_code *code = shape->code;
    LLVMBasicBlockRef failed = shape->failed, here = llvm_here(code);
    LLVMValueRef failure = shape->failure;

    shape->failed = llvm_block(code);
    llvm_enter(code, shape->failed);
    shape->failure = llvm_joined(code);
    llvm_enter(code, here);
    llvm_predicate(shape, at, it, ends);
    if (LLVMCountIncoming(shape->failure)) {
        llvm_enter(code, shape->failed);
        llvm_go(code, ends.no);
    } else {
        LLVMDeleteBasicBlock(shape->failed);
    }
    shape->failed = failed;
    shape->failure = failure;
}

static LLVMValueRef choose(struct llvm_shape *shape, uint32_t at,
                           LLVMValueRef it)
{
    struct llvm_code *code = shape->code;
    struct llvm_ends ends = {llvm_block(code), llvm_block(code)};
    LLVMBasicBlockRef end = llvm_block(code);
    LLVMValueRef then, otherwise, chosen;

    choice(shape, llvm_operand(shape, at, 0), it, ends);
    llvm_enter(code, ends.yes);
    then = operand(shape, at, 1, it);
    ends.yes = llvm_here(code);
    llvm_go(code, end);
    llvm_enter(code, ends.no);
    otherwise = operand(shape, at, 2, it);
    ends.no = llvm_here(code);
    llvm_go(code, end);
    llvm_enter(code, end);
    chosen = LLVMBuildPhi(code->builder, code->number, "");
    llvm_joins(chosen, then, ends.yes);
    llvm_joins(chosen, otherwise, ends.no);
    return chosen;
}

/* native_stack_size */
static LLVMValueRef stack_size(struct llvm_shape *shape, uint32_t at,
                               LLVMValueRef it)
{
    struct llvm_code *code = shape->code;
    LLVMValueRef most = llvm_word(code, NATIVE_MOST_FACT);
    LLVMValueRef count =
        llvm_load(code, code->word, llvm_part(shape, LLVM_PART_STATE),
                  offsetof(struct native_state, count));
    LLVMValueRef fits =
        LLVMBuildICmp(code->builder, LLVMIntULT, count, most, "");

    (void)at;
    (void)it;
    count = LLVMBuildSelect(code->builder, fits, count, most, "");
    return LLVMBuildUIToFP(code->builder, count, code->number, "");
}

/* native_calls.number */
static LLVMValueRef fact(struct llvm_shape *shape, uint32_t at, LLVMValueRef it)
{
    struct llvm_code *code = shape->code;
    LLVMTypeRef types[] = {code->pointer, code->word, code->word};
    LLVMTypeRef type = LLVMFunctionType(code->number, types, 3, false);
    LLVMValueRef arguments[] = {
        shape->frame, llvm_word(code, BUNDLE_NODE_OP(llvm_head(shape, at))),
        it};
    LLVMValueRef called =
        llvm_load(code, code->pointer, llvm_part(shape, LLVM_PART_CALLS),
                  offsetof(struct native_calls, number));

    return llvm_call(code, type, called, arguments, 3);
}

static llvm_numeric *const operations[IR_OP_COUNT] = {
    [IR_OP_CONSTANT] = constant,  [IR_OP_ADD] = chain,
    [IR_OP_SUBTRACT] = chain,     [IR_OP_MULTIPLY] = chain,
    [IR_OP_MINIMUM] = chain,      [IR_OP_MAXIMUM] = chain,
    [IR_OP_DIVIDE] = divide,      [IR_OP_NEGATE] = negate,
    [IR_OP_ABSOLUTE] = absolute,  [IR_OP_CLAMP] = clamp,
    [IR_OP_CHOOSE] = choose,      [IR_OP_STACK_SIZE] = stack_size,
    [IR_OP_VERSION_EPOCH] = fact, [IR_OP_VERSION_MAJOR] = fact,
    [IR_OP_VERSION_MINOR] = fact, [IR_OP_VERSION_PATCH] = fact,
    [IR_OP_VERSION_AGE] = fact,
};

LLVMValueRef llvm_number(struct llvm_shape *shape, uint32_t at, LLVMValueRef it)
{
    llvm_numeric *operation = operations[BUNDLE_NODE_OP(llvm_head(shape, at))];

    assert(operation);
    return operation(shape, at, it);
}

/* native_compare */
void llvm_compare(struct llvm_shape *shape, uint32_t at, LLVMValueRef it,
                  struct llvm_ends ends)
{
    struct llvm_code *code = shape->code;
    LLVMBuilderRef builder = code->builder;
    uint32_t outcomes = BUNDLE_NODE_IMMEDIATE(llvm_head(shape, at));
    LLVMValueRef left = operand(shape, at, 0, it);
    LLVMValueRef right = operand(shape, at, 1, it);
    LLVMValueRef greater = LLVMBuildFCmp(builder, LLVMRealOGT, left, right, "");
    LLVMValueRef equal = LLVMBuildFCmp(builder, LLVMRealOEQ, left, right, "");
    LLVMValueRef less =
        LLVMBuildNot(builder, LLVMBuildOr(builder, greater, equal, ""), "");
    LLVMValueRef holds = LLVMConstInt(code->bit, 0, false);

    if (outcomes & IR_LESS)
        holds = LLVMBuildOr(builder, holds, less, "");
    if (outcomes & IR_EQUAL)
        holds = LLVMBuildOr(builder, holds, equal, "");
    if (outcomes & IR_GREATER)
        holds = LLVMBuildOr(builder, holds, greater, "");
    llvm_choose(code, holds, ends.yes, ends.no);
}
