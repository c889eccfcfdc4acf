/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Messages of the check stage. Each says what was expected and what was found,
 * in the words of the field table.
 */
#include "compiler/check/report.h"

#include "compiler/check/report_fix.h"

#include <stdio.h>
#include <string.h>

enum {
    QUOTE_LIMIT = 60, /* bytes of a quoted text that are shown */
};

const char *report_quote(struct checker *checker, struct thoth_text text)
{
    static const char HEX[] = "0123456789abcdef";
    size_t shown = text.length, used = 0;
    char *quoted;

    if (shown > QUOTE_LIMIT) {
        shown = QUOTE_LIMIT;
        while (shown > 0 && ((unsigned char)text.at[shown] & 0xc0) == 0x80)
            shown--;
    }
    quoted = arena_allocate(checker->list->arena, 4 * shown + 6);
    quoted[used++] = '\'';
    for (size_t i = 0; i < shown; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c >= 0x20 && c != 0x7f) {
            quoted[used++] = (char)c;
            continue;
        }
        quoted[used++] = '\\';
        if (c == '\n' || c == '\t') {
            quoted[used++] = c == '\n' ? 'n' : 't';
            continue;
        }
        quoted[used++] = 'x';
        quoted[used++] = HEX[c >> 4];
        quoted[used++] = HEX[c & 15];
    }
    strcpy(quoted + used, shown < text.length ? "...'" : "'");
    return quoted;
}

static const char *found_scalar(struct checker *checker, const char *what,
                                struct thoth_text text)
{
    const char *quoted = report_quote(checker, text);

    return arena_format(checker->list->arena, "%s %s", what, quoted).at;
}

const char *report_found(struct checker *checker, const struct ast_node *node)
{
    switch ((enum ast_kind)node->kind) {
    case AST_NULL:
        if (node->source.length == 0)
            return "nothing";
        return found_scalar(checker, "null, written", node->source);
    case AST_BOOL:
        return found_scalar(checker, "the boolean", node->source);
    case AST_INT:
        return found_scalar(checker, "the integer", node->source);
    case AST_FLOAT:
        return found_scalar(checker, "the number", node->source);
    case AST_STRING:
        return found_scalar(checker, "the string", node->text);
    case AST_TIMESTAMP:
        return found_scalar(checker, "the date", node->source);
    case AST_SEQUENCE:
        return node->sequence.count ? "a list" : "an empty list";
    case AST_MAPPING:
        return node->mapping.count ? "a mapping" : "an empty mapping";
    default:
        return ast_kind_name(node->kind);
    }
}

struct span report_head(const struct ast_node *mapping)
{
    struct span span = mapping->span;

    if (span.end_line != span.line) {
        span.end_line = span.line;
        span.end_column = span.column + 1;
    }
    return span;
}

const char *report_choices(struct checker *checker, enum choice_set set)
{
    struct arena *arena = checker->list->arena;
    const char *text = "", *joint = "one of ";

    for (unsigned i = 0; i < CHOICE_COUNT; i++)
        if (choice_fact((enum choice)i)->set == set) {
            const char *name = choice_fact((enum choice)i)->name.at;
            text = arena_format(arena, "%s%s%s", text, joint, name).at;
            joint = ", ";
        }
    return text;
}

static const char *expected_value(struct checker *checker,
                                  const struct member_fact *member)
{
    const struct field_fact *fact = field_fact(member->field);
    const char *expected = value_expected(fact->value);

    if (fact->value == VALUE_CHOICE)
        expected = report_choices(checker, fact->choices);
    if (!fact->nullable)
        return expected;
    return arena_format(checker->list->arena, "%s or null", expected).at;
}

struct diagnostic *report_kind(struct checker *checker,
                               const struct member_fact *member,
                               const struct ast_node *node,
                               const char *expected)
{
    const struct field_fact *fact = field_fact(member->field);
    struct diagnostic *diagnostic;

    if (expected == NULL)
        expected = expected_value(checker, member);
    diagnostic = diagnostic_report(checker->list, DIAG_VALUE_KIND, node->span,
                                   "'%s': expected %s, found %s", fact->key.at,
                                   expected, report_found(checker, node));
    report_yaml_hint(checker, diagnostic, fact->value, node);
    if (fact->value == VALUE_STRING)
        report_fix_quotes(checker, diagnostic, node);
    return diagnostic;
}

void report_empty(struct checker *checker, const struct ast_node *node,
                  const char *what)
{
    diagnostic_report(checker->list, DIAG_STRING_EMPTY, node->span,
                      "%s must not be empty", what);
}

