/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Statements of a sequence leave the function as soon as the result is known:
 * `require` writes what must hold for the function to go on, `finish` what the
 * function returns at its end. All statements stand at the outermost level of
 * their function; only C expressions nest.
 */
#include "compiler/emit/c_predicate.h"

#include "compiler/emit/c_comment.h"
#include "compiler/emit/c_number.h"
#include "runtime/ir_table.h"

#include <inttypes.h>

const char *const c_stage_names[C_STAGE_COUNT] = {"when", "match", "state",
                                                  "score"};

struct function {
    struct c_scope scope;
    bool holds;        /* the variable `holds` is declared */
    uint32_t packages; /* variables declared for package versions */
    uint32_t lists;    /* and for dependents that left */
};

static void require(struct function *function, uint32_t at, uint32_t it);

static uint32_t head_of(const struct function *function, uint32_t at)
{
    return function->scope.plan->code[at];
}

static uint32_t operand(const struct function *function, uint32_t at,
                        uint32_t number)
{
    return c_operand(function->scope.plan, at, number);
}

static bool in_place(const struct function *function, uint32_t at)
{
    const struct c_node *node = &function->scope.plan->nodes[at];

    return node->part || node->form == C_FORM_EXPRESSION;
}

/* Sets `holds` to an expression and returns it unless it is `go_on`. */
static void write_step(struct function *function, uint32_t at, uint32_t it,
                       int go_on)
{
    FILE *out = function->scope.out;

    fputs(function->holds ? "    holds = " : "    int holds = ", out);
    c_expression_write(&function->scope, at, it, false);
    fprintf(out, ";\n    if (holds != %d)\n        return holds;\n", go_on);
    function->holds = true;
}

/* The package version resolved of the name in a column; ends without one. */
static uint32_t write_resolved(struct function *function, uint32_t at)
{
    FILE *out = function->scope.out;
    uint32_t found = ++function->packages;

    fputs("    uint32_t ", out);
    c_package_write(&function->scope, found);
    fprintf(out, " = native_resolved(frame->state, row[%u]);\n    if (",
            operand(function, at, 0));
    c_package_write(&function->scope, found);
    fputs(" == NATIVE_NONE)\n        return 0;\n", out);
    return found;
}

static bool allows_others(const struct function *function, uint32_t at)
{
    return BUNDLE_NODE_IMMEDIATE(head_of(function, at)) & IR_OTHERS;
}

/* One `from`: the dependents in the list left before it. */
static uint32_t write_from(struct function *function, uint32_t from,
                           uint32_t it, uint32_t list, uint32_t left)
{
    FILE *out = function->scope.out;
    uint32_t found = write_resolved(function, from);

    require(function, operand(function, from, 1), found);
    fputs("    if (!native_is_dependent(frame, ", out);
    c_package_write(&function->scope, it);
    fputs(", ", out);
    c_package_write(&function->scope, found);
    if (left)
        fprintf(out, ", left_%u, %u))\n        return 0;\n", list, left);
    else
        fputs(", NULL, 0))\n        return 0;\n", out);
    return found;
}

/* All of `dependents` but its end; returns the number of its list. The last one
 * that leaves is noted only if somebody looks at the others. */
static uint32_t write_from_all(struct function *function, uint32_t at,
                               uint32_t it)
{
    FILE *out = function->scope.out;
    uint32_t count = BUNDLE_NODE_OPERANDS(head_of(function, at));
    uint32_t noted = count - (count && allows_others(function, at));
    uint32_t list = ++function->lists;

    if (noted)
        fprintf(out, "    uint32_t left_%u[%u];\n", list, noted);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t found =
            write_from(function, operand(function, at, i), it, list, i);

        if (i == noted)
            break;
        fprintf(out, "    left_%u[%u] = ", list, i);
        c_package_write(&function->scope, found);
        fputs(";\n", out);
    }
    return list;
}

/* Is a dependent that has not left resolved? */
static void write_others(struct function *function, uint32_t at, uint32_t it,
                         uint32_t list)
{
    FILE *out = function->scope.out;
    uint32_t count = BUNDLE_NODE_OPERANDS(head_of(function, at));

    fputs("native_others_resolved(frame, ", out);
    c_package_write(&function->scope, it);
    if (count)
        fprintf(out, ", left_%u, %u)", list, count);
    else
        fputs(", NULL, 0)", out);
}

static void require_sequence(struct function *function, uint32_t at,
                             uint32_t it)
{
    FILE *out = function->scope.out;
    uint32_t head = head_of(function, at), list;

    switch (BUNDLE_NODE_OP(head)) {
    case IR_OP_AND:
        for (uint32_t i = 0; i < BUNDLE_NODE_OPERANDS(head); i++)
            require(function, operand(function, at, i), it);
        break;
    case IR_OP_RESOLVED:
        require(function, operand(function, at, 1),
                write_resolved(function, at));
        break;
    default:
        list = write_from_all(function, at, it);
        if (allows_others(function, at))
            break;
        fputs("    if (", out);
        write_others(function, at, it, list);
        fputs(")\n        return 0;\n", out);
    }
}

static void require(struct function *function, uint32_t at, uint32_t it)
{
    FILE *out = function->scope.out;

    if (!in_place(function, at)) {
        require_sequence(function, at, it);
    } else if (!function->scope.plan->nodes[at].sure) {
        write_step(function, at, it, 1);
    } else if (BUNDLE_NODE_OP(head_of(function, at)) != IR_OP_ALWAYS) {
        fputs("    if (", out);
        c_expression_write(&function->scope, at, it, true);
        fputs(")\n        return 0;\n", out);
    }
}

