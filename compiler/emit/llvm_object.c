/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The object refers to nothing outside, so that a linker needs no library.
 */
#include "compiler/emit/llvm_object.h"

#include "compiler/emit/llvm_module.h"
#include "compiler/emit/llvm_target.h"
#include "runtime/status.h"

#include <llvm-c/Core.h>

static enum thoth_status emit(LLVMModuleRef module,
                              LLVMTargetMachineRef machine,
                              struct native_object *object,
                              struct thoth_error *error)
{
    enum thoth_status status = llvm_target_finish(module, machine, error);
    LLVMMemoryBufferRef buffer;
    char *message = NULL;

    if (status != THOTH_OK)
        return status;
    if (LLVMTargetMachineEmitToMemoryBuffer(machine, module, LLVMObjectFile,
                                            &message, &buffer)) {
        status = status_report(error, THOTH_E_ENGINE,
                               "LLVM cannot write the object: %s", message);
        LLVMDisposeMessage(message);
        return status;
    }
    *object = (struct native_object){LLVMGetBufferStart(buffer),
                                     LLVMGetBufferSize(buffer), buffer};
    return status_ok(error);
}

enum thoth_status llvm_object_make(const struct native_source *source,
                                   struct native_object *object,
                                   struct thoth_error *error)
{
    LLVMTargetMachineRef machine;
    LLVMContextRef context;
    LLVMModuleRef module;
    enum thoth_status status;

    if (source->bundle_size > UINT32_MAX)
        return status_report(error, THOTH_E_ENGINE,
                             "LLVM takes no bundle beyond 4 GiB");
    machine = llvm_target_any(error);
    if (!machine)
        return THOTH_E_ENGINE;
    context = llvm_target_context();
    module = llvm_module_make(context, source, LLVM_MODULE_OBJECT);
    status = module ? emit(module, machine, object, error)
                    : status_report_memory(error);
    if (module)
        LLVMDisposeModule(module);
    LLVMContextDispose(context);
    LLVMDisposeTargetMachine(machine);
    return status;
}

void llvm_object_release(struct native_object *object)
{
    LLVMDisposeMemoryBuffer(object->memory);
    *object = (struct native_object){0};
}
