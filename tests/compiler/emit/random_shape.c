/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Operands are built before the node that uses them, as bundles want it.
 * Operations on constants are drawn from the table of operations, so that a
 * new row is tested without a change here.
 */
#include "tests/compiler/emit/random_shape.h"

#include "runtime/ir_table.h"

#include <stdlib.h>
#include <string.h>

uint32_t dice_below(struct dice *dice, uint32_t limit)
{
    dice->state ^= dice->state << 13;
    dice->state ^= dice->state >> 7;
    dice->state ^= dice->state << 17;
    return (uint32_t)((dice->state >> 16) % limit);
}

static void *grow(void *old, size_t size)
{
    void *new = realloc(old, size);

    if (!new)
        abort();
    return new;
}

void shape_set_release(struct shape_set *set)
{
    free(set->shapes);
    free(set->code);
    *set = (struct shape_set){0};
}

struct thoth_bundle shape_set_bundle(struct shape_set *set)
{
    memcpy(set->header.build_id, set->build_id, sizeof set->build_id);
    return (struct thoth_bundle){
        .header = &set->header,
        .shapes = set->shapes,
        .shape_count = set->count,
        .shape_code = set->code,
        .shape_words = set->words,
    };
}

uint32_t build_column(struct shape_builder *builder, unsigned type)
{
    if (builder->columns == BUNDLE_MOST_COLUMNS)
        abort();
    builder->types[builder->columns] = type;
    return BUNDLE_OPERAND(BUNDLE_OPERAND_COLUMN, builder->columns++);
}

static uint32_t height_of(const struct shape_builder *builder, uint32_t operand)
{
    if (BUNDLE_OPERAND_TAG(operand) != BUNDLE_OPERAND_NODE)
        return 0;
    return builder->heights[BUNDLE_OPERAND_VALUE(operand)];
}

uint32_t build_node(struct shape_builder *builder, unsigned op,
                    uint32_t immediate, const uint32_t *operands,
                    uint32_t count)
{
    uint32_t at = builder->words;

    if (at + count + 1 > sizeof builder->nodes / sizeof builder->nodes[0])
        abort();
    builder->nodes[at] = BUNDLE_NODE(op, count, immediate);
    builder->heights[at] = 1;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t height = height_of(builder, operands[i]);

        builder->nodes[at + 1 + i] = operands[i];
        if (height >= builder->heights[at])
            builder->heights[at] = (uint8_t)(height + 1);
    }
    if (builder->heights[at] > BUNDLE_MOST_NESTING)
        abort();
    builder->words += count + 1;
    return BUNDLE_OPERAND(BUNDLE_OPERAND_NODE, at);
}

void build_shape(struct shape_builder *builder, struct shape_set *set,
                 uint32_t kind, uint32_t root, uint32_t state)
{
    uint32_t columns = builder->columns, words = columns + builder->words;
    uint32_t *code;

    set->shapes = grow(set->shapes, (set->count + 1) * sizeof *set->shapes);
    set->code = grow(set->code, (set->words + words) * sizeof *set->code);
    code = set->code + set->words;
    set->shapes[set->count++] = (struct bundle_shape){
        set->words,
        words,
        kind,
        columns,
        BUNDLE_OPERAND_VALUE(root) + columns,
        state == BUNDLE_NONE ? state : BUNDLE_OPERAND_VALUE(state) + columns};
    set->words += words;
    for (uint32_t i = 0; i < columns; i++)
        code[i] = builder->types[i];
    for (uint32_t at = 0; at < builder->words;) {
        uint32_t count = BUNDLE_NODE_OPERANDS(builder->nodes[at]);

        code[columns + at] = builder->nodes[at];
        for (at++; count; count--, at++) {
            uint32_t word = builder->nodes[at];
            bool node = BUNDLE_OPERAND_TAG(word) == BUNDLE_OPERAND_NODE;

            code[columns + at] = node ? word + columns : word;
        }
    }
    builder->columns = builder->words = 0;
}

