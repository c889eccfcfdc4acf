/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Specifier sets of a bundle that no intervals describe, parsed once for a
 * pipeline, and the test of any set of the bundle for a version that is not
 * registered with a catalog. Immutable once made.
 */
#ifndef RUNTIME_PIPELINE_SPECS_H
#define RUNTIME_PIPELINE_SPECS_H

#include "runtime/bundle.h"
#include "runtime/pep440.h"

struct pipeline_spec {
    uint32_t spec; /* offset in specs, ascending */
    struct pep440_specifier *parsed;
};

struct pipeline_specs {
    const struct thoth_bundle *bundle;
    struct pipeline_spec *irregular;
    uint32_t count;
};

/* Parses all irregular sets. On failure, THOTH_E_MEMORY or THOTH_E_CORRUPT,
 * there is nothing to release. */
enum thoth_status pipeline_specs_make(struct pipeline_specs *specs,
                                      const struct thoth_bundle *bundle,
                                      const struct thoth_allocator *allocator);
void pipeline_specs_release(struct pipeline_specs *specs,
                            const struct thoth_allocator *allocator);

/* Does the set at an offset contain the version? Takes any set, any version. */
bool pipeline_specs_contain(const struct pipeline_specs *specs, uint32_t spec,
                            const struct pep440_version *version,
                            bool prereleases);

#endif
