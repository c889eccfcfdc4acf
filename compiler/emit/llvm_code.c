/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Casts between pointer types are no instructions with opaque pointers, and
 * none in machine code ever.
 */
#include "compiler/emit/llvm_code.h"

#include <string.h>

LLVMValueRef llvm_word(const struct llvm_code *code, uint32_t value)
{
    return LLVMConstInt(code->word, value, false);
}

LLVMValueRef llvm_behind(const struct llvm_code *code, LLVMValueRef pointer,
                         size_t offset)
{
    LLVMValueRef index = LLVMConstInt(code->wide, offset, false);

    return LLVMBuildInBoundsGEP2(code->builder, code->byte, pointer, &index, 1,
                                 "");
}

LLVMValueRef llvm_element(const struct llvm_code *code, LLVMValueRef array,
                          LLVMValueRef index, size_t size)
{
    LLVMTypeRef type = LLVMArrayType(code->byte, (unsigned)size);
    LLVMTypeRef pointer = LLVMPointerType(type, 0);
    LLVMValueRef at = LLVMBuildZExt(code->builder, index, code->wide, "");

    array = LLVMBuildBitCast(code->builder, array, pointer, "");
    at = LLVMBuildInBoundsGEP2(code->builder, type, array, &at, 1, "");
    return LLVMBuildBitCast(code->builder, at, code->pointer, "");
}

LLVMValueRef llvm_load(const struct llvm_code *code, LLVMTypeRef type,
                       LLVMValueRef pointer, size_t offset)
{
    LLVMValueRef at = offset ? llvm_behind(code, pointer, offset) : pointer;

    at = LLVMBuildBitCast(code->builder, at, LLVMPointerType(type, 0), "");
    return LLVMBuildLoad2(code->builder, type, at, "");
}

LLVMValueRef llvm_and(const struct llvm_code *code, LLVMValueRef value,
                      uint32_t bits)
{
    return LLVMBuildAnd(code->builder, value, llvm_word(code, bits), "");
}

LLVMValueRef llvm_equal(const struct llvm_code *code, LLVMValueRef a,
                        LLVMValueRef b)
{
    return LLVMBuildICmp(code->builder, LLVMIntEQ, a, b, "");
}

LLVMValueRef llvm_not_zero(const struct llvm_code *code, LLVMValueRef value)
{
    return LLVMBuildICmp(code->builder, LLVMIntNE, value, llvm_word(code, 0),
                         "");
}

LLVMBasicBlockRef llvm_here(const struct llvm_code *code)
{
    return LLVMGetInsertBlock(code->builder);
}

LLVMBasicBlockRef llvm_block(const struct llvm_code *code)
{
    return LLVMAppendBasicBlockInContext(
        code->context, LLVMGetBasicBlockParent(llvm_here(code)), "");
}

void llvm_enter(const struct llvm_code *code, LLVMBasicBlockRef block)
{
    LLVMPositionBuilderAtEnd(code->builder, block);
}

void llvm_choose(const struct llvm_code *code, LLVMValueRef condition,
                 LLVMBasicBlockRef then, LLVMBasicBlockRef otherwise)
{
    LLVMBuildCondBr(code->builder, condition, then, otherwise);
}

void llvm_go(const struct llvm_code *code, LLVMBasicBlockRef block)
{
    LLVMBuildBr(code->builder, block);
}

void llvm_leave_if(const struct llvm_code *code, LLVMValueRef condition,
                   LLVMBasicBlockRef then)
{
    LLVMBasicBlockRef next = llvm_block(code);

    llvm_choose(code, condition, then, next);
    llvm_enter(code, next);
}

LLVMValueRef llvm_joined(const struct llvm_code *code)
{
    return LLVMBuildPhi(code->builder, code->word, "");
}

void llvm_joins(LLVMValueRef joined, LLVMValueRef value, LLVMBasicBlockRef from)
{
    LLVMAddIncoming(joined, &value, &from, 1);
}

static void set_attribute(const struct llvm_code *code, LLVMValueRef function,
                          const char *name)
{
    unsigned kind = LLVMGetEnumAttributeKindForName(name, strlen(name));

    LLVMAddAttributeAtIndex(function,
                            (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                            LLVMCreateEnumAttribute(code->context, kind, 0));
}

LLVMValueRef llvm_function(const struct llvm_code *code, const char *name,
                           LLVMTypeRef type)
{
    LLVMValueRef function = LLVMAddFunction(code->module, name, type);

    LLVMSetLinkage(function, LLVMInternalLinkage);
    set_attribute(code, function, "nounwind");
    return function;
}

void llvm_compile_quickly(const struct llvm_code *code, LLVMValueRef function)
{
    set_attribute(code, function, "noinline");
    set_attribute(code, function, "optnone");
}

LLVMValueRef llvm_call(const struct llvm_code *code, LLVMTypeRef type,
                       LLVMValueRef function, LLVMValueRef *arguments,
                       unsigned count)
{
    LLVMTypeRef pointer = LLVMPointerType(type, 0);

    function = LLVMBuildBitCast(code->builder, function, pointer, "");
    return LLVMBuildCall2(code->builder, type, function, arguments, count, "");
}
