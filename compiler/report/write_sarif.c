/* SPDX-License-Identifier: Apache-2.0 */
/*
 * SARIF 2.1.0 (OASIS standard, Static Analysis Results Interchange Format): one
 * run. Findings are kept as references until the end, since their number
 * decides how they are grouped; then results are written one by one. What has
 * no file becomes a notification, since GitHub takes no result without a place.
 */
#include "compiler/report/artifact_path.h"
#include "compiler/report/json_value.h"
#include "compiler/report/sarif_finding.h"
#include "compiler/report/sarif_result.h"
#include "compiler/report/writer.h"

void write_sarif_start(struct report_writer *writer)
{
    writer->all = ARENA_NEW_ARRAY(writer->arena, struct sarif_finding,
                                  writer->options->totals.findings);
    fputs("{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n"
          "\"version\": \"2.1.0\",\n"
          "\"runs\": [{\n"
          "\"columnKind\": \"unicodeCodePoints\",\n",
          writer->stream);
}

static void write_notification(struct report_writer *writer,
                               const struct diagnostic *diagnostic)
{
    struct json_builder builder;
    json_t *object = json_value_start(&builder), *part;

    json_value_string(&builder, object, "level", "error");
    part = json_value_object(&builder, object, "descriptor");
    json_value_string(&builder, part, "id",
                      diagnostic_fact(diagnostic->code)->code);
    part = json_value_object(&builder, object, "message");
    json_value_text(&builder, part, "text", diagnostic->message);
    fputs(writer->unplaced ? ",\n"
                           : "\"invocations\": [{\"executionSuccessful\": "
                             "false, \"toolExecutionNotifications\": [\n",
          writer->stream);
    writer->unplaced = true;
    json_value_write(&builder, writer->stream);
}

void write_sarif_file(struct report_writer *writer,
                      const struct report_file *file)
{
    struct thoth_text uri;

    if (!file->list->count)
        return;
    uri = artifact_uri(writer->arena, file->path);
    for (const struct diagnostic *one = file->list->first; one;
         one = one->next) {
        if (file->path.length == 0) {
            write_notification(writer, one);
            continue;
        }
        writer->all[writer->written] = (struct sarif_finding){
            .path = file->path,
            .uri = uri,
            .diagnostic = one,
            .number = writer->written,
        };
        writer->written++;
    }
}

/* The rules that have a result, in the order of their codes; `indexes` is for
 * each code its place among them. */
static void write_rules(struct report_writer *writer, uint32_t *indexes)
{
    bool used[DIAG_COUNT] = {false};
    uint32_t count = 0;

    for (uint32_t i = 0; i < writer->written; i++)
        used[writer->all[i].diagnostic->code] = true;
    fputs("\"tool\": {\"driver\": {\"name\": \"thothc\", \"version\": "
          "\"" PACKAGE_VERSION "\", \"rules\": [",
          writer->stream);
    for (uint32_t code = 0; code < DIAG_COUNT; code++)
        if (used[code]) {
            fputs(count ? ",\n" : "\n", writer->stream);
            sarif_rule_write(writer->stream, writer->arena,
                             (enum diagnostic_code)code);
            indexes[code] = count++;
        }
    fputs("]}},\n\"results\": [", writer->stream);
}

void write_sarif_finish(struct report_writer *writer)
{
    uint32_t indexes[DIAG_COUNT], run;
    enum sarif_grouping grouping =
        sarif_finding_group(writer->all, writer->written);

    fputs(writer->unplaced ? "\n]}],\n"
                           : "\"invocations\": [{\"executionSuccessful\": "
                             "true}],\n",
          writer->stream);
    write_rules(writer, indexes);
    for (uint32_t at = 0; at < writer->written; at += run) {
        const struct sarif_finding *first = &writer->all[at];

        run = sarif_finding_run(grouping, first, writer->written - at);
        fputs(at ? ",\n" : "\n", writer->stream);
        sarif_result_write(writer->stream, writer->arena, grouping, first, run,
                           indexes[first->diagnostic->code]);
    }
    fputs("]\n}]}\n", writer->stream);
}
