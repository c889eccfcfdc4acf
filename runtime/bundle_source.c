/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The stream of source places, see runtime/bundle_source.h for its use and
 * runtime/bundle_format.h for its form.
 */
#include "runtime/bundle_source.h"

static int64_t zigzag(uint32_t number)
{
    return (int64_t)(number >> 1) ^ -(int64_t)(number & 1);
}

static bool next_number(struct source_reader *reader, uint32_t *number)
{
    return bundle_leb128_within(&reader->at, reader->end, number);
}

struct source_reader source_reader_at(const struct thoth_bundle *bundle,
                                      uint32_t checkpoint)
{
    const struct bundle_checkpoint *at = &bundle->checkpoints[checkpoint];

    return (struct source_reader){
        .at = bundle->sources + at->offset,
        .end = bundle->sources + bundle->sources_size,
        .folder = at->folder,
    };
}

bool source_read_file(struct source_reader *reader,
                      const struct thoth_bundle *bundle,
                      struct source_file *file)
{
    uint32_t distance;
    int64_t folder;

    if (!next_number(reader, &distance) || !next_number(reader, &file->name) ||
        !next_number(reader, &file->units))
        return false;
    folder = reader->folder + zigzag(distance);
    if (folder < 0 || folder >= bundle->folder_count ||
        file->name >= bundle->file_name_count)
        return false;
    file->folder = reader->folder = (uint32_t)folder;
    reader->line = 0;
    return true;
}

bool source_read_unit(struct source_reader *reader, uint32_t *line,
                      uint32_t *column)
{
    uint32_t distance;
    int64_t sum;

    if (!next_number(reader, &distance) || !next_number(reader, column))
        return false;
    sum = reader->line + zigzag(distance);
    if (sum < 1 || sum > UINT32_MAX || *column < 1)
        return false;
    *line = reader->line = (uint32_t)sum;
    return true;
}

bool source_skip_units(struct source_reader *reader, uint32_t units)
{
    for (uint32_t line, column; units > 0; units--)
        if (!source_read_unit(reader, &line, &column))
            return false;
    return true;
}

bool source_count_files(const struct thoth_bundle *bundle, uint32_t *count)
{
    struct source_reader reader;
    struct source_file file;
    uint32_t last = bundle->checkpoint_count;

    *count = 0;
    if (last == 0)
        return bundle->sources_size == 0;
    reader = source_reader_at(bundle, last - 1);
    *count = bundle->checkpoints[last - 1].file;
    for (; reader.at < reader.end; ++*count)
        if (!source_read_file(&reader, bundle, &file) ||
            !source_skip_units(&reader, file.units))
            return false;
    return true;
}
