/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writes findings in one of the formats of grammar/report_formats.def. Findings
 * come file by file in loading order and are written as they come; a format
 * that must know more beforehand finds it in the totals. Whatever the sources
 * and messages contain, the output is well-formed.
 */
#ifndef COMPILER_REPORT_REPORT_WRITER_H
#define COMPILER_REPORT_REPORT_WRITER_H

#include "compiler/base/arena.h"
#include "compiler/base/diagnostic.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum report_format {
#define REPORT_FORMAT(id, name, documentation) REPORT_##id,
#include "grammar/report_formats.def"
#undef REPORT_FORMAT
    REPORT_FORMAT_COUNT
};

/* What will be written, known before the first file. */
struct report_totals {
    uint32_t files;    /* calls of report_writer_file */
    uint32_t failed;   /* files with a failure among their findings */
    uint32_t findings; /* all that are written */
};

struct report_options {
    enum report_format format;
    FILE *stream;
    bool colour;         /* for text */
    enum severity fails; /* findings from here on are failures */
    struct report_totals totals;
};

/* One file, or with an empty path what has no file: paths of the command line
 * that do not exist. The list and the path must live until the writer has
 * finished, the source until the next call. */
struct report_file {
    struct thoth_text path;   /* as messages show it */
    struct thoth_text source; /* its content, or empty: no lines are shown */
    const struct diagnostic_list *list;
};

struct report_writer {
    const struct report_options *options;
    FILE *stream;
    struct arena *arena;
    uint32_t written;          /* findings so far */
    struct sarif_finding *all; /* sarif only */
    bool unplaced;             /* sarif only: something had no file */
};

const char *report_format_name(enum report_format format);

/* REPORT_FORMAT_COUNT if there is none of that name. */
enum report_format report_format_find(struct thoth_text name);

/* Does the format show source lines? */
bool report_format_shows_source(enum report_format format);

/* Does the format name files without findings, too? */
bool report_format_names_all(enum report_format format);

/* Starts a report. The options must live as long as the writer; its memory is
 * in the arena. All functions unwind when memory is short; failures to write
 * are told by the stream's error flag. */
void report_writer_start(struct report_writer *writer, struct arena *arena,
                         const struct report_options *options);

/* To be called once for each file; for those without findings, too, if the
 * format names them. */
void report_writer_file(struct report_writer *writer,
                        const struct report_file *file);

void report_writer_finish(struct report_writer *writer);

#endif
