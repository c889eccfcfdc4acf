/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Single values: strings with rules of their own, numbers, booleans and the
 * closed lists of names.
 */
#include "compiler/check/checker.h"
#include "compiler/check/link.h"
#include "compiler/check/report.h"
#include "compiler/check/report_fix.h"
#include "runtime/package_name.h"
#include "runtime/pep440.h"

#include <string.h>

/* True if the node is a string; reported if it is not. */
static bool need_string(struct checker *checker,
                        const struct member_fact *member,
                        const struct ast_node *node)
{
    if (node->kind == AST_STRING)
        return true;
    report_kind(checker, member, node, NULL);
    return false;
}

static void check_string(struct checker *checker,
                         const struct member_fact *member,
                         const struct ast_node *node)
{
    const char *key = field_fact(member->field)->key.at;

    if (!need_string(checker, member, node) || node->text.length > 0)
        return;
    report_empty(checker, node,
                 arena_format(checker->list->arena, "'%s'", key).at);
}

static void check_choice(struct checker *checker,
                         const struct member_fact *member,
                         const struct ast_node *node)
{
    enum choice_set set = field_fact(member->field)->choices;
    struct diagnostic *diagnostic;
    struct near_name near;

    if (node->kind == AST_STRING && choice_find(set, node->text) < CHOICE_COUNT)
        return;
    if (!need_string(checker, member, node))
        return;
    diagnostic = diagnostic_report(
        checker->list, DIAG_CHOICE_UNKNOWN, node->span, "unknown %s %s",
        choice_set_noun(set), report_quote(checker, node->text));
    near_name_start(&near, node->text);
    for (unsigned i = 0; i < CHOICE_COUNT; i++)
        if (choice_fact((enum choice)i)->set == set)
            near_name_offer(&near, choice_fact((enum choice)i)->name);
    report_nearest(checker, diagnostic, &near, node);
    diagnostic_add_note(checker->list, diagnostic, "'%s' is %s",
                        field_fact(member->field)->key.at,
                        report_choices(checker, set));
}

static void check_unit_type_name(struct checker *checker,
                                 const struct member_fact *member,
                                 const struct ast_node *node)
{
    struct diagnostic *diagnostic;
    struct near_name near;

    if (!need_string(checker, member, node))
        return;
    if (unit_type_find(node->text) < UNIT_TYPE_COUNT)
        return;
    diagnostic = diagnostic_report(checker->list, DIAG_UNIT_TYPE_UNKNOWN,
                                   node->span, "unknown unit type %s",
                                   report_quote(checker, node->text));
    near_name_start(&near, node->text);
    for (unsigned i = 0; i < UNIT_TYPE_COUNT; i++)
        near_name_offer(&near, unit_type_fact((enum unit_type)i)->name);
    report_nearest(checker, diagnostic, &near, node);
}

static void check_integer(struct checker *checker,
                          const struct member_fact *member,
                          const struct ast_node *node)
{
    if (node->kind != AST_INT && node->kind != AST_BOOL)
        report_kind(checker, member, node, NULL);
}

/* Booleans are integers to the reference. */
static void check_zero_or_one(struct checker *checker,
                              const struct member_fact *member,
                              const struct ast_node *node)
{
    if (node->kind == AST_BOOL)
        return;
    if (node->kind != AST_INT) {
        report_kind(checker, member, node, NULL);
        return;
    }
    if (node->text.length == 1 &&
        (node->text.at[0] == '0' || node->text.at[0] == '1'))
        return;
    diagnostic_report(checker->list, DIAG_NUMBER_RANGE, node->span,
                      "'%s' must be 0 or 1, found %.*s",
                      field_fact(member->field)->key.at, (int)node->text.length,
                      node->text.at);
}

/* The reference asks for the normal form and nothing else. */
static void check_package_name(struct checker *checker,
                               const struct member_fact *member,
                               const struct ast_node *node)
{
    struct arena *arena = checker->list->arena;
    struct diagnostic *diagnostic;
    struct thoth_text normal;
    char *room;

    if (!need_string(checker, member, node) ||
        thoth_package_name_is_normal(node->text))
        return;
    room = arena_allocate(arena, THOTH_PACKAGE_NAME_ROOM(node->text.length));
    normal.length = thoth_package_name_normalise(node->text, room);
    normal.at = room;
    diagnostic = diagnostic_report(
        checker->list, DIAG_PACKAGE_NAME_NOT_NORMAL, node->span,
        "'%s': package name %s is not in normal form",
        field_fact(member->field)->key.at, report_quote(checker, node->text));
    diagnostic_add_note(checker->list, diagnostic, "write %s",
                        report_quote(checker, normal));
    report_fix_string(checker, diagnostic, true, node, normal,
                      "write the name in normal form");
}

