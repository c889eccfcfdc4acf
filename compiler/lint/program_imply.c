/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Implication by structure. Equal strings and lists have equal ids in a
 * session, so most comparisons are of numbers; only version sets and lists
 * whose ids differ are looked into.
 */
#include "compiler/lint/program_imply.h"

#include "compiler/lint/program_constant.h"
#include "runtime/ir_table.h"

/* Pairs of nodes looked at for one question. Rules written by people need a
 * few dozen; the limit is for those made to take long. */
enum { MOST_PAIRS = 20000 };

struct implying {
    const struct ir_session *session;
    uint32_t pairs;
};

struct predicate predicate_of(const struct ir_shape *shape, const uint32_t *row)
{
    return (struct predicate){shape, row, shape->root};
}

static uint32_t head_of(struct predicate predicate)
{
    return predicate.shape->code[predicate.node];
}

static uint32_t operand_of(struct predicate predicate, uint32_t operand)
{
    return predicate.shape->code[predicate.node + 1 + operand];
}

unsigned predicate_op(struct predicate predicate)
{
    return BUNDLE_NODE_OP(head_of(predicate));
}

uint32_t predicate_immediate(struct predicate predicate)
{
    return BUNDLE_NODE_IMMEDIATE(head_of(predicate));
}

uint32_t predicate_constant(struct predicate predicate, uint32_t operand)
{
    return predicate.row[BUNDLE_OPERAND_VALUE(operand_of(predicate, operand))];
}

/* The type of a column operand's constants. */
static unsigned constant_type(struct predicate predicate, uint32_t operand)
{
    return predicate.shape
        ->code[BUNDLE_OPERAND_VALUE(operand_of(predicate, operand))];
}

static struct predicate child(struct predicate predicate, uint32_t operand)
{
    predicate.node = BUNDLE_OPERAND_VALUE(operand_of(predicate, operand));
    return predicate;
}

static bool equal_operand(struct predicate left, struct predicate right,
                          uint32_t operand);

static bool equal(struct predicate left, struct predicate right)
{
    uint32_t head = head_of(left);

    if (head != head_of(right))
        return false;
    if (left.shape == right.shape && left.row == right.row &&
        left.node == right.node)
        return true;
    for (uint32_t i = 0; i < BUNDLE_NODE_OPERANDS(head); i++)
        if (!equal_operand(left, right, i))
            return false;
    return true;
}

static bool equal_operand(struct predicate left, struct predicate right,
                          uint32_t operand)
{
    uint32_t tag = BUNDLE_OPERAND_TAG(operand_of(left, operand));

    if (tag != BUNDLE_OPERAND_TAG(operand_of(right, operand)))
        return false;
    if (tag == BUNDLE_OPERAND_NODE)
        return equal(child(left, operand), child(right, operand));
    return tag == BUNDLE_OPERAND_SUBJECT ||
           predicate_constant(left, operand) ==
               predicate_constant(right, operand);
}

static bool implies(struct implying *implying, struct predicate strong,
                    struct predicate weak);

/* Which way constants and bits must nest for one operation to imply another of
 * its kind: more of them admit more, or ask for more. */
enum nesting { NESTING_NONE, NESTING_ADMITS, NESTING_ASKS };

static enum nesting nesting_of(unsigned op)
{
    switch (op) {
    case IR_OP_RECOMMENDS:
    case IR_OP_DECIDES:
    case IR_OP_LABELLED:
    case IR_OP_SYSTEM_IN:
    case IR_OP_CPU_FAMILY_IN:
    case IR_OP_CPU_MODEL_IN:
    case IR_OP_GPU_MODEL_IN:
    case IR_OP_PLATFORM_IN:
    case IR_OP_BASE_IMAGE_IN:
    case IR_OP_RPMS_NOT_ALL:
    case IR_OP_DEPENDENTS: /* its immediate: others are allowed */
        return NESTING_ADMITS;
    case IR_OP_CPU_FLAGS_ALL:
    case IR_OP_CPU_FLAGS_NONE:
    case IR_OP_SYMBOLS_ALL:
    case IR_OP_SYMBOLS_NONE:
    case IR_OP_RPMS_ALL:
    case IR_OP_PYTHONS_ALL:
    case IR_OP_PYTHONS_NONE:
        return NESTING_ASKS;
    default:
        return NESTING_NONE;
    }
}

static bool bits_nest(enum nesting nesting, uint32_t strong, uint32_t weak)
{
    if (strong == weak)
        return true;
    if (nesting == NESTING_ADMITS)
        return !(strong & ~weak);
    return nesting == NESTING_ASKS && !(weak & ~strong);
}

static bool constants_nest(struct implying *implying, enum nesting nesting,
                           unsigned type, uint32_t strong, uint32_t weak)
{
    if (strong == weak)
        return true;
    if (type == IR_TYPE_SPEC)
        return false; /* answered by specs_nest, which knows the operation */
    if (nesting == NESTING_ADMITS)
        return constant_within(implying->session, type, strong, weak);
    return nesting == NESTING_ASKS &&
           constant_within(implying->session, type, weak, strong);
}

