/* SPDX-License-Identifier: Apache-2.0 */
/*
 * "_meta" of a Pipfile.lock: sources, required Python, and the hash of the
 * Pipfile by which pipenv knows that the lock file belongs to it.
 */
#ifndef RESOLVER_ADVISE_MANIFEST_HASH_H
#define RESOLVER_ADVISE_MANIFEST_HASH_H

#include "resolver/advise/advise.h"

#include <jansson.h>

/* A new reference. For a project without a Pipfile, of the Pipfile that it
 * could have. */
json_t *manifest_meta(struct thoth_advice *advise);

#endif
