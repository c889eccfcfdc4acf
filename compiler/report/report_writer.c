/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The formats by name, and passing files on to the one that was chosen.
 */
#include "compiler/report/report_writer.h"

#include "compiler/report/writer.h"
#include "runtime/text.h"

static const struct writer_format FORMATS[REPORT_FORMAT_COUNT] = {
    [REPORT_TEXT] = {NULL, write_text_file, NULL},
    [REPORT_JSON] = {write_json_start, write_json_file, write_json_finish},
    [REPORT_SARIF] = {write_sarif_start, write_sarif_file, write_sarif_finish},
    [REPORT_GITHUB] = {NULL, write_github_file, NULL},
    [REPORT_JUNIT] = {write_junit_start, write_junit_file, write_junit_finish},
};

const char *report_format_name(enum report_format format)
{
    static const char *const NAMES[] = {
#define REPORT_FORMAT(id, name, documentation) name,
#include "grammar/report_formats.def"
#undef REPORT_FORMAT
    };

    return NAMES[format];
}

enum report_format report_format_find(struct thoth_text name)
{
    enum report_format format = 0;

    while (format < REPORT_FORMAT_COUNT &&
           !thoth_text_equal(name, thoth_text_of(report_format_name(format))))
        format++;
    return format;
}

bool report_format_shows_source(enum report_format format)
{
    return format == REPORT_TEXT;
}

bool report_format_names_all(enum report_format format)
{
    return format == REPORT_JUNIT;
}

void report_writer_start(struct report_writer *writer, struct arena *arena,
                         const struct report_options *options)
{
    *writer = (struct report_writer){
        .options = options, .stream = options->stream, .arena = arena};
    if (FORMATS[options->format].start)
        FORMATS[options->format].start(writer);
}

void report_writer_file(struct report_writer *writer,
                        const struct report_file *file)
{
    FORMATS[writer->options->format].file(writer, file);
}

void report_writer_finish(struct report_writer *writer)
{
    if (FORMATS[writer->options->format].finish)
        FORMATS[writer->options->format].finish(writer);
}