struct random {
    struct dice *dice;
    struct shape_builder *builder;
    enum binding_time latest;
    bool request; /* a condition, which has no package version */
};

/* An operation without predicates as operands. */
static uint32_t random_leaf(struct random *random)
{
    for (;;) {
        uint32_t op = dice_below(random->dice, IR_OP_COUNT);
        const struct ir_op_fact *fact = &ir_ops[op];
        uint32_t immediate = 0, column;
        bool of_request = fact->binding == BINDING_CONTEXT;

        if (fact->result != IR_TYPE_BOOL || strpbrk(fact->operands, "bBFnN") ||
            fact->binding > random->latest ||
            (fact->binding > BINDING_CONST && of_request != random->request))
            continue;
        /* Constants would decide most expressions. */
        if (!of_request && fact->binding != BINDING_PACKAGE &&
            dice_below(random->dice, 8))
            continue;
        for (int tries = 0; tries < 100; tries++) {
            uint32_t bits = dice_below(random->dice, 8);

            if (ir_immediate_valid(fact->immediate, bits))
                immediate = bits;
        }
        if (!*fact->operands)
            return build_node(random->builder, op, immediate, NULL, 0);
        column =
            build_column(random->builder, ir_operand_type(fact->operands[0]));
        return build_node(random->builder, op, immediate, &column, 1);
    }
}

static uint32_t random_predicate(struct random *random, uint32_t size,
                                 uint32_t depth);

/* `resolved` or `from`. */
static uint32_t random_found(struct random *random, unsigned op, uint32_t size,
                             uint32_t depth)
{
    uint32_t operands[2];

    operands[0] = build_column(random->builder, IR_TYPE_PACKAGE);
    operands[1] = random_predicate(random, size, depth + 1);
    return build_node(random->builder, op, 0, operands, 2);
}

static uint32_t random_logic(struct random *random, unsigned op, uint32_t size,
                             uint32_t depth)
{
    uint32_t operands[255], count = 1 + dice_below(random->dice, 4);

    if (!dice_below(random->dice, 40))
        count = 255;
    for (uint32_t i = 0; i < count; i++)
        operands[i] = random_predicate(random, size / count, depth + 1);
    return build_node(random->builder, op, 0, operands, count);
}

static uint32_t random_dependents(struct random *random, uint32_t size,
                                  uint32_t depth)
{
    uint32_t operands[4], count = dice_below(random->dice, 4);

    for (uint32_t i = 0; i < count; i++)
        operands[i] = random_found(random, IR_OP_FROM, size / 4, depth + 1);
    return build_node(random->builder, IR_OP_DEPENDENTS,
                      dice_below(random->dice, 2), operands, count);
}

static uint32_t random_number(struct random *random, uint32_t size,
                              uint32_t depth);

/* An operation whose value is a number, without numbers as operands. */
static uint32_t random_fact(struct random *random)
{
    for (;;) {
        uint32_t op = dice_below(random->dice, IR_OP_COUNT), column;
        const struct ir_op_fact *fact = &ir_ops[op];

        if (fact->result != IR_TYPE_F64 || strpbrk(fact->operands, "bnN") ||
            fact->binding > random->latest ||
            (random->request && fact->binding != BINDING_CONST))
            continue;
        if (!*fact->operands)
            return build_node(random->builder, op, 0, NULL, 0);
        column =
            build_column(random->builder, ir_operand_type(fact->operands[0]));
        return build_node(random->builder, op, 0, &column, 1);
    }
}

