/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The cached part of the reference's inclusion check but for the runtime
 * environment, and dependencies between units.
 */
#include "compiler/lower/lower_when.h"

#include "compiler/check/field.h"
#include "compiler/lower/constant.h"
#include "compiler/lower/lower_condition.h"
#include "runtime/ir_table.h"
#include "runtime/thoth.h"

enum {
    ALL_RECOMMENDATIONS = (1 << (THOTH_RECOMMEND_SECURITY + 1)) - 1,
    ALL_DECISIONS = (1 << (THOTH_DECIDE_RANDOM + 1)) - 1,
};

/* The bit an immediate has for a choice (grammar/ir_immediates.def). */
static uint32_t bit_of_choice(enum choice choice)
{
    switch ((int)choice) {
    case CHOICE_RECOMMENDATION_STABLE:
        return 1 << THOTH_RECOMMEND_STABLE;
    case CHOICE_RECOMMENDATION_TESTING:
        return 1 << THOTH_RECOMMEND_TESTING;
    case CHOICE_RECOMMENDATION_LATEST:
        return 1 << THOTH_RECOMMEND_LATEST;
    case CHOICE_RECOMMENDATION_PERFORMANCE:
        return 1 << THOTH_RECOMMEND_PERFORMANCE;
    case CHOICE_RECOMMENDATION_SECURITY:
        return 1 << THOTH_RECOMMEND_SECURITY;
    case CHOICE_DECISION_ALL:
        return 1 << THOTH_DECIDE_ALL;
    case CHOICE_DECISION_RANDOM:
        return 1 << THOTH_DECIDE_RANDOM;
    }
    return 0;
}

/* The members of a set that a list, or all but those of a negated one, name. */
static uint32_t set_of_choices(struct negatable list, enum choice_set choices,
                               uint32_t all)
{
    uint32_t bits = 0;

    if (!list.value)
        return all;
    for (uint32_t i = 0; i < list.value->sequence.count; i++)
        bits |= bit_of_choice(
            choice_find(choices, list.value->sequence.items[i]->text));
    return list.negated ? all & ~bits : bits;
}

/* One kind of pipeline, and what restricts it. */
struct pipeline_rule {
    enum field_id allowed; /* the field that lets the unit in */
    enum field_id types;   /* the field that restricts the types */
    enum choice_set choices;
    uint32_t all;
    unsigned is_kind, is_type; /* operations */
};

static const struct pipeline_rule PIPELINES[] = {
    {FIELD_INCLUDE_ADVISER_PIPELINE, FIELD_INCLUDE_RECOMMENDATION_TYPES,
     CHOICE_SET_RECOMMENDATION, ALL_RECOMMENDATIONS, IR_OP_ADVISER,
     IR_OP_RECOMMENDS},
    {FIELD_INCLUDE_DEPENDENCY_MONKEY_PIPELINE, FIELD_INCLUDE_DECISION_TYPES,
     CHOICE_SET_DECISION, ALL_DECISIONS, IR_OP_MONKEY, IR_OP_DECIDES},
};

static uint32_t lower_pipeline(struct shape_writer *writer,
                               const struct ast_node *include,
                               const struct pipeline_rule *rule)
{
    struct negatable types =
        constant_negatable(field_value(include, rule->types));
    uint32_t bits = set_of_choices(types, rule->choices, rule->all);
    uint32_t operands[2];

    operands[0] = shape_node(writer, rule->is_kind, 0, NULL, 0);
    if (types.undecidable)
        operands[1] = shape_node(writer, IR_OP_FAIL, 0, NULL, 0);
    else if (bits == rule->all)
        return operands[0];
    else
        operands[1] = shape_node(writer, rule->is_type, bits, NULL, 0);
    return shape_and(writer, operands, 2);
}

static void lower_pipelines(struct lowering *lowering,
                            const struct ast_node *include)
{
    struct shape_writer *writer = lowering->writer;
    uint32_t kinds[2], count = 0;

    for (int i = 0; i < 2; i++) {
        const struct ast_node *allowed =
            field_value(include, PIPELINES[i].allowed);

        if (allowed && allowed->truth)
            kinds[count++] = lower_pipeline(writer, include, &PIPELINES[i]);
    }
    if (count == 0)
        kinds[count++] = shape_node(writer, IR_OP_NEVER, 0, NULL, 0);
    if (count == 2)
        kinds[0] = shape_node(writer, IR_OP_OR, 0, kinds, 2);
    operands_push(lowering, kinds[0]);
}

static void lower_authenticated(struct lowering *lowering,
                                const struct ast_node *include)
{
    struct shape_writer *writer = lowering->writer;
    const struct ast_node *node =
        field_value(include, FIELD_INCLUDE_AUTHENTICATED);
    uint32_t operand;

    if (!node)
        return;
    operand = shape_node(writer, IR_OP_AUTHENTICATED, 0, NULL, 0);
    operands_push(lowering, node->truth ? operand : shape_not(writer, operand));
}

