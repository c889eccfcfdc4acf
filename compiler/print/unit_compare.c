/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sections by key, their units by number.
 */
#include "compiler/print/unit_compare.h"

#include "compiler/ast/ast_identical.h"
#include "compiler/print/record.h"

static uint32_t list_length(const struct ast_node *list)
{
    return list && list->kind == AST_SEQUENCE ? list->sequence.count : 0;
}

uint32_t unit_count(const struct ast_node *root)
{
    const struct ast_node *units = record_value(root, "units");
    uint32_t count = 0;

    for (uint32_t i = 0; units && i < units->mapping.count; i++)
        count += list_length(units->mapping.entries[i].value);
    return count;
}

static const struct ast_node *only_alternative(const struct ast_node *match)
{
    return match && match->kind == AST_SEQUENCE && match->sequence.count == 1
               ? match->sequence.items[0]
               : match;
}

static bool values_same(const struct ast_node *left,
                        const struct ast_node *right)
{
    return left && right ? ast_identical(left, right) : left == right;
}

/* A package that is resolved may be a list of one, as phrases make it. */
static bool states_same(const struct ast_node *left,
                        const struct ast_node *right)
{
    static const char *const KEYS[] = {"resolved_dependencies", NULL};
    const struct ast_node *one = record_value(left, KEYS[0]);
    const struct ast_node *list = record_value(right, KEYS[0]);

    if (!left || !right || ast_identical(left, right))
        return values_same(left, right);
    return record_has_only(left, KEYS) && record_has_only(right, KEYS) && one &&
           list && one->kind == AST_MAPPING && list_length(list) == 1 &&
           ast_identical(one, list->sequence.items[0]);
}

static bool alternatives_same(const struct ast_node *left,
                              const struct ast_node *right)
{
    static const char *const KEYS[] = {"state", "when", NULL};

    if (values_same(left, right))
        return true;
    return record_has_only(left, KEYS) && record_has_only(right, KEYS) &&
           states_same(record_value(left, "state"),
                       record_value(right, "state")) &&
           values_same(record_value(left, "when"), record_value(right, "when"));
}

static bool matches_same(const struct ast_node *left,
                         const struct ast_node *right)
{
    left = only_alternative(left);
    right = only_alternative(right);
    if (!left || !right || left->kind != right->kind ||
        left->kind != AST_SEQUENCE)
        return left && right ? alternatives_same(left, right) : left == right;
    if (left->sequence.count != right->sequence.count)
        return false;
    for (uint32_t i = 0; i < left->sequence.count; i++)
        if (!alternatives_same(left->sequence.items[i],
                               right->sequence.items[i]))
            return false;
    return true;
}

static bool units_same(const struct ast_node *left,
                       const struct ast_node *right)
{
    static const char *const KEYS[] = {"name",     "type", "should_include",
                                       "metadata", "run",  "tests"};

    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        if (!values_same(record_value(left, KEYS[i]),
                         record_value(right, KEYS[i])))
            return false;
    return matches_same(record_value(left, "match"),
                        record_value(right, "match"));
}

bool unit_compare(const struct ast_node *before, const struct ast_node *after,
                  bool *differ)
{
    const struct ast_node *units = record_value(before, "units");
    const struct ast_node *others = record_value(after, "units");
    uint32_t number = 0;
    bool same = unit_count(before) == unit_count(after);

    for (uint32_t i = 0; units && i < units->mapping.count; i++) {
        const struct ast_entry *section = &units->mapping.entries[i];
        const struct ast_node *other =
            record_value(others, section->key->text.at);

        for (uint32_t k = 0; k < list_length(section->value); k++, number++) {
            if (k < list_length(other) &&
                units_same(section->value->sequence.items[k],
                           other->sequence.items[k]))
                continue;
            differ[number] = true;
            same = false;
        }
    }
    return same;
}

bool unit_compare_metadata(const struct ast_node *before,
                           const struct ast_node *after)
{
    const struct ast_node *left = record_value(before, "metadata");
    const struct ast_node *right = record_value(after, "metadata");
    struct ast_node rest;
    struct ast_entry *last;

    if (values_same(left, right))
        return true;
    if (!right || right->kind != AST_MAPPING || record_value(left, "version"))
        return false;
    /* The version is the first entry that was added. */
    last = right->mapping.entries;
    if (!record_value(right, "version") || !right->mapping.count ||
        record_value(right, "version") != last->value)
        return false;
    rest = *right;
    rest.mapping.entries++;
    rest.mapping.count--;
    return left ? ast_identical(left, &rest) : rest.mapping.count == 0;
}
