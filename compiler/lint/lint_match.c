/* SPDX-License-Identifier: Apache-2.0 */
/*
 * match: entries that take every package, names that no package has, and what
 * is asked of versions and indexes.
 */
#include "compiler/lint/edit.h"

#include "compiler/base/arena.h"
#include "compiler/lower/constant.h"
#include "runtime/package_name.h"

#include <string.h>

/* Names that the reference compares with normal ones without normalising. */
static void lint_plain_name(struct linter *linter, const struct ast_node *entry)
{
    const struct ast_node *name = field_value(entry, FIELD_MATCH_PACKAGE_NAME);
    struct diagnostic *diagnostic;
    struct thoth_text normal;
    char *room;

    if (!name || thoth_package_name_is_normal(name->text))
        return;
    room = arena_allocate(linter->scratch,
                          THOTH_PACKAGE_NAME_ROOM(name->text.length));
    normal.length = thoth_package_name_normalise(name->text, room);
    normal.at = room;
    diagnostic =
        diagnostic_report(linter->list, DIAG_MATCH_NAME_NOT_NORMAL, name->span,
                          "the unit never runs: no package has the name %s",
                          lint_quote(linter, name->text));
    diagnostic_add_note(linter->list, diagnostic,
                        "names of packages are in normal form, here %s, and "
                        "the one of the rule is compared as it is",
                        lint_quote(linter, normal));
    lint_replace(linter, diagnostic, false, name, normal,
                 "write the name in normal form");
}

void lint_index(struct linter *linter, const struct ast_node *index)
{
    struct thoth_text text;
    struct diagnostic *diagnostic;

    if (!index || index->kind != AST_STRING || !index->text.length)
        return;
    text = index->text;
    if (text.at[text.length - 1] != '/')
        return;
    while (text.length && text.at[text.length - 1] == '/')
        text.length--;
    diagnostic =
        diagnostic_report(linter->list, DIAG_INDEX_URL_SLASH, index->span,
                          "no index has the URL %s, with a slash at its end",
                          lint_quote(linter, index->text));
    diagnostic_add_note(linter->list, diagnostic,
                        "the resolver leaves the slash off, and the URL of "
                        "the rule is compared as it is");
    lint_replace(linter, diagnostic, false, index, text, "remove the slash");
}

/* A package version, in a match or in a state. */
void lint_package(struct linter *linter, const struct ast_node *package,
                  enum specifier_use use)
{
    for (uint32_t i = 0; package && i < package->mapping.count; i++) {
        const struct ast_entry *entry = &package->mapping.entries[i];

        if (entry->field == FIELD_PACKAGE_VERSION)
            lint_specifier(linter, entry->value, use);
        if (entry->field != FIELD_PACKAGE_INDEX_URL)
            continue;
        lint_empty_negation(linter, entry);
        lint_index(linter, constant_negatable(entry->value).value);
    }
}

static enum specifier_use use_of(enum unit_type type)
{
    return type == UNIT_TYPE_SIEVE || type == UNIT_TYPE_PSEUDONYM
               ? SPECIFIER_SIEVE
               : SPECIFIER_STEP;
}

/* What a unit does to all packages when its match restricts nothing. */
static const char *harm_of(const struct lint_unit *unit)
{
    switch (unit->type) {
    case UNIT_TYPE_SIEVE:
        return "removes every version of every package";
    case UNIT_TYPE_STEP_SKIP_PACKAGE:
        return "skips every package";
    case UNIT_TYPE_STEP:
        if (field_value(unit->run, FIELD_RUN_NOT_ACCEPTABLE))
            return "refuses every package";
        return field_value(unit->run, FIELD_RUN_EAGER_STOP_PIPELINE)
                   ? "stops at the first package"
                   : NULL;
    default:
        return NULL;
    }
}

static bool restricts(const struct ast_node *package)
{
    for (uint32_t i = 0; package && i < package->mapping.count; i++) {
        const struct ast_entry *entry = &package->mapping.entries[i];

        if (entry->field != FIELD_PACKAGE_VERSION || entry->value->text.length)
            return true;
    }
    return false;
}

