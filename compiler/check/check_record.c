/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Mappings against the rows of records.def, and the forms a value can have: a
 * single one, a list, either of them below `not`.
 */
#include "compiler/check/checker.h"
#include "compiler/check/report.h"

#include <string.h>

/* Whether a mapping's entries stand for other fields elsewhere. If the fields
 * of its own entries agree, those of all mappings below agree, too: they
 * depend on nothing else. */
static bool is_shared(const struct ast_node *node, enum record_id record)
{
    if (node->kind != AST_MAPPING)
        return false;
    for (uint32_t i = 0; i < node->mapping.count; i++) {
        const struct ast_entry *entry = &node->mapping.entries[i];
        const struct member_fact *member;

        if (entry->field == FIELD_NONE || entry->key->kind != AST_STRING)
            continue;
        member = record_member(record, entry->key->text);
        if (member != NULL && member->field != entry->field)
            return true;
    }
    return false;
}

/* Gives the slot a mapping of its own. */
static void unshare_mapping(struct checker *checker, struct ast_node **slot)
{
    struct arena *arena = checker->list->arena;
    const struct ast_node *old = *slot;
    struct ast_node *copy = ARENA_NEW(arena, struct ast_node);

    *copy = *old;
    copy->mapping.entries =
        ARENA_NEW_ARRAY(arena, struct ast_entry, old->mapping.count);
    for (uint32_t i = 0; i < old->mapping.count; i++) {
        copy->mapping.entries[i] = old->mapping.entries[i];
        copy->mapping.entries[i].field = FIELD_NONE;
    }
    *slot = copy;
}

/* Gives the slot a list of its own if one of its items is shared: replacing
 * the item must not be seen elsewhere. */
static void unshare_list(struct checker *checker, enum record_id record,
                         struct ast_node **slot)
{
    struct arena *arena = checker->list->arena;
    const struct ast_node *old = *slot;
    struct ast_node *copy;
    uint32_t i = 0;

    while (i < old->sequence.count &&
           !is_shared(old->sequence.items[i], record))
        i++;
    if (i == old->sequence.count)
        return;
    copy = ARENA_NEW(arena, struct ast_node);
    *copy = *old;
    copy->sequence.items =
        ARENA_NEW_ARRAY(arena, struct ast_node *, old->sequence.count);
    memcpy(copy->sequence.items, old->sequence.items,
           old->sequence.count * sizeof(*old->sequence.items));
    *slot = copy;
}

/* A key that is no member's. Returns the members that need not be reported as
 * missing, too, as bits: one mistake, one report. */
static uint32_t report_key(struct checker *checker, enum record_id record,
                           const struct ast_node *mapping,
                           const struct ast_node *key)
{
    const struct member_fact *meant;
    uint32_t count;

    if (key->kind != AST_STRING) {
        report_key_kind(checker, key, record_fact(record)->noun, false);
        return 0;
    }
    meant = report_unknown_key(checker, record, mapping, key);
    if (meant == NULL)
        return 0;
    return UINT32_C(1) << (meant - record_members(record, &count));
}

/* The keys and values; returns which members of the record are there, as bits
 * in the order of the rows. */
static uint32_t check_entries(struct checker *checker, enum record_id record,
                              struct ast_node **slot)
{
    uint32_t seen = 0, count;
    const struct member_fact *members = record_members(record, &count);

    if (is_shared(*slot, record))
        unshare_mapping(checker, slot);
    for (uint32_t i = 0; i < (*slot)->mapping.count; i++) {
        struct ast_entry *entry = &(*slot)->mapping.entries[i];
        const struct member_fact *member = NULL;

        if (entry->key->kind == AST_STRING)
            member = record_member(record, entry->key->text);
        if (member == NULL || !checker_knows(checker, member)) {
            seen |= report_key(checker, record, *slot, entry->key);
            continue;
        }
        entry->field = (uint16_t)member->field;
        seen |= UINT32_C(1) << (member - members);
        check_member(checker, member, &entry->value);
    }
    return seen;
}

static void check_exclusive(struct checker *checker,
                            const struct ast_node *mapping,
                            const struct exclusive_fact *fact)
{
    const struct ast_entry *left = field_entry(mapping, fact->left);
    const struct ast_entry *right = field_entry(mapping, fact->right);
    const struct ast_entry *first, *second;
    struct diagnostic *diagnostic;

    if (left == NULL || right == NULL)
        return;
    first = left < right ? left : right;
    second = left < right ? right : left;
    diagnostic = diagnostic_report(
        checker->list, DIAG_KEYS_EXCLUSIVE, second->key->span,
        "%s cannot have both '%s' and '%s'", record_fact(fact->record)->noun,
        field_fact(fact->left)->key.at, field_fact(fact->right)->key.at);
    diagnostic_add_place(checker->list, diagnostic, first->key->span,
                         "'%.*s' is here", (int)first->key->text.length,
                         first->key->text.at);
}

