/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Native bundles: shared objects with the symbol `thoth_native_module`, trusted
 * as all code is. Checked is only what honest mistakes get wrong: the interface
 * version, and that code and bundle belong together.
 */
#ifndef RUNTIME_BUNDLE_NATIVE_H
#define RUNTIME_BUNDLE_NATIVE_H

#include "runtime/bundle.h"

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

/* Closes the library, if there is one. */
void bundle_native_unload(struct thoth_bundle *bundle);

#endif
