/* SPDX-License-Identifier: Apache-2.0 */
/*
 * JUnit's XML as CI systems read it: a test case for each file, failed when the
 * file has findings that fail the check; its other findings are its output.
 * XML 1.0 has no way to write most control characters, so that texts are
 * escaped as for terminals first.
 */
#include "compiler/report/writer.h"
#include "compiler/report/xml_text.h"

#include <string.h>

static void put_finding(FILE *stream, const struct diagnostic *diagnostic)
{
    const struct diagnostic_fact *fact = diagnostic_fact(diagnostic->code);

    if (diagnostic->span.line)
        fprintf(stream, "%u:%u: ", diagnostic->span.line,
                diagnostic->span.column);
    fprintf(stream, "%s: ", severity_name(fact->severity));
    xml_text_put(stream, diagnostic->message);
    fprintf(stream, " [%s]\n", fact->code);
    for (const struct diagnostic_place *place = diagnostic->secondary; place;
         place = place->next) {
        fputs("    ", stream);
        xml_text_put(stream, place->path);
        fprintf(stream, "%s%u:%u: ", place->path.length ? ":" : "",
                place->span.line, place->span.column);
        xml_text_put(stream, place->message);
        fputc('\n', stream);
    }
    for (const struct diagnostic_note *note = diagnostic->notes; note;
         note = note->next) {
        fputs("    note: ", stream);
        xml_text_put(stream, note->message);
        fputc('\n', stream);
    }
}

/* Findings of a file that are failures, or those that are not. */
static uint32_t count(const struct report_writer *writer,
                      const struct report_file *file, bool failures)
{
    uint32_t found = 0;

    for (const struct diagnostic *one = file->list->first; one; one = one->next)
        found += failures == (diagnostic_fact(one->code)->severity >=
                              writer->options->fails);
    return found;
}

static void put_findings(const struct report_writer *writer,
                         const struct report_file *file, bool failures)
{
    for (const struct diagnostic *one = file->list->first; one; one = one->next)
        if (failures ==
            (diagnostic_fact(one->code)->severity >= writer->options->fails))
            put_finding(writer->stream, one);
}

/* The failure's message is its first finding's, its type that one's code. */
static void put_failure(const struct report_writer *writer,
                        const struct report_file *file, uint32_t failures)
{
    const struct diagnostic *first = file->list->first;
    FILE *stream = writer->stream;

    while (diagnostic_fact(first->code)->severity < writer->options->fails)
        first = first->next;
    fputs("      <failure message=\"", stream);
    xml_text_put(stream, first->message);
    if (failures > 1)
        fprintf(stream, " (and %u more)", failures - 1);
    fprintf(stream, "\" type=\"%s\">", diagnostic_fact(first->code)->code);
    put_findings(writer, file, true);
    fputs("</failure>\n", stream);
}

void write_junit_start(struct report_writer *writer)
{
    const struct report_totals *totals = &writer->options->totals;

    fprintf(writer->stream,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<testsuites name=\"thothc check\" tests=\"%u\" failures=\"%u\" "
            "errors=\"0\">\n"
            "  <testsuite name=\"thothc check\" tests=\"%u\" failures=\"%u\" "
            "errors=\"0\" skipped=\"0\">\n",
            totals->files, totals->failed, totals->files, totals->failed);
}

void write_junit_file(struct report_writer *writer,
                      const struct report_file *file)
{
    uint32_t failures = count(writer, file, true);
    FILE *stream = writer->stream;

    fputs("    <testcase classname=\"thothc.check\" name=\"", stream);
    xml_text_put(stream, file->path.length ? file->path
                                           : thoth_text_of("command line"));
    if (!file->list->count) {
        fputs("\"/>\n", stream);
        return;
    }
    fputs("\">\n", stream);
    if (failures)
        put_failure(writer, file, failures);
    if (failures < file->list->count) {
        fputs("      <system-out>", stream);
        put_findings(writer, file, false);
        fputs("</system-out>\n", stream);
    }
    fputs("    </testcase>\n", stream);
}

void write_junit_finish(struct report_writer *writer)
{
    fputs("  </testsuite>\n</testsuites>\n", writer->stream);
}