/* A key that is no string equals no label, but still makes the rule ask for
 * one. */
static void lower_labels(struct lowering *lowering,
                         const struct ast_node *include)
{
    const struct ast_node *labels = field_value(include, FIELD_INCLUDE_LABELS);
    uint32_t entries = 0, operand;

    if (!labels || !labels->mapping.count)
        return;
    constant_list_start(lowering);
    for (uint32_t i = 0; i < labels->mapping.count; i++) {
        const struct ast_entry *entry = &labels->mapping.entries[i];

        if (entry->key->kind != AST_STRING)
            continue;
        constant_list_add(lowering, constant_string(lowering, entry->key));
        constant_list_add(lowering, constant_string(lowering, entry->value));
        entries++;
    }
    operand = shape_column(lowering->writer, IR_TYPE_PAIRS,
                           constant_list_finish(lowering, entries));
    operands_push(lowering,
                  shape_node(lowering->writer, IR_OP_LABELLED, 0, &operand, 1));
}

static void lower_usage(struct lowering *lowering,
                        const struct ast_node *include)
{
    const struct ast_node *usage =
        field_value(include, FIELD_INCLUDE_LIBRARY_USAGE);
    uint32_t operand;

    if (!usage)
        return;
    constant_list_start(lowering);
    for (uint32_t i = 0; i < usage->mapping.count; i++) {
        const struct ast_entry *entry = &usage->mapping.entries[i];
        const struct ast_node *symbols = entry->value;

        constant_list_add(lowering, constant_string(lowering, entry->key));
        constant_list_add(lowering, symbols->sequence.count);
        for (uint32_t k = 0; k < symbols->sequence.count; k++)
            constant_list_add(
                lowering,
                constant_string(lowering, symbols->sequence.items[k]));
    }
    operand =
        shape_column(lowering->writer, IR_TYPE_USAGE,
                     constant_list_finish(lowering, usage->mapping.count));
    operands_push(lowering,
                  shape_node(lowering->writer, IR_OP_USES, 0, &operand, 1));
}

void lower_request(struct lowering *lowering, const struct ast_node *mapping)
{
    lower_authenticated(lowering, mapping);
    lower_labels(lowering, mapping);
    lower_usage(lowering, mapping);
}

uint32_t lower_pipeline_types(struct lowering *lowering, bool adviser,
                              const struct ast_node *types)
{
    const struct pipeline_rule *rule = &PIPELINES[adviser ? 0 : 1];
    struct negatable list = {.value = types};
    uint32_t operands[2];

    operands[0] = shape_node(lowering->writer, rule->is_kind, 0, NULL, 0);
    if (!types->sequence.count)
        return operands[0];
    operands[1] =
        shape_node(lowering->writer, rule->is_type,
                   set_of_choices(list, rule->choices, rule->all), NULL, 0);
    return shape_and(lowering->writer, operands, 2);
}

shape_id lower_when(struct lowering *lowering,
                    const struct ast_node *should_include)
{
    const struct ast_node *condition =
        field_value(should_include, FIELD_INCLUDE_WHEN);
    uint32_t mark = operands_mark(lowering), count, root;
    const uint32_t *operands;

    lowering->writer = &lowering->when;
    shape_writer_start(lowering->writer);
    lower_pipelines(lowering, should_include);
    lower_request(lowering, should_include);
    lower_environment(
        lowering,
        field_value(should_include, FIELD_INCLUDE_RUNTIME_ENVIRONMENTS));
    if (condition)
        operands_push(lowering,
                      lower_condition(lowering, condition, VERSION_IF_GIVEN));
    operands = operands_from(lowering, mark, &count);
    root = shape_and(lowering->writer, operands, count);
    lowering->operand_count = mark;
    return shape_finish(lowering->writer, lowering->session, BUNDLE_SHAPE_WHEN,
                        root);
}

uint32_t lower_requires(struct lowering *lowering,
                        const struct ast_node *should_include)
{
    const struct ast_node *dependencies =
        field_value(should_include, FIELD_INCLUDE_DEPENDENCIES);
    uint32_t entries = 0;

    if (!dependencies)
        return STR_NONE;
    constant_list_start(lowering);
    for (int section = 0; section < UNIT_SECTION_COUNT; section++) {
        const struct ast_node *names = field_value(
            dependencies,
            unit_section_fact((enum unit_section)section)->dependency);

        for (uint32_t i = 0; names && i < names->sequence.count; i++) {
            constant_list_add(lowering, (uint32_t)section);
            constant_list_add(
                lowering, constant_string(lowering, names->sequence.items[i]));
            entries++;
        }
    }
    return entries ? constant_list_finish(lowering, entries) : STR_NONE;
}
