/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Ahead-of-time compilation: a bundle with native code, NAME.so, and native
 * code for many small bundles at once. Needs the system's compiler, or LLVM and
 * a linker. To be called
 * on one thread while no other one takes signals that end the process: such a
 * signal kills the compiler, removes the temporary folder and then takes
 * effect. Memory that runs short unwinds, after the same cleaning up.
 */
#ifndef COMPILER_EMIT_AOT_H
#define COMPILER_EMIT_AOT_H

#include "compiler/emit/aot_error.h"
#include "runtime/bundle.h"

#include <stdbool.h>
#include <stddef.h>

enum aot_backend {
    AOT_C,    /* by the system's compiler */
    AOT_LLVM, /* by LLVM, which needs only a linker */
    AOT_JIT,  /* by LLVM in this process; for libraries of shapes only */
};

struct aot_options {
    enum aot_backend backend;
    /* The file that LLVM comes from; NULL: where it was built or installed. */
    const char *module;
    /* The compiler and its first arguments, between blanks; NULL: $THOTHC_CC
     * or else the compiler this program was configured with. With AOT_LLVM it
     * only links, and where none is named, LLVM's linker does if there is one.
     */
    const char *compiler;
    unsigned processes; /* of the compiler at once; 0: one for a processor */
    /* Looks at the finished object, at `path`, before it takes the place of
     * what `output` was; false refuses it. NULL: nobody looks. */
    bool (*check)(const char *path, void *user, struct aot_error *error);
    void *user;
};

/* Writes the shared object of a verified bundle to `output`, whole or not at
 * all, and durably (compiler/base/output_file.h). `options` may be NULL. The
 * error does not name the output; the caller's message does. */
bool aot_build(const struct thoth_bundle *bundle, const char *output,
               const struct aot_options *options, struct aot_error *error);

/* The distinct shapes of several bundles, compiled once and loaded. */
struct aot_library;

/* The bundles must have been verified, and are needed only for the call. Of
 * the options `check` is not used. */
bool aot_shape_library(const struct thoth_bundle *const *bundles, size_t count,
                       const struct aot_options *options,
                       struct aot_library **library, struct aot_error *error);

/* Gives a bundle the native code of its shapes, all of which must be in the
 * library. The code belongs to the library, which must outlive the bundle's
 * pipelines. One thread at a time. */
bool aot_attach(struct aot_library *library, struct thoth_bundle *bundle,
                struct aot_error *error);

void aot_library_release(struct aot_library *library);

#endif
