/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One import: line after line in one transaction, until the first few wrong
 * ones have been found. Of what kind a record is shows in its members.
 */
#include "resolver/kb/importer.h"
#include "resolver/kb/line_reader.h"

/* After so many wrong lines nobody reads on. */
enum { FAULT_LIMIT = 20 };

static bool import_record(struct importer *importer, const json_t *record)
{
    if (!json_is_object(record))
        return importer_fail(importer, "see docs/knowledge-base.md",
                             "a record must be a JSON object");
    if (json_object_get(record, "version"))
        return import_version(importer, record);
    if (json_object_get(record, "id"))
        return import_advisory(importer, record);
    if (json_object_get(record, "image"))
        return import_image(importer, record);
    return importer_fail(importer, "see docs/knowledge-base.md",
                         "the record has none of version, id and image");
}

static bool import_line(struct importer *importer, struct thoth_text line)
{
    json_error_t error;
    json_t *record =
        json_loadb(line.at, line.length, JSON_REJECT_DUPLICATES, &error);
    bool imported;

    if (!record) {
        importer->place.column = error.column > 0 ? (uint32_t)error.column : 1;
        return importer_fail(importer, NULL, "no JSON: %s", error.text);
    }
    imported = import_record(importer, record);
    json_decref(record);
    arena_reset(&importer->scratch);
    return imported;
}

static bool is_blank(struct thoth_text line)
{
    for (size_t i = 0; i < line.length; i++)
        if (line.at[i] != ' ' && line.at[i] != '\t')
            return false;
    return true;
}

/* Errors of the database end the import at once, errors of lines later. */
static bool import_lines(struct importer *importer, struct line_reader *reader)
{
    uint32_t before = importer->problems->errors;
    struct thoth_text line;
    int step;

    while ((step = line_reader_next(reader, &line, importer->problems)) == 1) {
        importer->place = line_reader_place(reader);
        if (!is_blank(line) && !import_line(importer, line) &&
            (importer->problems->errors - before >= FAULT_LIMIT ||
             sqlite3_get_autocommit(importer->kb->database)))
            return false;
    }
    return step == 0 && importer->problems->errors == before;
}

static bool import_all(struct importer *importer, const char *path)
{
    struct line_reader *reader = line_reader_open(path, importer->problems);
    bool imported;

    if (!reader)
        return false;
    imported = importer_start(importer) && import_lines(importer, reader);
    line_reader_close(reader);
    return imported;
}

bool kb_import(struct kb *kb, const char *path, struct kb_imported *imported,
               struct problem_list *problems)
{
    struct importer importer = {
        .kb = kb, .problems = problems, .imported = imported};
    bool done;

    *imported = (struct kb_imported){0};
    if (!kb_run(kb, KB_BEGIN, problems))
        return false;
    done = import_all(&importer, path) && kb_run(kb, KB_COMMIT, problems);
    if (!done && !sqlite3_get_autocommit(kb->database))
        sqlite3_exec(kb->database, "ROLLBACK", NULL, NULL, NULL);
    importer_release(&importer);
    return done;
}
