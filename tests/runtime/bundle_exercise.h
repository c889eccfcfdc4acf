/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Uses an open bundle: describes it, prints units, evaluates packages. For
 * bundles that were accepted although somebody changed them: sanitizers watch.
 */
#ifndef TESTS_RUNTIME_BUNDLE_EXERCISE_H
#define TESTS_RUNTIME_BUNDLE_EXERCISE_H

#include "runtime/thoth.h"

/* Of a large bundle only some units and packages are looked at, chosen by
 * `seed`; of a small one all. What does not hold ends the program. */
void bundle_exercise(const struct thoth_bundle *bundle, uint32_t seed);

#endif
