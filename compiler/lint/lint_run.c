/* SPDX-License-Identifier: Apache-2.0 */
/*
 * run: units that do nothing, effects that are lost, numbers that the reference
 * changes or refuses, and what it needs although the schema does not ask for
 * it.
 */
#include "compiler/lint/linter.h"

#include <math.h>

/* A list with something in it, or any value but an empty list. */
static bool has(const struct ast_node *run, enum field_id field)
{
    const struct ast_node *node = field_value(run, field);

    return node && (node->kind != AST_SEQUENCE || node->sequence.count);
}

/* Types that do something by themselves when they match. */
static bool acts_by_matching(enum unit_type type)
{
    return type == UNIT_TYPE_SIEVE || type == UNIT_TYPE_SIEVE_SKIP_PACKAGE ||
           type == UNIT_TYPE_STEP_SKIP_PACKAGE ||
           type == UNIT_TYPE_STEP_ADD_PACKAGE || type == UNIT_TYPE_PSEUDONYM ||
           type == UNIT_TYPE_WRAP_GH_RELEASE_NOTES;
}

static void lint_nothing(struct linter *linter)
{
    static const enum field_id EFFECTS[] = {
        FIELD_RUN_STACK_INFO,
        FIELD_RUN_JUSTIFICATION,
        FIELD_RUN_LOG,
        FIELD_RUN_NOT_ACCEPTABLE,
        FIELD_RUN_SCORE,
        FIELD_RUN_ADVISED_MANIFEST_CHANGES,
        FIELD_RUN_EAGER_STOP_PIPELINE,
    };
    const struct ast_entry *run;

    if (acts_by_matching(linter->unit.type))
        return;
    for (size_t i = 0; i < sizeof EFFECTS / sizeof *EFFECTS; i++)
        if (has(linter->unit.run, EFFECTS[i]))
            return;
    run = field_entry(linter->unit.node, FIELD_UNIT_RUN);
    diagnostic_report(linter->list, DIAG_RUN_EMPTY, run->key->span,
                      "the unit does nothing where it applies");
}

static const struct ast_entry *stop_of(const struct ast_node *run)
{
    const struct ast_entry *stop = field_entry(run, FIELD_RUN_NOT_ACCEPTABLE);

    return stop ? stop : field_entry(run, FIELD_RUN_EAGER_STOP_PIPELINE);
}

/* What a stop keeps from happening. The schema refuses some pairs itself. */
static void lint_lost(struct linter *linter)
{
    static const enum field_id LOST[] = {
        FIELD_RUN_SCORE,
        FIELD_RUN_JUSTIFICATION,
        FIELD_RUN_EAGER_STOP_PIPELINE,
    };
    const struct ast_entry *stop = stop_of(linter->unit.run);

    for (int i = 0; stop && i < 3; i++) {
        const struct ast_entry *lost = field_entry(linter->unit.run, LOST[i]);

        if (lost && lost != stop)
            diagnostic_add_place(
                linter->list,
                diagnostic_report(
                    linter->list, DIAG_EFFECT_LOST, lost->key->span,
                    "'%s' has no effect beside '%s'",
                    field_fact((enum field_id)lost->field)->key.at,
                    field_fact((enum field_id)stop->field)->key.at),
                stop->key->span, "the unit stops here");
    }
}

/* A score that is no computed one. */
static void lint_score(struct linter *linter, const struct ast_node *score)
{
    struct diagnostic *diagnostic;
    double value;

    if (!check_is_number(score)) {
        lint_score_number(linter, score);
        return;
    }
    value = check_number_value(score);
    if (!isfinite(value)) {
        diagnostic = diagnostic_report(linter->list, DIAG_SCORE_NOT_FINITE,
                                       score->span, "the score is %s",
                                       isnan(value) ? "no number" : "infinite");
        diagnostic_add_note(linter->list, diagnostic,
                            "the schema takes it, but the reference raises an "
                            "error as soon as the step runs");
        return;
    }
    if (score->kind == AST_FLOAT)
        lint_number(linter, score);
    if (value == 0) {
        diagnostic_report(linter->list, DIAG_EFFECT_LOST, score->span,
                          "a score of 0 changes nothing");
        return;
    }
    if (value >= -1 && value <= 1)
        return;
    diagnostic =
        diagnostic_report(linter->list, DIAG_SCORE_RANGE, score->span,
                          "the score counts as %s1.0", value < 0 ? "-" : "");
    diagnostic_add_note(linter->list, diagnostic,
                        "each score is cut to the range from -1.0 to 1.0");
    if (!score->aliased && score->plain)
        diagnostic_add_edit(linter->list,
                            diagnostic_add_fix(linter->list, diagnostic, true,
                                               "write the score that counts"),
                            score->span,
                            thoth_text_of(value < 0 ? "-1.0" : "1.0"));
}

/* What the reference looks into without asking whether it is there. */
static void lint_missing(struct linter *linter)
{
    static const char WHY[] = "the schema takes it, but the reference raises "
                              "an error as soon as the pipeline is built";
    enum unit_type type = linter->unit.type;
    const struct ast_node *run = linter->unit.run;

    if (!run && (type == UNIT_TYPE_SIEVE_SKIP_PACKAGE ||
                 type == UNIT_TYPE_STEP_SKIP_PACKAGE))
        diagnostic_add_note(
            linter->list,
            diagnostic_report(
                linter->list, DIAG_RUN_MISSING,
                field_value(linter->unit.node, FIELD_UNIT_TYPE)->span,
                "a %s needs 'run', if only an empty one",
                unit_type_fact(type)->name.at),
            "%s", WHY);
    if (type == UNIT_TYPE_WRAP_GH_RELEASE_NOTES &&
        !field_value(run, FIELD_RUN_RELEASE_NOTES))
        diagnostic_add_note(
            linter->list,
            diagnostic_report(
                linter->list, DIAG_RELEASE_NOTES_MISSING,
                field_entry(linter->unit.node, FIELD_UNIT_RUN)->key->span,
                "a wrap.GHReleaseNotes needs 'release_notes'"),
            "%s", WHY);
}

static void lint_messages(struct linter *linter, const struct ast_node *list)
{
    for (uint32_t i = 0; i < list->sequence.count; i++) {
        const struct ast_node *entry = list->sequence.items[i];

        lint_link(linter, entry);
        lint_specifier(linter,
                       field_value(entry, FIELD_JUSTIFICATION_VERSION_RANGE),
                       SPECIFIER_RANGE);
    }
    if (list->sequence.count > 1)
        lint_repeated(linter, list);
}

void lint_run(struct linter *linter)
{
    const struct ast_node *run = linter->unit.run;

    lint_missing(linter);
    if (!run)
        return;
    lint_nothing(linter);
    for (uint32_t i = 0; i < run->mapping.count; i++) {
        const struct ast_entry *entry = &run->mapping.entries[i];

        switch (entry->field) {
        case FIELD_RUN_SCORE:
            lint_score(linter, entry->value);
            break;
        case FIELD_RUN_STACK_INFO:
        case FIELD_RUN_JUSTIFICATION:
            lint_messages(linter, entry->value);
            break;
        case FIELD_RUN_YIELD:
            lint_yield(linter, entry);
            break;
        case FIELD_RUN_PACKAGE_VERSION:
            lint_added(linter, entry->value);
            break;
        case FIELD_RUN_ADVISED_MANIFEST_CHANGES:
            lint_manifest_changes(linter, entry->value);
            break;
        }
    }
    lint_lost(linter);
    lint_subjects(linter);
}
