/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a compiler of shapes in a library of its own offers, libthoth-jit's
 * `struct thoth_compiler`. Neither library links the other: a program hands the
 * compiler to thoth_bundle_compile. Numbers of the interface are compared
 * first, so that libraries of different versions refuse each other.
 *
 * All functions may be called on any thread, and by several at once.
 */
#ifndef RUNTIME_NATIVE_COMPILER_H
#define RUNTIME_NATIVE_COMPILER_H

#include "runtime/bundle_format.h"
#include "runtime/native_abi.h"
#include "runtime/thoth.h"

/* Changes with the structures of this file. */
#define NATIVE_COMPILER 1

/* A shape of a verified bundle, and its own words. */
struct native_source_shape {
    const struct bundle_shape *shape;
    const uint32_t *code;
};

/* What is to be compiled. A shared object also carries a bundle; `bundle` is
 * NULL where none is to be carried. The bytes are only read, and only during
 * the call. */
struct native_source {
    const struct native_source_shape *shapes;
    uint32_t count;
    const uint8_t *build_id; /* 16 bytes, of the bundle; NULL: zeros */
    const void *bundle;
    size_t bundle_size;
};

/* A relocatable object in memory; `memory` is the compiler's. */
struct native_object {
    const void *bytes;
    size_t size;
    void *memory;
};

struct thoth_compiler {
    uint32_t interface;  /* NATIVE_COMPILER */
    uint32_t abi;        /* NATIVE_ABI */
    uint32_t format;     /* BUNDLE_FORMAT */
    const char *version; /* of what compiles: "LLVM 19.1.7" */
    /* Compiles to code of this process; the module is complete but for the
     * bundle, and lives until it is released. */
    enum thoth_status (*compile)(const struct native_source *source,
                                 const struct native_module **module,
                                 struct thoth_error *error);
    void (*release)(const struct native_module *module);
    /* Compiles to an object that is linked to a shared object of its own, with
     * the symbol `thoth_native_offsets`. Equal sources give equal bytes. */
    enum thoth_status (*object)(const struct native_source *source,
                                struct native_object *object,
                                struct thoth_error *error);
    void (*object_release)(struct native_object *object);
};

#endif
