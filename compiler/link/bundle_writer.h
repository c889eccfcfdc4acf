/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the parts of the bundle writer share: sections that grow, and the maps
 * from session ids to places in them. A thing gets its place when it is first
 * referred to, in the order in which the program is written.
 */
#ifndef COMPILER_LINK_BUNDLE_WRITER_H
#define COMPILER_LINK_BUNDLE_WRITER_H

#include "compiler/link/program.h"
#include "compiler/link/row_table.h"
#include "runtime/bundle_format.h"

struct section_bytes {
    unsigned char *bytes;
    size_t size, room;
};

struct bundle_writer {
    const struct program *program;
    unsigned threads;
    struct arena arena; /* what lives as long as the writer */
    struct section_bytes sections[BUNDLE_SECTION_COUNT];
    uint32_t *string_places; /* by session string: place plus 1, 0: none yet */
    uint32_t *spec_places;   /* by session string, the same */
    uint32_t *index_numbers; /* by session string: number plus 1 */
    uint32_t *list_places;   /* by session list and use: place plus 1 */
    uint32_t *number_places; /* by session list: number plus 1 */
    uint32_t *row;           /* the row being translated */
    struct row_table rows;
    bool too_large;
};

/* Makes room where it is known how much will come, since memory that is moved
 * has to be cleared and copied. */
void section_reserve(struct bundle_writer *writer, enum bundle_section section,
                     size_t room);

/* Appends to a section. Sections of words count in words. */
void section_add(struct bundle_writer *writer, enum bundle_section section,
                 const void *bytes, size_t size);
void section_add_word(struct bundle_writer *writer, enum bundle_section section,
                      uint32_t word);
void section_add_leb128(struct bundle_writer *writer,
                        enum bundle_section section, uint32_t number);
uint32_t section_words(const struct bundle_writer *writer,
                       enum bundle_section section);

/* The reference to a string; BUNDLE_NONE for STR_NONE. */
uint32_t write_string(struct bundle_writer *writer, str_id string);

/* write_specs.c: all specifier sets of the program, before any row. */
void write_specs(struct bundle_writer *writer);

/* write_constants.c */
void write_indexes(struct bundle_writer *writer);
uint32_t write_list(struct bundle_writer *writer, unsigned type, uint32_t list);

/* write_rows.c: the offset of a row of the program's shape. */
uint32_t write_row(struct bundle_writer *writer, uint32_t shape,
                   const uint32_t *row);

/* Calls `use` for each constant of a type in all rows of the program. */
void each_constant(const struct program *program, unsigned type,
                   void (*use)(void *user, uint32_t constant), void *user);

/* write_shapes.c, write_units.c, write_sources.c */
void write_shapes(struct bundle_writer *writer);
void write_units(struct bundle_writer *writer);
void write_packages(struct bundle_writer *writer);
void write_sources(struct bundle_writer *writer);

#endif
