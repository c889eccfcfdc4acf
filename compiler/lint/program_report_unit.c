/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The wording of findings on units that leave each other nothing to do.
 */
#include "compiler/lint/program_reporter.h"

#include "compiler/lint/edit.h"
#include "compiler/lint/program_effect.h"
#include "compiler/lint/remove_unit.h"

static void offer_removal(struct reporter *reporter,
                          struct diagnostic *diagnostic,
                          const struct reported *reported, const char *title)
{
    lint_remove_unit(&reporter->linter, diagnostic, reported->node, title);
}

void report_shadowed(struct reporter *reporter, const struct reported *reported)
{
    uint32_t other = reported->finding->other;
    bool same = program_kind(reported->unit) == UNIT_SECTION_BOOTS &&
                reporter->program->units[other].when == reported->unit->when;
    struct diagnostic *diagnostic = diagnostic_report(
        reporter->list, DIAG_UNIT_SHADOWED, reported->span,
        "the %s is never reached: %s comes first and stops %s",
        reporter_noun(reporter, reported->finding->unit),
        reporter_quote_unit(reporter, other),
        same ? "under the same conditions" : "whenever this one would run");

    reporter_add_unit(reporter, diagnostic, other,
                      "this one always stops first");
    diagnostic_add_fix(
        reporter->list, diagnostic, false,
        program_kind(reported->unit) == UNIT_SECTION_BOOTS
            ? "put its messages into stack_info of %s, which stops for both, "
              "and remove it"
            : "remove it, or let %s stop less often",
        reporter_quote_unit(reporter, other));
}

void report_implied(struct reporter *reporter, const struct reported *reported)
{
    uint32_t other = reported->finding->other;
    struct diagnostic *diagnostic = diagnostic_report(
        reporter->list, DIAG_SIEVE_IMPLIED, reported->span,
        "the sieve leaves out nothing that %s does not leave out",
        reporter_quote_unit(reporter, other));

    reporter_add_unit(reporter, diagnostic, other, "the wider sieve is here");
    offer_removal(reporter, diagnostic, reported, "remove the narrower sieve");
}

void report_copied(struct reporter *reporter, const struct reported *reported)
{
    uint32_t other = reported->finding->other;
    struct diagnostic *diagnostic = diagnostic_report(
        reporter->list, DIAG_UNIT_COPIED, reported->span,
        "the unit does the very same as %s, under the same conditions",
        reporter_quote_unit(reporter, other));

    reporter_add_unit(reporter, diagnostic, other, "the other one is here");
    offer_removal(reporter, diagnostic, reported,
                  "remove the second of two equal units");
}

void report_contradiction(struct reporter *reporter,
                          const struct reported *reported)
{
    uint32_t other = reported->finding->other;
    bool stops = effect_stops(reporter->program, other);
    struct diagnostic *diagnostic = diagnostic_report(
        reporter->list, DIAG_STEPS_CONTRADICT, reported->span,
        stops ? "what the step gives is lost: %s stops whenever this one runs"
              : "the step's score contradicts that of %s for the same match",
        reporter_quote_unit(reporter, other));

    reporter_add_unit(reporter, diagnostic, other,
                      stops ? "this one always stops"
                            : "the other score is here");
}

/* The link of a unit's message `item`: first stack_info, then justification. */
static const struct ast_node *link_node(const struct reported *reported)
{
    const struct ast_node *run = field_value(reported->node, FIELD_UNIT_RUN);
    static const enum field_id LISTS[] = {FIELD_RUN_STACK_INFO,
                                          FIELD_RUN_JUSTIFICATION};
    uint32_t item = reported->finding->item;

    for (int i = 0; i < 2; i++) {
        const struct ast_node *list = field_value(run, LISTS[i]);

        if (list && item < list->sequence.count)
            return field_value(list->sequence.items[item], FIELD_MESSAGE_LINK);
        item -= list ? list->sequence.count : 0;
    }
    return NULL;
}

void report_shared_link(struct reporter *reporter,
                        const struct reported *reported)
{
    const struct program_finding *finding = reported->finding;
    const struct ast_node *node = link_node(reported);
    struct diagnostic *diagnostic = diagnostic_report(
        reporter->list, DIAG_LINK_SHARED, node ? node->span : reported->span,
        "the link is that of %s, yet %u units of other packages have it",
        reporter_quote_unit(reporter, finding->other), finding->count);

    reporter_add_unit(reporter, diagnostic, finding->other,
                      "the unit that the link fits is here");
    if (node && finding->text.length)
        lint_replace(&reporter->linter, diagnostic, false, node, finding->text,
                     "end the link in the name that the message has");
}
