/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The facts of registered package versions that are numbers, as expressions of
 * rules see them (docs/semantics.md): whole, from 0 to NATIVE_MOST_FACT.
 */
#ifndef RUNTIME_CATALOG_NUMBER_H
#define RUNTIME_CATALOG_NUMBER_H

#include "runtime/catalog.h"
#include "runtime/ir_table.h"

/* `op` is one of the operations VERSION_*. The numbers of a legacy version are
 * 0. The age is the number of greater versions, each counted once, that the
 * catalog has of the same name from the same index by now; it takes time linear
 * in their number. */
double catalog_number(const struct thoth_catalog *catalog, enum ir_op op,
                      uint32_t package);

/* The kinds of release that a version is, as the immediate of RELEASE_IS. */
uint32_t catalog_release_kinds(const struct pep440_version *version);

#endif
