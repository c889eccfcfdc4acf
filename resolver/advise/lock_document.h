/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A stack as the object that a Pipfile.lock is.
 */
#ifndef RESOLVER_ADVISE_LOCK_DOCUMENT_H
#define RESOLVER_ADVISE_LOCK_DOCUMENT_H

#include "resolver/advise/advise.h"

#include <jansson.h>

/* A new reference. *bare: how many of the versions have no known hashes. */
json_t *lock_document(struct advise *advise, const struct thoth_choice *stack,
                      uint32_t count, uint32_t *bare);

#endif
