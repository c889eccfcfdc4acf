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

static llvm_numeric *const operations[IR_OP_COUNT] = {
    [IR_OP_CONSTANT] = constant,
};

LLVMValueRef llvm_number(struct llvm_shape *shape, uint32_t at, LLVMValueRef it)
{
    llvm_numeric *operation = operations[BUNDLE_NODE_OP(llvm_head(shape, at))];

    assert(operation);
    return operation(shape, at, it);
}