static void check_locked_version(struct checker *checker,
                                 const struct member_fact *member,
                                 const struct ast_node *node)
{
    struct diagnostic *diagnostic;

    if (!need_string(checker, member, node))
        return;
    if (node->text.length >= 2 && memcmp(node->text.at, "==", 2) == 0)
        return;
    diagnostic = diagnostic_report(
        checker->list, DIAG_LOCKED_VERSION_INVALID, node->span,
        "'%s': expected a version that starts with '==', found %s",
        field_fact(member->field)->key.at, report_quote(checker, node->text));
    report_exact_version(checker, diagnostic, node, node->text);
}

static void check_link(struct checker *checker,
                       const struct member_fact *member,
                       const struct ast_node *node)
{
    static const char *const WHY[] = {
        [LINK_NO_SCHEME] = "a URL starts with a scheme such as 'https://', the "
                           "name of a page is made of a-z, 0-9, '_' and '-'",
        [LINK_NO_AUTHORITY] = "the scheme must be followed by '//' and a host",
        [LINK_BAD_HOST] = "the host is not valid",
    };
    enum link_problem problem;
    struct diagnostic *diagnostic;

    if (!need_string(checker, member, node))
        return;
    problem = link_check(node->text);
    if (problem == LINK_OK)
        return;
    diagnostic = diagnostic_report(
        checker->list, DIAG_LINK_INVALID, node->span,
        "'%s': %s is neither a URL nor the name of a page",
        field_fact(member->field)->key.at, report_quote(checker, node->text));
    diagnostic_add_note(checker->list, diagnostic, "%s", WHY[problem]);
}

static void check_specifier(struct checker *checker,
                            const struct member_fact *member,
                            const struct ast_node *node)
{
    const struct check_options *options = checker->options;
    bool valid;

    if (!need_string(checker, member, node))
        return;
    if (options != NULL && options->specifier_valid != NULL)
        valid = options->specifier_valid(options->user, node->text);
    else
        valid = pep440_specifier_valid(node->text);
    if (!valid)
        report_specifier(checker, member, node);
}

static void check_boolean(struct checker *checker,
                          const struct member_fact *member,
                          const struct ast_node *node)
{
    if (node->kind != AST_BOOL)
        report_kind(checker, member, node, NULL);
}

typedef void value_check(struct checker *checker,
                         const struct member_fact *member,
                         const struct ast_node *node);

/* NULL: anything goes, or check_record or check_expression.c decides. */
static value_check *const CHECKS[VALUE_TYPE_COUNT] = {
    [VALUE_UNIT_TYPE] = check_unit_type_name,
    [VALUE_STRING] = check_string,
    [VALUE_INTEGER] = check_integer,
    [VALUE_ZERO_OR_ONE] = check_zero_or_one,
    [VALUE_BOOLEAN] = check_boolean,
    [VALUE_CHOICE] = check_choice,
    [VALUE_PACKAGE_NAME] = check_package_name,
    [VALUE_SPECIFIER] = check_specifier,
    [VALUE_LOCKED_VERSION] = check_locked_version,
    [VALUE_LINK] = check_link,
    [VALUE_METADATA] = check_metadata,
    [VALUE_LABELS] = check_labels,
    [VALUE_LIBRARY_USAGE] = check_library_usage,
    [VALUE_USED_SYMBOLS] = check_used_symbols,
    [VALUE_REQUIREMENTS] = check_requirements,
};

void check_value(struct checker *checker, const struct member_fact *member,
                 const struct ast_node *node)
{
    const struct field_fact *fact = field_fact(member->field);

    if (fact->nullable && node->kind == AST_NULL)
        return;
    if (CHECKS[fact->value] != NULL)
        CHECKS[fact->value](checker, member, node);
}
