/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Loads native bundles with dlopen. Nothing is hashed and no section is read,
 * so that opening costs the same for any number of rules.
 */
#include "runtime/bundle_native.h"

#include "runtime/allocator.h"
#include "runtime/bundle_layout.h"
#include "runtime/native_compiler.h"
#include "runtime/native_offsets.h"
#include "runtime/status.h"

#include <dlfcn.h>
#include <string.h>

/* A path without a slash would make dlopen search the library path. */
static void *library_open(const char *path,
                          const struct thoth_allocator *allocator)
{
    size_t size = strlen(path) + sizeof("./");
    char *relative;
    void *library;

    if (strchr(path, '/') != NULL)
        return dlopen(path, RTLD_NOW | RTLD_LOCAL);
    relative = thoth_allocate(allocator, size);
    if (relative == NULL)
        return NULL;
    memcpy(relative, "./", 2);
    memcpy(relative + 2, path, size - 2);
    library = dlopen(relative, RTLD_NOW | RTLD_LOCAL);
    thoth_release(allocator, relative);
    return library;
}

static enum thoth_status abi_check(uint32_t abi, struct thoth_error *error)
{
    if (abi == NATIVE_ABI)
        return THOTH_OK;
    return status_report(
        error, abi > NATIVE_ABI ? THOTH_E_TOO_NEW : THOTH_E_TOO_OLD,
        "the native code has interface %u, this version of libthoth has %d: "
        "compile the rules with the thothc of this libthoth",
        abi, NATIVE_ABI);
}

enum thoth_status bundle_native_attach(struct thoth_bundle *bundle,
                                       const struct native_module *module,
                                       struct thoth_error *error)
{
    enum thoth_status status = abi_check(module->abi, error);

    if (status != THOTH_OK)
        return status;
    if (memcmp(module->build_id, bundle->header->build_id,
               sizeof(module->build_id)) != 0 ||
        module->shape_count != bundle->shape_count)
        return status_report(error, THOTH_E_CORRUPT,
                             "damaged bundle: native code and rules have "
                             "different build ids");
    bundle->native = module;
    return THOTH_OK;
}

/* The bundle inside a module. */
static enum thoth_status module_layout(struct thoth_bundle *bundle,
                                       const struct native_module *module,
                                       struct thoth_error *error)
{
    uintptr_t start = (uintptr_t)module->bundle;
    uintptr_t end = (uintptr_t)module->bundle_end;
    struct bundle_header header;

    if (module->bundle == NULL)
        return status_report(error, THOTH_E_NOT_BUNDLE,
                             "not a bundle: native code without its rules");
    if (end < start || end - start < sizeof(header) ||
        start % BUNDLE_ALIGNMENT != 0)
        return status_report(error, THOTH_E_CORRUPT,
                             "damaged bundle: no room for rules in the "
                             "shared object");
    return bundle_layout(bundle, module->bundle, end - start, error);
}

/* What lies `offset` bytes behind the offsets, if anything does. */
static void *place(const struct native_offsets *offsets, int64_t offset)
{
    return offset == 0 ? NULL
                       : (void *)((uintptr_t)offsets + (uintptr_t)offset);
}

/* ISO C has no conversion from object to function pointers; POSIX does. */
static struct native_shape place_shape(const struct native_offsets *offsets,
                                       uint32_t number)
{
    const int64_t *functions = offsets->functions[number];
    struct native_shape shape;
    void *at[NATIVE_FUNCTIONS];

    _Static_assert(sizeof(shape) == sizeof(at), "a function pointer each");
    for (unsigned i = 0; i < NATIVE_FUNCTIONS; i++)
        at[i] = place(offsets, functions[i]);
    memcpy(&shape, at, sizeof(shape));
    return shape;
}

struct native_module *
bundle_native_place(const struct native_offsets *offsets,
                    const struct thoth_allocator *allocator)
{
    uint32_t count = offsets->shape_count;
    struct native_shape *shapes;
    struct native_module *module =
        thoth_allocate(allocator, sizeof(*module) + count * sizeof(*shapes));

    if (module == NULL)
        return NULL;
    shapes = (struct native_shape *)(module + 1);
    for (uint32_t i = 0; i < count; i++)
        shapes[i] = place_shape(offsets, i);
    *module = (struct native_module){
        .abi = offsets->abi,
        .shape_count = count,
        .shapes = shapes,
        .bundle = place(offsets, offsets->bundle),
        .bundle_end = place(offsets, offsets->bundle_end),
    };
    memcpy(module->build_id, offsets->build_id, sizeof(offsets->build_id));
    return module;
}

/* Finds what the shared object says of itself, in either form. */
static enum thoth_status find_module(struct thoth_bundle *bundle,
                                     const struct native_module **module,
                                     struct thoth_error *error)
{
    const struct native_offsets *offsets;
    enum thoth_status status;

    *module = dlsym(bundle->library, "thoth_native_module");
    if (*module != NULL)
        return abi_check((*module)->abi, error);
    offsets = dlsym(bundle->library, NATIVE_OFFSETS_SYMBOL);
    if (offsets == NULL)
        return status_report(error, THOTH_E_NOT_BUNDLE,
                             "not a bundle: a shared object without "
                             "thoth_native_module");
    status = abi_check(offsets->abi, error);
    if (status != THOTH_OK)
        return status;
    bundle->placed = bundle_native_place(offsets, bundle->allocator);
    *module = bundle->placed;
    return bundle->placed != NULL ? THOTH_OK : status_report_memory(error);
}

enum thoth_status bundle_native_load(struct thoth_bundle *bundle,
                                     const char *path,
                                     struct thoth_error *error)
{
    const struct native_module *module;
    enum thoth_status status;
    const char *reason;

    dlerror();
    bundle->library = library_open(path, bundle->allocator);
    if (bundle->library == NULL) {
        reason = dlerror();
        if (reason == NULL)
            return status_report_memory(error);
        return status_report(error, THOTH_E_CORRUPT,
                             "damaged bundle: the shared object cannot be "
                             "loaded: %s",
                             reason);
    }
    status = find_module(bundle, &module, error);
    if (status == THOTH_OK)
        status = module_layout(bundle, module, error);
    if (status == THOTH_OK)
        status = bundle_native_attach(bundle, module, error);
    return status;
}

void bundle_native_unload(struct thoth_bundle *bundle)
{
    if (bundle->compiled != NULL)
        bundle->compiler->release(bundle->compiled);
    thoth_release(bundle->allocator, bundle->placed);
    if (bundle->library != NULL)
        dlclose(bundle->library);
}
