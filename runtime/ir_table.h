/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The IR's operations, types and immediates: the rows of grammar/ir_*.def as
 * enums and tables. Loader, printers, verifiers and the compiler read the same
 * facts here. Constant data, no functions with state.
 */
#ifndef RUNTIME_IR_TABLE_H
#define RUNTIME_IR_TABLE_H

#include "grammar/prescription.h"

#include <stdbool.h>
#include <stdint.h>

enum ir_type {
#define IR_TYPE(id, name, column, description) IR_TYPE_##id,
#include "grammar/ir_types.def"
#undef IR_TYPE
    IR_TYPE_COUNT
};

enum ir_op {
#define IR_OP(id, name, result, binding, immediate, operands, description)     \
    IR_OP_##id,
#include "grammar/ir_ops.def"
#undef IR_OP
    IR_OP_COUNT
};

/* What the 16 bits of an operation's immediate mean. */
enum ir_immediate {
    IR_IMMEDIATE_NONE, /* always 0 */
    IR_IMMEDIATE_RECOMMENDATIONS,
    IR_IMMEDIATE_DECISIONS,
    IR_IMMEDIATE_CPU_FLAGS,
    IR_IMMEDIATE_COMPONENT, /* enum thoth_component */
    IR_IMMEDIATE_PRERELEASES,
    IR_IMMEDIATE_OTHERS,
    IR_IMMEDIATE_SEVERITY, /* in the high byte */
    IR_IMMEDIATE_SEVERITY_AND_PARTS,
    IR_IMMEDIATE_YIELD_PARTS,
    IR_IMMEDIATE_ADD_PARTS,
    IR_IMMEDIATE_RELEASE_KINDS, /* NATIVE_RELEASES of a fact's flags */
    IR_IMMEDIATE_COMPARISON,
    IR_IMMEDIATE_COUNT
};

/* Bits by name: IR_BIT_CPU_FLAGS_avx2 is no name C allows for all rows, so
 * code that tests a bit spells it out here. */
enum ir_bit {
    IR_CPU_AVX2 = 1 << 0,
    IR_CPU_AVX512 = 1 << 1,
    IR_PRERELEASES = 1 << 0,
    IR_OTHERS = 1 << 0,
    IR_JUSTIFY_PACKAGE_NAME = 1 << 0,
    IR_JUSTIFY_ADVISORY = 1 << 1,
    IR_JUSTIFY_CVE_ID = 1 << 2,
    IR_JUSTIFY_CVE_NAME = 1 << 3,
    IR_JUSTIFY_VERSION_RANGE = 1 << 4,
    IR_PART_NAME = 1 << 0, /* of yield and add_package */
    IR_PART_LOCKED_VERSION = 1 << 1,
    IR_PART_INDEX_URL = 1 << 2,
    IR_YIELD_MATCHED_VERSION = 1 << 8,
    IR_ADD_DEVELOP = 1 << 8,
    IR_RELEASE_PRE = 1 << 0,
    IR_RELEASE_POST = 1 << 1,
    IR_RELEASE_DEV = 1 << 2,
    IR_RELEASE_LOCAL = 1 << 3,
    IR_LESS = 1 << 0,
    IR_EQUAL = 1 << 1,
    IR_GREATER = 1 << 2,
};

enum ir_severity {
    IR_SEVERITY_INFO,
    IR_SEVERITY_WARNING,
    IR_SEVERITY_ERROR,
    IR_SEVERITY_COUNT
};

struct ir_type_fact {
    const char *name;
    bool column; /* a row may hold constants of it */
    const char *description;
};

struct ir_op_fact {
    const char *name;
    enum ir_type result;
    enum binding_time binding;
    enum ir_immediate immediate;
    const char *operands; /* letters, see grammar/ir_ops.def */
    const char *description;
};

extern const struct ir_type_fact ir_types[IR_TYPE_COUNT];
extern const struct ir_op_fact ir_ops[IR_OP_COUNT];

/* The bit of an operation that is an effect, but for `run`, in a set of them.
 */
#define IR_EFFECT(op) (UINT32_C(1) << ((op)-IR_OP_STACK_INFO))

/* The effects that evaluations carry out, by enum thoth_kind. */
extern const uint32_t ir_kind_effects[];

/* "INFO", "WARNING", "ERROR"; "python", "cuda"... by enum thoth_component. */
extern const char *const ir_severities[IR_SEVERITY_COUNT];
extern const char *const ir_components[];

/* The name of a bit of an immediate, or NULL if it means nothing there. */
const char *ir_bit_name(enum ir_immediate immediate, unsigned bit);

/* May an operation have this immediate? */
bool ir_immediate_valid(enum ir_immediate immediate, uint32_t value);

/* The type that an operand letter asks for: of a column, or of a node where the
 * letter stands for an expression (b, B, n, N, F, E). */
enum ir_type ir_operand_type(char letter);

/* Does an operand letter stand for an expression? */
static inline bool ir_operand_is_node(char letter)
{
    return !ir_types[ir_operand_type(letter)].column;
}

/* How many operands an operation takes with this immediate: exactly `minimum`,
 * or, when `open`, that many or more, all of the last letter's type. */
struct ir_arity {
    uint32_t minimum;
    bool open;
};
struct ir_arity ir_op_arity(enum ir_op op, uint32_t immediate);

/* The letter of operand `number`. */
char ir_operand_letter(enum ir_op op, uint32_t number);

#endif
