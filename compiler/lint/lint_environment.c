/* SPDX-License-Identifier: Apache-2.0 */
/*
 * runtime_environments: conditions that hold always or never, and those that
 * are easily read as something else than what the reference makes of them.
 */
#include "compiler/lint/linter.h"

#include "compiler/lower/constant.h"
#include "runtime/location_pattern.h"

#include <string.h>

static const char *key_of(const struct ast_entry *entry)
{
    return field_fact((enum field_id)entry->field)->key.at;
}

static void lint_component(struct linter *linter, const struct ast_entry *entry)
{
    struct diagnostic *diagnostic;

    if (entry->value->kind != AST_NULL) {
        lint_specifier(linter, entry->value,
                       entry->field == FIELD_ENVIRONMENT_PYTHON_VERSION
                           ? SPECIFIER_PYTHON
                           : SPECIFIER_COMPONENT);
        return;
    }
    diagnostic =
        diagnostic_report(linter->list, DIAG_COMPONENT_NULL, entry->key->span,
                          "'%s: null' has no effect", key_of(entry));
    diagnostic_add_note(linter->list, diagnostic,
                        "it is documented as \"not available\", but the "
                        "reference looks at versions only if the rule has "
                        "one; the unit is also included where it is available");
}

/* Is each given field of `wide` the same in `narrow`? */
static bool system_implies(const struct ast_node *narrow,
                           const struct ast_node *wide)
{
    for (uint32_t i = 0; i < wide->mapping.count; i++) {
        const struct ast_entry *entry = &wide->mapping.entries[i];
        const struct ast_node *value =
            field_value(narrow, (enum field_id)entry->field);

        if (!value || !thoth_text_equal(value->text, entry->value->text))
            return false;
    }
    return true;
}

static void lint_system(struct linter *linter, const struct ast_node *systems,
                        uint32_t number)
{
    const struct ast_node *system = systems->sequence.items[number];

    if (!system->mapping.count) {
        diagnostic_report(linter->list, DIAG_CONDITION_WITHOUT_EFFECT,
                          system->span,
                          "an entry without 'name' and 'version' takes every "
                          "operating system");
        return;
    }
    for (uint32_t i = 0; i < systems->sequence.count &&
                         systems->sequence.count <= LINT_PAIRWISE;
         i++) {
        const struct ast_node *other = systems->sequence.items[i];

        if (i == number || !other->mapping.count ||
            other->mapping.count == system->mapping.count ||
            !system_implies(system, other))
            continue;
        diagnostic_add_place(
            linter->list,
            diagnostic_report(linter->list, DIAG_CONDITION_WITHOUT_EFFECT,
                              system->span,
                              "another entry takes this operating system "
                              "already"),
            other->span, "this one");
        return;
    }
}

static void lint_systems(struct linter *linter, const struct ast_entry *entry)
{
    const struct ast_node *systems = entry->value;

    if (!systems->sequence.count)
        diagnostic_report(linter->list, DIAG_CONDITION_WITHOUT_EFFECT,
                          entry->key->span,
                          "an empty list of operating systems takes them all");
    for (uint32_t i = 0; i < systems->sequence.count; i++)
        lint_system(linter, systems, i);
    lint_repeated(linter, systems);
}

static void lint_pythons(struct linter *linter, const struct ast_node *pythons)
{
    for (uint32_t i = 0; pythons && i < pythons->sequence.count; i++) {
        const struct ast_node *python = pythons->sequence.items[i];
        const struct ast_node *location =
            field_value(python, FIELD_PYTHON_LOCATION);
        struct location_pattern *pattern = NULL;
        char fault[160] = "";

        lint_specifier(linter, field_value(python, FIELD_PYTHON_VERSION),
                       SPECIFIER_INSTALLED);
        if (!location || location->kind != AST_STRING)
            continue;
        if (location_pattern_compile(location->text, NULL, &pattern, fault,
                                     sizeof fault) != 0 &&
            fault[0])
            diagnostic_add_note(
                linter->list,
                diagnostic_report(linter->list, DIAG_LOCATION_INVALID,
                                  location->span,
                                  "%s cannot be used as a regular "
                                  "expression: %s",
                                  lint_quote(linter, location->text), fault),
                "evaluation fails as soon as a package of that name is "
                "installed in the base image");
        location_pattern_release(pattern);
    }
    lint_repeated(linter, pythons);
}

/* Two entries that ask different things of one RPM package. */
static bool rpms_contradict(const struct ast_node *left,
                            const struct ast_node *right)
{
    for (uint32_t i = 0; i < left->mapping.count; i++) {
        const struct ast_entry *entry = &left->mapping.entries[i];
        const struct ast_node *value =
            field_value(right, (enum field_id)entry->field);

        if (value && !ast_equal(value, entry->value))
            return entry->field != FIELD_RPM_PACKAGE_NAME;
    }
    return false;
}

static bool same_rpm(const struct ast_node *left, const struct ast_node *right)
{
    return thoth_text_equal(field_value(left, FIELD_RPM_PACKAGE_NAME)->text,
                            field_value(right, FIELD_RPM_PACKAGE_NAME)->text);
}

