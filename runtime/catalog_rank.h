/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Ranks: the versions of each name in a chain from the greatest down, kept in
 * order as they are registered. Registering in ascending order costs one
 * comparison a version.
 */
#ifndef RUNTIME_CATALOG_RANK_H
#define RUNTIME_CATALOG_RANK_H

#include "runtime/catalog.h"

/* Makes a chain for a name; false when memory is short. */
bool catalog_rank_make_room(struct thoth_catalog *catalog, uint32_t name);

/* Puts the package version that was registered last into its chain. */
void catalog_rank_insert(struct thoth_catalog *catalog, uint32_t package);

#endif
