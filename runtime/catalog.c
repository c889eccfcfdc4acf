/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Registers package versions. What could fail comes first in each function, so
 * that running out of memory leaves a catalog as it was, at most with a name or
 * an index URL that nothing uses yet.
 */
#include "runtime/catalog.h"

#include "runtime/catalog_number.h"
#include "runtime/catalog_rank.h"
#include "runtime/growth.h"
#include "runtime/package_name.h"
#include "runtime/text.h"

#include <xxhash.h>

/* Names up to this length are normalised on the stack. */
#define SHORT_NAME 128

/* A package version by what makes it one. */
struct identity {
    uint32_t name, index;
    struct thoth_text version;
    uint32_t hash;
};

static uint32_t identity_hash(const struct identity *identity)
{
    return (uint32_t)XXH3_64bits_withSeed(
        identity->version.at, identity->version.length,
        (uint64_t)identity->name << 32 | identity->index);
}

static uint32_t hash_of(const void *user, uint32_t package)
{
    const struct thoth_catalog *catalog = user;

    return catalog->entries[package].hash;
}

enum thoth_status thoth_catalog_create(const struct thoth_bundle *bundle,
                                       const struct thoth_allocator *allocator,
                                       struct thoth_catalog **result)
{
    struct thoth_catalog *catalog = thoth_allocate(allocator, sizeof(*catalog));

    *result = NULL;
    if (catalog == NULL)
        return THOTH_E_MEMORY;
    memset(catalog, 0, sizeof(*catalog));
    catalog->bundle = bundle;
    catalog->allocator = allocator;
    *result = catalog;
    return THOTH_OK;
}

void thoth_catalog_release(struct thoth_catalog *catalog)
{
    const struct thoth_allocator *allocator;

    if (catalog == NULL)
        return;
    allocator = catalog->allocator;
    for (uint32_t i = 0; i < catalog->count; i++) {
        pep440_version_free(catalog->entries[i].version, allocator);
        thoth_release(allocator,
                      (void *)(uintptr_t)catalog->entries[i].text.at);
    }
    catalog_texts_release(&catalog->names, allocator);
    catalog_texts_release(&catalog->indexes, allocator);
    thoth_release(allocator, catalog->greatest);
    thoth_release(allocator, catalog->slots);
    thoth_release(allocator, catalog->dependents);
    thoth_release(allocator, catalog->entries);
    thoth_release(allocator, catalog->dependents_of);
    thoth_release(allocator, catalog->facts);
    thoth_release(allocator, catalog);
}

uint32_t catalog_find_name(const struct thoth_catalog *catalog,
                           struct thoth_text name)
{
    uint32_t number = bundle_find_package(catalog->bundle, name);

    if (number != BUNDLE_NONE)
        return number;
    number = catalog_texts_find(&catalog->names, name);
    return number == UINT32_MAX ? NATIVE_NONE
                                : number + catalog->bundle->package_count;
}

uint32_t catalog_find_index(const struct thoth_catalog *catalog,
                            struct thoth_text index)
{
    uint32_t number = bundle_find_index(catalog->bundle, index);

    if (number != BUNDLE_NONE)
        return number;
    number = catalog_texts_find(&catalog->indexes, index);
    return number == UINT32_MAX ? NATIVE_NONE
                                : number + catalog->bundle->index_count;
}

/* The number of a normalised name, a new one if need be. */
static bool number_name(struct thoth_catalog *catalog, struct thoth_text name,
                        uint32_t *number)
{
    *number = catalog_find_name(catalog, name);
    if (*number != NATIVE_NONE)
        return true;
    *number = catalog->bundle->package_count + catalog->names.count;
    return catalog_texts_add(&catalog->names, name, catalog->allocator);
}

static bool number_raw_name(struct thoth_catalog *catalog,
                            struct thoth_text name, uint32_t *number)
{
    char buffer[THOTH_PACKAGE_NAME_ROOM(SHORT_NAME)], *normal = buffer;
    bool done;

    if (thoth_package_name_is_normal(name))
        return number_name(catalog, name, number);
    if (name.length > SHORT_NAME)
        normal = thoth_allocate(catalog->allocator,
                                THOTH_PACKAGE_NAME_ROOM(name.length));
    if (normal == NULL)
        return false;
    name.length = thoth_package_name_normalise(name, normal);
    name.at = normal;
    done = number_name(catalog, name, number);
    if (normal != buffer)
        thoth_release(catalog->allocator, normal);
    return done;
}

static bool number_index(struct thoth_catalog *catalog, struct thoth_text index,
                         uint32_t *number)
{
    if (index.length > 0 && index.at[index.length - 1] == '/')
        index.length--;
    *number = catalog_find_index(catalog, index);
    if (*number != NATIVE_NONE)
        return true;
    *number = catalog->bundle->index_count + catalog->indexes.count;
    return catalog_texts_add(&catalog->indexes, index, catalog->allocator);
}

