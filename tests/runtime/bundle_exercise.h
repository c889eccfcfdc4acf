/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Uses all of an open bundle: describes it, prints every unit, evaluates. For
 * bundles that were accepted although somebody changed them: sanitizers watch.
 */
#ifndef TESTS_RUNTIME_BUNDLE_EXERCISE_H
#define TESTS_RUNTIME_BUNDLE_EXERCISE_H

#include "runtime/thoth.h"

void bundle_exercise(const struct thoth_bundle *bundle);

#endif