static void lint_everything(struct linter *linter, const struct ast_node *entry,
                            const struct ast_node *package)
{
    const struct ast_node *state = field_value(entry, FIELD_MATCH_STATE);
    const char *harm;

    if (restricts(package) || (state && state->mapping.count) ||
        field_value(entry, FIELD_MATCH_WHEN))
        return;
    harm = harm_of(&linter->unit);
    if (!harm)
        return;
    diagnostic_add_note(linter->list,
                        diagnostic_report(linter->list, DIAG_MATCH_EVERYTHING,
                                          entry->span, "this unit %s", harm),
                        "a match without a name, a version, an index or "
                        "'develop' takes every package version");
}

static void lint_pseudonym(struct linter *linter, const struct ast_node *entry)
{
    if (field_value(entry, FIELD_MATCH_PACKAGE_VERSION) ||
        field_value(entry, FIELD_MATCH_WHEN))
        return;
    diagnostic_add_note(
        linter->list,
        diagnostic_report(linter->list, DIAG_PSEUDONYM_WITHOUT_PACKAGE,
                          entry->span,
                          "the match of a pseudonym has no 'package_version'"),
        "the schema takes it, but the reference raises an error as soon as "
        "the pipeline is built");
}

/* Two members of a group. */
static void lint_member(struct linter *linter, const struct ast_node *member,
                        const struct ast_node *earlier)
{
    const struct ast_node *name = field_value(member, FIELD_PACKAGE_NAME);
    const struct ast_node *other = field_value(earlier, FIELD_PACKAGE_NAME);
    struct diagnostic *diagnostic;

    if (!thoth_text_equal(name->text, other->text))
        return;
    diagnostic =
        diagnostic_report(linter->list, DIAG_STATE_IMPOSSIBLE, name->span,
                          "no stack fits the group: %s is in it twice",
                          lint_quote(linter, name->text));
    diagnostic_add_place(linter->list, diagnostic, other->span,
                         "the other member");
    diagnostic_add_note(linter->list, diagnostic,
                        "a stack holds one version of a package");
}

static void lint_group(struct linter *linter, const struct ast_node *entry)
{
    const struct ast_node *group = field_value(entry, FIELD_MATCH_GROUP);

    for (uint32_t i = 0; i < group->sequence.count; i++) {
        const struct ast_node *member =
            field_value(group->sequence.items[i], FIELD_MATCH_PACKAGE_VERSION);

        lint_package(linter, member, SPECIFIER_STEP);
        for (uint32_t k = 0; k < i && i < LINT_PAIRWISE; k++)
            lint_member(linter, member,
                        field_value(group->sequence.items[k],
                                    FIELD_MATCH_PACKAGE_VERSION));
    }
}

static void lint_entry(struct linter *linter, const struct ast_node *entry)
{
    const struct ast_node *package =
        field_value(entry, FIELD_MATCH_PACKAGE_VERSION);

    switch (linter->unit.type) {
    case UNIT_TYPE_BOOT:
    case UNIT_TYPE_SIEVE_SKIP_PACKAGE:
        lint_plain_name(linter, entry);
        return;
    case UNIT_TYPE_STEP_GROUP:
        lint_group(linter, entry);
        break;
    case UNIT_TYPE_PSEUDONYM:
        lint_pseudonym(linter, entry);
        break;
    default:
        lint_everything(linter, entry, package);
    }
    lint_package(linter, package, use_of(linter->unit.type));
    lint_state(linter, entry);
    lint_when(linter, field_value(entry, FIELD_MATCH_WHEN));
}

void lint_match(struct linter *linter)
{
    uint32_t count;
    const struct ast_node *const *entries =
        lint_entries(&linter->unit.match, &count);

    for (uint32_t i = 0; i < count; i++)
        lint_entry(linter, entries[i]);
    if (count > 1)
        lint_repeated(linter, linter->unit.match);
    lint_order(linter);
}
