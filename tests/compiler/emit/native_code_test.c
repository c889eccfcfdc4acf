/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Native code of each back end against the interpreter and against a plain
 * evaluation: shapes by hand for each operation and for extreme forms, and
 * random ones, each over random package versions, states, requests and rows.
 * All of them are compiled as one library, as the conformance driver does.
 */
#include "compiler/emit/aot.h"
#include "compiler/emit/emit_c.h"
#include "runtime/expression_range.h"
#include "runtime/interpreter.h"
#include "runtime/ir_table.h"
#include "tests/compiler/emit/plain_shape.h"
#include "tests/harness/run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RANDOM_SHAPES 240
#define WORLDS 60

static struct shape_builder builder;

/* One leaf of each kind, plain and negated: as conditions and as matches. */
static void add_operations(struct shape_set *set)
{
    for (uint32_t op = 0; op < IR_OP_COUNT; op++) {
        const struct ir_op_fact *fact = &ir_ops[op];
        bool when = fact->binding <= BINDING_CONTEXT;

        if (fact->result != IR_TYPE_BOOL || strpbrk(fact->operands, "bBFnN"))
            continue;
        for (uint32_t i = 0; i < 6; i++) {
            uint32_t immediate = i / 2, operand, node;
            uint32_t operands = *fact->operands ? 1 : 0;

            if (!ir_immediate_valid(fact->immediate, immediate))
                continue;
            if (operands)
                operand =
                    build_column(&builder, ir_operand_type(*fact->operands));
            node = build_node(&builder, op, immediate, &operand, operands);
            if (i % 2)
                node = build_node(&builder, IR_OP_NOT, 0, &node, 1);
            build_shape(&builder, set,
                        when ? BUNDLE_SHAPE_WHEN : BUNDLE_SHAPE_MATCH, node,
                        BUNDLE_NONE);
        }
    }
}

static uint32_t version_in(void)
{
    uint32_t column = build_column(&builder, IR_TYPE_SPEC);

    return build_node(&builder, IR_OP_VERSION_IN, 0, &column, 1);
}

static uint32_t found(unsigned op, bool always)
{
    uint32_t operands[2];

    operands[0] = build_column(&builder, IR_TYPE_PACKAGE);
    operands[1] =
        always ? build_node(&builder, IR_OP_ALWAYS, 0, NULL, 0) : version_in();
    return build_node(&builder, op, 0, operands, 2);
}

/* As wide and as deep as a bundle allows. */
static void add_extremes(struct shape_set *set)
{
    uint32_t operands[BUNDLE_MOST_OPERANDS], node;

    for (uint32_t i = 0; i < BUNDLE_MOST_OPERANDS; i++)
        operands[i] = found(IR_OP_RESOLVED, false);
    node = build_node(&builder, IR_OP_AND, 0, operands, BUNDLE_MOST_OPERANDS);
    build_shape(&builder, set, BUNDLE_SHAPE_MATCH, version_in(), node);
    for (uint32_t i = 0; i < BUNDLE_MOST_OPERANDS; i++)
        operands[i] = version_in();
    node = build_node(&builder, IR_OP_OR, 0, operands, BUNDLE_MOST_OPERANDS);
    build_shape(&builder, set, BUNDLE_SHAPE_MATCH, node, BUNDLE_NONE);
    for (uint32_t op = IR_OP_AND; op <= IR_OP_NOT; op++) {
        node = version_in();
        for (uint32_t depth = 1; depth < BUNDLE_MOST_NESTING; depth++) {
            operands[0] = node;
            operands[1] = op == IR_OP_NOT || depth % 2 ? 0 : version_in();
            node = build_node(&builder, depth % 5 ? op : IR_OP_NOT, 0, operands,
                              depth % 5 && operands[1] ? 2 : 1);
        }
        build_shape(&builder, set, BUNDLE_SHAPE_MATCH, node, BUNDLE_NONE);
    }
}

/* Dependents of each length, also so that one name is often there twice. */
static void add_dependents(struct shape_set *set)
{
    uint32_t operands[4], node;

    for (uint32_t form = 0; form < 16; form++) {
        uint32_t count = form / 4;

        for (uint32_t i = 0; i < count; i++)
            operands[i] = found(IR_OP_FROM, form % 2);
        node = build_node(&builder, IR_OP_DEPENDENTS, form / 2 % 2, operands,
                          count);
        build_shape(&builder, set, BUNDLE_SHAPE_MATCH, version_in(), node);
    }
}

