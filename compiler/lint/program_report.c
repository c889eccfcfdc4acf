/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From findings on whole rule sets to diagnostics, with places from the tree of
 * the file at hand. Units of other files are named with the place that the
 * program knows; their trees are not read for that.
 */
#include "compiler/lint/program_reporter.h"

#include "compiler/check/report.h"

struct thoth_text reporter_name(const struct reporter *reporter, uint32_t unit)
{
    return intern_text(reporter->program->session->strings,
                       reporter->program->units[unit].name);
}

const char *reporter_quote(struct reporter *reporter, struct thoth_text text)
{
    return report_quote(&reporter->quoting, text);
}

const char *reporter_quote_unit(struct reporter *reporter, uint32_t unit)
{
    return reporter_quote(reporter, reporter_name(reporter, unit));
}

const char *reporter_noun(const struct reporter *reporter, uint32_t unit)
{
    const struct program_unit *of = &reporter->program->units[unit];

    return unit_section_fact((enum unit_section)program_kind(of))->noun;
}

/* The node of a unit by the place of its name. */
static const struct ast_node *find_node(const struct reporter *reporter,
                                        const struct program_unit *unit)
{
    const struct ast_node *list = field_value(
        reporter->units,
        unit_section_fact((enum unit_section)program_kind(unit))->field);

    for (uint32_t i = 0; list && i < list->sequence.count; i++) {
        const struct ast_node *node = list->sequence.items[i];
        const struct ast_node *name = field_value(node, FIELD_UNIT_NAME);

        if (name && name->span.line == unit->line &&
            name->span.column == unit->column)
            return node;
    }
    return NULL;
}

static uint32_t characters(struct thoth_text text)
{
    uint32_t count = 0;

    for (size_t i = 0; i < text.length; i++)
        count += ((unsigned char)text.at[i] & 0xc0) != 0x80;
    return count;
}

/* Where a unit's name stands, as far as the program knows. */
static struct span span_of(const struct reporter *reporter, uint32_t number)
{
    const struct program_unit *unit = &reporter->program->units[number];

    return (struct span){unit->line, unit->column, unit->line,
                         unit->column +
                             characters(reporter_name(reporter, number))};
}

static struct span name_span(const struct reporter *reporter, uint32_t number)
{
    const struct program_unit *unit = &reporter->program->units[number];
    const struct ast_node *node =
        unit->file == reporter->file ? find_node(reporter, unit) : NULL;

    return node ? field_value(node, FIELD_UNIT_NAME)->span
                : span_of(reporter, number);
}

void reporter_add_unit(struct reporter *reporter, struct diagnostic *diagnostic,
                       uint32_t unit, const char *text)
{
    uint32_t file = reporter->program->units[unit].file;
    struct span span = name_span(reporter, unit);

    if (file == reporter->file)
        diagnostic_add_place(reporter->list, diagnostic, span, "%s", text);
    else
        diagnostic_add_place_in(
            reporter->list, diagnostic,
            reporter->paths->path(reporter->paths->user, file), span, "%s",
            text);
}

static report_function *function_of(enum diagnostic_code code)
{
    switch ((int)code) {
    case DIAG_FULL_NAME_REPEATED:
        return report_repeated;
    case DIAG_FULL_NAME_CASE:
        return report_case;
    case DIAG_DEPENDENCY_UNKNOWN:
        return report_unknown;
    case DIAG_DEPENDENCY_CIRCLE:
        return report_circle;
    case DIAG_DEPENDENCY_NEVER_MET:
        return report_never_met;
    case DIAG_UNIT_SHADOWED:
        return report_shadowed;
    case DIAG_SIEVE_IMPLIED:
        return report_implied;
    case DIAG_UNIT_COPIED:
        return report_copied;
    case DIAG_STEPS_CONTRADICT:
        return report_contradiction;
    default:
        return report_shared_link;
    }
}

static void report(struct reporter *reporter,
                   const struct program_finding *finding)
{
    struct reported reported = {
        .finding = finding,
        .unit = &reporter->program->units[finding->unit],
    };

    reported.node = find_node(reporter, reported.unit);
    reported.span = name_span(reporter, finding->unit);
    reporter->list->unit = reporter_name(reporter, finding->unit);
    function_of(finding->code)(reporter, &reported);
}

void lint_program_report(const struct program *program,
                         const struct program_findings *findings, uint32_t file,
                         const struct ast_node *root, struct thoth_text content,
                         const struct program_paths *paths,
                         struct arena *scratch, struct diagnostic_list *list)
{
    struct reporter reporter = {
        .program = program,
        .paths = paths,
        .list = list,
        .quoting = {.list = list},
        .linter = {.list = list,
                   .scratch = scratch,
                   .places = {.content = content, .scratch = scratch}},
        .units = field_value(root, FIELD_FILE_UNITS),
        .file = file,
    };

    reporter.linter.units = reporter.units;
    for (const struct program_finding *finding = findings->of_file[file];
         finding; finding = finding->next)
        report(&reporter, finding);
    list->unit = (struct thoth_text){"", 0};
    diagnostic_list_sort(list);
}
