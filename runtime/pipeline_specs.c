/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Irregular sets are few: those with `===`, local versions or legacy clauses.
 * A walk over the section finds them, a binary search by offset gets them back.
 */
#include "runtime/pipeline_specs.h"

#include "runtime/text.h"

static uint32_t spec_words(uint32_t head)
{
    return 2 + 2 * BUNDLE_SPEC_COUNT(head);
}

static uint32_t count_irregular(const struct thoth_bundle *bundle)
{
    uint32_t count = 0;

    for (uint32_t at = 0; at < bundle->spec_words;
         at += spec_words(bundle->specs[at + 1]))
        count += (bundle->specs[at + 1] & BUNDLE_SPEC_IRREGULAR) != 0;
    return count;
}

static enum thoth_status
parse_irregular(struct pipeline_specs *specs,
                const struct thoth_allocator *allocator)
{
    const struct thoth_bundle *bundle = specs->bundle;

    for (uint32_t at = 0; at < bundle->spec_words;
         at += spec_words(bundle->specs[at + 1])) {
        struct pipeline_spec *entry = &specs->irregular[specs->count];
        int parsed;

        if (!(bundle->specs[at + 1] & BUNDLE_SPEC_IRREGULAR))
            continue;
        entry->spec = at;
        parsed = pep440_specifier_parse(bundle_text(bundle, bundle->specs[at]),
                                        allocator, &entry->parsed);
        if (parsed != PEP440_OK)
            return parsed == PEP440_E_MEMORY ? THOTH_E_MEMORY : THOTH_E_CORRUPT;
        specs->count++;
    }
    return THOTH_OK;
}

enum thoth_status pipeline_specs_make(struct pipeline_specs *specs,
                                      const struct thoth_bundle *bundle,
                                      const struct thoth_allocator *allocator)
{
    uint32_t count = count_irregular(bundle);
    enum thoth_status status;

    *specs = (struct pipeline_specs){.bundle = bundle};
    if (count == 0)
        return THOTH_OK;
    specs->irregular =
        thoth_allocate(allocator, count * sizeof *specs->irregular);
    if (specs->irregular == NULL)
        return THOTH_E_MEMORY;
    status = parse_irregular(specs, allocator);
    if (status != THOTH_OK)
        pipeline_specs_release(specs, allocator);
    return status;
}

void pipeline_specs_release(struct pipeline_specs *specs,
                            const struct thoth_allocator *allocator)
{
    for (uint32_t i = 0; i < specs->count; i++)
        pep440_specifier_free(specs->irregular[i].parsed, allocator);
    thoth_release(allocator, specs->irregular);
    specs->irregular = NULL;
    specs->count = 0;
}

static const struct pep440_specifier *
find_irregular(const struct pipeline_specs *specs, uint32_t spec)
{
    uint32_t low = 0, high = specs->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (specs->irregular[middle].spec < spec)
            low = middle + 1;
        else
            high = middle;
    }
    return specs->irregular[low].parsed;
}

static bool holds_position(const uint32_t *spec, uint32_t position)
{
    const uint32_t *interval = spec + 2;

    for (uint32_t i = BUNDLE_SPEC_COUNT(spec[1]); i; i--, interval += 2)
        if (position >= interval[0] && position < interval[1])
            return true;
    return false;
}

bool pipeline_specs_contain(const struct pipeline_specs *specs, uint32_t spec,
                            const struct pep440_version *version,
                            bool prereleases)
{
    const uint32_t *words = specs->bundle->specs + spec;
    uint32_t head = words[1];

    if (head & BUNDLE_SPEC_IRREGULAR)
        return pep440_contains(find_irregular(specs, spec), version,
                               prereleases ? PEP440_PRERELEASES_ALLOWED
                                           : PEP440_PRERELEASES_BY_SET);
    if (version->is_legacy)
        return (head & BUNDLE_SPEC_LEGACY) != 0;
    if (version->is_prerelease && !prereleases &&
        !(head & BUNDLE_SPEC_PRERELEASES))
        return false;
    return holds_position(
        words, bundle_find_position(specs->bundle, version->public_key));
}
