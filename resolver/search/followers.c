/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Counts, for each package that the usable versions of one require, how many
 * of them do.
 */
#include "resolver/search/followers.h"

#include "resolver/search/growth.h"

#include <string.h>

void followers_start(struct followers *followers,
                     const struct thoth_space *space, enum follow what)
{
    size_t packages = (size_t)space->package_count + 1;

    memset(followers, 0, sizeof(*followers));
    followers->space = space;
    followers->what = what;
    followers->ranges = calloc(packages, sizeof(*followers->ranges));
    followers->seen = calloc(packages, sizeof(*followers->seen));
    followers->failed = followers->ranges == NULL || followers->seen == NULL;
}

void followers_release(struct followers *followers)
{
    free(followers->ranges);
    free(followers->packages);
    free(followers->seen);
}

/* Counts a package that one more version requires; a version may require one
 * several times, so for FOLLOW_ALWAYS each is counted once: `version` says
 * that the versions before it did. */
static bool count_one(struct followers *followers, uint32_t package,
                      uint32_t versions)
{
    uint32_t *seen = &followers->seen[package];

    if (*seen == 0) {
        if (!growth_reserve((void **)&followers->packages, &followers->room,
                            followers->count + 1, sizeof(*followers->packages)))
            return false;
        followers->packages[followers->count++] = package;
        *seen = 1;
    } else if (*seen < versions) {
        ++*seen;
    }
    return true;
}

static bool count_links(struct followers *followers,
                        const struct space_links *links, uint32_t version,
                        uint32_t versions)
{
    uint32_t count;
    const struct space_link *of = space_links_of(links, version, &count);

    for (uint32_t i = 0; i < count; i++)
        if (!count_one(followers, of[i].other.package, versions))
            return false;
    return true;
}

/* `versions` counts the usable versions up to this one. A package that one of
 * them does not require has a lower count from then on. */
static bool count_version(struct followers *followers, uint32_t version,
                          uint32_t versions)
{
    const struct thoth_space *space = followers->space;
    const struct space_version *of = &space->versions[version];
    const candidate_set *required = space->requirements + of->requirements;

    for (uint32_t i = 0; i < of->count; i++)
        if (!count_one(followers, set_package(required[i]), versions))
            return false;
    if (followers->what == FOLLOW_ALWAYS)
        return true;
    return count_links(followers, &space->pseudonyms, version, versions) &&
           count_links(followers, &space->additions, version, versions);
}

/* Keeps, of the packages counted from `first` on, those that follow. */
static void keep_followers(struct followers *followers, uint32_t first,
                           uint32_t versions)
{
    uint32_t kept = first;

    for (uint32_t i = first; i < followers->count; i++) {
        uint32_t package = followers->packages[i];
        bool always = followers->seen[package] == versions;

        followers->seen[package] = 0;
        if ((always || followers->what == FOLLOW_POSSIBLY) &&
            !followers->space->packages[package].skipped)
            followers->packages[kept++] = package;
    }
    followers->count = kept;
}

static void find_followers(struct followers *followers, uint32_t package)
{
    const struct space_package *of = &followers->space->packages[package];
    const struct set_pool *pool = &followers->space->pool;
    uint32_t version = set_first(pool, of->usable);
    uint32_t first = followers->count, versions = 0;

    for (; version != UINT32_MAX;
         version = set_next(pool, of->usable, version + 1))
        if (!count_version(followers, of->first + version, ++versions))
            followers->failed = true;
    keep_followers(followers, first, versions);
    followers->ranges[package] =
        (struct followers_range){first, followers->count - first, true};
}

const uint32_t *followers_of(struct followers *followers, uint32_t package,
                             uint32_t *count)
{
    const struct followers_range *range = &followers->ranges[package];

    if (!range->known)
        find_followers(followers, package);
    *count = range->count;
    return followers->packages + range->first;
}
