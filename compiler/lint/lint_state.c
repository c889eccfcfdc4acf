/* SPDX-License-Identifier: Apache-2.0 */
/*
 * States: the resolved packages that a step, stride or wrap asks for. What can
 * never be resolved like that, what makes evaluation fail, and the condition
 * that a step's state brings with it although nobody wrote it.
 */
#include "compiler/lint/edit.h"

/* The package version at hand, of which a step's state speaks. */
static const struct ast_node *matched_name(const struct ast_node *entry)
{
    return field_value(field_value(entry, FIELD_MATCH_PACKAGE_VERSION),
                       FIELD_PACKAGE_NAME);
}

static bool same_name(const struct ast_node *left, const struct ast_node *right)
{
    const struct ast_node *a = field_value(left, FIELD_PACKAGE_NAME);
    const struct ast_node *b = field_value(right, FIELD_PACKAGE_NAME);

    return a && b && thoth_text_equal(a->text, b->text);
}

static struct span name_span(const struct ast_node *package)
{
    const struct ast_node *name = field_value(package, FIELD_PACKAGE_NAME);

    return name ? name->span : package->span;
}

/* Is one asked to be what the other must not be? */
static bool contradict(struct linter *linter, const struct ast_node *left,
                       const struct ast_node *right)
{
    const struct ast_node *a = field_value(left, FIELD_PACKAGE_INDEX_URL);
    const struct ast_node *b = field_value(right, FIELD_PACKAGE_INDEX_URL);

    if (a && b && a->kind == AST_STRING && b->kind == AST_STRING &&
        !thoth_text_equal(a->text, b->text))
        return true;
    a = field_value(left, FIELD_PACKAGE_DEVELOP);
    b = field_value(right, FIELD_PACKAGE_DEVELOP);
    if (a && b && a->truth != b->truth)
        return true;
    return lint_versions_disjoint(linter,
                                  field_value(left, FIELD_PACKAGE_VERSION),
                                  field_value(right, FIELD_PACKAGE_VERSION));
}

static void report_twice(struct linter *linter, const struct ast_node *first,
                         const struct ast_node *second, const char *why)
{
    struct diagnostic *diagnostic = diagnostic_report(
        linter->list, DIAG_STATE_IMPOSSIBLE, name_span(second),
        "the unit never runs: %s is asked for twice",
        lint_quote(linter, field_value(second, FIELD_PACKAGE_NAME)->text));

    diagnostic_add_place(linter->list, diagnostic, name_span(first),
                         "the other entry");
    diagnostic_add_note(linter->list, diagnostic, "%s", why);
}

static void lint_resolved(struct linter *linter, const struct ast_node *list)
{
    lint_repeated(linter, list);
    if (list->sequence.count > LINT_PAIRWISE)
        return;
    for (uint32_t i = 1; i < list->sequence.count; i++)
        for (uint32_t k = 0; k < i; k++) {
            const struct ast_node *first = list->sequence.items[k];
            const struct ast_node *second = list->sequence.items[i];

            if (same_name(first, second) && contradict(linter, first, second))
                report_twice(linter, first, second,
                             "a stack holds one version of a package, and no "
                             "version fits both entries");
        }
}

static void lint_nameless(struct linter *linter, const struct ast_node *package)
{
    if (field_value(package, FIELD_PACKAGE_NAME))
        return;
    diagnostic_add_note(
        linter->list,
        diagnostic_report(linter->list, DIAG_RESOLVED_WITHOUT_NAME,
                          package->span,
                          "an entry of 'resolved_dependencies' has no 'name'"),
        "the schema takes it, but the reference raises an error as soon as "
        "the unit is run");
}

/* Strides and wraps. */
static void lint_stack(struct linter *linter, const struct ast_node *resolved)
{
    if (resolved->kind == AST_MAPPING) {
        lint_package(linter, resolved, SPECIFIER_STATE);
        return;
    }
    for (uint32_t i = 0; i < resolved->sequence.count; i++) {
        lint_nameless(linter, resolved->sequence.items[i]);
        lint_package(linter, resolved->sequence.items[i], SPECIFIER_STATE);
    }
    if (resolved->sequence.count > 1)
        lint_resolved(linter, resolved);
}

