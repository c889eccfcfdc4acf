/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading effects: a `run` shape is one node RUN whose operands are effects.
 */
#include "compiler/lint/program_effect.h"

#include "grammar/prescription.h"
#include "runtime/ir_table.h"

#include <string.h>

/* The effects of a unit: their shape, their constants. */
struct effects {
    const struct ir_shape *shape;
    const uint32_t *row;
    uint32_t count;
};

static struct effects effects_of(const struct program *program, uint32_t unit)
{
    const struct program_unit *of = &program->units[unit];
    const struct ir_shape *shape = program_shape(program, of->run);

    return (struct effects){shape, of->run_row,
                            BUNDLE_NODE_OPERANDS(shape->code[shape->root])};
}

/* The words of an effect: head, then operands. */
static const uint32_t *effect_at(const struct effects *effects, uint32_t number)
{
    const uint32_t *root = effects->shape->code + effects->shape->root;

    return effects->shape->code + BUNDLE_OPERAND_VALUE(root[1 + number]);
}

static unsigned op_at(const struct effects *effects, uint32_t number)
{
    return BUNDLE_NODE_OP(effect_at(effects, number)[0]);
}

bool effect_stops(const struct program *program, uint32_t unit)
{
    struct effects effects = effects_of(program, unit);

    if (program->units[unit].type == UNIT_TYPE_STEP_SKIP_PACKAGE)
        return true;
    for (uint32_t i = 0; i < effects.count; i++)
        if (op_at(&effects, i) == IR_OP_NOT_ACCEPTABLE ||
            op_at(&effects, i) == IR_OP_EAGER_STOP)
            return true;
    return false;
}

bool effect_is_silent(const struct program *program, uint32_t unit)
{
    struct effects effects = effects_of(program, unit);

    for (uint32_t i = 0; i < effects.count; i++)
        if (op_at(&effects, i) == IR_OP_LOG ||
            op_at(&effects, i) == IR_OP_STACK_INFO)
            return false;
    return true;
}

bool effect_is_undone(const struct program *program, uint32_t unit)
{
    struct effects effects = effects_of(program, unit);

    for (uint32_t i = 0; i < effects.count; i++)
        if (op_at(&effects, i) != IR_OP_SCORE &&
            op_at(&effects, i) != IR_OP_JUSTIFY &&
            op_at(&effects, i) != IR_OP_MULTI_PACKAGE)
            return false;
    return program->units[unit].type == UNIT_TYPE_STEP ||
           program->units[unit].type == UNIT_TYPE_STEP_GROUP;
}

bool effect_score(const struct program *program, uint32_t unit, double *score)
{
    struct effects effects = effects_of(program, unit);

    for (uint32_t i = 0; i < effects.count; i++) {
        const uint32_t *effect = effect_at(&effects, i);
        const uint32_t *constant;
        uint32_t column;

        if (BUNDLE_NODE_OP(effect[0]) != IR_OP_SCORE)
            continue;
        constant = effects.shape->code + BUNDLE_OPERAND_VALUE(effect[1]);
        if (BUNDLE_NODE_OP(constant[0]) != IR_OP_CONSTANT)
            return false;
        column = BUNDLE_OPERAND_VALUE(constant[1]);
        memcpy(score,
               intern_text(program->session->lists, effects.row[column]).at,
               sizeof *score);
        return true;
    }
    return false;
}

static str_id constant_at(const struct effects *effects, const uint32_t *effect,
                          uint32_t operand)
{
    return effects->row[BUNDLE_OPERAND_VALUE(effect[1 + operand])];
}

/* The package name of a justification is its third operand, if it is given. */
static str_id named_package(const struct effects *effects,
                            const uint32_t *effect, str_id subject)
{
    uint32_t parts = BUNDLE_PARTS(BUNDLE_NODE_IMMEDIATE(effect[0]));

    if (BUNDLE_NODE_OP(effect[0]) != IR_OP_JUSTIFY ||
        !(parts & IR_JUSTIFY_PACKAGE_NAME))
        return STR_NONE;
    return BUNDLE_OPERAND_TAG(effect[3]) == BUNDLE_OPERAND_SUBJECT
               ? subject
               : constant_at(effects, effect, 2);
}

static str_id subject_of(const struct program *program, uint32_t unit)
{
    const struct program_unit *of = &program->units[unit];

    return of->instance_count ? program->instances[of->first_instance].package
                              : STR_NONE;
}

void effect_messages(const struct program *program, uint32_t unit,
                     void (*visit)(void *user, uint32_t unit, uint32_t item,
                                   const struct effect_message *message),
                     void *user)
{
    struct effects effects = effects_of(program, unit);
    uint32_t item = 0;

    for (uint32_t i = 0; i < effects.count; i++) {
        const uint32_t *effect = effect_at(&effects, i);
        unsigned op = BUNDLE_NODE_OP(effect[0]);
        struct effect_message message;

        if (op != IR_OP_STACK_INFO && op != IR_OP_JUSTIFY)
            continue;
        message = (struct effect_message){
            .message = constant_at(&effects, effect, 0),
            .link = constant_at(&effects, effect, 1),
            .package =
                named_package(&effects, effect, subject_of(program, unit)),
        };
        visit(user, unit, item++, &message);
    }
}
