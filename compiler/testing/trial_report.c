/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Results as text for people, as TAP version 13 and as JUnit's XML.
 */
#include "compiler/base/visible_text.h"
#include "compiler/report/xml_text.h"
#include "compiler/testing/trial_run.h"

#include <string.h>

static void put(FILE *stream, struct thoth_text text)
{
    visible_print(stream, text);
}

/* "UNIT: what is expected", with the test's name if it has one. */
static void put_title(FILE *stream, const struct trial_result *result)
{
    put(stream, result->unit_name);
    fputs(": ", stream);
    if (result->trial->name.length) {
        put(stream, result->trial->name);
        fputs(": ", stream);
    }
    put(stream, result->expectation->text);
}

static void put_place(FILE *stream, const struct trial_result *result)
{
    put(stream, result->path);
    fprintf(stream, ":%u:%u", result->expectation->span.line,
            result->expectation->span.column);
}

/* Lines, each with the same beginning. */
static void put_lines(FILE *stream, struct thoth_text lines, const char *before)
{
    const char *at = lines.at, *end = lines.at + lines.length;

    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t length = (size_t)((stop ? stop : end) - at);

        fprintf(stream, "%s%.*s\n", length ? before : "", (int)length, at);
        at += length + 1;
    }
}

static void report_coverage(const struct trial_run *run, FILE *stream)
{
    uint32_t predicates = 0, exercised = 0;

    for (uint32_t i = 0; i < run->subject_count; i++) {
        predicates += run->subjects[i].coverage.count;
        exercised += coverage_exercised(&run->subjects[i].coverage);
    }
    fprintf(stream,
            "coverage: %u of %u units have tests; of their %u predicates %u "
            "were decided both ways\n",
            run->subject_count, run->unit_count, predicates, exercised);
}

/* What the tests of a unit leave open. */
static void report_gaps(const struct trial_run *run, FILE *stream)
{
    struct arena arena = {0};

    for (uint32_t i = 0; i < run->subject_count; i++) {
        const struct trial_subject *subject = &run->subjects[i];
        const struct coverage *coverage = &subject->coverage;

        if (!coverage->matched) {
            fputs("  ", stream);
            put(stream, subject->name);
            fputs(" never applies\n", stream);
        }
        for (uint32_t k = 0; k < coverage->count; k++) {
            const struct covered_predicate *one = &coverage->predicates[k];

            if (one->held && one->failed_to)
                continue;
            fputs("  ", stream);
            put(stream, subject->name);
            fprintf(stream, " is never tried where this %s: %s\n",
                    one->held        ? "does not hold"
                    : one->failed_to ? "holds"
                                     : "matters",
                    coverage_text(coverage, one, &arena).at);
        }
    }
    arena_release(&arena);
}

static void report_text(const struct trial_run *run, FILE *stream)
{
    for (uint32_t i = 0; i < run->result_count; i++) {
        const struct trial_result *result = &run->results[i];

        if (result->passed && !run->options->verbose)
            continue;
        fputs(result->passed ? "ok   " : "FAIL ", stream);
        if (!result->passed) {
            put_place(stream, result);
            fputs(": ", stream);
        }
        put_title(stream, result);
        putc('\n', stream);
        if (result->passed)
            continue;
        fputs("     ", stream);
        put(stream, result->found);
        putc('\n', stream);
        put_lines(stream, result->why, "       ");
    }
    if (run->options->verbose)
        report_gaps(run, stream);
    fprintf(stream, "%u passed, %u failed\n", run->result_count - run->failed,
            run->failed);
    report_coverage(run, stream);
}

static void report_tap(const struct trial_run *run, FILE *stream)
{
    fprintf(stream, "TAP version 13\n1..%u\n", run->result_count);
    for (uint32_t i = 0; i < run->result_count; i++) {
        const struct trial_result *result = &run->results[i];

        fprintf(stream, "%s %u - ", result->passed ? "ok" : "not ok", i + 1);
        put_title(stream, result);
        putc('\n', stream);
        if (result->passed)
            continue;
        fputs("# ", stream);
        put_place(stream, result);
        fputs(": ", stream);
        put(stream, result->found);
        putc('\n', stream);
        put_lines(stream, result->why, "# ");
    }
}

static void put_attribute(FILE *stream, const char *name,
                          struct thoth_text text)
{
    fprintf(stream, " %s=\"", name);
    xml_text_put(stream, text);
    putc('"', stream);
}

static void report_case(const struct trial_result *result, FILE *stream)
{
    fputs("    <testcase", stream);
    put_attribute(stream, "classname", result->unit_name);
    put_attribute(stream, "name", result->expectation->text);
    put_attribute(stream, "file", result->path);
    fprintf(stream, " line=\"%u\"", result->expectation->span.line);
    if (result->passed) {
        fputs("/>\n", stream);
        return;
    }
    fputs(">\n      <failure", stream);
    put_attribute(stream, "message", result->found);
    putc('>', stream);
    xml_text_put_lines(stream, result->why);
    fputs("</failure>\n    </testcase>\n", stream);
}

static void report_junit(const struct trial_run *run, FILE *stream)
{
    fprintf(stream,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<testsuites>\n"
            "  <testsuite name=\"thothc test\" tests=\"%u\" failures=\"%u\">\n",
            run->result_count, run->failed);
    for (uint32_t i = 0; i < run->result_count; i++)
        report_case(&run->results[i], stream);
    fputs("  </testsuite>\n</testsuites>\n", stream);
}

void trial_report(const struct trial_run *run, FILE *stream)
{
    switch (run->options->format) {
    case TRIAL_TEXT:
        report_text(run, stream);
        break;
    case TRIAL_TAP:
        report_tap(run, stream);
        break;
    case TRIAL_JUNIT:
        report_junit(run, stream);
        break;
    }
}
