/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a module to a shared object, in a private folder: writes the C files
 * and the bundle, compiles and links them. Equal modules give equal bytes with
 * the same compiler, wherever the folder lies and however many processes run.
 */
#ifndef COMPILER_EMIT_NATIVE_BUILD_H
#define COMPILER_EMIT_NATIVE_BUILD_H

#include "compiler/emit/aot_error.h"
#include "compiler/emit/compiler_process.h"
#include "compiler/emit/emit_c.h"
#include "compiler/emit/held_signals.h"
#include "compiler/emit/private_folder.h"

struct native_build {
    struct held_signals signals;
    struct private_folder folder;
    struct compiler compiler;
    unsigned processes;
};

/* Begins and ends a build: the folder and all in it live in between. Both to
 * be called whatever happens; `begin` returns false after a failure. */
bool native_build_begin(struct native_build *build, const char *command,
                        unsigned processes, struct aot_error *error);
void native_build_end(struct native_build *build);

/* Makes the shared object; `bytes` are what a module that carries its bundle
 * brings in. `path` is to be freed by the caller. */
bool native_build_make(struct native_build *build,
                       const struct c_module *module, const void *bytes,
                       size_t size, char **path, struct aot_error *error);

#endif
