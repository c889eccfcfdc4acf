/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A small bundle that has something of everything: a unit of each kind, every
 * type of constant, instances, dependencies and folders.
 */
#ifndef TESTS_RUNTIME_BUNDLE_SAMPLE_H
#define TESTS_RUNTIME_BUNDLE_SAMPLE_H

#include "tests/runtime/bundle_builder.h"

enum sample_unit {
    SAMPLE_BOOT,      /* numpy */
    SAMPLE_PSEUDONYM, /* tensorflow */
    SAMPLE_STEP,      /* tensorflow, numpy: two instances */
    SAMPLE_ADD,       /* step.AddPackage for numpy */
    SAMPLE_WRAP,      /* for any package; needs SAMPLE_STEP */
    SAMPLE_NOTES,     /* wrap.GHReleaseNotes for numpy */
    SAMPLE_UNITS
};

enum { SAMPLE_NUMPY = 1, SAMPLE_TENSORFLOW = 2 }; /* records of packages */

/* Fills an empty builder. The units come from the file rules/a/one.yaml, save
 * the last one, which is in rules/two.yaml; between the two stand `others`
 * files without units, all called rules/a/none.yaml. */
void sample_build(struct bundle_builder *builder, unsigned others);

#endif