static void finish(struct function *function, uint32_t at, uint32_t it);

static void finish_or(struct function *function, uint32_t at, uint32_t it)
{
    FILE *out = function->scope.out;
    uint32_t last = BUNDLE_NODE_OPERANDS(head_of(function, at)) - 1;

    for (uint32_t i = 0; i < last; i++) {
        uint32_t alternative = operand(function, at, i);

        if (!function->scope.plan->nodes[alternative].sure) {
            write_step(function, alternative, it, 0);
            continue;
        }
        fputs("    if (", out);
        c_expression_write(&function->scope, alternative, it, false);
        fputs(")\n        return 1;\n", out);
    }
    finish(function, operand(function, at, last), it);
}

static void finish_sequence(struct function *function, uint32_t at, uint32_t it)
{
    uint32_t head = head_of(function, at);
    uint32_t last = BUNDLE_NODE_OPERANDS(head) - 1, list;

    switch (BUNDLE_NODE_OP(head)) {
    case IR_OP_AND:
        for (uint32_t i = 0; i < last; i++)
            require(function, operand(function, at, i), it);
        finish(function, operand(function, at, last), it);
        break;
    case IR_OP_OR:
        finish_or(function, at, it);
        break;
    case IR_OP_RESOLVED:
        finish(function, operand(function, at, 1),
               write_resolved(function, at));
        break;
    default:
        list = write_from_all(function, at, it);
        fputs("    return ", function->scope.out);
        if (allows_others(function, at)) {
            fputs("1", function->scope.out);
        } else {
            fputc('!', function->scope.out);
            write_others(function, at, it, list);
        }
        fputs(";\n", function->scope.out);
    }
}

static void finish(struct function *function, uint32_t at, uint32_t it)
{
    if (!in_place(function, at)) {
        finish_sequence(function, at, it);
        return;
    }
    fputs("    return ", function->scope.out);
    c_expression_write(&function->scope, at, it, false);
    fputs(";\n", function->scope.out);
}

static bool is_number(const struct c_scope *scope, uint32_t at)
{
    return scope->plan->nodes[at].form == C_FORM_NUMBER;
}

/* Signature and body, from behind the name on. */
static void write_function(const struct c_scope *scope, uint32_t at, bool part)
{
    struct function function = {.scope = *scope};

    fputs("(const struct native_frame *frame, const uint32_t *row", scope->out);
    fputs(scope->packages ? ",\n    uint32_t it)\n{\n" : ")\n{\n", scope->out);
    if (is_number(scope, at)) {
        fputs("    return ", scope->out);
        c_number_write(scope, at, C_IT, true);
        fputs(";\n", scope->out);
    } else if (part)
        finish_sequence(&function, at, C_IT);
    else
        finish(&function, at, C_IT);
    fputs("}\n\n", scope->out);
}

static void write_parts(const struct c_scope *scope)
{
    const struct c_plan *plan = scope->plan;

    for (uint32_t at = plan->from; at < plan->words;
         at += 1 + BUNDLE_NODE_OPERANDS(plan->code[at])) {
        if (!plan->nodes[at].part)
            continue;
        c_comment_write(scope->out, plan, scope->number, at);
        fprintf(scope->out, "static %s part_%u_%u",
                is_number(scope, at) ? "double" : "int", scope->number, at);
        write_function(scope, at, true);
    }
}

static void write_stage(const struct c_scope *scope, uint32_t root,
                        const char *linkage, enum c_stage stage)
{
    c_comment_write(scope->out, scope->plan, scope->number, root);
    fprintf(scope->out, "%sint %s_%u", linkage, c_stage_names[stage],
            scope->number);
    write_function(scope, root, false);
}

bool c_shape_has(const struct c_shape *shape, enum c_stage stage)
{
    uint32_t score;

    switch (shape->shape->kind) {
    case BUNDLE_SHAPE_WHEN:
        return stage == C_STAGE_WHEN;
    case BUNDLE_SHAPE_MATCH:
        return stage == C_STAGE_MATCH ||
               (stage == C_STAGE_STATE && shape->shape->state != BUNDLE_NONE);
    default:
        return stage == C_STAGE_SCORE && c_shape_score(shape, &score);
    }
}

/* The score of a RUN shape, if it has one. */
static void write_score(const struct c_scope *scope,
                        const struct c_shape *shape, const char *linkage)
{
    uint32_t score;

    if (!c_shape_score(shape, &score))
        return;
    write_parts(scope);
    c_comment_write(scope->out, scope->plan, scope->number, score);
    fprintf(scope->out, "%sdouble score_%" PRIu32, linkage, scope->number);
    write_function(scope, c_operand(scope->plan, score, 0), false);
}

void c_shape_write(FILE *out, const struct c_shape *shape, const char *linkage)
{
    const struct bundle_shape *facts = shape->shape;
    struct c_plan plan = c_plan_make(shape);
    struct c_scope scope = {out, &plan, shape->number,
                            facts->kind != BUNDLE_SHAPE_WHEN};

    if (facts->kind == BUNDLE_SHAPE_RUN) {
        write_score(&scope, shape, linkage);
    } else {
        write_parts(&scope);
        write_stage(&scope, facts->root, linkage,
                    c_shape_has(shape, C_STAGE_WHEN) ? C_STAGE_WHEN
                                                     : C_STAGE_MATCH);
        if (c_shape_has(shape, C_STAGE_STATE))
            write_stage(&scope, facts->state, linkage, C_STAGE_STATE);
    }
    c_plan_release(&plan);
}