static void add_random(struct shape_set *set)
{
    struct dice dice = {20240229};

    for (uint32_t i = 0; i < RANDOM_SHAPES; i++)
        random_shape(&dice, set, i % BUNDLE_SHAPE_KINDS,
                     1 + dice_below(&dice, i % 20 ? 12 : 200));
}

/* How often the answers were 1, 0, and failures. */
struct tally {
    unsigned holds, not, fails, differ;
    unsigned outside, varied; /* scores out of their range; computed ones */
};

static void count(struct tally *tally, int native, int interpreted, int plain)
{
    if (native != interpreted || native != plain)
        tally->differ++;
    else if (native == 1)
        tally->holds++;
    else if (native == 0)
        tally->not ++;
    else
        tally->fails++;
}

static void compare_match(struct tally *tally, const struct random_world *world,
                          native_match *native, const uint32_t *code,
                          uint32_t root)
{
    for (uint32_t it = 0; it < WORLD_PACKAGES; it++)
        count(tally, native(&world->frame, world->row, it),
              interpreter_predicate(&world->frame, code, root, world->row, it),
              world_holds(world, code, root, it));
}

static double constant_in_row(const void *user, uint32_t column)
{
    const struct random_world *world = user;

    return world->numbers[world->row[column]];
}

/* Numbers are equal, finite, and between the bounds that are known of them. */
static void compare_score(struct tally *tally, const struct random_world *world,
                          native_score *native,
                          const struct bundle_shape *shape,
                          const uint32_t *code)
{
    struct expression expression = {code, constant_in_row, world, NULL};

    for (uint32_t it = 0; it < WORLD_PACKAGES; it++) {
        double value = native(&world->frame, world->row, it);
        struct expression_range range;
        struct world_score score;

        world_score(world, shape, code, it, &score);
        range = expression_range(&expression, score.node);
        tally->differ +=
            value != score.value || !isfinite(value) ||
            value != interpreter_number(&world->frame, code, score.node,
                                        world->row, it);
        tally->outside += !(range.low <= value && value <= range.high);
        tally->varied += range.low < range.high;
    }
}

static void compare_shape(struct tally *tally, const struct random_world *world,
                          const struct native_shape *native,
                          const struct bundle_shape *shape,
                          const uint32_t *code)
{
    struct world_score score;

    CU_ASSERT_EQUAL(native->when != NULL, shape->kind == BUNDLE_SHAPE_WHEN);
    CU_ASSERT_EQUAL(native->match != NULL, shape->kind == BUNDLE_SHAPE_MATCH);
    CU_ASSERT_EQUAL(native->state != NULL, shape->state != BUNDLE_NONE);
    CU_ASSERT_EQUAL(native->score != NULL,
                    shape->kind == BUNDLE_SHAPE_RUN &&
                        world_score(world, shape, code, 0, &score));
    if (native->when)
        count(tally, native->when(&world->frame, world->row),
              interpreter_predicate(&world->frame, code, shape->root,
                                    world->row, NATIVE_NONE),
              world_holds(world, code, shape->root, 0));
    if (native->match)
        compare_match(tally, world, native->match, code, shape->root);
    if (native->state)
        compare_match(tally, world, native->state, code, shape->state);
    if (native->score)
        compare_score(tally, world, native->score, shape, code);
}

static void compare(struct shape_set *set, const struct native_module *native,
                    struct tally *tally)
{
    struct random_world *world = malloc(sizeof *world);
    struct dice dice = {4711};

    for (unsigned i = 0; i < WORLDS; i++) {
        random_world(&dice, world);
        for (uint32_t k = 0; k < set->count; k++) {
            const struct bundle_shape *shape = &set->shapes[k];
            const uint32_t *code = set->code + shape->code;

            random_row(&dice, world, shape, code);
            compare_shape(tally, world, &native->shapes[k], shape, code);
        }
    }
    free(world);
}

/* Whether there is such a back end; if not, the case is skipped. */
static bool is_there(enum aot_backend backend)
{
#ifdef WITH_LLVM
    (void)backend;
#else
    if (backend != AOT_C) {
        test_skip("built without LLVM");
        return false;
    }
#endif
    return true;
}

static struct aot_library *compile(enum aot_backend backend,
                                   const struct thoth_bundle *const *bundles,
                                   size_t count)
{
    struct aot_options options = {.backend = backend, .module = LLVM_MODULE};
    struct aot_library *library;
    struct aot_error error = {""};

    CU_ASSERT_TRUE(
        aot_shape_library(bundles, count, &options, &library, &error));
    CU_ASSERT_STRING_EQUAL_FATAL(error.message, "");
    return library;
}

