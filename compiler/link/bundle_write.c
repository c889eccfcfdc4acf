/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The order in which a bundle is made, and putting its sections together.
 */
#include "compiler/link/bundle_write.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/link/bundle_writer.h"
#include "runtime/bundle_seal.h"

#include <stdlib.h>
#include <string.h>

static void start(struct bundle_writer *writer, const struct program *program,
                  unsigned threads)
{
    str_id empty =
        intern(program->session->strings, (struct thoth_text){"", 0});
    uint32_t strings = intern_limit(program->session->strings);
    uint32_t lists = intern_limit(program->session->lists);
    uint32_t columns = 1;

    writer->program = program;
    writer->threads = threads;
    writer->string_places = ARENA_NEW_ARRAY(&writer->arena, uint32_t, strings);
    writer->spec_places = ARENA_NEW_ARRAY(&writer->arena, uint32_t, strings);
    writer->index_numbers = ARENA_NEW_ARRAY(&writer->arena, uint32_t, strings);
    writer->list_places =
        ARENA_NEW_ARRAY(&writer->arena, uint32_t, (size_t)lists * 4);
    writer->number_places = ARENA_NEW_ARRAY(&writer->arena, uint32_t, lists);
    for (uint32_t i = 0; i < program->shape_count; i++)
        if (program_shape(program, i)->columns > columns)
            columns = program_shape(program, i)->columns;
    writer->row = ARENA_NEW_ARRAY(&writer->arena, uint32_t, columns);
    row_table_start(&writer->rows, &writer->arena);
    section_reserve(writer, BUNDLE_STRINGS,
                    intern_size(program->session->strings) +
                        intern_count(program->session->strings) + (size_t)1);
    section_reserve(writer, BUNDLE_UNITS,
                    program->unit_count * sizeof(struct bundle_unit));
    write_string(writer, empty); /* offset 0 */
}

static void release(struct bundle_writer *writer)
{
    for (int i = 0; i < BUNDLE_SECTION_COUNT; i++)
        free(writer->sections[i].bytes);
    arena_release(&writer->arena);
}

static void write_sections(struct bundle_writer *writer)
{
    write_indexes(writer);
    write_specs(writer);
    write_shapes(writer);
    write_units(writer);
    write_packages(writer);
    write_sources(writer);
}

static size_t aligned(size_t size)
{
    return (size + BUNDLE_ALIGNMENT - 1) / BUNDLE_ALIGNMENT * BUNDLE_ALIGNMENT;
}

/* Moves a section to its place in the bundle, with zeros up to the next one. */
static void place_section(unsigned char *bundle, struct bundle_range range,
                          const unsigned char *section)
{
    unsigned char *to = bundle + range.offset;

    if (range.size)
        memmove(to, section, range.size);
    memset(to + range.size, 0, aligned(range.size) - range.size);
}

/* Header and sections in one block, sealed. The strings are three quarters of
 * a bundle, so their memory becomes the bundle's. */
static void assemble(struct bundle_writer *writer, unsigned char **bytes,
                     size_t *size)
{
    struct section_bytes *strings = &writer->sections[BUNDLE_STRINGS];
    struct bundle_header header = {
        .format = BUNDLE_FORMAT,
        .minimum_reader = BUNDLE_FORMAT,
        .section_count = BUNDLE_SECTION_COUNT,
    };
    size_t at = aligned(sizeof header);

    for (int i = 0; i < BUNDLE_SECTION_COUNT; i++) {
        header.sections[i] =
            (struct bundle_range){at, writer->sections[i].size};
        at = aligned(at + writer->sections[i].size);
    }
    header.size = at;
    *size = at;
    *bytes = memory_grow(strings->bytes, at, 1);
    strings->bytes = NULL;
    place_section(*bytes, header.sections[BUNDLE_STRINGS], *bytes);
    for (int i = BUNDLE_STRINGS + 1; i < BUNDLE_SECTION_COUNT; i++)
        place_section(*bytes, header.sections[i], writer->sections[i].bytes);
    memcpy(header.magic, BUNDLE_MAGIC, sizeof header.magic);
    memset(*bytes, 0, aligned(sizeof header));
    memcpy(*bytes, &header, sizeof header);
    bundle_seal(*bytes, *size);
}

_Static_assert(BUNDLE_STRINGS == 0, "the strings follow the header");

enum bundle_write_status bundle_write(const struct program *program,
                                      unsigned threads, unsigned char **bytes,
                                      size_t *size)
{
    struct bundle_writer writer = {0};
    struct memory_guard guard;
    bool too_large;

    if (MEMORY_GUARD_ENTER(&guard)) {
        release(&writer);
        memory_ran_out();
    }
    start(&writer, program, threads);
    write_sections(&writer);
    too_large = writer.too_large;
    if (!too_large)
        assemble(&writer, bytes, size);
    memory_guard_leave(&guard);
    release(&writer);
    return too_large ? BUNDLE_WRITE_TOO_LARGE : BUNDLE_WRITE_OK;
}
