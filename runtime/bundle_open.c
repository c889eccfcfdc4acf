/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Opens bundles: portable ones are verified first, native ones are taken at
 * their word. Either way the reverse of the packages' groups is kept: which
 * package name an instance belongs to.
 */
#include "runtime/bundle_file.h"
#include "runtime/bundle_layout.h"
#include "runtime/bundle_native.h"
#include "runtime/bundle_source.h"
#include "runtime/bundle_verify.h"
#include "runtime/status.h"

#include <string.h>

static struct thoth_bundle *
bundle_create(const struct thoth_allocator *allocator,
              struct thoth_error *error)
{
    struct thoth_bundle *bundle = thoth_allocate(allocator, sizeof(*bundle));

    if (bundle == NULL) {
        status_report_memory(error);
        return NULL;
    }
    memset(bundle, 0, sizeof(*bundle));
    bundle->allocator = allocator;
    return bundle;
}

static uint32_t *package_of_allocate(const struct thoth_bundle *bundle)
{
    size_t members = (size_t)bundle->unit_count + bundle->instance_count;

    return thoth_allocate(bundle->allocator, (members + 1) * sizeof(uint32_t));
}

/* The part of verify_members that a trusted bundle needs as well. */
static void package_of_fill(struct thoth_bundle *bundle)
{
    uint32_t limit = bundle->unit_count + bundle->instance_count;

    memset(bundle->package_of, 0xff, (size_t)limit * sizeof(uint32_t));
    for (uint32_t group = 0; group < bundle->package_count; group++) {
        uint32_t end = bundle->packages[group + 1].first;

        for (uint32_t i = bundle->packages[group].first; i < end; i++)
            bundle->package_of[bundle->members[i]] = group;
    }
}

/* Verifies a laid out bundle, or trusts it. */
static enum thoth_status bundle_complete(struct thoth_bundle *bundle,
                                         struct thoth_error *error)
{
    enum thoth_status status = THOTH_OK;

    bundle->package_of = package_of_allocate(bundle);
    if (bundle->package_of == NULL)
        return status_report_memory(error);
    if (bundle->native == NULL)
        status = bundle_verify(bundle, bundle->package_of, error);
    else
        package_of_fill(bundle);
    if (status == THOTH_OK && !source_count_files(bundle, &bundle->file_count))
        status = status_report(error, THOTH_E_CORRUPT,
                               "damaged bundle: %s: the end is damaged",
                               bundle_section_name(BUNDLE_SOURCES));
    return status;
}

static enum thoth_status bundle_load(struct thoth_bundle *bundle,
                                     const char *path,
                                     struct thoth_error *error)
{
    struct bundle_file file;
    enum thoth_status status = bundle_file_open(path, &file, error);

    if (status != THOTH_OK)
        return status;
    if (file.native) {
        status = bundle_native_load(bundle, path, error);
    } else {
        status =
            bundle_file_read(&file, bundle->allocator, &bundle->memory, error);
        if (status == THOTH_OK)
            status = bundle_layout(bundle, bundle->memory, file.size, error);
    }
    bundle_file_close(&file);
    return status;
}

/* Hands a bundle over, or releases it after a failure. */
static enum thoth_status bundle_deliver(struct thoth_bundle *bundle,
                                        enum thoth_status status,
                                        struct thoth_bundle **result,
                                        struct thoth_error *error)
{
    if (status == THOTH_OK)
        status = bundle_complete(bundle, error);
    if (status != THOTH_OK) {
        thoth_bundle_release(bundle);
        return status;
    }
    *result = bundle;
    return status_ok(error);
}

enum thoth_status thoth_bundle_open(const char *path,
                                    const struct thoth_allocator *allocator,
                                    struct thoth_bundle **result,
                                    struct thoth_error *error)
{
    struct thoth_bundle *bundle;

    *result = NULL;
    if (path == NULL)
        return status_report(error, THOTH_E_ARGUMENT, "no path");
    bundle = bundle_create(allocator, error);
    if (bundle == NULL)
        return THOTH_E_MEMORY;
    return bundle_deliver(bundle, bundle_load(bundle, path, error), result,
                          error);
}

enum thoth_status thoth_bundle_open_memory(
    const void *bytes, size_t size, const struct thoth_allocator *allocator,
    struct thoth_bundle **result, struct thoth_error *error)
{
    struct thoth_bundle *bundle;

    *result = NULL;
    if (bytes == NULL || (uintptr_t)bytes % BUNDLE_ALIGNMENT != 0)
        return status_report(error, THOTH_E_ARGUMENT,
                             "a bundle in memory is aligned to %d bytes",
                             BUNDLE_ALIGNMENT);
    bundle = bundle_create(allocator, error);
    if (bundle == NULL)
        return THOTH_E_MEMORY;
    return bundle_deliver(bundle, bundle_layout(bundle, bytes, size, error),
                          result, error);
}

enum thoth_status thoth_bundle_verify(const struct thoth_bundle *bundle,
                                      struct thoth_error *error)
{
    uint32_t *package_of = package_of_allocate(bundle);
    enum thoth_status status;

    if (package_of == NULL)
        return status_report_memory(error);
    status = bundle_verify(bundle, package_of, error);
    thoth_release(bundle->allocator, package_of);
    return status == THOTH_OK ? status_ok(error) : status;
}

void thoth_bundle_release(struct thoth_bundle *bundle)
{
    if (bundle == NULL)
        return;
    thoth_release(bundle->allocator, bundle->package_of);
    thoth_release(bundle->allocator, bundle->memory);
    bundle_native_unload(bundle);
    thoth_release(bundle->allocator, bundle);
}