/* Any operation on numbers, as its row in the table of operations says. */
static uint32_t random_arithmetic(struct random *random, uint32_t size,
                                  uint32_t depth)
{
    uint32_t op, operands[8], count = 0;
    const struct ir_op_fact *fact;

    do
        op = dice_below(random->dice, IR_OP_COUNT);
    while (ir_ops[op].result != IR_TYPE_F64 ||
           !strpbrk(ir_ops[op].operands, "nN"));
    fact = &ir_ops[op];
    for (const char *at = fact->operands; *at; at++) {
        uint32_t more = *at == 'N' ? dice_below(random->dice, 4) : 0;

        do {
            if (*at == 'b')
                operands[count++] =
                    random_predicate(random, size / 3, depth + 1);
            else if (*at == 'u')
                operands[count++] =
                    build_column(random->builder, IR_TYPE_NUMBER);
            else
                operands[count++] = random_number(random, size / 3, depth + 1);
        } while (more--);
    }
    return build_node(random->builder, op, 0, operands, count);
}

static uint32_t random_number(struct random *random, uint32_t size,
                              uint32_t depth)
{
    if (size < 2 || depth > 30)
        return random_fact(random);
    return random_arithmetic(random, size - 1, depth);
}

static uint32_t random_comparison(struct random *random, uint32_t size,
                                  uint32_t depth)
{
    uint32_t operands[2];

    for (unsigned i = 0; i < 2; i++)
        operands[i] = random_number(random, size / 2, depth + 1);
    return build_node(random->builder, IR_OP_COMPARE,
                      dice_below(random->dice, 8), operands, 2);
}

static uint32_t random_operation(struct random *random, uint32_t size,
                                 uint32_t depth)
{
    uint32_t operand;

    switch (
        dice_below(random->dice, random->latest == BINDING_STATE ? 10 : 6)) {
    case 0:
        operand = random_predicate(random, size - 1, depth + 1);
        return build_node(random->builder, IR_OP_NOT, 0, &operand, 1);
    case 1:
    case 2:
        return random_logic(random, IR_OP_AND, size - 1, depth);
    case 3:
    case 4:
        return random_logic(random, IR_OP_OR, size - 1, depth);
    case 5:
        return random_comparison(random, size - 1, depth);
    case 6:
        return random_dependents(random, size - 1, depth);
    default:
        return random_found(random, IR_OP_RESOLVED, size - 1, depth);
    }
}

static uint32_t random_predicate(struct random *random, uint32_t size,
                                 uint32_t depth)
{
    if (size < 2 || depth > 30)
        return random_leaf(random);
    return random_operation(random, size, depth);
}

/* The effects of a unit, with a score or not. */
static uint32_t random_run(struct random *random, uint32_t size)
{
    uint32_t effects[3], texts[2], number, count = 0;

    for (unsigned i = 0; i < 2; i++)
        texts[i] = build_column(random->builder, IR_TYPE_STR);
    effects[count++] =
        build_node(random->builder, IR_OP_STACK_INFO, 1 << 8, texts, 2);
    if (dice_below(random->dice, 3)) {
        number = random_number(random, dice_below(random->dice, 2) * size, 2);
        effects[count++] =
            build_node(random->builder, IR_OP_SCORE, 0, &number, 1);
    }
    return build_node(random->builder, IR_OP_RUN, 0, effects, count);
}

void random_shape(struct dice *dice, struct shape_set *set, uint32_t kind,
                  uint32_t size)
{
    static struct shape_builder builder;
    struct random random = {dice, &builder, BINDING_CONTEXT,
                            kind == BUNDLE_SHAPE_WHEN};
    uint32_t root, state = BUNDLE_NONE;

    if (kind == BUNDLE_SHAPE_RUN) {
        random.latest = BINDING_STATE;
        build_shape(&builder, set, kind, random_run(&random, size), state);
        return;
    }
    if (kind == BUNDLE_SHAPE_MATCH)
        random.latest = BINDING_PACKAGE;
    root = random_predicate(&random, size, 0);
    if (kind == BUNDLE_SHAPE_MATCH && dice_below(dice, 3)) {
        random.latest = BINDING_STATE;
        state = random_predicate(&random, size, 0);
    }
    build_shape(&builder, set, kind, root, state);
}
