/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who a unit is for: pipelines and their types, labels, and the other units it
 * waits for. A unit that no request can include is dead, and a condition that
 * always holds was meant to say something else.
 */
#include "compiler/lint/edit.h"

#include "compiler/lower/constant.h"

/* One kind of pipeline, and what restricts it. */
struct pipeline {
    enum field_id allowed;
    enum field_id types;
    enum choice_set choices;
    const char *noun; /* of what is restricted */
};

static const struct pipeline PIPELINES[] = {
    {FIELD_INCLUDE_ADVISER_PIPELINE, FIELD_INCLUDE_RECOMMENDATION_TYPES,
     CHOICE_SET_RECOMMENDATION, "recommendation type"},
    {FIELD_INCLUDE_DEPENDENCY_MONKEY_PIPELINE, FIELD_INCLUDE_DECISION_TYPES,
     CHOICE_SET_DECISION, "decision type"},
};

static const char *key_of(enum field_id field)
{
    return field_fact(field)->key.at;
}

static uint64_t all_choices(enum choice_set set)
{
    uint64_t bits = 0;

    for (unsigned i = 0; i < CHOICE_COUNT; i++)
        if (choice_fact((enum choice)i)->set == set)
            bits |= UINT64_C(1) << i;
    return bits;
}

static uint64_t chosen(const struct ast_node *list, enum choice_set set)
{
    uint64_t bits = 0;

    for (uint32_t i = 0; i < list->sequence.count; i++)
        bits |= UINT64_C(1) << choice_find(set, list->sequence.items[i]->text);
    return bits;
}

/* A pipeline that the unit is for: whether some type of it is left. */
static bool lint_types(struct linter *linter, const struct pipeline *pipeline,
                       const struct ast_entry *entry)
{
    struct negatable list = constant_negatable(entry->value);
    uint64_t all = all_choices(pipeline->choices);

    if (list.undecidable)
        return true;
    if (chosen(list.value, pipeline->choices) != all)
        return true;
    if (list.negated)
        return false;
    diagnostic_report(linter->list, DIAG_CONDITION_WITHOUT_EFFECT,
                      entry->key->span,
                      "'%s' lists every %s, which restricts nothing",
                      key_of(pipeline->types), pipeline->noun);
    return true;
}

/* Offers to set the flag, or to put it before what should_include holds. */
static void propose_flag(struct linter *linter, struct diagnostic *diagnostic)
{
    const struct ast_node *include = linter->unit.include;
    const struct ast_node *flag =
        field_value(include, FIELD_INCLUDE_ADVISER_PIPELINE);
    struct diagnostic_fix *fix =
        diagnostic_add_fix(linter->list, diagnostic, false,
                           "let the unit take part in giving advice");

    if (!flag)
        lint_insert_entry(linter, fix, include, "adviser_pipeline: true");
    else if (!flag->aliased && flag->plain)
        diagnostic_add_edit(linter->list, fix, flag->span,
                            thoth_text_of("true"));
}

static void report_never(struct linter *linter, bool flagged)
{
    const struct ast_entry *include =
        field_entry(linter->unit.node, FIELD_UNIT_SHOULD_INCLUDE);
    struct diagnostic *diagnostic = diagnostic_report(
        linter->list, DIAG_UNIT_NEVER_INCLUDED, include->key->span,
        "no pipeline ever includes this unit, since %s",
        flagged ? "every type of its pipelines is excluded"
                : "neither 'adviser_pipeline' nor "
                  "'dependency_monkey_pipeline' is true");

    if (flagged)
        return;
    diagnostic_add_note(linter->list, diagnostic,
                        "both are false when they are absent; labels and "
                        "other conditions only restrict further");
    propose_flag(linter, diagnostic);
}

/* wrap.GHReleaseNotes looks at none of its conditions. */
static void lint_ignored(struct linter *linter)
{
    const struct ast_node *include = linter->unit.include;

    for (uint32_t i = 0; i < include->mapping.count; i++) {
        const struct ast_entry *entry = &include->mapping.entries[i];

        if (entry->field == FIELD_INCLUDE_ADVISER_PIPELINE &&
            entry->value->truth)
            continue;
        if (entry->field == FIELD_INCLUDE_TIMES &&
            (entry->value->kind != AST_INT || entry->value->text.at[0] == '1'))
            continue;
        diagnostic_add_note(
            linter->list,
            diagnostic_report(linter->list, DIAG_RELEASE_NOTES_CONDITION,
                              entry->key->span,
                              "'%s' has no say in a wrap.GHReleaseNotes",
                              key_of((enum field_id)entry->field)),
            "such a unit takes part in every resolution, whatever "
            "its should_include says");
    }
}

