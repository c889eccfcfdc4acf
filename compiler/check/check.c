/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A file and its units: what depends on the type of a unit, and names that
 * must differ. Everything else follows from the field table.
 */
#include "compiler/check/check.h"

#include "compiler/check/checker.h"
#include "compiler/check/report.h"
#include "compiler/check/unit_name.h"

#include <stdlib.h>
#include <string.h>

/* Types that stand in the list where one was found that does not. */
static void report_misplaced(struct checker *checker,
                             const struct ast_node *type,
                             enum unit_section section)
{
    struct arena *arena = checker->list->arena;
    const struct unit_type_fact *fact =
        unit_type_fact(unit_type_find(type->text));
    const char *text = "", *joint = "";
    struct diagnostic *diagnostic;

    for (unsigned i = 0; i < UNIT_TYPE_COUNT; i++) {
        const struct unit_type_fact *other = unit_type_fact((enum unit_type)i);
        if (other->section != section)
            continue;
        text = arena_format(arena, "%s%s%s", text, joint, other->name.at).at;
        joint = ", ";
    }
    diagnostic =
        diagnostic_report(checker->list, DIAG_UNIT_TYPE_MISPLACED, type->span,
                          "a unit of type '%s' cannot stand in '%s'",
                          fact->name.at, unit_section_fact(section)->key.at);
    diagnostic_add_note(checker->list, diagnostic,
                        "it belongs to '%s'; '%s' takes %s",
                        unit_section_fact(fact->section)->key.at,
                        unit_section_fact(section)->key.at, text);
}

/* `match` or `run`, as the unit's type wants it. */
static void check_type_member(struct checker *checker, struct ast_node *unit,
                              const struct member_fact *member)
{
    for (uint32_t i = 0; i < unit->mapping.count; i++)
        if (unit->mapping.entries[i].field == member->field) {
            check_member(checker, member, &unit->mapping.entries[i].value);
            return;
        }
    if (member->required)
        report_missing(checker, unit, RECORD_UNIT, member->field);
}

static void check_unit(struct checker *checker, enum unit_section section,
                       struct ast_node **slot)
{
    static const struct thoth_text NAME = {"name", 4};
    const struct unit_type_fact *fact;
    const struct ast_entry *name = NULL;
    enum unit_type type;

    if ((*slot)->kind == AST_MAPPING)
        name = ast_entry_find(*slot, NAME);
    if (name != NULL && name->value->kind == AST_STRING)
        checker->list->unit = name->value->text;
    check_record(checker, RECORD_UNIT, slot);
    type = check_unit_type(*slot);
    if (type == UNIT_TYPE_COUNT)
        return;
    fact = unit_type_fact(type);
    if (fact->section != section) {
        report_misplaced(checker, field_value(*slot, FIELD_UNIT_TYPE), section);
        return;
    }
    check_type_member(checker, *slot, &fact->match);
    check_type_member(checker, *slot, &fact->run);
}

/* A unit's name and its number in the list. */
struct named_unit {
    const struct ast_node *name;
    uint32_t number;
};

static int compare_names(const void *left, const void *right)
{
    const struct named_unit *l = left, *r = right;
    int order = thoth_text_order(l->name->text, r->name->text);

    if (order != 0)
        return order;
    return l->number < r->number ? -1 : 1;
}

static void report_repeated(struct checker *checker, enum unit_section section,
                            const struct ast_node *first,
                            const struct ast_node *second)
{
    struct diagnostic *diagnostic;

    checker->list->unit = second->text;
    diagnostic = diagnostic_report(
        checker->list, DIAG_UNIT_NAME_REPEATED, second->span,
        "a %s with the name %s exists already",
        unit_section_fact(section)->noun, report_quote(checker, second->text));
    diagnostic_add_place(checker->list, diagnostic, first->span,
                         "first defined here");
}