static uint32_t find_identity(const struct thoth_catalog *catalog,
                              const struct identity *identity)
{
    uint32_t last = catalog->slot_count - 1;

    if (catalog->slot_count == 0)
        return NATIVE_NONE;
    for (uint32_t at = identity->hash & last; catalog->slots[at] != 0;
         at = (at + 1) & last) {
        uint32_t package = catalog->slots[at] - 1;
        const struct native_fact *fact = &catalog->facts[package];
        const struct catalog_entry *entry = &catalog->entries[package];

        if (entry->hash == identity->hash && fact->name == identity->name &&
            fact->index == identity->index &&
            thoth_text_equal(entry->text, identity->version))
            return package;
    }
    return NATIVE_NONE;
}

#define MOVE(array)                                                            \
    do {                                                                       \
        void *grown = growth_move(catalog->allocator, (array),                 \
                                  (size_t)catalog->count * sizeof(*(array)),   \
                                  (size_t)room * sizeof(*(array)));            \
        if (grown == NULL)                                                     \
            return false;                                                      \
        (array) = grown;                                                       \
    } while (0)

static bool make_room(struct thoth_catalog *catalog)
{
    uint32_t room;

    if (catalog->count == catalog->room) {
        if (!growth_room(catalog->room, catalog->count + 1, &room))
            return false;
        MOVE(catalog->facts);
        MOVE(catalog->dependents_of);
        MOVE(catalog->entries);
        catalog->room = room;
    }
    return !catalog_slots_full(catalog->count, catalog->slot_count) ||
           catalog_slots_grow(&catalog->slots, &catalog->slot_count,
                              catalog->count, hash_of, catalog,
                              catalog->allocator);
}

/* Appends a package version for which there is room. */
static bool append(struct thoth_catalog *catalog,
                   const struct identity *identity)
{
    uint32_t package = catalog->count;
    struct catalog_entry *entry = &catalog->entries[package];
    struct native_fact *fact = &catalog->facts[package];
    const struct pep440_version *version;

    entry->hash = identity->hash;
    entry->text = catalog_text_copy(identity->version, catalog->allocator);
    if (entry->text.at == NULL)
        return false;
    if (pep440_version_parse(entry->text, catalog->allocator,
                             &entry->version) != PEP440_OK) {
        thoth_release(catalog->allocator, (void *)(uintptr_t)entry->text.at);
        return false;
    }
    version = entry->version;
    *fact =
        (struct native_fact){.name = identity->name, .index = identity->index};
    if (version->is_legacy)
        fact->flags = NATIVE_LEGACY;
    else
        fact->position =
            bundle_find_position(catalog->bundle, version->public_key);
    if (version->is_prerelease)
        fact->flags |= NATIVE_PRERELEASE;
    fact->flags |= catalog_release_kinds(version) << NATIVE_RELEASES;
    catalog->dependents_of[package] = (struct native_dependents){0, 0};
    catalog_slots_put(catalog->slots, catalog->slot_count, entry->hash,
                      package);
    catalog->count++;
    return true;
}

enum thoth_status thoth_catalog_register(struct thoth_catalog *catalog,
                                         struct thoth_text name,
                                         struct thoth_text version,
                                         struct thoth_text index, bool develop,
                                         thoth_package *package)
{
    struct identity identity = {.version = version};
    bool known;

    if (!number_raw_name(catalog, name, &identity.name) ||
        !number_index(catalog, index, &identity.index))
        return THOTH_E_MEMORY;
    identity.hash = identity_hash(&identity);
    *package = find_identity(catalog, &identity);
    known = *package != NATIVE_NONE;
    if (!known) {
        if (!make_room(catalog) ||
            !catalog_rank_make_room(catalog, identity.name) ||
            !append(catalog, &identity))
            return THOTH_E_MEMORY;
        *package = catalog->count - 1;
        catalog_rank_insert(catalog, *package);
    }
    if (develop && !(catalog->facts[*package].flags & NATIVE_DEVELOP)) {
        catalog->facts[*package].flags |= NATIVE_DEVELOP;
        catalog->changes += known;
    }
    return THOTH_OK;
}

void thoth_catalog_describe(const struct thoth_catalog *catalog,
                            thoth_package package,
                            struct thoth_package_facts *facts)
{
    const struct native_fact *fact;

    *facts = (struct thoth_package_facts){.develop = false};
    if (package >= catalog->count)
        return;
    fact = &catalog->facts[package];
    facts->name = catalog_name(catalog, fact->name);
    facts->version = catalog->entries[package].text;
    facts->index = catalog_index(catalog, fact->index);
    facts->develop = (fact->flags & NATIVE_DEVELOP) != 0;
}
