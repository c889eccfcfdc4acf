/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A condition is a mapping with one key. Predicates that the fields of
 * should_include and match have, too, are lowered by the same functions; they
 * push nothing where nothing is asked, which then always holds.
 */
#include "compiler/lower/lower_condition.h"

#include "compiler/check/field.h"
#include "compiler/lower/constant.h"
#include "compiler/lower/lower_number.h"
#include "compiler/lower/lower_when.h"
#include "runtime/ir_table.h"
#include "runtime/native_abi.h"

/* The conditions of a list, joined. */
static uint32_t lower_list(struct lowering *lowering,
                           const struct ast_node *list, enum version_rule rule,
                           bool all)
{
    uint32_t mark = operands_mark(lowering), count, node;
    const uint32_t *operands;

    for (uint32_t i = 0; i < list->sequence.count; i++)
        operands_push(lowering,
                      lower_condition(lowering, list->sequence.items[i], rule));
    operands = operands_from(lowering, mark, &count);
    node = all ? shape_and(lowering->writer, operands, count)
               : shape_or(lowering->writer, operands, count);
    lowering->operand_count = mark;
    return node;
}

/* The package version at hand. That an instance is for packages of a name need
 * not be asked again. */
static uint32_t lower_at_hand(struct lowering *lowering,
                              const struct ast_node *package,
                              enum version_rule rule)
{
    str_id name =
        constant_string(lowering, field_value(package, FIELD_PACKAGE_NAME));
    uint32_t mark = operands_mark(lowering), operand;
    bool known =
        lowering->writer == &lowering->match && name == lowering->package;

    if (name != STR_NONE && !known) {
        operand = shape_column(lowering->writer, IR_TYPE_PACKAGE, name);
        operands_push(lowering, shape_node(lowering->writer, IR_OP_NAMED, 0,
                                           &operand, 1));
    }
    lower_package(lowering, package, rule);
    return lower_and_since(lowering, mark);
}

/* The bit an immediate has for a kind of release. */
static uint32_t release_bit(const struct ast_node *kind)
{
    switch ((int)choice_find(CHOICE_SET_RELEASE_KIND, kind->text)) {
    case CHOICE_RELEASE_KIND_PRERELEASE:
        return IR_RELEASE_PRE;
    case CHOICE_RELEASE_KIND_POSTRELEASE:
        return IR_RELEASE_POST;
    case CHOICE_RELEASE_KIND_DEVRELEASE:
        return IR_RELEASE_DEV;
    default:
        return IR_RELEASE_LOCAL;
    }
}

static uint32_t comparison_bits(const struct ast_node *comparison)
{
    switch ((int)choice_find(CHOICE_SET_COMPARISON, comparison->text)) {
    case CHOICE_COMPARISON_LESS:
        return IR_LESS;
    case CHOICE_COMPARISON_AT_MOST:
        return IR_LESS | IR_EQUAL;
    case CHOICE_COMPARISON_GREATER:
        return IR_GREATER;
    case CHOICE_COMPARISON_AT_LEAST:
        return IR_GREATER | IR_EQUAL;
    case CHOICE_COMPARISON_EQUAL:
        return IR_EQUAL;
    default:
        return IR_LESS | IR_GREATER;
    }
}

static uint32_t lower_comparison(struct lowering *lowering,
                                 const struct ast_node *compare,
                                 enum version_rule rule)
{
    struct lowered_number left =
        lower_number(lowering, field_value(compare, FIELD_COMPARE_LEFT), rule);
    struct lowered_number right =
        lower_number(lowering, field_value(compare, FIELD_COMPARE_RIGHT), rule);
    uint32_t bits = comparison_bits(field_value(compare, FIELD_COMPARE_IS));
    uint32_t operands[2];

    if (left.constant && right.constant)
        return shape_node(lowering->writer,
                          native_compare(bits, left.value, right.value)
                              ? IR_OP_ALWAYS
                              : IR_OP_NEVER,
                          0, NULL, 0);
    operands[0] = lowered_operand(lowering, &left);
    operands[1] = lowered_operand(lowering, &right);
    return shape_node(lowering->writer, IR_OP_COMPARE, bits, operands, 2);
}

/* Predicates that a mapping of version v1 has under the same key. */
static uint32_t lower_field(struct lowering *lowering,
                            const struct ast_node *condition,
                            const struct ast_entry *entry)
{
    uint32_t mark = operands_mark(lowering);
    const struct ast_node *others;

    switch (entry->field) {
    case FIELD_CONDITION_RESOLVED:
        lower_resolved(lowering, IR_OP_RESOLVED, entry->value);
        break;
    case FIELD_CONDITION_PACKAGE_VERSION_FROM:
        others = field_value(entry->value, FIELD_FROM_ALLOW_OTHER);
        lower_dependents(lowering,
                         field_value(entry->value, FIELD_FROM_PACKAGES),
                         others && others->truth);
        break;
    default:
        lower_request(lowering, condition);
        lower_hardware_fields(lowering, condition);
        lower_environment_fields(lowering, condition);
    }
    return lower_and_since(lowering, mark);
}

/* Can the value of the condition's field be negated, and is it not yet? */
static bool is_negatable(const struct ast_entry *entry)
{
    const struct member_fact *member =
        record_member(RECORD_CONDITION, field_fact(entry->field)->key);

    return member && member->form == FORM_LIST_OR_NOT &&
           entry->value->kind == AST_SEQUENCE;
}

/* `not` before such a list is the list's own: a processor that is not known
 * does not lack a flag. */
static uint32_t lower_not(struct lowering *lowering,
                          const struct ast_node *condition,
                          enum version_rule rule)
{
    const struct ast_entry *entry = &condition->mapping.entries[0];
    struct ast_entry inner = {.value = entry->value,
                              .field = FIELD_NEGATION_NOT};
    struct ast_node negated = *condition, list = *entry->value;
    struct ast_entry outer = *entry;

    if (!is_negatable(entry))
        return shape_not(lowering->writer,
                         lower_condition(lowering, condition, rule));
    list.kind = AST_MAPPING;
    list.mapping.entries = &inner;
    list.mapping.count = 1;
    outer.value = &list;
    negated.mapping.entries = &outer;
    return lower_field(lowering, &negated, &outer);
}

uint32_t lower_condition(struct lowering *lowering,
                         const struct ast_node *condition,
                         enum version_rule rule)
{
    const struct ast_entry *entry = &condition->mapping.entries[0];
    const struct ast_node *value = entry->value;

    switch (entry->field) {
    case FIELD_CONDITION_ALL:
    case FIELD_CONDITION_ANY:
        return lower_list(lowering, value, rule,
                          entry->field == FIELD_CONDITION_ALL);
    case FIELD_CONDITION_NOT:
        return lower_not(lowering, value, rule);
    case FIELD_CONDITION_ADVISER:
    case FIELD_CONDITION_DEPENDENCY_MONKEY:
        return lower_pipeline_types(
            lowering, entry->field == FIELD_CONDITION_ADVISER, value);
    case FIELD_MATCH_PACKAGE_VERSION:
        return lower_at_hand(lowering, value, rule);
    case FIELD_CONDITION_RELEASE_KIND:
        return shape_node(lowering->writer, IR_OP_RELEASE_IS,
                          release_bit(value), NULL, 0);
    case FIELD_CONDITION_COMPARE:
        return lower_comparison(lowering, value, rule);
    default:
        return lower_field(lowering, condition, entry);
    }
}
