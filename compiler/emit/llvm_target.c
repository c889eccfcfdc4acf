/* SPDX-License-Identifier: Apache-2.0 */
/*
 * LLVM's targets are registered with globals of its own, hence once. Code for
 * others is made for the least processor of the architecture, so that it does
 * not depend on where it was built.
 */
#include "compiler/emit/llvm_target.h"

#include "runtime/status.h"

#include <llvm-c/Core.h>
#include <llvm-c/Target.h>
#include <llvm-c/Transforms/PassBuilder.h>
#include <llvm/Config/llvm-config.h>
#include <pthread.h>
#include <stdbool.h>

#if LLVM_VERSION_MAJOR < 14
#error "LLVM is too old; 14 and 19 are tested"
#endif

const char llvm_target_version[] = "LLVM " LLVM_VERSION_STRING;

/* Repeated loads of a row's columns and of facts become one, and blocks that
 * only lead on disappear. More costs more than evaluation gains. */
#define PASSES "function(early-cse,simplifycfg)"

static void begin(void)
{
    LLVMInitializeNativeTarget();
    LLVMInitializeNativeAsmPrinter();
}

void llvm_target_begin(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, begin);
}

static LLVMTargetMachineRef make(const char *processor, const char *features,
                                 LLVMRelocMode relocations, LLVMCodeModel model,
                                 struct thoth_error *error)
{
    char *triple = LLVMGetDefaultTargetTriple(), *message = NULL;
    LLVMTargetMachineRef machine = NULL;
    LLVMTargetRef target;

    llvm_target_begin();
    if (LLVMGetTargetFromTriple(triple, &target, &message) == 0)
        machine =
            LLVMCreateTargetMachine(target, triple, processor, features,
                                    LLVMCodeGenLevelLess, relocations, model);
    if (!machine)
        status_report(error, THOTH_E_ENGINE,
                      "LLVM cannot make code for this machine, %s: %s", triple,
                      message ? message : "it has no such target");
    LLVMDisposeMessage(message);
    LLVMDisposeMessage(triple);
    return machine;
}

LLVMTargetMachineRef llvm_target_this(struct thoth_error *error)
{
    char *processor = LLVMGetHostCPUName(),
         *features = LLVMGetHostCPUFeatures();
    LLVMTargetMachineRef machine = make(processor, features, LLVMRelocDefault,
                                        LLVMCodeModelJITDefault, error);

    LLVMDisposeMessage(processor);
    LLVMDisposeMessage(features);
    return machine;
}

LLVMTargetMachineRef llvm_target_any(struct thoth_error *error)
{
    return make("", "", LLVMRelocPIC, LLVMCodeModelDefault, error);
}

void llvm_target_context_prepare(LLVMContextRef context)
{
    LLVMContextSetDiscardValueNames(context, true);
}

LLVMContextRef llvm_target_context(void)
{
    LLVMContextRef context = LLVMContextCreate();

    llvm_target_context_prepare(context);
    return context;
}

enum thoth_status llvm_target_failed(LLVMErrorRef failure, const char *what,
                                     struct thoth_error *error)
{
    char *message = LLVMGetErrorMessage(failure);
    enum thoth_status status = status_report(
        error, THOTH_E_ENGINE, "LLVM cannot %s: %s", what, message);

    LLVMDisposeErrorMessage(message);
    return status;
}

enum thoth_status llvm_target_finish(LLVMModuleRef module,
                                     LLVMTargetMachineRef machine,
                                     struct thoth_error *error)
{
    LLVMPassBuilderOptionsRef options = LLVMCreatePassBuilderOptions();
    LLVMTargetDataRef layout = LLVMCreateTargetDataLayout(machine);
    char *triple = LLVMGetTargetMachineTriple(machine);
    LLVMErrorRef failure;

    LLVMSetTarget(module, triple);
    LLVMSetModuleDataLayout(module, layout);
    failure = LLVMRunPasses(module, PASSES, machine, options);
    LLVMDisposeMessage(triple);
    LLVMDisposeTargetData(layout);
    LLVMDisposePassBuilderOptions(options);
    return failure ? llvm_target_failed(failure, "clean the code", error)
                   : THOTH_OK;
}
