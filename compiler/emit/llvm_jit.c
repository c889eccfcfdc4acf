/* SPDX-License-Identifier: Apache-2.0 */
/*
 * All shapes are one module and its table one symbol, so that one lookup
 * compiles everything: shapes are few, and evaluation must never wait for a
 * compiler.
 */
#include "compiler/emit/llvm_jit.h"

#include "compiler/emit/llvm_module.h"
#include "compiler/emit/llvm_target.h"
#include "runtime/status.h"

#include <llvm-c/Core.h>
#include <llvm-c/LLJIT.h>
#include <llvm-c/Orc.h>
#include <stdlib.h>
#include <string.h>

/* The module is the first member: releasing it finds the rest. */
struct jit {
    struct native_module module;
    LLVMOrcLLJITRef orc;
};

static enum thoth_status start(struct jit *jit, LLVMTargetMachineRef machine,
                               struct thoth_error *error)
{
    LLVMOrcLLJITBuilderRef builder = LLVMOrcCreateLLJITBuilder();
    LLVMErrorRef failure;

    LLVMOrcLLJITBuilderSetJITTargetMachineBuilder(
        builder,
        LLVMOrcJITTargetMachineBuilderCreateFromTargetMachine(machine));
    failure = LLVMOrcCreateLLJIT(&jit->orc, builder);
    return failure ? llvm_target_failed(failure, "start", error) : THOTH_OK;
}

/* Hands the module over, and looks its table up, which compiles it. */
static enum thoth_status load(struct jit *jit,
                              LLVMOrcThreadSafeModuleRef module,
                              struct thoth_error *error)
{
    LLVMOrcExecutorAddress address = 0;
    LLVMErrorRef failure = LLVMOrcLLJITAddLLVMIRModule(
        jit->orc, LLVMOrcLLJITGetMainJITDylib(jit->orc), module);

    if (failure)
        return llvm_target_failed(failure, "take the code", error);
    failure = LLVMOrcLLJITLookup(jit->orc, &address, LLVM_MODULE_TABLE);
    if (failure)
        return llvm_target_failed(failure, "compile", error);
    jit->module.shapes = (const struct native_shape *)(uintptr_t)address;
    return THOTH_OK;
}

static enum thoth_status compile(struct jit *jit,
                                 const struct native_source *source,
                                 LLVMTargetMachineRef machine,
                                 struct thoth_error *error)
{
    LLVMOrcThreadSafeContextRef owner = LLVMOrcCreateNewThreadSafeContext();
    LLVMContextRef context = LLVMOrcThreadSafeContextGetContext(owner);
    enum thoth_status status;
    LLVMModuleRef module;

    llvm_target_context_prepare(context);
    module = llvm_module_make(context, source, LLVM_MODULE_PROCESS);
    status = module ? llvm_target_finish(module, machine, error)
                    : status_report_memory(error);
    if (status == THOTH_OK)
        status = start(jit, machine, error);
    else
        LLVMDisposeTargetMachine(machine);
    if (status == THOTH_OK)
        status =
            load(jit, LLVMOrcCreateNewThreadSafeModule(module, owner), error);
    else if (module)
        LLVMDisposeModule(module);
    LLVMOrcDisposeThreadSafeContext(owner);
    return status;
}

enum thoth_status llvm_jit_make(const struct native_source *source,
                                const struct native_module **module,
                                struct thoth_error *error)
{
    LLVMTargetMachineRef machine;
    struct jit *jit = calloc(1, sizeof *jit);
    enum thoth_status status;

    if (!jit)
        return status_report_memory(error);
    jit->module.abi = NATIVE_ABI;
    jit->module.shape_count = source->count;
    if (source->build_id)
        memcpy(jit->module.build_id, source->build_id,
               sizeof jit->module.build_id);
    machine = llvm_target_this(error);
    status = machine ? compile(jit, source, machine, error) : THOTH_E_ENGINE;
    if (status != THOTH_OK) {
        llvm_jit_release(&jit->module);
        return status;
    }
    *module = &jit->module;
    return status_ok(error);
}

void llvm_jit_release(const struct native_module *module)
{
    struct jit *jit = (struct jit *)(uintptr_t)module;

    if (jit->orc) {
        LLVMErrorRef failure = LLVMOrcDisposeLLJIT(jit->orc);

        if (failure)
            LLVMConsumeError(failure);
    }
    free(jit);
}
