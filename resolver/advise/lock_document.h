/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A stack as the object that a Pipfile.lock is.
 */
#ifndef RESOLVER_ADVISE_LOCK_DOCUMENT_H
#define RESOLVER_ADVISE_LOCK_DOCUMENT_H

#include "resolver/advise/advise.h"

#include <jansson.h>

/* A new reference. *bare: how many of the versions have no known hashes. */
json_t *lock_document(struct thoth_advice *advise, uint32_t product,
                      uint32_t *bare);

/* The best one as the text of a file. Warns once of versions without known
 * hashes. */
struct thoth_text lock_text(struct thoth_advice *advise);

#endif
