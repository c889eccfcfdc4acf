/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A function consists of an entry, which holds what is loaded once, what is
 * written for its predicate, and three ends: 1, 0 and failure. Functions are
 * named by kind and number.
 */
#include "compiler/emit/llvm_function.h"

#include "compiler/emit/llvm_shape.h"
#include "runtime/ir_table.h"

#include <stdbool.h>
#include <stdio.h>

static struct llvm_shape shape_begin(struct llvm_code *code,
                                     const struct native_source_shape *source,
                                     LLVMValueRef function)
{
    struct llvm_shape shape = {
        .code = code,
        .source = source,
        .frame = LLVMGetParam(function, 0),
        .row = LLVMGetParam(function, 1),
        .entry = LLVMAppendBasicBlockInContext(code->context, function, ""),
    };

    llvm_enter(code, shape.entry);
    return shape;
}

/* The beginning leads to what was written behind it. */
static void shape_end(struct llvm_shape *shape, LLVMBasicBlockRef first)
{
    llvm_enter(shape->code, shape->entry);
    llvm_go(shape->code, first);
}

static LLVMBasicBlockRef write_return(const struct llvm_code *code, int value)
{
    LLVMBasicBlockRef block = llvm_block(code);

    llvm_enter(code, block);
    LLVMBuildRet(code->builder, llvm_word(code, (uint32_t)value));
    return block;
}

/* Where failures end; without any, nothing leads there and it goes away. */
static void begin_failed(struct llvm_shape *shape)
{
    shape->failed = llvm_block(shape->code);
    llvm_enter(shape->code, shape->failed);
    shape->failure = llvm_joined(shape->code);
    LLVMBuildRet(shape->code->builder, shape->failure);
}

static void end_failed(struct llvm_shape *shape)
{
    if (!LLVMCountIncoming(shape->failure))
        LLVMDeleteBasicBlock(shape->failed);
}

/* Conditions are decided once a pipeline, so there is nothing to gain by taking
 * pains over them. */
static LLVMValueRef make_predicate(struct llvm_code *code,
                                   const struct native_source_shape *source,
                                   uint32_t root, const char *name)
{
    LLVMTypeRef types[] = {code->pointer, code->pointer, code->word};
    bool packages = source->shape->kind != BUNDLE_SHAPE_WHEN;
    LLVMTypeRef type =
        LLVMFunctionType(code->word, types, packages ? 3 : 2, false);
    LLVMValueRef function = llvm_function(code, name, type);
    struct llvm_shape shape = shape_begin(code, source, function);
    LLVMBasicBlockRef first = llvm_block(code);
    struct llvm_ends ends;

    if (!packages)
        llvm_compile_quickly(code, function);
    begin_failed(&shape);
    ends.no = write_return(code, 0);
    ends.yes = write_return(code, 1);
    llvm_enter(code, first);
    llvm_predicate(&shape, root, packages ? LLVMGetParam(function, 2) : NULL,
                   ends);
    end_failed(&shape);
    shape_end(&shape, first);
    return function;
}

/* The operand of the first `score` of a RUN shape, or BUNDLE_NONE. */
static uint32_t find_score(const struct native_source_shape *source)
{
    const uint32_t *run = source->code + source->shape->root;

    for (uint32_t i = 0; i < BUNDLE_NODE_OPERANDS(*run); i++) {
        const uint32_t *effect =
            source->code + BUNDLE_OPERAND_VALUE(run[1 + i]);

        if (BUNDLE_NODE_OP(*effect) == IR_OP_SCORE)
            return BUNDLE_OPERAND_VALUE(effect[1]);
    }
    return BUNDLE_NONE;
}

static LLVMValueRef make_score(struct llvm_code *code,
                               const struct native_source_shape *source,
                               uint32_t number, const char *name)
{
    LLVMTypeRef types[] = {code->pointer, code->pointer, code->word};
    LLVMTypeRef type = LLVMFunctionType(code->number, types, 3, false);
    LLVMValueRef function = llvm_function(code, name, type);
    struct llvm_shape shape = shape_begin(code, source, function);
    LLVMBasicBlockRef first = llvm_block(code);

    llvm_enter(code, first);
    LLVMBuildRet(code->builder,
                 llvm_number(&shape, number, LLVMGetParam(function, 2)));
    shape_end(&shape, first);
    return function;
}

void llvm_functions_make(struct llvm_code *code,
                         const struct native_source_shape *source,
                         uint32_t number,
                         LLVMValueRef functions[NATIVE_FUNCTIONS])
{
    static const char *const names[] = {"when_%u", "match_%u", "state_%u",
                                        "score_%u"};
    const struct bundle_shape *shape = source->shape;
    uint32_t roots[NATIVE_FUNCTIONS] = {BUNDLE_NONE, BUNDLE_NONE, BUNDLE_NONE,
                                        BUNDLE_NONE};

    if (shape->kind == BUNDLE_SHAPE_WHEN)
        roots[NATIVE_FUNCTION_WHEN] = shape->root;
    else if (shape->kind == BUNDLE_SHAPE_MATCH)
        roots[NATIVE_FUNCTION_MATCH] = shape->root;
    else
        roots[NATIVE_FUNCTION_SCORE] = find_score(source);
    roots[NATIVE_FUNCTION_STATE] = shape->state;
    for (unsigned i = 0; i < NATIVE_FUNCTIONS; i++) {
        char name[32];

        functions[i] = NULL;
        if (roots[i] == BUNDLE_NONE)
            continue;
        snprintf(name, sizeof name, names[i], number);
        functions[i] = i == NATIVE_FUNCTION_SCORE
                           ? make_score(code, source, roots[i], name)
                           : make_predicate(code, source, roots[i], name);
    }
}
