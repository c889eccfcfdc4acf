/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The inside of the public version and specifier: the objects of
 * runtime/pep440.h, with the allocator in front that releases them. Known to
 * the files that define functions of thoth.h on them.
 */
#ifndef RUNTIME_VERSION_H
#define RUNTIME_VERSION_H

#include "runtime/pep440.h"

struct thoth_version {
    const struct thoth_allocator *allocator;
    struct pep440_version *parsed;
};

struct thoth_specifier {
    const struct thoth_allocator *allocator;
    struct pep440_specifier *parsed;
};

#endif
