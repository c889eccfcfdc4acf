/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The text form of diagnostics. A source line is shown from its start unless
 * the place lies far to the right, and never beyond a fixed width, so that one
 * long line cannot flood the terminal.
 */
#include "compiler/base/diagnostic_print.h"

#include "compiler/base/visible_text.h"

#include <limits.h>
#include <string.h>

enum {
    LINE_WIDTH = 100,      /* terminal columns of a source line shown */
    LINE_CHARACTERS = 200, /* the same in characters: some have no width */
    CUT_COLUMN = 60,       /* places further right make the line start later */
    CUT_CONTEXT = 40,      /* characters shown before such a place */
    TAB_WIDTH = 8,
};

#define COLOUR_BOLD "\33[1m"
#define COLOUR_RED "\33[1;31m"
#define COLOUR_MAGENTA "\33[1;35m"
#define COLOUR_CYAN "\33[1;36m"
#define COLOUR_GREEN "\33[1;32m"
#define COLOUR_OFF "\33[0m"

/* libyaml reads UTF-16, too; we do not show it. */
static bool is_utf16(struct thoth_text source)
{
    return source.length >= 2 && (memcmp(source.at, "\xff\xfe", 2) == 0 ||
                                  memcmp(source.at, "\xfe\xff", 2) == 0);
}

void diagnostic_printer_start(struct diagnostic_printer *printer,
                              struct arena *arena, FILE *stream, bool colour,
                              struct thoth_text path, struct thoth_text source)
{
    if (is_utf16(source))
        source.length = 0;
    *printer = (struct diagnostic_printer){
        .stream = stream, .colour = colour, .path = path};
    source_index_make(&printer->source, arena, source);
}

static void set_colour(const struct diagnostic_printer *printer,
                       const char *sequence)
{
    if (printer->colour)
        fputs(sequence, printer->stream);
}

/* Terminal columns of what was printed of a source line. */
struct underline {
    unsigned start, end;
};

static const char *next_char(const char *at, const char *end, unsigned width,
                             struct visible_char *character)
{
    if (*at != '\t')
        return visible_next(at, end, character);
    character->width = TAB_WIDTH - width % TAB_WIDTH;
    snprintf(character->shown, sizeof(character->shown), "%*s",
             (int)character->width, "");
    return at + 1;
}

/* Prints the line from `at`, whose column is `column`, and finds where the
 * span lies. */
static struct underline print_line(const struct diagnostic_printer *printer,
                                   const char *at, uint32_t column,
                                   struct span span)
{
    const char *end = printer->source.text.at + printer->source.text.length;
    uint32_t last = column + LINE_CHARACTERS;
    struct underline found = {UINT_MAX, 0};
    unsigned width = 0;

    if (column > 1)
        width += (unsigned)fprintf(printer->stream, "...");
    for (; at < end && !source_break_length(at, end); column++) {
        struct visible_char character;
        at = next_char(at, end, width, &character);
        if (width + character.width > LINE_WIDTH || column == last) {
            fputs("...", printer->stream);
            break;
        }
        if (column == span.column)
            found.start = width;
        fputs(character.shown, printer->stream);
        width += character.width;
        if (span.end_line != span.line || column < span.end_column)
            found.end = width;
    }
    fputc('\n', printer->stream);
    if (found.start == UINT_MAX)
        found.start = width;
    return found;
}

static void print_place(const struct diagnostic_printer *printer,
                        struct span span)
{
    struct underline underline;
    uint32_t column = 1;
    size_t offset;

    if (span.column > CUT_COLUMN)
        column = span.column - CUT_CONTEXT;
    if (printer->source.text.length == 0 ||
        !source_index_find(&printer->source, span.line, column, &offset))
        return;
    fprintf(printer->stream, "%5u | ", span.line);
    underline =
        print_line(printer, printer->source.text.at + offset, column, span);
    fprintf(printer->stream, "      | %*s", (int)underline.start, "");
    set_colour(printer, COLOUR_GREEN);
    fputc('^', printer->stream);
    for (unsigned i = underline.start + 1; i < underline.end; i++)
        fputc('~', printer->stream);
    set_colour(printer, COLOUR_OFF);
    fputc('\n', printer->stream);
}

static void print_head(const struct diagnostic_printer *printer,
                       struct thoth_text path, struct span span)
{
    set_colour(printer, COLOUR_BOLD);
    if (path.length == 0) /* about no file, but the command line */
        path = thoth_text_of("thothc");
    visible_print(printer->stream, path);
    if (span.line != 0)
        fprintf(printer->stream, ":%u:%u", span.line, span.column);
    fputs(": ", printer->stream);
    set_colour(printer, COLOUR_OFF);
}

static void print_kind(const struct diagnostic_printer *printer,
                       const char *kind, const char *sequence)
{
    set_colour(printer, sequence);
    fprintf(printer->stream, "%s: ", kind);
    set_colour(printer, COLOUR_OFF);
}

/* A place in another file is named but not shown. */
static void print_secondary(const struct diagnostic_printer *printer,
                            const struct diagnostic_place *place)
{
    bool here = place->path.length == 0;

    print_head(printer, here ? printer->path : place->path, place->span);
    print_kind(printer, "note", COLOUR_CYAN);
    visible_print(printer->stream, place->message);
    fputc('\n', printer->stream);
    if (here)
        print_place(printer, place->span);
}

/* A line below the source: "= note: ...". */
static void print_remark(const struct diagnostic_printer *printer,
                         const char *kind, struct thoth_text message)
{
    fputs("      = ", printer->stream);
    print_kind(printer, kind, COLOUR_CYAN);
    visible_print(printer->stream, message);
}

void diagnostic_print(const struct diagnostic_printer *printer,
                      const struct diagnostic *diagnostic)
{
    static const char *const COLOURS[] = {
        [SEVERITY_INFO] = COLOUR_CYAN,
        [SEVERITY_WARNING] = COLOUR_MAGENTA,
        [SEVERITY_ERROR] = COLOUR_RED,
    };
    const struct diagnostic_fact *fact = diagnostic_fact(diagnostic->code);

    print_head(printer, printer->path, diagnostic->span);
    print_kind(printer, severity_name(fact->severity), COLOURS[fact->severity]);
    visible_print(printer->stream, diagnostic->message);
    fprintf(printer->stream, " [%s]\n", fact->code);
    print_place(printer, diagnostic->span);
    for (const struct diagnostic_place *place = diagnostic->secondary; place;
         place = place->next)
        print_secondary(printer, place);
    for (const struct diagnostic_note *note = diagnostic->notes; note;
         note = note->next) {
        print_remark(printer, "note", note->message);
        fputc('\n', printer->stream);
    }
    if (diagnostic->fix) {
        print_remark(printer, "fix", diagnostic->fix->title);
        fputs(diagnostic->fix->safe ? "\n" : " (not safe)\n", printer->stream);
    }
}
