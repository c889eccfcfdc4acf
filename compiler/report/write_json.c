/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Findings as one array of objects, a finding a line. What a finding has none
 * of is null: a file and a place for wrong paths of the command line, a unit
 * outside of units. Only `fix` is left out where there is none.
 */
#include "compiler/report/json_value.h"
#include "compiler/report/writer.h"

static const struct thoth_text ABSENT = {NULL, 0};

static void add_span(struct json_builder *builder, json_t *to, struct span span)
{
    const struct {
        const char *key;
        uint32_t number;
    } ENDS[] = {
        {"line", span.line},
        {"column", span.column},
        {"end_line", span.end_line},
        {"end_column", span.end_column},
    };

    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++)
        if (ENDS[i].number)
            json_value_number(builder, to, ENDS[i].key, ENDS[i].number);
        else
            json_value_null(builder, to, ENDS[i].key);
}

static void add_secondary(struct json_builder *builder, json_t *to,
                          const struct diagnostic *diagnostic,
                          struct thoth_text path)
{
    json_t *list = json_value_list(builder, to, "secondary");

    for (const struct diagnostic_place *place = diagnostic->secondary; place;
         place = place->next) {
        json_t *object = json_value_object(builder, list, NULL);

        json_value_text(builder, object, "message", place->message);
        json_value_text(builder, object, "file",
                        place->path.length ? place->path : path);
        add_span(builder, object, place->span);
    }
}

static void add_fix(struct json_builder *builder, json_t *to,
                    const struct diagnostic_fix *fix)
{
    json_t *object = json_value_object(builder, to, "fix");
    json_t *edits;

    json_value_text(builder, object, "title", fix->title);
    json_value_bool(builder, object, "safe", fix->safe);
    edits = json_value_list(builder, object, "edits");
    for (const struct diagnostic_edit *edit = fix->edits; edit;
         edit = edit->next) {
        json_t *one = json_value_object(builder, edits, NULL);

        add_span(builder, one, edit->span);
        json_value_text(builder, one, "text", edit->text);
    }
}

static void write_finding(struct report_writer *writer,
                          const struct diagnostic *diagnostic,
                          struct thoth_text path)
{
    const struct diagnostic_fact *fact = diagnostic_fact(diagnostic->code);
    struct json_builder builder;
    json_t *object = json_value_start(&builder), *notes;

    json_value_string(&builder, object, "code", fact->code);
    json_value_string(&builder, object, "severity",
                      severity_name(fact->severity));
    json_value_text(&builder, object, "message", diagnostic->message);
    json_value_text(&builder, object, "file", path.length ? path : ABSENT);
    add_span(&builder, object, diagnostic->span);
    json_value_text(&builder, object, "unit",
                    diagnostic->unit.length ? diagnostic->unit : ABSENT);
    add_secondary(&builder, object, diagnostic, path);
    notes = json_value_list(&builder, object, "notes");
    for (const struct diagnostic_note *note = diagnostic->notes; note;
         note = note->next)
        json_value_text(&builder, notes, NULL, note->message);
    if (diagnostic->fix)
        add_fix(&builder, object, diagnostic->fix);
    fputs(writer->written++ ? ",\n" : "\n", writer->stream);
    json_value_write(&builder, writer->stream);
}

void write_json_start(struct report_writer *writer)
{
    fputc('[', writer->stream);
}

void write_json_file(struct report_writer *writer,
                     const struct report_file *file)
{
    for (const struct diagnostic *one = file->list->first; one; one = one->next)
        write_finding(writer, one, file->path);
}

void write_json_finish(struct report_writer *writer)
{
    fputs(writer->written ? "\n]\n" : "]\n", writer->stream);
}
