/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers of versions. They are of any length, facts are bounded.
 */
#include "runtime/catalog_number.h"

static double number_of(struct thoth_text digits)
{
    uint64_t value;

    pep440_number_value(digits, &value);
    return value < NATIVE_MOST_FACT ? (double)value : NATIVE_MOST_FACT;
}

/* Ranks descend along the chain; equal versions have one rank. */
static double age_of(const struct thoth_catalog *catalog, uint32_t package)
{
    const struct native_fact *fact = &catalog->facts[package];
    uint32_t rank = catalog->entries[package].rank, last = UINT32_MAX;
    uint32_t age = 0;

    for (uint32_t i = catalog->greatest[fact->name];
         i != NATIVE_NONE && catalog->entries[i].rank > rank;
         i = catalog->entries[i].lower) {
        if (catalog->facts[i].index != fact->index ||
            catalog->entries[i].rank == last)
            continue;
        last = catalog->entries[i].rank;
        age++;
    }
    return age < NATIVE_MOST_FACT ? age : NATIVE_MOST_FACT;
}

double catalog_number(const struct thoth_catalog *catalog, enum ir_op op,
                      uint32_t package)
{
    const struct pep440_version *version = catalog_version(catalog, package);

    if (op == IR_OP_VERSION_AGE)
        return age_of(catalog, package);
    if (version->is_legacy)
        return 0;
    switch (op) {
    case IR_OP_VERSION_EPOCH:
        return number_of(version->parts.epoch);
    case IR_OP_VERSION_MAJOR:
        return number_of(pep440_version_release(version, 0));
    case IR_OP_VERSION_MINOR:
        return number_of(pep440_version_release(version, 1));
    default:
        return number_of(pep440_version_release(version, 2));
    }
}

uint32_t catalog_release_kinds(const struct pep440_version *version)
{
    uint32_t kinds = 0;

    if (version->is_prerelease)
        kinds |= IR_RELEASE_PRE;
    if (version->is_postrelease)
        kinds |= IR_RELEASE_POST;
    if (version->parts.has_dev)
        kinds |= IR_RELEASE_DEV;
    if (version->parts.has_local)
        kinds |= IR_RELEASE_LOCAL;
    return kinds;
}
