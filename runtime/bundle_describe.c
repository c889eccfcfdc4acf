/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a bundle says of itself: its size and contents, the names, places and
 * packages of its units, the paths of its files.
 */
#include "runtime/bundle_source.h"

#include "grammar/prescription.h"

#include <string.h>

/* Sections of prescriptions and kinds of units are the same, in one order. */
_Static_assert((int)UNIT_SECTION_BOOTS == THOTH_BOOT &&
                   (int)UNIT_SECTION_PSEUDONYMS == THOTH_PSEUDONYM &&
                   (int)UNIT_SECTION_SIEVES == THOTH_SIEVE &&
                   (int)UNIT_SECTION_STEPS == THOTH_STEP &&
                   (int)UNIT_SECTION_STRIDES == THOTH_STRIDE &&
                   (int)UNIT_SECTION_WRAPS == THOTH_WRAP &&
                   (int)UNIT_SECTION_COUNT == THOTH_KINDS,
               "kinds follow grammar/unit_types.def");

const struct bundle_unit_type bundle_unit_types[] = {
#define UNIT_SECTION(id, key, noun)
#define UNIT_TYPE(id, name, section, match, match_presence, match_form, run,   \
                  run_presence, documentation)                                 \
    {name, (enum thoth_kind)UNIT_SECTION_##section},
#include "grammar/unit_types.def"
#undef UNIT_SECTION
#undef UNIT_TYPE
};

static uint32_t count_strings(const struct thoth_bundle *bundle)
{
    const uint8_t *at = bundle->strings, *end = at + bundle->strings_size;
    uint32_t count = 0;

    for (uint32_t length; at < end; at += length, count++)
        length = bundle_leb128(&at);
    return count;
}

static uint32_t count_specifiers(const struct thoth_bundle *bundle)
{
    uint32_t count = 0;

    for (uint32_t at = 0; at < bundle->spec_words; count++)
        at += 2 + 2 * BUNDLE_SPEC_COUNT(bundle->specs[at + 1]);
    return count;
}

void thoth_bundle_describe(const struct thoth_bundle *bundle,
                           struct thoth_bundle_facts *facts)
{
    const struct bundle_header *header = bundle->header;

    *facts = (struct thoth_bundle_facts){
        .format = header->format,
        .size = header->size,
        .native = bundle->native != NULL,
        .units = bundle->unit_count,
        .files = bundle->file_count,
        .strings = count_strings(bundle),
        .shapes = bundle->shape_count,
        .specifiers = count_specifiers(bundle),
        .packages = bundle->package_count - 1,
    };
    memcpy(facts->build_id, header->build_id, sizeof(facts->build_id));
}

/* The last checkpoint at or before a unit. */
static uint32_t checkpoint_of_unit(const struct thoth_bundle *bundle,
                                   uint32_t unit)
{
    uint32_t low = 0, high = bundle->checkpoint_count;

    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;

        if (bundle->checkpoints[middle].unit <= unit)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static bool find_place(const struct thoth_bundle *bundle, uint32_t unit,
                       struct thoth_unit *place)
{
    uint32_t checkpoint = checkpoint_of_unit(bundle, unit), first;
    struct source_reader reader;
    struct source_file file;

    if (checkpoint >= bundle->checkpoint_count)
        return false;
    reader = source_reader_at(bundle, checkpoint);
    first = bundle->checkpoints[checkpoint].unit;
    place->file = bundle->checkpoints[checkpoint].file;
    for (;; place->file++, first += file.units) {
        if (!source_read_file(&reader, bundle, &file))
            return false;
        if (unit - first < file.units)
            break;
        if (!source_skip_units(&reader, file.units))
            return false;
    }
    return source_skip_units(&reader, unit - first) &&
           source_read_unit(&reader, &place->line, &place->column);
}

enum thoth_status thoth_unit_describe(const struct thoth_bundle *bundle,
                                      uint32_t unit,
                                      struct thoth_unit *description)
{
    const struct bundle_pattern *pattern;

    if (unit >= bundle->unit_count)
        return THOTH_E_ARGUMENT;
    pattern = bundle_pattern_of(bundle, unit);
    *description = (struct thoth_unit){
        .kind = bundle_unit_types[pattern->type].kind,
        .type = bundle_unit_types[pattern->type].name,
        .namespace_ = bundle_text(bundle, pattern->namespace),
        .name = bundle_text(bundle, bundle->units[unit].name),
    };
    return find_place(bundle, unit, description) ? THOTH_OK : THOTH_E_CORRUPT;
}

static bool find_file(const struct thoth_bundle *bundle, uint32_t number,
                      struct source_file *file)
{
    uint32_t left = number % BUNDLE_FILES_PER_CHECKPOINT;
    struct source_reader reader;

    if (number >= bundle->file_count)
        return false;
    reader = source_reader_at(bundle, number / BUNDLE_FILES_PER_CHECKPOINT);
    while (source_read_file(&reader, bundle, file)) {
        if (left-- == 0)
            return true;
        if (!source_skip_units(&reader, file->units))
            return false;
    }
    return false;
}

/* Copies what fits of a component that begins at `start` of the path. */
static void put_component(char *path, size_t room, size_t start,
                          struct thoth_text component)
{
    size_t fits;

    if (start >= room)
        return;
    fits = room - start < component.length ? room - start : component.length;
    memcpy(path + start, component.at, fits);
}

size_t thoth_file_path(const struct thoth_bundle *bundle, uint32_t number,
                       char *path, size_t size)
{
    const struct bundle_folder *folders = bundle->folders;
    struct source_file file;
    struct thoth_text name;
    size_t length, start;

    if (size > 0)
        path[0] = '\0';
    if (!find_file(bundle, number, &file))
        return 0;
    name = bundle_text(bundle, bundle->file_names[file.name]);
    length = name.length;
    for (uint32_t i = file.folder; i != 0; i = folders[i].parent)
        length += bundle_text(bundle, folders[i].name).length + 1;
    if (size == 0)
        return length;
    start = length - name.length;
    put_component(path, size - 1, start, name);
    for (uint32_t i = file.folder; i != 0; i = folders[i].parent) {
        name = bundle_text(bundle, folders[i].name);
        put_component(path, size - 1, --start, (struct thoth_text){"/", 1});
        start -= name.length;
        put_component(path, size - 1, start, name);
    }
    path[length < size ? length : size - 1] = '\0';
    return length;
}

bool thoth_unit_package(const struct thoth_bundle *bundle, uint32_t unit,
                        uint32_t instance, struct thoth_text *name)
{
    struct bundle_members members;
    uint32_t package;

    if (unit >= bundle->unit_count)
        return false;
    members = bundle_unit_members(bundle, unit);
    if (instance >= members.count)
        return false;
    package = bundle->package_of[members.first + instance];
    *name = bundle_text_or_none(bundle, bundle->packages[package].name);
    return true;
}
