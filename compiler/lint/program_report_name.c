/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The wording of findings on names and dependencies.
 */
#include "compiler/lint/program_reporter.h"

#include "compiler/lint/edit.h"

void report_repeated(struct reporter *reporter, const struct reported *reported)
{
    uint32_t unit = reported->finding->unit, other = reported->finding->other;
    const char *noun = reporter_noun(reporter, unit);
    const char *other_noun = reporter_noun(reporter, other);
    bool same = program_kind(reported->unit) ==
                program_kind(&reporter->program->units[other]);
    struct diagnostic *diagnostic = diagnostic_report(
        reporter->list, DIAG_FULL_NAME_REPEATED, reported->span,
        "%s %s has the name %s, too", same ? "another" : "a", other_noun,
        reporter_quote_unit(reporter, unit));

    reporter_add_unit(reporter, diagnostic, other, "first given here");
    if (!same)
        diagnostic_add_note(
            reporter->list, diagnostic,
            "the result of conditions is remembered by full name: the %s "
            "that comes later takes part when the conditions of the other one "
            "hold",
            noun);
}

void report_case(struct reporter *reporter, const struct reported *reported)
{
    uint32_t other = reported->finding->other;
    struct diagnostic *diagnostic = diagnostic_report(
        reporter->list, DIAG_FULL_NAME_CASE, reported->span,
        "the name %s differs from %s in case only",
        reporter_quote_unit(reporter, reported->finding->unit),
        reporter_quote_unit(reporter, other));

    reporter_add_unit(reporter, diagnostic, other, "the other one is here");
}

/* The entry of a dependency: the unit's `item` in the order of lowering, which
 * is by kind, then as written. */
static const struct ast_node *dependency_node(const struct reported *reported)
{
    const struct ast_node *wanted =
        field_value(field_value(reported->node, FIELD_UNIT_SHOULD_INCLUDE),
                    FIELD_INCLUDE_DEPENDENCIES);
    uint32_t item = reported->finding->item;

    for (int kind = 0; wanted && kind < UNIT_SECTION_COUNT; kind++) {
        const struct ast_node *list = field_value(
            wanted, unit_section_fact((enum unit_section)kind)->dependency);

        if (list && item < list->sequence.count)
            return list->sequence.items[item];
        item -= list ? list->sequence.count : 0;
    }
    return NULL;
}

struct wanted {
    enum unit_section kind;
    struct thoth_text name;
};

/* What a unit waits for: the number of its dependencies, then of each its kind
 * and name. */
static const uint32_t *dependencies_of(const struct reporter *reporter,
                                       const struct reported *reported)
{
    return (const void *)intern_text(reporter->program->session->lists,
                                     reported->unit->requirements)
        .at;
}

static struct wanted wanted_at(const struct reporter *reporter,
                               const uint32_t *list, uint32_t item)
{
    const uint32_t *entry = list + 1 + 2 * item;

    return (struct wanted){
        (enum unit_section)entry[0],
        intern_text(reporter->program->session->strings, entry[1])};
}

static bool is_listed(const struct reporter *reporter, const uint32_t *list,
                      enum unit_section kind, struct thoth_text name)
{
    for (uint32_t i = 0; i < list[0]; i++) {
        struct wanted wanted = wanted_at(reporter, list, i);

        if (wanted.kind == kind && thoth_text_equal(wanted.name, name))
            return true;
    }
    return false;
}

void report_unknown(struct reporter *reporter, const struct reported *reported)
{
    const struct program_finding *finding = reported->finding;
    const struct ast_node *node = dependency_node(reported);
    const uint32_t *list = dependencies_of(reporter, reported);
    struct wanted wanted = wanted_at(reporter, list, reported->finding->item);
    struct diagnostic *diagnostic =
        diagnostic_report(reporter->list, DIAG_DEPENDENCY_UNKNOWN,
                          node ? node->span : reported->span,
                          "there is no %s %s, so the unit never takes part",
                          unit_section_fact(wanted.kind)->noun,
                          reporter_quote(reporter, wanted.name));

    if (finding->other != PROGRAM_NONE) {
        reporter_add_unit(reporter, diagnostic, finding->other,
                          "the unit of this name is of another kind");
        return;
    }
    if (!finding->text.length)
        return;
    diagnostic_add_note(reporter->list, diagnostic, "did you mean %s?",
                        reporter_quote(reporter, finding->text));
    if (node && !is_listed(reporter, list, wanted.kind, finding->text))
        lint_replace(&reporter->linter, diagnostic, false, node, finding->text,
                     "depend on the unit of the similar name");
}

void report_circle(struct reporter *reporter, const struct reported *reported)
{
    const struct ast_node *node = dependency_node(reported);
    struct diagnostic *diagnostic = diagnostic_report(
        reporter->list, DIAG_DEPENDENCY_CIRCLE,
        node ? node->span : reported->span,
        "the unit waits for itself, so it never takes part: %.*s",
        (int)reported->finding->text.length, reported->finding->text.at);

    if (reported->finding->other != reported->finding->unit)
        reporter_add_unit(reporter, diagnostic, reported->finding->other,
                          "the next unit of the circle is here");
}

void report_never_met(struct reporter *reporter,
                      const struct reported *reported)
{
    const struct ast_node *node = dependency_node(reported);
    const uint32_t *list = dependencies_of(reporter, reported);
    struct wanted wanted = wanted_at(reporter, list, reported->finding->item);
    struct diagnostic *diagnostic =
        diagnostic_report(reporter->list, DIAG_DEPENDENCY_NEVER_MET,
                          node ? node->span : reported->span,
                          "%s %s never takes part, so neither does this unit",
                          unit_section_fact(wanted.kind)->noun,
                          reporter_quote(reporter, wanted.name));

    reporter_add_unit(reporter, diagnostic, reported->finding->other,
                      "the unit that never takes part is here");
}
