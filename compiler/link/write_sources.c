/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where units come from: folders as a tree, files and the places of their units
 * as a stream of small numbers with a checkpoint now and then.
 */
#include "compiler/link/bundle_writer.h"

/* Small numbers of either sign become small unsigned ones. */
static uint32_t zigzag(uint32_t from, uint32_t to)
{
    return to >= from ? (to - from) << 1 : ((from - to) << 1) - 1;
}

static void write_folders(struct bundle_writer *writer)
{
    for (uint32_t i = 0; i < writer->program->folder_count; i++) {
        const struct program_folder *folder = &writer->program->folders[i];
        struct bundle_folder record = {folder->parent,
                                       write_string(writer, folder->name)};

        section_add(writer, BUNDLE_FOLDERS, &record, sizeof record);
    }
}

static void write_checkpoint(struct bundle_writer *writer, uint32_t file,
                             uint32_t unit)
{
    struct bundle_checkpoint record = {
        .file = file,
        .unit = unit,
        .offset = (uint32_t)writer->sections[BUNDLE_SOURCES].size,
        .folder = file ? writer->program->files[file - 1].folder : 0,
    };

    section_add(writer, BUNDLE_CHECKPOINTS, &record, sizeof record);
}

/* The number of a file name, by session string plus 1 in `numbers`. */
static uint32_t file_name_number(struct bundle_writer *writer,
                                 uint32_t *numbers, str_id name)
{
    if (!numbers[name]) {
        section_add_word(writer, BUNDLE_FILE_NAMES, write_string(writer, name));
        numbers[name] = section_words(writer, BUNDLE_FILE_NAMES);
    }
    return numbers[name] - 1;
}

static void write_places(struct bundle_writer *writer, uint32_t unit,
                         uint32_t count)
{
    uint32_t line = 0;

    for (uint32_t i = 0; i < count; i++) {
        const struct program_unit *of = &writer->program->units[unit + i];

        section_add_leb128(writer, BUNDLE_SOURCES, zigzag(line, of->line));
        section_add_leb128(writer, BUNDLE_SOURCES, of->column);
        line = of->line;
    }
}

void write_sources(struct bundle_writer *writer)
{
    const struct program *program = writer->program;
    uint32_t *numbers = ARENA_NEW_ARRAY(
        &writer->arena, uint32_t, intern_limit(program->session->strings));
    uint32_t unit = 0;

    write_folders(writer);
    for (uint32_t i = 0; i < program->file_count; i++) {
        const struct program_file *file = &program->files[i];
        uint32_t before = i ? program->files[i - 1].folder : 0;

        if (i % BUNDLE_FILES_PER_CHECKPOINT == 0)
            write_checkpoint(writer, i, unit);
        section_add_leb128(writer, BUNDLE_SOURCES,
                           zigzag(before, file->folder));
        section_add_leb128(writer, BUNDLE_SOURCES,
                           file_name_number(writer, numbers, file->name));
        section_add_leb128(writer, BUNDLE_SOURCES, file->object.unit_count);
        write_places(writer, unit, file->object.unit_count);
        unit += file->object.unit_count;
    }
}
