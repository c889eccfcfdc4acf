/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shapes are known by the digest of what their code depends on: kind, roots
 * and words. Bundles of tests repeat few shapes in many combinations, so one
 * module of all distinct ones serves them all; each bundle gets a table that
 * picks its own.
 */
#include "compiler/emit/aot.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/emit/compiler_module.h"
#include "compiler/emit/llvm_build.h"
#include "compiler/emit/native_build.h"
#include "runtime/bundle_native.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

struct slot {
    XXH128_hash_t digest;
    uint32_t number; /* of the shape in the module, from 1; 0: a free slot */
};

/* A module for one bundle, with its table behind it. */
struct attached {
    struct attached *next;
    struct native_module module;
    struct native_shape shapes[];
};

struct aot_library {
    struct slot *slots; /* open addressing, a power of two of them */
    size_t room;
    struct c_shape *shapes; /* of the bundles, while building */
    uint32_t count;
    void *handle; /* of dlopen, or NULL */
    const struct native_module *module;
    struct native_module *placed;          /* made of offsets, or NULL */
    const struct thoth_compiler *compiler; /* releases the module, or NULL */
    struct attached *attached;
};

static XXH128_hash_t digest_of(const struct thoth_bundle *bundle,
                               const struct bundle_shape *shape)
{
    uint32_t facts[] = {shape->kind, shape->root, shape->state, shape->columns};
    XXH128_hash_t words =
        XXH3_128bits(bundle->shape_code + shape->code,
                     shape->words * sizeof *bundle->shape_code);
    uint64_t parts[4] = {words.low64, words.high64};

    memcpy(parts + 2, facts, sizeof facts);
    return XXH3_128bits(parts, sizeof parts);
}

/* The slot of a digest, free if no such shape is known. */
static struct slot *find(const struct aot_library *library,
                         XXH128_hash_t digest)
{
    size_t at = (size_t)digest.low64 & (library->room - 1);

    while (library->slots[at].number &&
           !XXH128_isEqual(library->slots[at].digest, digest))
        at = (at + 1) & (library->room - 1);
    return &library->slots[at];
}

static void add_shapes(struct aot_library *library,
                       const struct thoth_bundle *bundle)
{
    for (uint32_t i = 0; i < bundle->shape_count; i++) {
        const struct bundle_shape *shape = &bundle->shapes[i];
        XXH128_hash_t digest = digest_of(bundle, shape);
        struct slot *slot = find(library, digest);

        if (slot->number)
            continue;
        library->shapes[library->count] = (struct c_shape){
            shape, bundle->shape_code + shape->code, library->count};
        *slot = (struct slot){digest, ++library->count};
    }
}

static void collect(struct aot_library *library,
                    const struct thoth_bundle *const *bundles, size_t count)
{
    size_t shapes = 0;

    for (size_t i = 0; i < count; i++)
        shapes += bundles[i]->shape_count;
    library->room = 16;
    while (library->room < shapes * 2)
        library->room *= 2;
    library->slots = memory_cleared(library->room, sizeof *library->slots);
    library->shapes = memory_cleared(shapes + 1, sizeof *library->shapes);
    for (size_t i = 0; i < count; i++)
        add_shapes(library, bundles[i]);
}

static bool load(struct aot_library *library, const char *path,
                 struct aot_error *error)
{
    library->handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library->handle)
        return aot_error_set(error, "cannot load the compiled shapes: %s",
                             dlerror());
    library->module = dlsym(library->handle, "thoth_native_module");
    if (!library->module) {
        const struct native_offsets *offsets =
            dlsym(library->handle, NATIVE_OFFSETS_SYMBOL);

        if (offsets && !(library->placed = bundle_native_place(offsets, NULL)))
            memory_ran_out();
        library->module = library->placed;
    }
    if (!library->module || library->module->shape_count != library->count)
        return aot_error_set(error, "the compiled shapes are not ours");
    return true;
}

/* Compiles the module to code of this process. */
static bool compile_here(struct aot_library *library,
                         const struct c_module *module, const char *file,
                         struct aot_error *error)
{
    const struct thoth_compiler *compiler = compiler_module_load(file, error);
    struct native_source source;
    struct thoth_error failure;
    enum thoth_status status;