/* Names differ within a list. Sorted, so that many units cost n log n. */
static void check_names(struct checker *checker, enum unit_section section,
                        const struct ast_node *units)
{
    uint32_t count = 0, first = 0;
    struct named_unit *named;

    if (units->sequence.count < 2)
        return;
    named = ARENA_NEW_ARRAY(checker->list->arena, struct named_unit,
                            units->sequence.count);
    for (uint32_t i = 0; i < units->sequence.count; i++) {
        const struct ast_node *name =
            field_value(units->sequence.items[i], FIELD_UNIT_NAME);
        if (name != NULL && name->kind == AST_STRING)
            named[count++] = (struct named_unit){name, i};
    }
    qsort(named, count, sizeof(*named), compare_names);
    for (uint32_t i = 1; i < count; i++)
        if (!thoth_text_equal(named[first].name->text, named[i].name->text))
            first = i;
        else
            report_repeated(checker, section, named[first].name, named[i].name);
}

void check_units(struct checker *checker, const struct member_fact *member,
                 struct ast_node *list)
{
    enum unit_section section =
        unit_section_find(field_fact(member->field)->key);

    for (uint32_t i = 0; i < list->sequence.count; i++) {
        struct ast_node **slot = &list->sequence.items[i];

        if ((*slot)->kind == AST_MAPPING)
            check_unit(checker, section, slot);
        else
            report_kind(checker, member, *slot, "a unit (a mapping)");
        checker->list->unit = (struct thoth_text){"", 0};
    }
    check_names(checker, section, list);
    checker->list->unit = (struct thoth_text){"", 0};
}

static bool same_place(const struct diagnostic *left,
                       const struct diagnostic *right)
{
    return left->span.line == right->span.line &&
           left->span.column == right->span.column;
}

static bool same_report(const struct diagnostic *left,
                        const struct diagnostic *right)
{
    return left->code == right->code &&
           memcmp(&left->span, &right->span, sizeof(left->span)) == 0 &&
           thoth_text_equal(left->message, right->message);
}

/* What an alias repeats is reported once. All reports here are errors. `*start`
 * is the first report of this stage; it and those after it are sorted. */
static void drop_repeated(struct diagnostic_list *list,
                          struct diagnostic **start)
{
    struct diagnostic_list sorted = *list;

    sorted.first = *start;
    sorted.count = 0;
    for (struct diagnostic *each = *start; each != NULL; each = each->next)
        sorted.count++;
    diagnostic_list_sort(&sorted);
    *start = sorted.first;
    for (; *start != NULL; start = &(*start)->next)
        for (struct diagnostic **other = &(*start)->next;
             *other != NULL && same_place(*start, *other);)
            if (same_report(*start, *other)) {
                *other = (*other)->next;
                list->count--;
                list->errors--;
            } else {
                other = &(*other)->next;
            }
    list->end = start;
}

unsigned check_language(const struct ast_node *root)
{
    static const struct thoth_text METADATA = {"metadata", 8};
    static const struct thoth_text VERSION = {"version", 7}, V2 = {"v2", 2};
    const struct ast_entry *entry = NULL;

    if (root->kind == AST_MAPPING)
        entry = ast_entry_find(root, METADATA);
    if (entry != NULL && entry->value->kind == AST_MAPPING)
        entry = ast_entry_find(entry->value, VERSION);
    else
        entry = NULL;
    return entry != NULL && entry->value->kind == AST_STRING &&
                   thoth_text_equal(entry->value->text, V2)
               ? 2
               : 1;
}

bool check_file(struct ast_node *root, struct diagnostic_list *list,
                const struct check_options *options)
{
    struct checker checker = {.list = list, .options = options};
    struct diagnostic **start = list->end;
    uint32_t count = list->count;

    checker.language = options != NULL && options->language != 0
                           ? options->language
                           : check_language(root);
    list->unit = (struct thoth_text){"", 0};
    if (!check_record(&checker, RECORD_FILE, &root))
        diagnostic_report(list, DIAG_VALUE_KIND, root->span,
                          "expected a mapping with the key 'units', found %s",
                          report_found(&checker, root));
    unit_name_findings(root, list);
    if (list->count == count)
        return true;
    drop_repeated(list, start);
    return false;
}