void report_missing(struct checker *checker, const struct ast_node *mapping,
                    enum record_id record, enum field_id field)
{
    struct diagnostic *diagnostic;

    diagnostic =
        diagnostic_report(checker->list, DIAG_KEY_MISSING, report_head(mapping),
                          "missing key '%s' in %s", field_fact(field)->key.at,
                          record_fact(record)->noun);
    diagnostic_add_note(checker->list, diagnostic, "'%s': %s",
                        field_fact(field)->key.at,
                        field_fact(field)->documentation);
}

/* "keys of log: a, b, c" */
static void note_keys(struct checker *checker, struct diagnostic *diagnostic,
                      enum record_id record)
{
    struct arena *arena = checker->list->arena;
    uint32_t count;
    const struct member_fact *members = record_members(record, &count);
    const char *text = "", *joint = "";

    for (uint32_t i = 0; i < count; i++) {
        const char *key = field_fact(members[i].field)->key.at;
        if (!checker_knows(checker, &members[i]))
            continue;
        text = arena_format(arena, "%s%s%s", text, joint, key).at;
        joint = ", ";
    }
    diagnostic_add_note(checker->list, diagnostic, "%s can have: %s",
                        record_fact(record)->noun, text);
}

void report_nearest(struct checker *checker, struct diagnostic *diagnostic,
                    const struct near_name *near, const struct ast_node *node)
{
    if (near->best.length == 0)
        return;
    diagnostic_add_note(checker->list, diagnostic, "did you mean '%.*s'?",
                        (int)near->best.length, near->best.at);
    if (node != NULL)
        report_fix_string(checker, diagnostic, false, node, near->best,
                          "write the similar name");
}

static bool has_member(const struct checker *checker, enum record_id record,
                       struct thoth_text key)
{
    const struct member_fact *member = record_member(record, key);

    return member != NULL && checker_knows(checker, member);
}

/* Whether `match` or `run` of some unit type has a key, for example `score`. If
 * so, and this is another type's, that says more than a list of keys. */
static bool note_owners(struct checker *checker, struct diagnostic *diagnostic,
                        enum record_id record, struct thoth_text key)
{
    struct arena *arena = checker->list->arena;
    const char *text = "", *joint = "";
    bool of_unit = false;

    for (unsigned i = 0; i < UNIT_TYPE_COUNT; i++) {
        const struct unit_type_fact *fact = unit_type_fact((enum unit_type)i);
        of_unit = of_unit || fact->match.target == record ||
                  fact->run.target == record;
        if (!has_member(checker, fact->match.target, key) &&
            !has_member(checker, fact->run.target, key))
            continue;
        text = arena_format(arena, "%s%s%s", text, joint, fact->name.at).at;
        joint = ", ";
    }
    if (!of_unit || text[0] == '\0')
        return false;
    diagnostic_add_note(checker->list, diagnostic, "unit types with '%.*s': %s",
                        (int)key.length, key.at, text);
    return true;
}

const struct member_fact *report_unknown_key(struct checker *checker,
                                             enum record_id record,
                                             const struct ast_node *mapping,
                                             const struct ast_node *key)
{
    uint32_t count;
    const struct member_fact *members = record_members(record, &count);
    const struct member_fact *later;
    struct diagnostic *diagnostic;
    struct near_name near;

    diagnostic = diagnostic_report(
        checker->list, DIAG_KEY_UNKNOWN, key->span, "unknown key %s in %s",
        report_quote(checker, key->text), record_fact(record)->noun);
    near_name_start(&near, key->text);
    for (uint32_t i = 0; i < count; i++)
        if (checker_knows(checker, &members[i]))
            near_name_offer(&near, field_fact(members[i].field)->key);
    later = record_member(record, key->text);
    if (later != NULL) {
        report_later(checker, diagnostic, field_since(later->field));
        return NULL;
    }
    if (near.best.length > 0)
        report_nearest(checker, diagnostic, &near,
                       ast_entry_find(mapping, near.best) ? NULL : key);
    else if (!note_owners(checker, diagnostic, record, key->text))
        note_keys(checker, diagnostic, record);
    return near.best.length > 0 ? record_member(record, near.best) : NULL;
}

void report_key_kind(struct checker *checker, const struct ast_node *key,
                     const char *where, bool open)
{
    struct diagnostic *diagnostic;

    diagnostic = diagnostic_report(checker->list, DIAG_KEY_KIND, key->span,
                                   "keys of %s must be strings, found %s",
                                   where, report_found(checker, key));
    report_yaml_hint(checker, diagnostic, VALUE_STRING, key);
    if (open)
        report_fix_quotes(checker, diagnostic, key);
}
