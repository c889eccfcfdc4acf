/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values of fields, and what is said of base images.
 */
#include "compiler/driver/diff_values.h"

#include <string.h>

void diff_values_add(json_t *values, json_t *value)
{
    json_t *known;
    size_t i;

    json_array_foreach(values, i, known)
    {
        if (json_equal(known, value)) {
            json_decref(value);
            return;
        }
    }
    if (values)
        json_array_append_new(values, diff_json(value));
    else
        json_decref(value);
}

struct diff_entries diff_entries_of(const struct thoth_bundle *bundle,
                                    uint32_t list)
{
    return (struct diff_entries){bundle, bundle->lists + list + 1,
                                 bundle->lists[list]};
}

struct thoth_text diff_text_at(const struct diff_entries *entries,
                               uint32_t word)
{
    return bundle_text_or_none(entries->bundle, entries->at[word]);
}

void diff_symbols_add(json_t *values, struct diff_entries entries)
{
    json_t *symbols = diff_json(json_array());

    for (uint32_t i = 0; i < entries.count; i++)
        if (diff_text_at(&entries, i).at)
            json_array_append_new(symbols,
                                  diff_json_text(diff_text_at(&entries, i)));
    diff_values_add(values, symbols);
    diff_values_add(values, json_pack("[s]", "OTHER_1.0"));
}

void diff_rpms_add(json_t *values, struct diff_entries entries)
{
    static const char *const keys[] = {"package_name",    "arch",
                                       "epoch",           "package_identifier",
                                       "package_version", "release"};
    json_t *rpms = diff_json(json_array());

    for (uint32_t i = 0; i < entries.count; i++, entries.at += 7) {
        json_t *rpm = diff_json(json_object());

        for (uint32_t k = 0; k < 6; k++)
            if (diff_text_at(&entries, k).at)
                json_object_set_new(rpm, keys[k],
                                    diff_json_text(diff_text_at(&entries, k)));
        if (entries.at[6] != BUNDLE_NONE)
            json_object_set_new(rpm, "src", json_boolean(entries.at[6]));
        json_array_append_new(rpms, rpm);
    }
    diff_values_add(values, rpms);
    diff_values_add(values, json_pack("[{s:s}]", "package_name", "other"));
}

/* A path that a pattern without much magic matches. */
static json_t *path_for(struct thoth_text pattern)
{
    char path[256];
    size_t length = 0;

    for (size_t i = 0; i < pattern.length && length < sizeof path; i++)
        if (!strchr("^$*+?()\\", pattern.at[i]))
            path[length++] = pattern.at[i] == '.' ? 'x' : pattern.at[i];
    return diff_json_text((struct thoth_text){path, length});
}

/* The listed packages in versions that fit. */
void diff_pythons_add(json_t *values, struct diff_entries entries,
                      struct arena *arena)
{
    json_t *pythons = diff_json(json_array());

    for (uint32_t i = 0; i < entries.count; i++, entries.at += 3) {
        struct diff_texts specifiers = {.count = 0}, versions = {.count = 0};
        struct thoth_text location = diff_text_at(&entries, 2);

        if (entries.at[1] != BUNDLE_NONE)
            diff_texts_add(&specifiers,
                           bundle_text(entries.bundle,
                                       entries.bundle->specs[entries.at[1]]));
        diff_versions_add(&versions, &specifiers, arena);
        json_array_append_new(
            pythons,
            diff_json(json_pack(
                "{s:o, s:o, s:o}", "package_name",
                diff_json_text(diff_text_at(&entries, 0)), "package_version",
                diff_json_text(versions.at[0]), "location",
                location.at ? path_for(location) : json_string("/opt"))));
    }
    diff_values_add(values, pythons);
    diff_values_add(values,
                    json_pack("[{s:s, s:s, s:s}]", "package_name", "other",
                              "package_version", "1", "location", "/opt"));
}
