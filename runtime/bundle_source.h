/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads the stream of source places: files, and in each file the places of its
 * units. Checks what it reads, so that loader and readers share it.
 */
#ifndef RUNTIME_BUNDLE_SOURCE_H
#define RUNTIME_BUNDLE_SOURCE_H

#include "runtime/bundle.h"

struct source_reader {
    const uint8_t *at, *end;
    uint32_t folder; /* of the file read last */
    uint32_t line;   /* of the unit read last in this file, at first 0 */
};

struct source_file {
    uint32_t folder;
    uint32_t name;  /* record of file_names */
    uint32_t units; /* whose places follow */
};

/* A reader that stands before the file of a checkpoint. */
struct source_reader source_reader_at(const struct thoth_bundle *bundle,
                                      uint32_t checkpoint);

/* Each reads what comes next, after all units of the file before were read.
 * False when the stream is damaged. */
bool source_read_file(struct source_reader *reader,
                      const struct thoth_bundle *bundle,
                      struct source_file *file);
bool source_read_unit(struct source_reader *reader, uint32_t *line,
                      uint32_t *column);

/* Reads past the units of a file. */
bool source_skip_units(struct source_reader *reader, uint32_t units);

/* The number of files, found behind the last checkpoint; false when the stream
 * is damaged there. */
bool source_count_files(const struct thoth_bundle *bundle, uint32_t *count);

#endif