static void lint_rpms(struct linter *linter, const struct ast_entry *entry)
{
    struct negatable list = constant_negatable(entry->value);

    if (!list.value)
        return;
    lint_repeated(linter, list.value);
    if (list.negated && list.value->sequence.count > 1) {
        diagnostic_add_note(
            linter->list,
            diagnostic_report(linter->list, DIAG_RPM_NOT_ALL, entry->key->span,
                              "the condition holds as soon as one of these "
                              "%u RPM packages is absent",
                              (unsigned)list.value->sequence.count),
            "it fails only when all of them are there; for \"none of them\" "
            "write a unit for each");
        return;
    }
    if (list.negated || list.value->sequence.count > LINT_PAIRWISE)
        return;
    for (uint32_t i = 1; i < list.value->sequence.count; i++)
        for (uint32_t k = 0; k < i; k++) {
            const struct ast_node *first = list.value->sequence.items[k];
            const struct ast_node *second = list.value->sequence.items[i];

            if (same_rpm(first, second) && rpms_contradict(first, second))
                diagnostic_add_place(
                    linter->list,
                    diagnostic_report(
                        linter->list, DIAG_CONDITIONS_CONTRADICT, second->span,
                        "the unit is never included: no RPM package can be "
                        "both this and another entry"),
                    first->span, "the other entry");
        }
}

static void lint_abi(struct linter *linter, const struct ast_node *environment,
                     const struct ast_entry *abi)
{
    static const enum field_id HIDDEN[] = {
        FIELD_ENVIRONMENT_RPM_PACKAGES,
        FIELD_ENVIRONMENT_PYTHON_PACKAGES,
    };

    lint_repeated(linter, constant_negatable(abi->value).value);
    for (int i = 0; i < 2; i++) {
        const struct ast_entry *hidden = field_entry(environment, HIDDEN[i]);
        struct diagnostic *diagnostic;

        if (!hidden)
            continue;
        diagnostic = diagnostic_report(
            linter->list, DIAG_ABI_HIDES, hidden->key->span,
            "'%s' is never looked at beside 'abi'", key_of(hidden));
        diagnostic_add_place(linter->list, diagnostic, abi->key->span,
                             "the result of this condition is final");
    }
}

/* What is known of a base image cannot hold where there is none. */
static void lint_no_image(struct linter *linter,
                          const struct ast_node *environment,
                          const struct ast_entry *images)
{
    static const enum field_id CONTENT[] = {
        FIELD_ENVIRONMENT_ABI,
        FIELD_ENVIRONMENT_RPM_PACKAGES,
        FIELD_ENVIRONMENT_PYTHON_PACKAGES,
    };
    const struct ast_node *list = images->value;

    if (list->kind != AST_SEQUENCE)
        return;
    for (uint32_t i = 0; i < list->sequence.count; i++)
        if (list->sequence.items[i]->kind != AST_NULL)
            return;
    for (int i = 0; i < 3; i++) {
        const struct ast_entry *content = field_entry(environment, CONTENT[i]);

        if (!content)
            continue;
        diagnostic_add_place(
            linter->list,
            diagnostic_report(linter->list, DIAG_CONDITIONS_CONTRADICT,
                              content->key->span,
                              "the unit is never included: '%s' fails without "
                              "a base image",
                              key_of(content)),
            images->key->span, "this asks for no base image");
        return;
    }
}

static void lint_condition(struct linter *linter,
                           const struct ast_node *environment,
                           const struct ast_entry *entry)
{
    switch (entry->field) {
    case FIELD_ENVIRONMENT_OPERATING_SYSTEMS:
        lint_systems(linter, entry);
        break;
    case FIELD_ENVIRONMENT_HARDWARE:
        lint_hardware(linter, entry);
        break;
    case FIELD_ENVIRONMENT_PLATFORMS:
        lint_repeated(linter, constant_negatable(entry->value).value);
        break;
    case FIELD_ENVIRONMENT_BASE_IMAGES:
        lint_base_images(linter, constant_negatable(entry->value).value);
        lint_no_image(linter, environment, entry);
        break;
    case FIELD_ENVIRONMENT_ABI:
        lint_abi(linter, environment, entry);
        break;
    case FIELD_ENVIRONMENT_RPM_PACKAGES:
        lint_rpms(linter, entry);
        break;
    case FIELD_ENVIRONMENT_PYTHON_PACKAGES:
        lint_pythons(linter, constant_negatable(entry->value).value);
        break;
    default:
        lint_component(linter, entry);
        return;
    }
    lint_empty_negation(linter, entry);
}

void lint_environment(struct linter *linter, const struct ast_entry *entry)
{
    const struct ast_node *environment = entry->value;

    if (!environment->mapping.count)
        diagnostic_report(linter->list, DIAG_CONDITION_WITHOUT_EFFECT,
                          entry->key->span,
                          "'runtime_environments' without a condition "
                          "restricts nothing");
    for (uint32_t i = 0; i < environment->mapping.count; i++)
        lint_condition(linter, environment, &environment->mapping.entries[i]);
}