static bool operand_nests(struct implying *implying, enum nesting nesting,
                          struct predicate strong, struct predicate weak,
                          uint32_t operand)
{
    uint32_t tag = BUNDLE_OPERAND_TAG(operand_of(strong, operand));

    if (tag != BUNDLE_OPERAND_TAG(operand_of(weak, operand)))
        return false;
    if (tag == BUNDLE_OPERAND_NODE) /* of RESOLVED and FROM */
        return implies(implying, child(strong, operand), child(weak, operand));
    return tag == BUNDLE_OPERAND_SUBJECT ||
           constants_nest(implying, nesting, constant_type(strong, operand),
                          predicate_constant(strong, operand),
                          predicate_constant(weak, operand));
}

/* A version in one set is in the other, asked in one and the same way. */
static bool specs_nest(struct implying *implying, struct predicate strong,
                       struct predicate weak)
{
    bool allowed = predicate_op(strong) == IR_OP_VERSION_IN &&
                   predicate_immediate(strong) & IR_PRERELEASES;

    return head_of(strong) == head_of(weak) &&
           specifier_within(implying->session, predicate_constant(strong, 0),
                            predicate_constant(weak, 0), allowed);
}

/* Two operations of one kind that are not equal. */
static bool nests(struct implying *implying, struct predicate strong,
                  struct predicate weak)
{
    uint32_t left = head_of(strong), right = head_of(weak);
    unsigned op = BUNDLE_NODE_OP(left);
    enum nesting nesting = nesting_of(op);

    if (op == IR_OP_VERSION_IN || op == IR_OP_PROVIDES)
        return specs_nest(implying, strong, weak);
    if (nesting == NESTING_NONE && op != IR_OP_RESOLVED && op != IR_OP_FROM)
        return false;
    if (BUNDLE_NODE_OPERANDS(left) != BUNDLE_NODE_OPERANDS(right) ||
        !bits_nest(nesting, BUNDLE_NODE_IMMEDIATE(left),
                   BUNDLE_NODE_IMMEDIATE(right)))
        return false;
    for (uint32_t i = 0; i < BUNDLE_NODE_OPERANDS(left); i++) {
        /* Which dependent a `from` takes matters to the next one. */
        bool same = op == IR_OP_DEPENDENTS
                        ? equal_operand(strong, weak, i)
                        : operand_nests(implying, nesting, strong, weak, i);
        if (!same)
            return false;
    }
    return true;
}

/* Does each operand of `group` (or, for `some`, any one) give an implication
 * with `other`? */
static bool over_operands(struct implying *implying, struct predicate group,
                          struct predicate other, bool group_is_strong,
                          bool some)
{
    for (uint32_t i = 0; i < BUNDLE_NODE_OPERANDS(head_of(group)); i++) {
        struct predicate one = child(group, i);

        if (implies(implying, group_is_strong ? one : other,
                    group_is_strong ? other : one) == some)
            return some;
    }
    return !some;
}

static bool implies(struct implying *implying, struct predicate strong,
                    struct predicate weak)
{
    unsigned left = predicate_op(strong), right = predicate_op(weak);

    if (implying->pairs >= MOST_PAIRS)
        return false;
    implying->pairs++;
    if (right == IR_OP_ALWAYS || equal(strong, weak))
        return true;
    if (right == IR_OP_AND)
        return over_operands(implying, weak, strong, false, false);
    if (left == IR_OP_OR)
        return over_operands(implying, strong, weak, true, false);
    if (left == IR_OP_AND && over_operands(implying, strong, weak, true, true))
        return true;
    if (right == IR_OP_OR)
        return over_operands(implying, weak, strong, false, true);
    if (left != right)
        return false;
    if (left == IR_OP_NOT)
        return implies(implying, child(weak, 0), child(strong, 0));
    return nests(implying, strong, weak);
}

bool predicate_implies(const struct ir_session *session,
                       struct predicate strong, struct predicate weak)
{
    struct implying implying = {.session = session};

    return implies(&implying, strong, weak);
}

void predicate_conjuncts(struct predicate predicate,
                         void (*visit)(void *user, struct predicate conjunct),
                         void *user)
{
    if (predicate_op(predicate) != IR_OP_AND) {
        visit(user, predicate);
        return;
    }
    for (uint32_t i = 0; i < BUNDLE_NODE_OPERANDS(head_of(predicate)); i++)
        predicate_conjuncts(child(predicate, i), visit, user);
}

static void find_never(void *found, struct predicate conjunct)
{
    if (predicate_op(conjunct) == IR_OP_NEVER)
        *(bool *)found = true;
}

bool predicate_is_never(struct predicate predicate)
{
    bool found = false;

    predicate_conjuncts(predicate, find_never, &found);
    return found;
}
