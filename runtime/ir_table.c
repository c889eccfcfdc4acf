/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rows of grammar/ir_*.def as tables, and the few rules that follow from
 * them: how many operands of which type an operation takes, and which
 * immediates mean something.
 */
#include "runtime/ir_table.h"

#include "runtime/thoth.h"

#include <stddef.h>
#include <string.h>

const struct ir_type_fact ir_types[IR_TYPE_COUNT] = {
#define IR_TYPE(id, name, column, description) {name, column, description},
#include "grammar/ir_types.def"
#undef IR_TYPE
};

const struct ir_op_fact ir_ops[IR_OP_COUNT] = {
#define IR_OP(id, name, result, binding, immediate, operands, description)     \
    {name,     IR_TYPE_##result, BINDING_##binding, IR_IMMEDIATE_##immediate,  \
     operands, description},
#include "grammar/ir_ops.def"
#undef IR_OP
};

#define MESSAGES (IR_EFFECT(IR_OP_STACK_INFO) | IR_EFFECT(IR_OP_LOG))
#define STOPS (IR_EFFECT(IR_OP_NOT_ACCEPTABLE) | IR_EFFECT(IR_OP_EAGER_STOP))

const uint32_t ir_kind_effects[THOTH_KINDS] = {
    [THOTH_BOOT] = MESSAGES | STOPS,
    [THOTH_PSEUDONYM] = MESSAGES | IR_EFFECT(IR_OP_YIELD),
    [THOTH_SIEVE] = MESSAGES,
    [THOTH_STEP] = MESSAGES | STOPS | IR_EFFECT(IR_OP_SCORE) |
                   IR_EFFECT(IR_OP_JUSTIFY) | IR_EFFECT(IR_OP_MULTI_PACKAGE) |
                   IR_EFFECT(IR_OP_ADD_PACKAGE),
    [THOTH_STRIDE] = MESSAGES | STOPS,
    [THOTH_WRAP] = MESSAGES | STOPS | IR_EFFECT(IR_OP_JUSTIFY) |
                   IR_EFFECT(IR_OP_ADVISE_MANIFEST) |
                   IR_EFFECT(IR_OP_RELEASE_NOTES),
};

const char *const ir_severities[IR_SEVERITY_COUNT] = {"INFO", "WARNING",
                                                      "ERROR"};

const char *const ir_components[THOTH_COMPONENTS] = {
    [THOTH_PYTHON] = "python",     [THOTH_CUDA] = "cuda",
    [THOTH_OPENBLAS] = "openblas", [THOTH_OPENMPI] = "openmpi",
    [THOTH_CUDNN] = "cudnn",       [THOTH_MKL] = "mkl",
};

static const char *const bit_names[IR_IMMEDIATE_COUNT][16] = {
#define IR_BIT(immediate, bit, name) [IR_IMMEDIATE_##immediate][bit] = (name),
#include "grammar/ir_immediates.def"
#undef IR_BIT
};

const char *ir_bit_name(enum ir_immediate immediate, unsigned bit)
{
    return bit < 16 ? bit_names[immediate][bit] : NULL;
}

static bool bits_valid(enum ir_immediate immediate, uint32_t value)
{
    for (unsigned bit = 0; value != 0; bit++, value >>= 1)
        if ((value & 1) && ir_bit_name(immediate, bit) == NULL)
            return false;
    return true;
}

bool ir_immediate_valid(enum ir_immediate immediate, uint32_t value)
{
    switch (immediate) {
    case IR_IMMEDIATE_NONE:
        return value == 0;
    case IR_IMMEDIATE_COMPONENT:
        return value < THOTH_COMPONENTS;
    case IR_IMMEDIATE_SEVERITY:
    case IR_IMMEDIATE_SEVERITY_AND_PARTS:
        return value >> 8 < IR_SEVERITY_COUNT &&
               bits_valid(immediate, value & 0xff);
    default:
        return bits_valid(immediate, value);
    }
}

enum ir_type ir_operand_type(char letter)
{
    switch (letter) {
    case 'b':
    case 'B':
    case 'F':
        return IR_TYPE_BOOL;
    case 'n':
    case 'N':
        return IR_TYPE_F64;
    case 'p':
        return IR_TYPE_PACKAGE;
    case 'i':
        return IR_TYPE_INDEX;
    case 'v':
        return IR_TYPE_SPEC;
    case 'u':
        return IR_TYPE_NUMBER;
    case 't':
        return IR_TYPE_TEXTS;
    case 'q':
        return IR_TYPE_PAIRS;
    case 'l':
        return IR_TYPE_USAGE;
    case 'o':
        return IR_TYPE_SYSTEMS;
    case 'r':
        return IR_TYPE_RPMS;
    case 'y':
        return IR_TYPE_PYTHONS;
    case 'E':
        return IR_TYPE_VOID;
    default: /* s, S */
        return IR_TYPE_STR;
    }
}

struct ir_arity ir_op_arity(enum ir_op op, uint32_t immediate)
{
    const char *letters = ir_ops[op].operands;
    size_t count = strlen(letters);
    struct ir_arity arity = {(uint32_t)count, false};

    if (count == 0)
        return arity;
    switch (letters[count - 1]) {
    case 'B':
    case 'N':
        arity.open = true;
        break;
    case 'F':
    case 'E':
        arity.minimum--;
        arity.open = true;
        break;
    case 'S':
        arity.minimum--;
        for (uint32_t parts = immediate & 0xff; parts != 0; parts &= parts - 1)
            arity.minimum++;
        break;
    default:
        break;
    }
    return arity;
}

char ir_operand_letter(enum ir_op op, uint32_t number)
{
    const char *letters = ir_ops[op].operands;
    size_t count = strlen(letters);

    if (count == 0)
        return '\0';
    return letters[number < count ? number : count - 1];
}
