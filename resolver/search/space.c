/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Builds search spaces: packages, versions, what they require. Arguments come
 * from callers of the public header, so each number is checked.
 */
#include "resolver/search/space.h"

#include "resolver/search/growth.h"
#include "resolver/search/text_block.h"

#include <math.h>
#include <string.h>

enum thoth_status thoth_space_create(struct thoth_space **space)
{
    *space = calloc(1, sizeof(**space));
    return *space == NULL ? THOTH_E_MEMORY : THOTH_OK;
}

void thoth_space_release(struct thoth_space *space)
{
    if (space == NULL)
        return;
    free(space->packages);
    free(space->names);
    free(space->versions);
    free(space->labels);
    free(space->edges);
    free(space->requirements);
    free(space->roots);
    free(space->pseudonyms.links);
    free(space->additions.links);
    set_pool_release(&space->pool);
    text_block_release(space->texts);
    free(space);
}

/* Two arrays that grow together. */
static bool reserve_pair(void **left, size_t left_size, void **right,
                         size_t right_size, uint32_t *room, uint32_t needed)
{
    uint32_t same = *room;

    return growth_reserve(left, &same, needed, left_size) &&
           growth_reserve(right, room, needed, right_size);
}

static bool reserve_packages(struct thoth_space *space)
{
    return reserve_pair((void **)&space->packages, sizeof(*space->packages),
                        (void **)&space->names, sizeof(*space->names),
                        &space->package_room, space->package_count + 1);
}

static bool reserve_versions(struct thoth_space *space, uint32_t count)
{
    return reserve_pair((void **)&space->versions, sizeof(*space->versions),
                        (void **)&space->labels, sizeof(*space->labels),
                        &space->version_room, space->version_count + count);
}

/* All versions of a package. */
static enum thoth_status full_set(struct thoth_space *space, uint32_t package,
                                  uint32_t versions, candidate_set *set)
{
    size_t size = THOTH_SPACE_WORDS(versions) * sizeof(uint64_t);
    uint64_t *words = malloc(size + sizeof(*words));

    if (words == NULL)
        return THOTH_E_MEMORY;
    memset(words, 0xff, size);
    *set = set_of_words(&space->pool, package, versions, words);
    free(words);
    return space->pool.failed ? THOTH_E_MEMORY : THOTH_OK;
}

enum thoth_status thoth_space_add_package(struct thoth_space *space,
                                          struct thoth_text name,
                                          uint32_t versions, uint32_t *package)
{
    uint32_t number = space->package_count;
    struct space_package added = {.first = space->version_count,
                                  .count = versions};
    enum thoth_status status;

    if (space->sealed)
        return THOTH_E_ARGUMENT;
    if (number >= SET_PACKAGES ||
        versions > UINT32_MAX / 2 - space->version_count)
        return THOTH_E_LIMIT;
    if (!reserve_packages(space) || !reserve_versions(space, versions) ||
        !text_block_copy(&space->texts, name, &space->names[number]))
        return THOTH_E_MEMORY;
    status = full_set(space, number, versions, &added.usable);
    if (status != THOTH_OK)
        return status;
    for (uint32_t i = 0; i < versions; i++) {
        space->versions[added.first + i] =
            (struct space_version){.fate = THOTH_FATE_OPEN};
        space->labels[added.first + i] =
            (struct space_label){.package = number};
    }
    space->packages[number] = added;
    space->package_count++;
    space->version_count += versions;
    *package = number;
    return THOTH_OK;
}

bool space_has(const struct thoth_space *space, uint32_t package,
               uint32_t version)
{
    return package < space->package_count &&
           version < space->packages[package].count;
}

enum thoth_status thoth_space_name_version(struct thoth_space *space,
                                           uint32_t package, uint32_t version,
                                           struct thoth_text text,
                                           struct thoth_text index)
{
    struct space_label *label;

    if (!space_has(space, package, version))
        return THOTH_E_ARGUMENT;
    label = &space->labels[space_version_of(space, package, version)];
    return text_block_copy(&space->texts, text, &label->text) &&
                   text_block_copy(&space->texts, index, &label->index)
               ? THOTH_OK
               : THOTH_E_MEMORY;
}

bool score_from_double(double value, int64_t *score)
{
    if (!(fabs(value) <= 1e6))
        return false;
    *score = llround(value * SCORE_UNIT);
    return true;
}

