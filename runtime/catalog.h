/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The catalog behind thoth_catalog_*: package versions by number, in the arrays
 * that native frames point to. Registering may move every array, so take the
 * pointers anew for each evaluation and after each registration; numbers stay.
 */
#ifndef RUNTIME_CATALOG_H
#define RUNTIME_CATALOG_H

#include "runtime/bundle.h"
#include "runtime/catalog_texts.h"
#include "runtime/pep440.h"

/* What facts leave out, by package. */
struct catalog_entry {
    struct pep440_version *version;
    struct thoth_text text; /* of the version, as registered */
    uint32_t rank;
    uint32_t lower; /* next one of the name, not greater; NATIVE_NONE: last */
    uint32_t hash;  /* of the identity */
};

struct thoth_catalog {
    const struct thoth_bundle *bundle;
    const struct thoth_allocator *allocator;
    struct native_fact *facts;
    struct native_dependents *dependents_of;
    struct catalog_entry *entries;
    uint32_t count, room; /* of the three arrays above */
    uint32_t *dependents;
    uint32_t dependent_count, dependent_room;
    uint32_t *slots; /* package + 1 by identity, 0: free; open addressing */
    uint32_t slot_count;
    uint32_t *greatest; /* by name: its greatest version, or NATIVE_NONE */
    uint32_t greatest_room;
    uint64_t changes; /* of facts of packages registered before */
    struct catalog_texts names, indexes; /* that the bundle lacks, numbered
                                          * behind the bundle's */
};

/* The number of a normalised name or of an index URL that the bundle or the
 * catalog knows, or NATIVE_NONE. */
uint32_t catalog_find_name(const struct thoth_catalog *catalog,
                           struct thoth_text name);
uint32_t catalog_find_index(const struct thoth_catalog *catalog,
                            struct thoth_text index);

/* The text of such a number. */
static inline struct thoth_text
catalog_name(const struct thoth_catalog *catalog, uint32_t name)
{
    const struct thoth_bundle *bundle = catalog->bundle;

    if (name < bundle->package_count)
        return bundle_text(bundle, bundle->packages[name].name);
    return catalog->names.at[name - bundle->package_count];
}

static inline struct thoth_text
catalog_index(const struct thoth_catalog *catalog, uint32_t index)
{
    const struct thoth_bundle *bundle = catalog->bundle;

    if (index < bundle->index_count)
        return bundle_text(bundle, bundle->indexes[index]);
    return catalog->indexes.at[index - bundle->index_count];
}

static inline const struct pep440_version *
catalog_version(const struct thoth_catalog *catalog, uint32_t package)
{
    return catalog->entries[package].version;
}

#endif
