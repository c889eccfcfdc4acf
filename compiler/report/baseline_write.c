/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writing baselines: findings sorted, equal ones counted, one a line.
 */
#include "compiler/base/out_of_memory.h"
#include "compiler/base/output_file.h"
#include "compiler/report/baseline.h"
#include "compiler/report/baseline_order.h"
#include "compiler/report/json_value.h"
#include "runtime/text.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static struct baseline_entry entry_of(const struct baseline_finding *finding)
{
    const struct diagnostic *diagnostic = finding->diagnostic;

    return (struct baseline_entry){
        .file = finding->file,
        .code = thoth_text_of(diagnostic_fact(diagnostic->code)->code),
        .unit = diagnostic->unit.length ? diagnostic->unit : thoth_text_of(""),
        .message = diagnostic->message};
}

static int compare(const void *left, const void *right)
{
    struct baseline_entry a = entry_of(left), b = entry_of(right);

    return baseline_order(&a, &b);
}

static void write_entry(FILE *stream, const struct baseline_entry *entry)
{
    struct json_builder builder;
    json_t *object = json_value_start(&builder);

    json_value_text(&builder, object, "file", entry->file);
    json_value_text(&builder, object, "code", entry->code);
    json_value_text(&builder, object, "unit", entry->unit);
    json_value_text(&builder, object, "message", entry->message);
    json_value_number(&builder, object, "count", entry->count);
    json_value_write(&builder, stream);
}

static void write_findings(FILE *stream, struct baseline_finding *findings,
                           uint32_t count)
{
    struct baseline_entry entry;
    uint32_t next;

    if (count)
        qsort(findings, count, sizeof *findings, compare);
    fputs("{\"version\": 1, \"findings\": [", stream);
    for (uint32_t at = 0; at < count; at = next) {
        entry = entry_of(&findings[at]);
        next = at + 1;
        while (next < count && !compare(&findings[at], &findings[next]))
            next++;
        entry.count = next - at;
        fputs(at ? ",\n" : "\n", stream);
        write_entry(stream, &entry);
    }
    fputs("\n]}\n", stream);
}

/* Closes the stream; an errno value if anything was not written. */
static int close_stream(FILE *stream)
{
    bool failed = ferror(stream) != 0;

    return fclose(stream) || failed ? (errno ? errno : EIO) : 0;
}

static int write_to(const struct output_file *file,
                    struct baseline_finding *findings, uint32_t count)
{
    int descriptor = dup(file->descriptor);
    FILE *stream = descriptor < 0 ? NULL : fdopen(descriptor, "w");
    struct memory_guard guard;

    if (!stream) {
        int error = errno;

        if (descriptor >= 0)
            close(descriptor);
        return error;
    }
    if (MEMORY_GUARD_ENTER(&guard)) {
        fclose(stream);
        return ENOMEM;
    }
    write_findings(stream, findings, count);
    memory_guard_leave(&guard);
    return close_stream(stream);
}

int baseline_write(const char *path, struct baseline_finding *findings,
                   uint32_t count)
{
    struct output_file file;
    int error = output_file_open(&file, path);

    if (!error)
        error = write_to(&file, findings, count);
    if (!error)
        error = output_file_commit(&file, true, false);
    if (error)
        output_file_discard(&file);
    return error;
}