enum thoth_status thoth_space_judge_version(struct thoth_space *space,
                                            uint32_t package, uint32_t version,
                                            enum thoth_version_fate fate,
                                            double score)
{
    struct space_version *judged;

    if (!space_has(space, package, version))
        return THOTH_E_ARGUMENT;
    judged = &space->versions[space_version_of(space, package, version)];
    if (!score_from_double(score, &judged->score))
        return THOTH_E_ARGUMENT;
    judged->fate = (uint8_t)fate;
    if (fate == THOTH_FATE_SKIPPED || fate == THOTH_FATE_ASK_SKIP)
        space->packages[package].may_be_left_out = true;
    if (fate == THOTH_FATE_ASK || fate == THOTH_FATE_ASK_SKIP)
        space->packages[package].asks = true;
    return THOTH_OK;
}

enum thoth_status thoth_space_sieve(struct thoth_space *space, uint32_t package,
                                    const uint64_t *usable)
{
    struct space_package *sieved;

    if (package >= space->package_count)
        return THOTH_E_ARGUMENT;
    sieved = &space->packages[package];
    sieved->skipped = usable == NULL;
    if (usable != NULL)
        sieved->usable =
            set_of_words(&space->pool, package, sieved->count, usable);
    return space->pool.failed ? THOTH_E_MEMORY : THOTH_OK;
}

enum thoth_status space_require_set(struct thoth_space *space,
                                    struct thoth_choice of,
                                    candidate_set allowed)
{
    struct space_version *version =
        &space->versions[space_version_of(space, of.package, of.version)];

    if (version->count == UINT16_MAX || space->edge_count == UINT32_MAX - 1)
        return THOTH_E_LIMIT;
    if (!growth_reserve((void **)&space->edges, &space->edge_room,
                        space->edge_count + 1, sizeof(*space->edges)))
        return THOTH_E_MEMORY;
    space->edges[space->edge_count++] =
        (struct space_edge){allowed, version->requirements};
    version->requirements = space->edge_count;
    version->count++;
    return THOTH_OK;
}

enum thoth_status thoth_space_require(struct thoth_space *space,
                                      uint32_t package, uint32_t version,
                                      uint32_t required,
                                      const uint64_t *allowed)
{
    candidate_set set;

    if (!space_has(space, package, version) || space->sealed ||
        required >= space->package_count)
        return THOTH_E_ARGUMENT;
    set = set_of_words(&space->pool, required, space->packages[required].count,
                       allowed);
    if (space->pool.failed)
        return THOTH_E_MEMORY;
    return space_require_set(space, (struct thoth_choice){package, version},
                             set);
}

enum thoth_status thoth_space_require_directly(struct thoth_space *space,
                                               uint32_t required,
                                               const uint64_t *allowed)
{
    candidate_set set;

    if (required >= space->package_count)
        return THOTH_E_ARGUMENT;
    set = set_of_words(&space->pool, required, space->packages[required].count,
                       allowed);
    if (space->pool.failed ||
        !growth_reserve((void **)&space->roots, &space->root_room,
                        space->root_count + 1, sizeof(*space->roots)))
        return THOTH_E_MEMORY;
    space->roots[space->root_count++] = set;
    return THOTH_OK;
}

enum thoth_status space_seal(struct thoth_space *space)
{
    uint32_t used = 0;

    if (space->sealed)
        return THOTH_OK;
    free(space->requirements);
    space->requirements =
        malloc(((size_t)space->edge_count + 1) * sizeof(candidate_set));
    if (space->requirements == NULL)
        return THOTH_E_MEMORY;
    for (uint32_t v = 0; v < space->version_count; v++) {
        struct space_version *version = &space->versions[v];
        uint32_t edge = version->requirements;

        for (uint32_t i = version->count; i > 0; i--) {
            space->requirements[used + i - 1] = space->edges[edge - 1].allowed;
            edge = space->edges[edge - 1].next;
        }
        version->requirements = used;
        used += version->count;
    }
    free(space->edges);
    space->edges = NULL;
    space->edge_room = 0;
    space_links_sort(&space->pseudonyms);
    space_links_sort(&space->additions);
    space->sealed = true;
    return THOTH_OK;
}
