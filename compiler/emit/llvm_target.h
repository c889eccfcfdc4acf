/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one file that knows more than one version of LLVM: the machine that code
 * is made for, and what is done with a module before it becomes machine code.
 * All the rest of LLVM's C interface that is used is the same from 14 on.
 */
#ifndef COMPILER_EMIT_LLVM_TARGET_H
#define COMPILER_EMIT_LLVM_TARGET_H

#include "runtime/thoth.h"

#include <llvm-c/Error.h>
#include <llvm-c/TargetMachine.h>
#include <llvm-c/Types.h>

/* "LLVM 19" */
extern const char llvm_target_version[];

/* Makes the native target known to LLVM; any thread, any number of times. */
void llvm_target_begin(void);

/* The machine of this process with all it can do, or the least one that code
 * for others may count on. NULL after an error. */
LLVMTargetMachineRef llvm_target_this(struct thoth_error *error);
LLVMTargetMachineRef llvm_target_any(struct thoth_error *error);

/* A new context, set up alike for each version. */
LLVMContextRef llvm_target_context(void);
void llvm_target_context_prepare(LLVMContextRef context);

/* Gives the module the machine's layout and cleans its code. */
enum thoth_status llvm_target_finish(LLVMModuleRef module,
                                     LLVMTargetMachineRef machine,
                                     struct thoth_error *error);

/* Reports what LLVM says, and gives it back. */
enum thoth_status llvm_target_failed(LLVMErrorRef failure, const char *what,
                                     struct thoth_error *error);

#endif
