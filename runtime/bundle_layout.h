/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From bytes to sections: checks a bundle's header and where its sections lie,
 * and points a struct thoth_bundle to them. Costs the same for any size of
 * file, so that native bundles go through it as well.
 */
#ifndef RUNTIME_BUNDLE_LAYOUT_H
#define RUNTIME_BUNDLE_LAYOUT_H

#include "runtime/bundle.h"

/* Does a file that starts so claim to be a portable bundle? */
bool bundle_has_magic(const void *bytes, size_t size);

/* Fills in the pointers and counts of sections. `bytes`, aligned to
 * BUNDLE_ALIGNMENT, must outlive the bundle. THOTH_E_NOT_BUNDLE,
 * THOTH_E_TOO_NEW, THOTH_E_TOO_OLD or THOTH_E_CORRUPT. */
enum thoth_status bundle_layout(struct thoth_bundle *bundle, const void *bytes,
                                size_t size, struct thoth_error *error);

/* "strings", "packages"... by enum bundle_section. */
const char *bundle_section_name(enum bundle_section section);

#endif
