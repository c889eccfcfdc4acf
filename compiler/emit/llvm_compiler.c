/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What libthoth-jit offers: LLVM as a compiler of shapes.
 */
#include "compiler/emit/llvm_jit.h"
#include "compiler/emit/llvm_object.h"
#include "compiler/emit/llvm_target.h"
#include "runtime/thoth_jit.h"

const struct thoth_compiler *thoth_jit(void)
{
    static const struct thoth_compiler compiler = {
        .interface = NATIVE_COMPILER,
        .abi = NATIVE_ABI,
        .format = BUNDLE_FORMAT,
        .version = llvm_target_version,
        .compile = llvm_jit_make,
        .release = llvm_jit_release,
        .object = llvm_object_make,
        .object_release = llvm_object_release,
    };

    return &compiler;
}
