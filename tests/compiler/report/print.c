/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Prints a made-up report in any format, for tests: everything a finding can
 * have, and texts that a format must not stumble over.
 *   print FORMAT         a few findings of each kind
 *   print FORMAT COUNT   COUNT findings in files of a thousand
 */
#include "compiler/report/report_writer.h"
#include "runtime/text.h"

#include <stdlib.h>
#include <string.h>

/* Characters that are special in some format, stray bytes, controls, characters
 * that XML does not have, and an end that needs an escape. */
static const char HOSTILE[] =
    "<a b=\"c\" d='e'>&amp;</a> ]]> %0A ::error:: a,b:c\\n \r\n\t\33[31m "
    "\xff\xc3 \xef\xbf\xbe\xef\xbf\xbf \xe2\x80\xa8 \xed\xa0\x80 \xf0\x9f\x98"
    "\x80 \"\\";

static void report_all(struct diagnostic_list *list)
{
    struct diagnostic *one;
    struct diagnostic_fix *fix;

    list->unit = thoth_text_of("FlaskIsOld");
    one = diagnostic_report(list, DIAG_SPECIFIER_INVALID,
                            (struct span){3, 5, 3, 9}, "with all there is");
    diagnostic_add_place(list, one, (struct span){1, 1, 1, 4}, "first here");
    diagnostic_add_place_in(list, one, thoth_text_of("other file.yaml"),
                            (struct span){7, 1, 8, 1}, "then there");
    diagnostic_add_note(list, one, "a note");
    diagnostic_add_note(list, one, "another note");
    fix = diagnostic_add_fix(list, one, true, "quote it");
    diagnostic_add_edit(list, fix, (struct span){3, 5, 3, 5},
                        thoth_text_of("'"));
    diagnostic_add_edit(list, fix, (struct span){3, 9, 3, 9},
                        thoth_text_of("'"));
    one = diagnostic_report(list, DIAG_YAML_KEY_REPEATED,
                            (struct span){4, 1, 6, 3}, "over some lines");
    fix = diagnostic_add_fix(list, one, false, "remove it");
    diagnostic_add_edit(list, fix, (struct span){4, 1, 6, 3},
                        (struct thoth_text){"", 0});
    diagnostic_report(list, DIAG_BASELINE_STALE, (struct span){0},
                      "about the whole file");
}

static void report_hostile(struct diagnostic_list *list)
{
    struct diagnostic *one;
    struct diagnostic_fix *fix;

    list->unit = (struct thoth_text){HOSTILE, sizeof HOSTILE}; /* with a NUL */
    one = diagnostic_report(list, DIAG_KEY_UNKNOWN, (struct span){1, 1, 1, 2},
                            "%s", HOSTILE);
    diagnostic_add_place(list, one, (struct span){1, 1, 1, 2}, "%s", HOSTILE);
    diagnostic_add_note(list, one, "%s", HOSTILE);
    fix = diagnostic_add_fix(list, one, true, "%s", HOSTILE);
    diagnostic_add_edit(list, fix, (struct span){1, 1, 1, 2},
                        (struct thoth_text){HOSTILE, sizeof HOSTILE});
}

/* The same message again and again, or one of its own for each finding. */
static void report_many(struct diagnostic_list *list, uint32_t first,
                        uint32_t count)
{
    for (uint32_t i = first; i < first + count; i++)
        if (i % 2)
            diagnostic_report(list, DIAG_YAML_KEY_REPEATED,
                              (struct span){i + 1, 1, i + 1, 2}, "again");
        else
            diagnostic_report(list, DIAG_YAML_KEY_REPEATED,
                              (struct span){i + 1, 1, i + 1, 2}, "number %u",
                              i);
}

enum { MOST_PARTS = 1000, PART = 1000 };

struct report {
    struct arena arena;
    struct report_file files[MOST_PARTS];
    struct diagnostic_list lists[MOST_PARTS];
    uint32_t count;
};

static struct diagnostic_list *add_file(struct report *report,
                                        struct thoth_text path)
{
    struct diagnostic_list *list = &report->lists[report->count];

    diagnostic_list_start(list, &report->arena);
    report->files[report->count++] =
        (struct report_file){.path = path, .list = list};
    return list;
}

static void make_few(struct report *report)
{
    struct diagnostic_list *list;

    list = add_file(report, (struct thoth_text){"", 0});
    diagnostic_report(list, DIAG_PATH_MISSING, (struct span){0},
                      "`nowhere': No such file or directory");
    add_file(report, thoth_text_of("clean.yaml"));
    list = add_file(report, thoth_text_of("web/some rules.yaml"));
    report->files[report->count - 1].source =
        thoth_text_of("one\ntwo\nthe specifier\nfour\nfive\nsix\n");
    report_all(list);
    report_hostile(add_file(report, thoth_text_of(HOSTILE)));
}

static void make_many(struct report *report, uint32_t count)
{
    for (uint32_t first = 0; first < count; first += PART)
        report_many(
            add_file(report, arena_format(&report->arena, "%u.yaml", first)),
            first, count - first < PART ? count - first : PART);
}

static void print(struct report *report, enum report_format format)
{
    struct report_options options = {
        .format = format, .stream = stdout, .fails = SEVERITY_WARNING};
    struct report_writer writer;

    options.totals.files = report->count;
    for (uint32_t i = 0; i < report->count; i++) {
        options.totals.findings += report->lists[i].count;
        options.totals.failed += report->lists[i].count > 0;
    }
    report_writer_start(&writer, &report->arena, &options);
    for (uint32_t i = 0; i < report->count; i++)
        report_writer_file(&writer, &report->files[i]);
    report_writer_finish(&writer);
}

int main(int argc, char **argv)
{
    static struct report report;
    enum report_format format = REPORT_FORMAT_COUNT;
    long count = argc > 2 ? strtol(argv[2], NULL, 10) : 0;

    if (argc > 1)
        format = report_format_find(thoth_text_of(argv[1]));
    if (format == REPORT_FORMAT_COUNT || count < 0 ||
        count > (long)MOST_PARTS * PART) {
        fputs("usage: print FORMAT [COUNT]\n", stderr);
        return 2;
    }
    if (count)
        make_many(&report, (uint32_t)count);
    else
        make_few(&report);
    print(&report, format);
    arena_release(&report.arena);
    return fflush(stdout) ? 1 : 0;
}