/* The reference looks into `package_version` before it knows that it is there;
 * without one it cannot take the matched version. */
static void check_yield(struct checker *checker, const struct ast_node *yield)
{
    const struct ast_entry *matched =
        field_entry(yield, FIELD_YIELD_YIELD_MATCHED_VERSION);
    const struct ast_node *package =
        field_value(yield, FIELD_YIELD_PACKAGE_VERSION);
    const struct ast_entry *locked =
        field_entry(package, FIELD_LOCKED_LOCKED_VERSION);
    struct diagnostic *diagnostic;

    if (matched == NULL || matched->value->kind != AST_BOOL ||
        !matched->value->truth)
        return;
    if (package == NULL) {
        report_missing(checker, yield, RECORD_YIELD,
                       FIELD_YIELD_PACKAGE_VERSION);
    } else if (locked != NULL && locked->value->kind == AST_STRING &&
               locked->value->text.length > 0) {
        diagnostic = diagnostic_report(
            checker->list, DIAG_YIELD_AMBIGUOUS, locked->value->span,
            "'locked_version' contradicts 'yield_matched_version: true'");
        diagnostic_add_place(checker->list, diagnostic, matched->key->span,
                             "'yield_matched_version' is here");
    }
}

static bool has_unknown(const struct ast_node *mapping)
{
    for (uint32_t i = 0; i < mapping->mapping.count; i++)
        if (mapping->mapping.entries[i].field == FIELD_NONE)
            return true;
    return false;
}

/* Of the alternatives of a record one must be there. A key that was reported as
 * unknown may be meant to be it. */
static void check_alternatives(struct checker *checker, enum record_id record,
                               const struct ast_node *mapping, uint32_t seen)
{
    uint32_t count, members = 0, found = 0;
    const struct member_fact *facts = record_members(record, &count);

    for (uint32_t i = 0; i < count; i++) {
        members += facts[i].alternative;
        found += facts[i].alternative && (seen >> i & 1);
    }
    if (members > 0 && found != 1 && (found > 1 || !has_unknown(mapping)))
        report_alternatives(checker, record, mapping, found);
}

/* A match with a condition need not say more. */
static bool may_lack(const struct member_fact *member,
                     const struct ast_node *mapping)
{
    return (member->field == FIELD_MATCH_PACKAGE_VERSION ||
            member->field == FIELD_MATCH_STATE) &&
           field_entry(mapping, FIELD_MATCH_WHEN) != NULL;
}

bool check_record(struct checker *checker, enum record_id record,
                  struct ast_node **slot)
{
    uint32_t seen, member_count, exclusive_count;
    const struct member_fact *members = record_members(record, &member_count);
    const struct exclusive_fact *exclusive = exclusive_facts(&exclusive_count);

    if ((*slot)->kind != AST_MAPPING)
        return false;
    seen = check_entries(checker, record, slot);
    for (uint32_t i = 0; i < member_count; i++)
        if (members[i].required && !(seen >> i & 1) &&
            !may_lack(&members[i], *slot))
            report_missing(checker, *slot, record, members[i].field);
    for (uint32_t i = 0; i < exclusive_count; i++)
        if (exclusive[i].record == record)
            check_exclusive(checker, *slot, &exclusive[i]);
    check_alternatives(checker, record, *slot, seen);
    check_placement(checker, record, *slot);
    if (record == RECORD_YIELD)
        check_yield(checker, *slot);
    if (record == RECORD_EXPECTATION &&
        field_entry(*slot, FIELD_EXPECT_PACKAGE) == NULL &&
        field_entry(*slot, FIELD_EXPECT_UNIT) == NULL)
        report_missing(checker, *slot, record, FIELD_EXPECT_PACKAGE);
    return true;
}

static void report_no_mapping(struct checker *checker,
                              const struct member_fact *member,
                              const struct ast_node *node)
{
    struct arena *arena = checker->list->arena;
    const char *noun = record_fact(member->target)->noun;
    const char *expected = "a mapping";

    if (strcmp(noun, field_fact(member->field)->key.at) != 0)
        expected = arena_format(arena, "a mapping (%s)", noun).at;
    if (field_fact(member->field)->nullable)
        expected = arena_format(arena, "%s or null", expected).at;
    report_kind(checker, member, node, expected);
}

