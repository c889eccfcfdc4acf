/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which operations a condition, a match or a run of each type of unit knows.
 */
#include "compiler/ir/ir_place.h"

#include "compiler/check/field.h"
#include "runtime/thoth.h"

void ir_place_start(struct ir_place *place, enum ir_unit_part part)
{
    *place = (struct ir_place){.type = place->type, .part = part};
}

static enum thoth_kind kind_of(const struct ir_place *place)
{
    return (enum thoth_kind)unit_type_fact(place->type)->section;
}

/* Numbers never fail. Of the request they ask for labels alone, which are known
 * when a pipeline is built. */
static bool may_fail(enum ir_op op)
{
    return op == IR_OP_FAIL ||
           (ir_ops[op].binding == BINDING_CONTEXT && op != IR_OP_LABELLED);
}

/* `resolved` and `from` look at the package version they find. */
static const char *enter_match(struct ir_place *place, enum ir_op op)
{
    bool package = ir_ops[op].binding == BINDING_PACKAGE;
    bool state = ir_ops[op].binding == BINDING_STATE;

    if (ir_ops[op].binding == BINDING_CONTEXT)
        return "a predicate that does not ask for the request";
    if ((package || op == IR_OP_DEPENDENTS) && !place->found && !place->package)
        return "a predicate that looks at no package version";
    if (state && kind_of(place) < THOTH_STEP)
        return "a predicate that does not look at the state";
    place->looks_at_state |= state;
    return NULL;
}

/* An effect of the unit: most may be there once. */
static const char *enter_effect(struct ir_place *place, enum ir_op op)
{
    uint32_t effect = IR_EFFECT(op);

    if (!(ir_kind_effects[kind_of(place)] & effect) ||
        (op == IR_OP_ADD_PACKAGE && place->type != UNIT_TYPE_STEP_ADD_PACKAGE))
        return "an effect that this type of unit has";
    if ((place->effects & effect) && op != IR_OP_STACK_INFO &&
        op != IR_OP_JUSTIFY)
        return "an effect that is not there yet";
    place->effects |= effect;
    place->names_package |= op == IR_OP_RELEASE_NOTES;
    return NULL;
}

const char *ir_place_enter(struct ir_place *place, enum ir_op op, char letter,
                           unsigned depth)
{
    if ((op == IR_OP_RUN) != (place->part == IR_UNIT_RUN && depth == 1))
        return depth == 1 ? "run" : "an effect";
    if ((op == IR_OP_FROM) != (letter == 'F'))
        return letter == 'F' ? "from" : "a predicate";
    if (place->numbers && may_fail(op))
        return "a predicate that cannot fail";
    if (place->part == IR_UNIT_WHEN && ir_ops[op].binding > BINDING_CONTEXT)
        return "a predicate that asks for the request alone";
    if (place->part == IR_UNIT_MATCH)
        return enter_match(place, op);
    if (place->part == IR_UNIT_RUN && letter == 'E' && depth > 1)
        return enter_effect(place, op);
    return NULL;
}

const char *ir_place_immediate(enum ir_op op, uint32_t immediate)
{
    const uint32_t needed = IR_PART_NAME | IR_PART_INDEX_URL;

    if (op == IR_OP_ADD_PACKAGE && (immediate & needed) != needed)
        return "name and index_url";
    return NULL;
}

const char *ir_place_missing(const struct ir_place *place)
{
    if (place->type == UNIT_TYPE_STEP_ADD_PACKAGE &&
        !(place->effects & IR_EFFECT(IR_OP_ADD_PACKAGE)))
        return "add_package";
    if (place->type == UNIT_TYPE_PSEUDONYM &&
        !(place->effects & IR_EFFECT(IR_OP_YIELD)))
        return "yield";
    return NULL;
}
