/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Only two places are looked at, both as trustworthy as the program itself: no
 * variable and no search path names code to load.
 */
#define _GNU_SOURCE
#include "compiler/emit/compiler_module.h"

#include "compiler/base/out_of_memory.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MODULE "thothc-llvm.so"

/* The path of the module in the program's own folder, to be freed, or NULL. */
static char *beside_program(void)
{
    char *program = realpath("/proc/self/exe", NULL), *path;
    size_t folder, size;

    if (!program)
        return NULL;
    folder = (size_t)(strrchr(program, '/') - program) + 1;
    size = folder + sizeof MODULE;
    path = memory_allocate(size);
    memcpy(path, program, folder);
    memcpy(path + folder, MODULE, sizeof MODULE);
    free(program);
    return path;
}

static void *open_module(const char *path)
{
    char *beside = path ? NULL : beside_program();
    void *module;

    if (beside && access(beside, F_OK) == 0)
        path = beside;
    if (!path)
        path = MODULE_FOLDER "/" MODULE;
    module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    free(beside);
    return module;
}

static bool fits(const struct thoth_compiler *compiler)
{
    return compiler->interface == NATIVE_COMPILER &&
           compiler->abi == NATIVE_ABI && compiler->format == BUNDLE_FORMAT;
}

const struct thoth_compiler *compiler_module_load(const char *path,
                                                  struct aot_error *error)
{
    const struct thoth_compiler *(*entry)(void), *compiler;
    void *module, *symbol;

#ifndef WITH_LLVM
    aot_error_set(error, "this thothc was built without LLVM");
    return NULL;
#endif
    module = open_module(path);
    if (!module) {
        aot_error_set(error, "cannot load LLVM: %s", dlerror());
        return NULL;
    }
    symbol = dlsym(module, "thoth_jit");
    if (!symbol) {
        aot_error_set(error, "cannot load LLVM: %s", dlerror());
        return NULL;
    }
    /* ISO C has no such conversion; POSIX does. */
    memcpy(&entry, &symbol, sizeof entry);
    compiler = entry();
    if (fits(compiler))
        return compiler;
    aot_error_set(error, "LLVM's module is of another version than thothc");
    return NULL;
}

bool compiler_module_apply(const char *path, struct thoth_bundle *bundle,
                           struct aot_error *error)
{
    const struct thoth_compiler *compiler = compiler_module_load(path, error);
    struct thoth_error failure;

    return compiler &&
           (thoth_bundle_compile(bundle, compiler, &failure) == THOTH_OK ||
            aot_error_set(error, "%s", failure.message));
}
