/* SPDX-License-Identifier: Apache-2.0 */
/*
 * No text of any rule takes part: the bundle comes in as bytes, everything else
 * is numbers of verified shapes.
 */
#include "compiler/emit/llvm_module.h"

#include "compiler/emit/llvm_function.h"
#include "runtime/native_offsets.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define BUNDLE_AT 64 /* alignment, as in the C back end's objects */

/* A module on its way: the functions of its shapes, and room to list what
 * stands for each of them in a table. */
struct module {
    struct llvm_code code;
    const struct native_source *source;
    LLVMValueRef (*functions)[NATIVE_FUNCTIONS];
    LLVMValueRef *rows;
};

static struct llvm_code code_begin(LLVMContextRef context)
{
    LLVMTypeRef byte = LLVMInt8TypeInContext(context);

    return (struct llvm_code){
        .context = context,
        .module = LLVMModuleCreateWithNameInContext("prescriptions", context),
        .builder = LLVMCreateBuilderInContext(context),
        .bit = LLVMInt1TypeInContext(context),
        .byte = byte,
        .word = LLVMInt32TypeInContext(context),
        .wide = LLVMInt64TypeInContext(context),
        .number = LLVMDoubleTypeInContext(context),
        .pointer = LLVMPointerType(byte, 0),
    };
}

/* Addresses by shape, as native_shape has them. */
static void make_table(struct module *module)
{
    const struct llvm_code *code = &module->code;
    LLVMTypeRef row = LLVMArrayType(code->pointer, NATIVE_FUNCTIONS);
    uint32_t count = module->source->count;
    LLVMValueRef table, members[NATIVE_FUNCTIONS];

    for (uint32_t i = 0; i < count; i++) {
        for (unsigned k = 0; k < NATIVE_FUNCTIONS; k++) {
            LLVMValueRef function = module->functions[i][k];

            members[k] = function ? LLVMConstBitCast(function, code->pointer)
                                  : LLVMConstNull(code->pointer);
        }
        module->rows[i] =
            LLVMConstArray(code->pointer, members, NATIVE_FUNCTIONS);
    }
    table = LLVMAddGlobal(code->module, LLVMArrayType(row, count),
                          LLVM_MODULE_TABLE);
    LLVMSetInitializer(table, LLVMConstArray(row, module->rows, count));
    LLVMSetGlobalConstant(table, true);
}

/* The portable bundle, as it is. */
static LLVMValueRef make_bundle(const struct module *module)
{
    const struct llvm_code *code = &module->code;
    LLVMValueRef bytes =
        LLVMConstStringInContext(code->context, module->source->bundle,
                                 (unsigned)module->source->bundle_size, true);
    LLVMValueRef bundle =
        LLVMAddGlobal(code->module, LLVMTypeOf(bytes), "thoth_bundle");

    LLVMSetInitializer(bundle, bytes);
    LLVMSetGlobalConstant(bundle, true);
    LLVMSetLinkage(bundle, LLVMInternalLinkage);
    LLVMSetAlignment(bundle, BUNDLE_AT);
    return bundle;
}

/* How far `to`, NULL for nothing, lies behind the table: the linker knows. */
static LLVMValueRef offset_of(const struct llvm_code *code, LLVMValueRef table,
                              LLVMValueRef to)
{
    if (!to)
        return LLVMConstInt(code->wide, 0, false);
    return LLVMConstSub(LLVMConstPtrToInt(to, code->wide),
                        LLVMConstPtrToInt(table, code->wide));
}

static LLVMValueRef offsets_of_functions(struct module *module,
                                         LLVMValueRef table)
{
    const struct llvm_code *code = &module->code;
    LLVMTypeRef row = LLVMArrayType(code->wide, NATIVE_FUNCTIONS);

    for (uint32_t i = 0; i < module->source->count; i++) {
        LLVMValueRef members[NATIVE_FUNCTIONS];

        for (unsigned k = 0; k < NATIVE_FUNCTIONS; k++)
            members[k] = offset_of(code, table, module->functions[i][k]);
        module->rows[i] = LLVMConstArray(code->wide, members, NATIVE_FUNCTIONS);
    }
    return LLVMConstArray(row, module->rows, module->source->count);
}

/* A native_offsets. */
static void make_offsets(struct module *module)
{
    static const uint8_t zeros[16];
    const struct llvm_code *code = &module->code;
    const struct native_source *source = module->source;
    const uint8_t *id = source->build_id ? source->build_id : zeros;
    LLVMTypeRef row = LLVMArrayType(code->wide, NATIVE_FUNCTIONS);
    LLVMTypeRef types[] = {
        code->word, code->word, LLVMArrayType(code->byte, sizeof zeros),
        code->wide, code->wide, LLVMArrayType(row, source->count)};
    LLVMTypeRef type = LLVMStructTypeInContext(code->context, types, 6, false);
    LLVMValueRef table =
        LLVMAddGlobal(code->module, type, NATIVE_OFFSETS_SYMBOL);
    LLVMValueRef bundle = source->bundle ? make_bundle(module) : NULL;
    LLVMValueRef begin = offset_of(code, table, bundle);
    LLVMValueRef size =
        LLVMConstInt(code->wide, bundle ? source->bundle_size : 0, false);
    LLVMValueRef members[] = {
        llvm_word(code, NATIVE_ABI),
        llvm_word(code, source->count),
        LLVMConstStringInContext(code->context, (const char *)id, sizeof zeros,
                                 true),
        begin,
        LLVMConstAdd(begin, size),
        offsets_of_functions(module, table),
    };

    LLVMSetInitializer(
        table, LLVMConstStructInContext(code->context, members, 6, false));
    LLVMSetGlobalConstant(table, true);
}

LLVMModuleRef llvm_module_make(LLVMContextRef context,
                               const struct native_source *source,
                               enum llvm_module_use use)
{
    uint32_t room = source->count ? source->count : 1;
    struct module module = {
        .source = source,
        .functions = calloc(room, sizeof *module.functions),
        .rows = calloc(room, sizeof *module.rows),
    };

    if (module.functions && module.rows) {
        module.code = code_begin(context);
        for (uint32_t i = 0; i < source->count; i++)
            llvm_functions_make(&module.code, &source->shapes[i], i,
                                module.functions[i]);
        if (use == LLVM_MODULE_PROCESS)
            make_table(&module);
        else
            make_offsets(&module);
        LLVMDisposeBuilder(module.code.builder);
    }
    free(module.functions);
    free(module.rows);
    return module.code.module;
}
