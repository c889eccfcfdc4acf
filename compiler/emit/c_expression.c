/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Negation moves inwards to the operator it ends at, so that no expression
 * starts with a row of exclamation marks.
 */
#include "compiler/emit/c_expression.h"

#include "compiler/emit/c_number.h"
#include "runtime/ir_table.h"

#include <assert.h>

void c_package_write(const struct c_scope *scope, uint32_t it)
{
    if (it == C_IT)
        fputs("it", scope->out);
    else
        fprintf(scope->out, "package_%u", it);
}

void c_part_write(const struct c_scope *scope, uint32_t at, uint32_t it)
{
    fprintf(scope->out, "part_%u_%u(frame, row", scope->number, at);
    if (scope->packages) {
        fputs(", ", scope->out);
        c_package_write(scope, it);
    }
    fputc(')', scope->out);
}

/* What the library decides about the request. */
static void write_context(const struct c_scope *scope, uint32_t at)
{
    static const char *const ids[] = {
#define IR_OP(id, name, result, binding, immediate, operands, description) #id,
#include "grammar/ir_ops.def"
#undef IR_OP
    };
    uint32_t head = scope->plan->code[at], op = BUNDLE_NODE_OP(head);
    uint32_t immediate = BUNDLE_NODE_IMMEDIATE(head);

    assert(ir_ops[op].binding == BINDING_CONTEXT);
    fprintf(scope->out, "ask(frame, IR_OP_%s, %u, ", ids[op], immediate);
    if (BUNDLE_NODE_OPERANDS(head))
        fprintf(scope->out, "row[%u])", c_operand(scope->plan, at, 0));
    else
        fprintf(scope->out, "%u)", immediate);
}

/* An operation that can fail. */
static void write_unsure(const struct c_scope *scope, uint32_t at, uint32_t it)
{
    uint32_t head = scope->plan->code[at];

    if (scope->plan->nodes[at].part) {
        c_part_write(scope, at, it);
        return;
    }
    switch (BUNDLE_NODE_OP(head)) {
    case IR_OP_FAIL:
        fputs("NATIVE_FAILS", scope->out);
        break;
    case IR_OP_VERSION_IN:
        fprintf(scope->out, "native_version_in(frame, row[%u], ",
                c_operand(scope->plan, at, 0));
        c_package_write(scope, it);
        fprintf(scope->out, ", %u)",
                BUNDLE_NODE_IMMEDIATE(head) & IR_PRERELEASES);
        break;
    default:
        write_context(scope, at);
    }
}

/* An operation on the package version that cannot fail. */
static void write_package_fact(const struct c_scope *scope, uint32_t at,
                               uint32_t it)
{
    uint32_t head = scope->plan->code[at];

    switch (BUNDLE_NODE_OP(head)) {
    case IR_OP_DEVELOP:
        fputs("native_develop(frame, ", scope->out);
        break;
    case IR_OP_RELEASE_IS:
        fprintf(scope->out, "native_release_is(frame, %u, ",
                BUNDLE_NODE_IMMEDIATE(head));
        break;
    default:
        fprintf(scope->out, "native_%s(frame, row[%u], ",
                ir_ops[BUNDLE_NODE_OP(head)].name,
                c_operand(scope->plan, at, 0));
    }
    c_package_write(scope, it);
    fputc(')', scope->out);
}

/* A part of the request, compared with zero. */
static void write_request_fact(const struct c_scope *scope, uint32_t at,
                               bool negated)
{
    uint32_t head = scope->plan->code[at];
    uint32_t immediate = BUNDLE_NODE_IMMEDIATE(head);

    switch (BUNDLE_NODE_OP(head)) {
    case IR_OP_ADVISER:
        fputs("frame->request->adviser", scope->out);
        break;
    case IR_OP_MONKEY:
        fputs("frame->request->adviser", scope->out);
        negated = !negated;
        break;
    case IR_OP_RECOMMENDS:
        fprintf(scope->out, "(frame->request->recommendation & %u)", immediate);
        break;
    case IR_OP_DECIDES:
        fprintf(scope->out, "(frame->request->decision & %u)", immediate);
        break;
    default:
        fputs("frame->request->authenticated", scope->out);
    }
    fputs(negated ? " == 0" : " != 0", scope->out);
}

static void write(const struct c_scope *scope, uint32_t at, uint32_t it,
                  bool negated, bool nested);

/* `and` or `or` of operands that cannot fail. */
static void write_logic(const struct c_scope *scope, uint32_t at, uint32_t it,
                        bool negated, bool nested)
{
    uint32_t head = scope->plan->code[at];
    bool and = BUNDLE_NODE_OP(head) == IR_OP_AND;

    if (BUNDLE_NODE_OPERANDS(head) == 1) {
        write(scope, c_operand(scope->plan, at, 0), it, negated, nested);
        return;
    }
    nested = nested || negated;
    fputs(negated ? "!(" : nested ? "(" : "", scope->out);
    for (uint32_t i = 0; i < BUNDLE_NODE_OPERANDS(head); i++) {
        if (i)
            fprintf(scope->out, " %s\n        ", and? "&&" : "||");
        write(scope, c_operand(scope->plan, at, i), it, false, true);
    }
    fputs(nested ? ")" : "", scope->out);
}

static void write_sure(const struct c_scope *scope, uint32_t at, uint32_t it,
                       bool negated, bool nested)
{
    switch (BUNDLE_NODE_OP(scope->plan->code[at])) {
    case IR_OP_ALWAYS:
        fputs(negated ? "0" : "1", scope->out);
        break;
    case IR_OP_NEVER:
        fputs(negated ? "1" : "0", scope->out);
        break;
    case IR_OP_AND:
    case IR_OP_OR:
        write_logic(scope, at, it, negated, nested);
        break;
    case IR_OP_INDEX_IS:
    case IR_OP_DEVELOP:
    case IR_OP_NAMED:
    case IR_OP_RELEASE_IS:
        if (negated)
            fputc('!', scope->out);
        write_package_fact(scope, at, it);
        break;
    case IR_OP_COMPARE:
        if (negated)
            fputc('!', scope->out);
        c_comparison_write(scope, at, it);
        break;
    default:
        write_request_fact(scope, at, negated);
    }
}

static void write(const struct c_scope *scope, uint32_t at, uint32_t it,
                  bool negated, bool nested)
{
    const struct c_node *node = &scope->plan->nodes[at];

    if (BUNDLE_NODE_OP(scope->plan->code[at]) == IR_OP_NOT) {
        write(scope, c_operand(scope->plan, at, 0), it, !negated, nested);
    } else if (node->sure) {
        write_sure(scope, at, it, negated, nested);
    } else {
        if (negated)
            fputs("native_not(", scope->out);
        write_unsure(scope, at, it);
        if (negated)
            fputc(')', scope->out);
    }
}

void c_expression_write(const struct c_scope *scope, uint32_t at, uint32_t it,
                        bool negated)
{
    write(scope, at, it, negated, false);
}