    if (!compiler)
        return false;
    source = llvm_build_source(module);
    status = compiler->compile(&source, &library->module, &failure);
    free((void *)source.shapes);
    if (status != THOTH_OK)
        return aot_error_set(error, "%s", failure.message);
    library->compiler = compiler;
    return true;
}

/* What must be given back when memory runs short in between. */
struct library_build {
    struct aot_library *library;
    struct native_build native;
    char *object;
    bool begun; /* the native build */
};

static bool run(struct library_build *build,
                const struct thoth_bundle *const *bundles, size_t count,
                const struct aot_options *options, struct aot_error *error)
{
    struct c_module module = {.carries = false};
    bool llvm = options->backend == AOT_LLVM;

    collect(build->library, bundles, count);
    module.shapes = build->library->shapes;
    module.count = build->library->count;
    if (options->backend == AOT_JIT)
        return compile_here(build->library, &module, options->module, error);
    build->begun = true;
    return native_build_begin(&build->native,
                              llvm ? llvm_build_linker(options->compiler)
                                   : options->compiler,
                              options->processes, error) &&
           (llvm ? llvm_build_make(&build->native, options->module, &module,
                                   NULL, 0, &build->object, error)
                 : native_build_make(&build->native, &module, NULL, 0,
                                     &build->object, error)) &&
           load(build->library, build->object, error);
}

static void clean_up(struct library_build *build)
{
    free(build->object);
    if (build->begun)
        native_build_end(&build->native);
    free(build->library->shapes);
    build->library->shapes = NULL;
}

static bool guarded_run(struct library_build *build,
                        const struct thoth_bundle *const *bundles, size_t count,
                        const struct aot_options *options,
                        struct aot_error *error)
{
    struct memory_guard guard;
    bool built;

    if (MEMORY_GUARD_ENTER(&guard)) {
        clean_up(build);
        aot_library_release(build->library);
        memory_ran_out();
    }
    built = run(build, bundles, count, options, error);
    memory_guard_leave(&guard);
    return built;
}

bool aot_shape_library(const struct thoth_bundle *const *bundles, size_t count,
                       const struct aot_options *options,
                       struct aot_library **library, struct aot_error *error)
{
    static const struct aot_options defaults;
    struct library_build build = {.library =
                                      memory_cleared(1, sizeof *build.library)};
    bool built = guarded_run(&build, bundles, count,
                             options ? options : &defaults, error);

    clean_up(&build);
    if (!built) {
        aot_library_release(build.library);
        build.library = NULL;
    }
    *library = build.library;
    return built;
}

bool aot_attach(struct aot_library *library, struct thoth_bundle *bundle,
                struct aot_error *error)
{
    struct attached *attached = memory_cleared(
        1, sizeof *attached + bundle->shape_count * sizeof *attached->shapes);
    struct thoth_error refused;

    attached->next = library->attached;
    library->attached = attached;
    for (uint32_t i = 0; i < bundle->shape_count; i++) {
        const struct slot *slot =
            find(library, digest_of(bundle, &bundle->shapes[i]));

        if (!slot->number)
            return aot_error_set(error, "shape %u was not compiled", i);
        attached->shapes[i] = library->module->shapes[slot->number - 1];
    }
    attached->module = (struct native_module){
        .abi = library->module->abi,
        .shape_count = bundle->shape_count,
        .shapes = attached->shapes,
    };
    memcpy(attached->module.build_id, bundle->header->build_id,
           sizeof attached->module.build_id);
    if (bundle_native_attach(bundle, &attached->module, &refused) != THOTH_OK)
        return aot_error_set(error, "%s", refused.message);
    return true;
}

void aot_library_release(struct aot_library *library)
{
    if (!library)
        return;
    while (library->attached) {
        struct attached *next = library->attached->next;

        free(library->attached);
        library->attached = next;
    }
    if (library->compiler)
        library->compiler->release(library->module);
    free(library->placed);
    if (library->handle)
        dlclose(library->handle);
    free(library->slots);
    free(library->shapes);
    free(library);
}