/* Packages that must depend on the one at hand; each takes one dependent. */
static void lint_from(struct linter *linter, const struct ast_node *from,
                      const struct ast_node *name)
{
    for (uint32_t i = 0; i < from->sequence.count; i++) {
        const struct ast_node *package = from->sequence.items[i];

        lint_package(linter, package, SPECIFIER_STATE);
        if (name &&
            thoth_text_equal(field_value(package, FIELD_PACKAGE_NAME)->text,
                             name->text))
            diagnostic_add_place(
                linter->list,
                diagnostic_report(linter->list, DIAG_STATE_IMPOSSIBLE,
                                  name_span(package),
                                  "the unit never runs: %s would have to "
                                  "depend on itself",
                                  lint_quote(linter, name->text)),
                name->span, "the package at hand");
        for (uint32_t k = 0; k < i && i < LINT_PAIRWISE; k++)
            if (same_name(from->sequence.items[k], package))
                report_twice(linter, from->sequence.items[k], package,
                             "each entry of 'package_version_from' takes a "
                             "dependent of its own, and a stack holds one "
                             "version of a package");
    }
}

/* The package at hand among those that must be resolved already. */
static void lint_itself(struct linter *linter, const struct ast_node *resolved,
                        const struct ast_node *name)
{
    const struct ast_node *multi =
        field_value(linter->unit.run, FIELD_RUN_MULTI_PACKAGE_RESOLUTION);

    if (!name || lint_is_true(multi))
        return;
    for (uint32_t i = 0; i < resolved->sequence.count; i++) {
        const struct ast_node *package = resolved->sequence.items[i];
        struct diagnostic *diagnostic;

        if (!thoth_text_equal(field_value(package, FIELD_PACKAGE_NAME)->text,
                              name->text))
            continue;
        diagnostic = diagnostic_report(
            linter->list, DIAG_STATE_IMPOSSIBLE, name_span(package),
            "the unit never runs: %s must be resolved already, which stops it",
            lint_quote(linter, name->text));
        diagnostic_add_place(linter->list, diagnostic, name->span,
                             "the package at hand");
        diagnostic_add_note(linter->list, diagnostic,
                            "for a package that is resolved already only "
                            "steps with 'multi_package_resolution: true' run");
    }
}

static void report_others(struct linter *linter, struct span span)
{
    struct diagnostic *diagnostic = diagnostic_report(
        linter->list, DIAG_STATE_OTHER_DEPENDENTS, span,
        "the unit does not run when a resolved package depends on the one at "
        "hand");

    diagnostic_add_note(linter->list, diagnostic,
                        "so it never runs for a dependency of a package of "
                        "this list; every state of a step has this condition, "
                        "and so has step.Group");
    diagnostic_add_note(linter->list, diagnostic,
                        "'package_version_from_allow_other: true' in the "
                        "state takes it away, false says that it is meant");
    diagnostic_add_fix(linter->list, diagnostic, false,
                       "let other packages depend on it, too");
    linter->others = diagnostic;
}

/* A state forbids dependents that it does not name, unless it says otherwise.
 * Reported where nothing says that the author thought of dependents, and once
 * for a unit, whose entries are mostly alike. */
static void lint_others(struct linter *linter, const struct ast_node *state,
                        const struct ast_entry *resolved)
{
    if (!resolved || field_value(state, FIELD_STATE_PACKAGE_VERSION_FROM) ||
        field_value(state, FIELD_STATE_PACKAGE_VERSION_FROM_ALLOW_OTHER))
        return;
    if (linter->others)
        diagnostic_add_place(linter->list, linter->others, resolved->key->span,
                             "and here");
    else
        report_others(linter, resolved->key->span);
    lint_insert_entry(linter, linter->others->fix, state,
                      "package_version_from_allow_other: true");
}

static void lint_step_state(struct linter *linter, const struct ast_node *entry,
                            const struct ast_node *state)
{
    const struct ast_entry *resolved =
        field_entry(state, FIELD_STATE_RESOLVED_DEPENDENCIES);
    const struct ast_node *from =
        field_value(state, FIELD_STATE_PACKAGE_VERSION_FROM);
    const struct ast_node *name = matched_name(entry);

    if (from)
        lint_from(linter, from, name);
    if (resolved) {
        lint_stack(linter, resolved->value);
        lint_itself(linter, resolved->value, name);
    }
    lint_others(linter, state, resolved);
}

void lint_state(struct linter *linter, const struct ast_node *entry)
{
    const struct ast_entry *state = field_entry(entry, FIELD_MATCH_STATE);
    const struct ast_node *resolved;

    if (!state)
        return;
    if (!state->value->mapping.count) {
        diagnostic_report(linter->list, DIAG_CONDITION_WITHOUT_EFFECT,
                          state->key->span,
                          "an empty 'state' restricts nothing");
        return;
    }
    if (linter->unit.type < UNIT_TYPE_STRIDE) {
        lint_step_state(linter, entry, state->value);
        return;
    }
    resolved = field_value(state->value, FIELD_STATE_RESOLVED_DEPENDENCIES);
    if (resolved)
        lint_stack(linter, resolved);
}