static void equality(enum aot_backend backend)
{
    struct shape_set set = {.build_id = {1, 2, 3}};
    struct thoth_bundle bundle;
    const struct thoth_bundle *bundles[] = {&bundle, &bundle};
    struct aot_library *library;
    struct aot_error error = {""};
    struct tally tally = {0};

    if (!is_there(backend))
        return;
    add_operations(&set);
    add_extremes(&set);
    add_dependents(&set);
    add_random(&set);
    bundle = shape_set_bundle(&set);
    library = compile(backend, bundles, 2);
    CU_ASSERT_TRUE_FATAL(aot_attach(library, &bundle, &error));
    compare(&set, bundle.native, &tally);
    CU_ASSERT_EQUAL(tally.differ, 0);
    CU_ASSERT_EQUAL(tally.outside, 0);
    CU_ASSERT_TRUE(tally.varied > 1000);
    CU_ASSERT_TRUE(tally.holds > 10000);
    CU_ASSERT_TRUE(tally.not > 10000);
    CU_ASSERT_TRUE(tally.fails > 1000);
    aot_library_release(library);
    shape_set_release(&set);
}

static void test_equality(void)
{
    equality(AOT_C);
}

static void test_llvm_equality(void)
{
    equality(AOT_LLVM);
}

static void test_jit_equality(void)
{
    equality(AOT_JIT);
}

/* The comparisons above would notice. */
static void difference(enum aot_backend backend)
{
    struct shape_set set = {0}, other = {0};
    struct thoth_bundle bundle;
    const struct thoth_bundle *bundles[] = {&bundle};
    struct aot_library *library;
    struct aot_error error = {""};
    struct tally tally = {0};
    uint32_t node;

    if (!is_there(backend))
        return;
    node = version_in();
    build_shape(&builder, &set, BUNDLE_SHAPE_MATCH, node, BUNDLE_NONE);
    node = version_in();
    node = build_node(&builder, IR_OP_NOT, 0, &node, 1);
    build_shape(&builder, &other, BUNDLE_SHAPE_MATCH, node, BUNDLE_NONE);
    bundle = shape_set_bundle(&set);
    library = compile(backend, bundles, 1);
    CU_ASSERT_TRUE_FATAL(aot_attach(library, &bundle, &error));
    compare(&other, bundle.native, &tally);
    CU_ASSERT_TRUE(tally.differ > 0);
    bundle = shape_set_bundle(&other);
    CU_ASSERT_FALSE(aot_attach(library, &bundle, &error));
    CU_ASSERT_STRING_EQUAL(error.message, "shape 0 was not compiled");
    aot_library_release(library);
    shape_set_release(&set);
    shape_set_release(&other);
}

static void test_difference(void)
{
    difference(AOT_C);
}

static void test_llvm_difference(void)
{
    difference(AOT_LLVM);
}

static void test_jit_difference(void)
{
    difference(AOT_JIT);
}

static void empty(enum aot_backend backend)
{
    struct shape_set set = {0};
    struct thoth_bundle bundle = shape_set_bundle(&set);
    const struct thoth_bundle *bundles[] = {&bundle};
    struct aot_library *library;
    struct aot_error error = {""};

    if (!is_there(backend))
        return;
    library = compile(backend, bundles, 1);
    CU_ASSERT_TRUE(aot_attach(library, &bundle, &error));
    aot_library_release(library);
    aot_library_release(compile(backend, NULL, 0));
}

static void test_empty(void)
{
    empty(AOT_C);
}

static void test_llvm_empty(void)
{
    empty(AOT_LLVM);
}

static void test_jit_empty(void)
{
    empty(AOT_JIT);
}

static const struct test_case cases[] = {
    {"code by C answers as the interpreter does", test_equality},
    {"code by LLVM answers as the interpreter does", test_llvm_equality},
    {"code by the JIT answers as the interpreter does", test_jit_equality},
    {"a difference of C would be noticed", test_difference},
    {"a difference of LLVM would be noticed", test_llvm_difference},
    {"a difference of the JIT would be noticed", test_jit_difference},
    {"a bundle without shapes is compiled by C, too", test_empty},
    {"a bundle without shapes is compiled by LLVM, too", test_llvm_empty},
    {"a bundle without shapes is compiled by the JIT, too", test_jit_empty},
};

TEST_MAIN("native_code", cases)