static void lint_pipelines(struct linter *linter)
{
    const struct ast_node *include = linter->unit.include;
    bool flagged = false, possible = false;

    for (int i = 0; i < 2; i++) {
        const struct pipeline *pipeline = &PIPELINES[i];
        const struct ast_entry *types = field_entry(include, pipeline->types);

        if (!lint_is_true(field_value(include, pipeline->allowed)))
            continue;
        flagged = true;
        possible |= !types || lint_types(linter, pipeline, types);
    }
    if (!possible)
        report_never(linter, flagged);
    if (!flagged)
        return;
    for (int i = 0; i < 2; i++) {
        const struct pipeline *pipeline = &PIPELINES[i];
        const struct ast_entry *types = field_entry(include, pipeline->types);

        if (types && !lint_is_true(field_value(include, pipeline->allowed)))
            diagnostic_report(
                linter->list, DIAG_CONDITION_WITHOUT_EFFECT, types->key->span,
                "'%s' has no effect without '%s: true'",
                key_of(pipeline->types), key_of(pipeline->allowed));
    }
}

static void lint_labels(struct linter *linter, const struct ast_entry *entry)
{
    const struct ast_node *labels = entry->value;
    struct diagnostic *diagnostic;

    if (!labels->mapping.count)
        diagnostic_report(linter->list, DIAG_CONDITION_WITHOUT_EFFECT,
                          entry->key->span,
                          "'labels' without a label restricts nothing");
    if (labels->mapping.count < 2)
        return;
    diagnostic = diagnostic_report(
        linter->list, DIAG_LABELS_ANY, entry->key->span,
        "one of these %u labels is enough", (unsigned)labels->mapping.count);
    for (uint32_t i = 0; i < labels->mapping.count && i < LINT_PLACES; i++)
        diagnostic_add_place(linter->list, diagnostic,
                             labels->mapping.entries[i].key->span,
                             i ? "or this one" : "this label alone, or");
    diagnostic_add_note(linter->list, diagnostic,
                        "no unit can ask for several labels at once");
}

static void lint_dependencies(struct linter *linter,
                              const struct ast_node *dependencies)
{
    for (uint32_t i = 0; i < dependencies->mapping.count; i++)
        lint_repeated(linter, dependencies->mapping.entries[i].value);
}

/* An empty negation: the reference looks for the list and fails. */
void lint_empty_negation(struct linter *linter, const struct ast_entry *entry)
{
    struct diagnostic *diagnostic;

    if (entry->value->kind != AST_MAPPING || entry->value->mapping.count)
        return;
    diagnostic = diagnostic_report(
        linter->list, DIAG_NEGATION_EMPTY, entry->value->span,
        "'%s' is a mapping without 'not'", key_of((enum field_id)entry->field));
    diagnostic_add_note(linter->list, diagnostic,
                        "the schema takes it, but the reference raises an "
                        "error as soon as the condition is looked at");
}

static void lint_types_list(struct linter *linter,
                            const struct ast_entry *entry)
{
    lint_empty_negation(linter, entry);
    lint_repeated(linter, constant_negatable(entry->value).value);
}

void lint_conditions(struct linter *linter)
{
    const struct ast_node *include = linter->unit.include;

    if (linter->unit.type == UNIT_TYPE_WRAP_GH_RELEASE_NOTES) {
        lint_ignored(linter);
        return;
    }
    lint_pipelines(linter);
    for (uint32_t i = 0; i < include->mapping.count; i++) {
        const struct ast_entry *entry = &include->mapping.entries[i];

        switch (entry->field) {
        case FIELD_INCLUDE_RECOMMENDATION_TYPES:
        case FIELD_INCLUDE_DECISION_TYPES:
            lint_types_list(linter, entry);
            break;
        case FIELD_INCLUDE_LABELS:
            lint_labels(linter, entry);
            break;
        case FIELD_INCLUDE_LIBRARY_USAGE:
            lint_library_usage(linter, entry->value);
            break;
        case FIELD_INCLUDE_DEPENDENCIES:
            lint_dependencies(linter, entry->value);
            break;
        case FIELD_INCLUDE_RUNTIME_ENVIRONMENTS:
            lint_environment(linter, entry);
            break;
        case FIELD_INCLUDE_WHEN:
            lint_when(linter, entry->value);
            break;
        }
    }
}