static void check_single(struct checker *checker,
                         const struct member_fact *member,
                         struct ast_node **slot)
{
    const struct field_fact *fact = field_fact(member->field);

    switch (fact->value) {
    case VALUE_RECORD:
        if (fact->nullable && (*slot)->kind == AST_NULL)
            break;
        if (!check_record(checker, member->target, slot))
            report_no_mapping(checker, member, *slot);
        break;
    case VALUE_CONDITION:
        check_condition(checker, member, slot);
        break;
    case VALUE_NUMBER:
        check_number(checker, member, slot);
        break;
    case VALUE_SCORE:
        check_score(checker, member, slot);
        break;
    default:
        check_value(checker, member, *slot);
    }
}

static void report_length(struct checker *checker,
                          const struct member_fact *member,
                          const struct ast_node *list, uint32_t limit,
                          const char *bound)
{
    diagnostic_report(checker->list, DIAG_LIST_LENGTH, list->span,
                      "'%s': expected at %s %u item%s, found %u",
                      field_fact(member->field)->key.at, bound, limit,
                      limit == 1 ? "" : "s", list->sequence.count);
}

static void check_list(struct checker *checker,
                       const struct member_fact *member, struct ast_node **slot)
{
    struct ast_node *list;

    if (member->target == RECORD_UNIT) {
        check_units(checker, member, *slot);
        return;
    }
    unshare_list(checker, member->target, slot);
    list = *slot;
    if (list->sequence.count < member->minimum)
        report_length(checker, member, list, member->minimum, "least");
    if (member->maximum > 0 && list->sequence.count > member->maximum)
        report_length(checker, member, list, member->maximum, "most");
    for (uint32_t i = 0; i < list->sequence.count; i++)
        check_single(checker, member, &list->sequence.items[i]);
}

static void report_form(struct checker *checker,
                        const struct member_fact *member,
                        const struct ast_node *node)
{
    static const char *const EXPECTED[] = {
        [FORM_SINGLE] = NULL,
        [FORM_LIST] = "a list",
        [FORM_LIST_OR_SINGLE] = "a mapping or a list of them",
        [FORM_LIST_OR_NOT] = "a list, or 'not' with a list",
        [FORM_SINGLE_OR_NOT] = "a non-empty string, or 'not' with one",
        [FORM_LIST_OR_NULL] = "a list or null",
    };

    report_kind(checker, member, node, EXPECTED[member->form]);
}

/* `{not: ...}`, or `{}`, which the reference takes for it, too. */
static void check_negation(struct checker *checker,
                           const struct member_fact *member,
                           struct ast_node **slot)
{
    static const struct thoth_text NOT = {"not", 3};

    if ((*slot)->mapping.count > 0 && ast_entry_find(*slot, NOT) == NULL) {
        report_form(checker, member, *slot);
        return;
    }
    check_entries(checker, RECORD_NEGATION, slot);
    for (uint32_t i = 0; i < (*slot)->mapping.count; i++) {
        struct ast_entry *entry = &(*slot)->mapping.entries[i];

        if (entry->field != FIELD_NEGATION_NOT)
            continue;
        if (member->form == FORM_SINGLE_OR_NOT)
            check_single(checker, member, &entry->value);
        else if (entry->value->kind == AST_SEQUENCE)
            check_list(checker, member, &entry->value);
        else
            report_kind(checker, member, entry->value, "a list below 'not'");
    }
}

void check_member(struct checker *checker, const struct member_fact *member,
                  struct ast_node **slot)
{
    bool negatable =
        member->form == FORM_LIST_OR_NOT || member->form == FORM_SINGLE_OR_NOT;
    bool listable =
        member->form != FORM_SINGLE && member->form != FORM_SINGLE_OR_NOT;

    if (field_fact(member->field)->value == VALUE_RECORD &&
        member->target == RECORD_NONE)
        return; /* depends on the unit's type */
    if (member->form == FORM_LIST_OR_NULL && (*slot)->kind == AST_NULL)
        return;
    if (negatable && (*slot)->kind == AST_MAPPING)
        check_negation(checker, member, slot);
    else if (listable && (*slot)->kind == AST_SEQUENCE)
        check_list(checker, member, slot);
    else if (member->form == FORM_SINGLE ||
             member->form == FORM_SINGLE_OR_NOT ||
             (member->form == FORM_LIST_OR_SINGLE &&
              (*slot)->kind == AST_MAPPING))
        check_single(checker, member, slot);
    else
        report_form(checker, member, *slot);
}
