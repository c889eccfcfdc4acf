/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names of packages wherever a unit may have them.
 */
#include "compiler/lint/subject.h"

struct search {
    subject_test *test;
    struct thoth_text text;
};

static const struct ast_node *try_name(const struct search *search,
                                       const struct ast_node *mapping,
                                       enum field_id field)
{
    const struct ast_node *name = field_value(mapping, field);

    return name && (!search->test || search->test(name, search->text)) ? name
                                                                       : NULL;
}

/* A package version, or a list of them. */
static const struct ast_node *try_packages(const struct search *search,
                                           const struct ast_node *packages)
{
    const struct ast_node *found = NULL;

    if (!packages || packages->kind != AST_SEQUENCE)
        return try_name(search, packages, FIELD_PACKAGE_NAME);
    for (uint32_t i = 0; !found && i < packages->sequence.count; i++)
        found =
            try_name(search, packages->sequence.items[i], FIELD_PACKAGE_NAME);
    return found;
}

static const struct ast_node *try_group(const struct search *search,
                                        const struct ast_node *group)
{
    const struct ast_node *found = NULL;

    for (uint32_t i = 0; !found && i < group->sequence.count; i++)
        found = try_packages(search, field_value(group->sequence.items[i],
                                                 FIELD_MATCH_PACKAGE_VERSION));
    return found;
}

static const struct ast_node *try_state(const struct search *search,
                                        const struct ast_node *state)
{
    const struct ast_node *found = try_packages(
        search, field_value(state, FIELD_STATE_RESOLVED_DEPENDENCIES));

    return found ? found
                 : try_packages(
                       search,
                       field_value(state, FIELD_STATE_PACKAGE_VERSION_FROM));
}

/* The packages that a condition names. */
static const struct ast_node *try_condition(const struct search *search,
                                            const struct ast_node *condition)
{
    const struct ast_entry *entry = &condition->mapping.entries[0];
    const struct ast_node *found = NULL;

    switch (entry->field) {
    case FIELD_CONDITION_ALL:
    case FIELD_CONDITION_ANY:
        for (uint32_t i = 0; !found && i < entry->value->sequence.count; i++)
            found = try_condition(search, entry->value->sequence.items[i]);
        return found;
    case FIELD_CONDITION_NOT:
        return try_condition(search, entry->value);
    case FIELD_MATCH_PACKAGE_VERSION:
    case FIELD_CONDITION_RESOLVED:
        return try_packages(search, entry->value);
    case FIELD_CONDITION_PACKAGE_VERSION_FROM:
        return try_packages(search,
                            field_value(entry->value, FIELD_FROM_PACKAGES));
    default:
        return NULL;
    }
}

static const struct ast_node *try_match(const struct search *search,
                                        const struct ast_node *match)
{
    const struct ast_node *found = NULL;

    for (uint32_t i = 0; !found && i < match->mapping.count; i++) {
        const struct ast_entry *entry = &match->mapping.entries[i];

        switch (entry->field) {
        case FIELD_MATCH_PACKAGE_NAME:
            found = try_name(search, match, FIELD_MATCH_PACKAGE_NAME);
            break;
        case FIELD_MATCH_PACKAGE_VERSION:
            found = try_packages(search, entry->value);
            break;
        case FIELD_MATCH_GROUP:
            found = try_group(search, entry->value);
            break;
        case FIELD_MATCH_STATE:
            found = try_state(search, entry->value);
            break;
        case FIELD_MATCH_WHEN:
            found = try_condition(search, entry->value);
            break;
        }
    }
    return found;
}

/* The package that a pseudonym yields or a step.AddPackage adds. */
static const struct ast_node *try_brought(const struct search *search,
                                          const struct lint_unit *unit)
{
    const struct ast_node *package = NULL;

    if (unit->type == UNIT_TYPE_PSEUDONYM)
        package = field_value(field_value(unit->run, FIELD_RUN_YIELD),
                              FIELD_YIELD_PACKAGE_VERSION);
    if (unit->type == UNIT_TYPE_STEP_ADD_PACKAGE)
        package = field_value(unit->run, FIELD_RUN_PACKAGE_VERSION);
    return try_name(search, package, FIELD_LOCKED_NAME);
}

const struct ast_node *subject_find(const struct lint_unit *unit,
                                    subject_test *test, struct thoth_text text)
{
    const struct search search = {test, text};
    const struct ast_node *found = NULL;
    uint32_t count;
    const struct ast_node *const *entries = lint_entries(&unit->match, &count);

    for (uint32_t i = 0; !found && i < count; i++)
        found = try_match(&search, entries[i]);
    return found ? found : try_brought(&search, unit);
}
