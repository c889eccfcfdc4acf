/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Walks matches as the interpreter does, and notes what each predicate that it
 * comes to is decided to be.
 */
#include "compiler/testing/coverage.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/driver/case_session.h"
#include "compiler/driver/why_ask.h"
#include "compiler/driver/why_found.h"
#include "runtime/interpreter.h"
#include "runtime/ir_table.h"

#include <stdlib.h>

/* Nodes that only join others, or ask nothing. */
static bool is_predicate(uint32_t node)
{
    switch (BUNDLE_NODE_OP(node)) {
    case IR_OP_AND:
    case IR_OP_OR:
    case IR_OP_NOT:
    case IR_OP_ALWAYS:
        return false;
    default:
        return ir_ops[BUNDLE_NODE_OP(node)].result == IR_TYPE_BOOL;
    }
}

/* Lists the predicates of a member's shape; counts only if `to` is NULL. */
static uint32_t list_member(const struct thoth_bundle *bundle, uint32_t member,
                            uint32_t number, struct covered_predicate *to)
{
    struct bundle_match match = bundle_member_match(bundle, member);
    const struct bundle_shape *shape = &bundle->shapes[match.shape];
    const uint32_t *code = bundle->shape_code + shape->code;
    uint32_t count = 0;

    for (uint32_t at = shape->columns; at < shape->words;
         at += 1 + BUNDLE_NODE_OPERANDS(code[at])) {
        if (!is_predicate(code[at]))
            continue;
        if (to)
            to[count] = (struct covered_predicate){number, at, false, false};
        count++;
    }
    return count;
}

void coverage_start(struct coverage *coverage, struct unit_probe *probe,
                    uint32_t unit, struct arena *arena)
{
    struct bundle_members members = bundle_unit_members(probe->bundle, unit);
    uint32_t count = 0;

    for (uint32_t i = 0; i < members.count; i++)
        count += list_member(probe->bundle, members.first + i, i, NULL);
    *coverage = (struct coverage){
        .probe = probe,
        .unit = unit,
        .predicates = ARENA_NEW_ARRAY(arena, struct covered_predicate, count),
    };
    for (uint32_t i = 0; i < members.count; i++)
        coverage->count += list_member(probe->bundle, members.first + i, i,
                                       &coverage->predicates[coverage->count]);
}

/* One match that is being walked. */
struct covering {
    struct coverage *coverage;
    uint32_t member;
    const uint32_t *code, *row;
};

static void note(const struct covering *covering, uint32_t node, int value)
{
    struct coverage *coverage = covering->coverage;

    for (uint32_t i = 0; i < coverage->count; i++) {
        struct covered_predicate *one = &coverage->predicates[i];

        if (one->member != covering->member || one->node != node)
            continue;
        one->held |= value == 1;
        one->failed_to |= value == 0;
    }
}

static uint32_t resolved_of(const struct covering *covering,
                            const uint32_t *node)
{
    const struct native_frame *frame = &covering->coverage->probe->stack;

    if (!frame->state)
        return NATIVE_NONE;
    return native_resolved(frame->state,
                           covering->row[BUNDLE_OPERAND_VALUE(node[1])]);
}

static int walk(const struct covering *covering, uint32_t offset, uint32_t it);

static int walk_operands(const struct covering *covering, const uint32_t *node,
                         uint32_t it, int goes_on)
{
    int value = goes_on;

    for (uint32_t i = 1; i <= BUNDLE_NODE_OPERANDS(*node) && value == goes_on;
         i++)
        value = walk(covering, BUNDLE_OPERAND_VALUE(node[i]), it);
    return value;
}

/* The predicates about dependents, each with the package it is about. */
static void walk_dependents(const struct covering *covering,
                            const uint32_t *node)
{
    for (uint32_t i = 1; i <= BUNDLE_NODE_OPERANDS(*node); i++) {
        uint32_t from = BUNDLE_OPERAND_VALUE(node[i]);
        const uint32_t *below = covering->code + from;
        uint32_t found = resolved_of(covering, below);
        int value = 0;

        if (found != NATIVE_NONE)
            value = walk(covering, BUNDLE_OPERAND_VALUE(below[2]), found);
        note(covering, from, value);
    }
}

static int walk(const struct covering *covering, uint32_t offset, uint32_t it)
{
    const uint32_t *node = covering->code + offset;
    uint32_t found;
    int value;

    switch (BUNDLE_NODE_OP(*node)) {
    case IR_OP_AND:
        return walk_operands(covering, node, it, 1);
    case IR_OP_OR:
        return walk_operands(covering, node, it, 0);
    case IR_OP_NOT:
        return native_not(walk(covering, BUNDLE_OPERAND_VALUE(node[1]), it));
    case IR_OP_RESOLVED:
        found = resolved_of(covering, node);
        if (found != NATIVE_NONE)
            walk(covering, BUNDLE_OPERAND_VALUE(node[2]), found);
        break;
    case IR_OP_DEPENDENTS:
        walk_dependents(covering, node);
        break;
    default:
        break;
    }
    value = interpreter_predicate(&covering->coverage->probe->stack,
                                  covering->code, offset, covering->row, it);
    note(covering, offset, value);
    return value;
}

static void on_ask(void *user, const struct why_ask *ask)
{
    struct coverage *coverage = user;
    const struct thoth_bundle *bundle = coverage->probe->bundle;
    const struct bundle_shape *shape = &bundle->shapes[ask->instance->shape];
    struct covering covering = {
        .coverage = coverage,
        .code = bundle->shape_code + shape->code,
        .row = bundle->rows + ask->instance->row,
    };

    if (ask->instance->unit != coverage->unit || ask->asked != WHY_ASKED)
        return;
    covering.member = why_ask_member(bundle, ask->instance);
    coverage->matched |= ask->value == 1;
    if (walk(&covering, shape->root, ask->it) == 1 &&
        shape->state != BUNDLE_NONE)
        walk(&covering, shape->state, ask->it);
}

void coverage_note(struct coverage *coverage,
                   const struct case_session *session,
                   const struct case_question *question)
{
    struct why_asking asking = {
        .probe = coverage->probe,
        .pipeline = session->pipeline,
        .question = question,
        .state = session->state->state,
        .outcome = &session->outcome,
        .visit = on_ask,
        .user = coverage,
        .by = THOTH_NO_UNIT,
    };

    unit_probe_stack(coverage->probe, session->catalog, session->state->state);
    why_ask_each(&asking);
}

uint32_t coverage_exercised(const struct coverage *coverage)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < coverage->count; i++)
        count +=
            coverage->predicates[i].held && coverage->predicates[i].failed_to;
    return count;
}

struct thoth_text coverage_text(const struct coverage *coverage,
                                const struct covered_predicate *predicate,
                                struct arena *arena)
{
    const struct thoth_bundle *bundle = coverage->probe->bundle;
    struct bundle_members members = bundle_unit_members(bundle, coverage->unit);
    struct bundle_match match =
        bundle_member_match(bundle, members.first + predicate->member);
    struct why_tree tree = {
        .probe = coverage->probe,
        .frame = &coverage->probe->stack,
        .code = bundle->shape_code + bundle->shapes[match.shape].code,
        .row = match.row,
    };
    char *text = NULL;
    size_t length = 0;
    struct thoth_text copy;

    tree.stream = open_memstream(&text, &length);
    if (!tree.stream)
        memory_ran_out();
    why_ask_print(&tree, predicate->node);
    if (fclose(tree.stream)) {
        free(text);
        memory_ran_out();
    }
    copy = arena_copy_text(arena, (struct thoth_text){text, length});
    free(text);
    return copy;
}
