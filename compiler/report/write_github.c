/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Workflow commands of GitHub Actions, one line a finding:
 *   ::error file=F,line=L,col=C,endColumn=E,title=T::MESSAGE
 * ("Workflow commands for GitHub Actions", setting an error message). `%`, CR
 * and LF are escaped everywhere, `:` and `,` in properties, too; columns are
 * given only where a place ends on the line it begins on. Other characters
 * that a log should not obey are escaped as in messages for terminals.
 */
#include "compiler/base/visible_text.h"
#include "compiler/report/artifact_path.h"
#include "compiler/report/writer.h"

#include <string.h>

static void put_escaped(FILE *stream, const char *shown, bool property)
{
    for (; *shown; shown++)
        if (*shown == '%' || (property && strchr(":,", *shown)))
            fprintf(stream, "%%%02X", (unsigned)(unsigned char)*shown);
        else
            fputc(*shown, stream);
}

/* LF and CR cannot come from a text: they are made visible. */
static void put_text(FILE *stream, struct thoth_text text, bool property)
{
    const char *at = text.at, *end = text.at + text.length;
    struct visible_char character;

    while (at < end) {
        at = visible_next(at, end, &character);
        put_escaped(stream, character.shown, property);
    }
}

/* File names are compared with those of the repository: as they are. */
static void put_path(FILE *stream, struct thoth_text path)
{
    for (size_t i = 0; i < path.length; i++)
        if (strchr("%:,\r\n", path.at[i]))
            fprintf(stream, "%%%02X", (unsigned)(unsigned char)path.at[i]);
        else
            fputc(path.at[i], stream);
}

static void put_place(FILE *stream, struct thoth_text path, struct span span)
{
    fputs("file=", stream);
    put_path(stream, artifact_path(path));
    if (span.line == 0) {
        fputs(",line=1,", stream);
        return;
    }
    fprintf(stream, ",line=%u", span.line);
    if (span.end_line == span.line)
        fprintf(stream, ",col=%u,endColumn=%u,", span.column, span.end_column);
    else
        fprintf(stream, ",endLine=%u,", span.end_line);
}

static void put_remarks(FILE *stream, const struct diagnostic *diagnostic)
{
    for (const struct diagnostic_place *place = diagnostic->secondary; place;
         place = place->next) {
        fputs("%0A", stream);
        put_text(stream, place->path, false);
        fprintf(stream, "%sline %u: ", place->path.length ? ", " : "",
                place->span.line);
        put_text(stream, place->message, false);
    }
    for (const struct diagnostic_note *note = diagnostic->notes; note;
         note = note->next) {
        fputs("%0Anote: ", stream);
        put_text(stream, note->message, false);
    }
    if (diagnostic->fix) {
        fputs("%0Afix: ", stream);
        put_text(stream, diagnostic->fix->title, false);
    }
}

void write_github_file(struct report_writer *writer,
                       const struct report_file *file)
{
    static const char *const COMMANDS[] = {
        [SEVERITY_INFO] = "notice",
        [SEVERITY_WARNING] = "warning",
        [SEVERITY_ERROR] = "error",
    };
    FILE *stream = writer->stream;

    for (const struct diagnostic *one = file->list->first; one;
         one = one->next) {
        const struct diagnostic_fact *fact = diagnostic_fact(one->code);

        fprintf(stream, "::%s ", COMMANDS[fact->severity]);
        if (file->path.length)
            put_place(stream, file->path, one->span);
        fprintf(stream, "title=%s ", fact->code);
        put_text(stream, thoth_text_of(fact->summary), true);
        fputs("::", stream);
        put_text(stream, one->message, false);
        put_remarks(stream, one);
        fputc('\n', stream);
    }
}
