/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Loads native bundles with dlopen. Nothing is hashed and no section is read,
 * so that opening costs the same for any number of rules.
 */
#include "runtime/bundle_native.h"

#include "runtime/bundle_layout.h"
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

static enum thoth_status abi_check(const struct native_module *module,
                                   struct thoth_error *error)
{
    if (module->abi == NATIVE_ABI)
        return THOTH_OK;
    return status_report(
        error, module->abi > NATIVE_ABI ? THOTH_E_TOO_NEW : THOTH_E_TOO_OLD,
        "the native code has interface %u, this version of libthoth has %d: "
        "compile the rules with the thothc of this libthoth",
        module->abi, NATIVE_ABI);
}

enum thoth_status bundle_native_attach(struct thoth_bundle *bundle,
                                       const struct native_module *module,
                                       struct thoth_error *error)
{
    enum thoth_status status = abi_check(module, error);

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
    module = dlsym(bundle->library, "thoth_native_module");
    if (module == NULL)
        return status_report(error, THOTH_E_NOT_BUNDLE,
                             "not a bundle: a shared object without "
                             "thoth_native_module");
    status = abi_check(module, error);
    if (status == THOTH_OK)
        status = module_layout(bundle, module, error);
    if (status == THOTH_OK)
        status = bundle_native_attach(bundle, module, error);
    return status;
}

void bundle_native_unload(struct thoth_bundle *bundle)
{
    if (bundle->library != NULL)
        dlclose(bundle->library);
}
