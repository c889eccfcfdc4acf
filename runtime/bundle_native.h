/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Native bundles: shared objects with the symbol `thoth_native_module` or
 * `thoth_native_offsets` (runtime/native_offsets.h), trusted as all code is.
 * Checked is only what honest mistakes get wrong: the interface version, and
 * that code and bundle belong together.
 */
#ifndef RUNTIME_BUNDLE_NATIVE_H
#define RUNTIME_BUNDLE_NATIVE_H

#include "runtime/bundle.h"
#include "runtime/native_offsets.h"

/* Loads the shared object and lays out the bundle it carries. On success the
 * bundle owns the library. */
enum thoth_status bundle_native_load(struct thoth_bundle *bundle,
                                     const char *path,
                                     struct thoth_error *error);

/* Gives native code to a laid out bundle, after checking that it was made from
 * it. The module must outlive the bundle. */
enum thoth_status bundle_native_attach(struct thoth_bundle *bundle,
                                       const struct native_module *module,
                                       struct thoth_error *error);

/* The module that offsets stand for, to be released with the same allocator;
 * NULL when there is no memory. It must not outlive the shared object. */
struct native_module *
bundle_native_place(const struct native_offsets *offsets,
                    const struct thoth_allocator *allocator);

/* Gives back all native code and closes the library, if there is one. */
void bundle_native_unload(struct thoth_bundle *bundle);

#endif
