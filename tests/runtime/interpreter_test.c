/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Each operation of a predicate, on code written by hand: the logic, failures
 * on their way through it, questions about a package version and the state.
 */
#include "runtime/interpreter.h"
#include "runtime/ir_table.h"
#include "tests/harness/run.h"

#define HEAD(op, count, immediate) BUNDLE_NODE(IR_OP_##op, count, immediate)
#define NODE(at) BUNDLE_OPERAND(BUNDLE_OPERAND_NODE, at)
#define COLUMN(number) BUNDLE_OPERAND(BUNDLE_OPERAND_COLUMN, number)

/* Four package versions: flask, resolved; a development version of click from
 * another index, resolved; a pre-release and a legacy version of jinja2, which
 * is not. */
enum { FLASK, CLICK, JINJA2, JINJA2_OLD };
enum { NAME_FLASK = 1, NAME_CLICK, NAME_JINJA2 };

static const struct native_fact facts[] = {
    {NAME_FLASK, 0, 5, 0},
    {NAME_CLICK, 1, 3, NATIVE_DEVELOP},
    {NAME_JINJA2, 0, 5, NATIVE_PRERELEASE},
    {NAME_JINJA2, 0, 0, NATIVE_LEGACY},
};

/* Sets of positions: 2 to 5 and 5 to 7; the same allowing pre-releases; one
 * that needs a call. */
enum { SPEC_PLAIN = 0, SPEC_PRERELEASES = 6, SPEC_CALL = 10 };
static const uint32_t specs[] = {
    0, 2, 2, 4,
    5, 7, 0, 1 | BUNDLE_SPEC_PRERELEASES,
    5, 6, 0, BUNDLE_SPEC_IRREGULAR,
};

/* jinja2 is required by flask and by click. */
static const struct native_dependents dependents_of[] = {
    {0, 0}, {0, 0}, {0, 2}, {0, 0}};
static const uint32_t dependents[] = {FLASK, CLICK};

static const uint32_t resolved[] = {FLASK, CLICK};
static struct native_slot slots[16];

static int calls;

static int of_request(const struct native_frame *frame, uint32_t op,
                      uint32_t immediate, uint32_t constant)
{
    (void)frame;
    calls = (int)(op * 10000 + immediate * 100 + constant);
    return 1;
}

static int in_irregular(const struct native_frame *frame, uint32_t spec,
                        uint32_t package, uint32_t prereleases)
{
    (void)frame;
    calls = (int)(spec * 100 + package * 10 + prereleases);
    return 1;
}

static int evaluate(const uint32_t *code, uint32_t root, const uint32_t *row,
                    uint32_t it)
{
    static const struct native_calls functions = {.context = of_request,
                                                  .irregular = in_irregular};
    static const struct native_request request = {1, 1 << 2, 0, 1};
    static const struct native_state state = {slots, 28, 2, resolved};
    const struct native_frame frame = {
        .specs = specs,
        .facts = facts,
        .dependents_of = dependents_of,
        .dependents = dependents,
        .state = &state,
        .request = &request,
        .calls = &functions,
    };

    for (uint32_t i = 0; i < 16; i++)
        slots[i] = (struct native_slot){0, NATIVE_NONE};
    slots[(uint32_t)(NAME_FLASK * NATIVE_SPREAD) >> 28] =
        (struct native_slot){NAME_FLASK, FLASK};
    slots[(uint32_t)(NAME_CLICK * NATIVE_SPREAD) >> 28] =
        (struct native_slot){NAME_CLICK, CLICK};
    calls = 0;
    return interpreter_predicate(&frame, code, root, row, it);
}

static void logic(void)
{
    static const uint32_t code[] = {
        /* 0 */ HEAD(ALWAYS, 0, 0),
        /* 1 */ HEAD(NEVER, 0, 0),
        /* 2 */ HEAD(FAIL, 0, 0),
        /* 3 */ HEAD(NOT, 1, 0),    NODE(0),
        /* 5 */ HEAD(NOT, 1, 0),    NODE(1),
        /* 7 */ HEAD(NOT, 1, 0),    NODE(2),
        /* 9 */ HEAD(AND, 2, 0),    NODE(0), NODE(5),
        /* 12 */ HEAD(AND, 3, 0),   NODE(0), NODE(1), NODE(2),
        /* 16 */ HEAD(AND, 2, 0),   NODE(2), NODE(1),
        /* 19 */ HEAD(OR, 3, 0),    NODE(1), NODE(0), NODE(2),
        /* 23 */ HEAD(OR, 2, 0),    NODE(1), NODE(3),
        /* 26 */ HEAD(OR, 2, 0),    NODE(2), NODE(0),
    };

    CU_ASSERT_EQUAL(evaluate(code, 0, NULL, FLASK), 1);
    CU_ASSERT_EQUAL(evaluate(code, 1, NULL, FLASK), 0);
    CU_ASSERT_EQUAL(evaluate(code, 2, NULL, FLASK), NATIVE_FAILS);
    CU_ASSERT_EQUAL(evaluate(code, 3, NULL, FLASK), 0);
    CU_ASSERT_EQUAL(evaluate(code, 5, NULL, FLASK), 1);
    CU_ASSERT_EQUAL(evaluate(code, 7, NULL, FLASK), NATIVE_FAILS);
    CU_ASSERT_EQUAL(evaluate(code, 9, NULL, FLASK), 1);
    CU_ASSERT_EQUAL(evaluate(code, 12, NULL, FLASK), 0);
    CU_ASSERT_EQUAL(evaluate(code, 16, NULL, FLASK), NATIVE_FAILS);
    CU_ASSERT_EQUAL(evaluate(code, 19, NULL, FLASK), 1);
    CU_ASSERT_EQUAL(evaluate(code, 23, NULL, FLASK), 0);
    CU_ASSERT_EQUAL(evaluate(code, 26, NULL, FLASK), NATIVE_FAILS);
}

static void request(void)
{
    static const uint32_t code[] = {
        /* 0 */ HEAD(ADVISER, 0, 0),
        /* 1 */ HEAD(MONKEY, 0, 0),
        /* 2 */ HEAD(RECOMMENDS, 0, 5),
        /* 3 */ HEAD(RECOMMENDS, 0, 3),
        /* 4 */ HEAD(DECIDES, 0, 3),
        /* 5 */ HEAD(AUTHENTICATED, 0, 0),
        /* 6 */ HEAD(CPU_FLAGS_ALL, 0, 2),
        /* 7 */ HEAD(PROVIDES, 1, 3),      COLUMN(1),
        /* 9 */ HEAD(LABELLED, 1, 0),      COLUMN(0),
    };
    static const uint32_t row[] = {7, 9};

    CU_ASSERT_EQUAL(evaluate(code, 0, row, NATIVE_NONE), 1);
    CU_ASSERT_EQUAL(evaluate(code, 1, row, NATIVE_NONE), 0);
    CU_ASSERT_EQUAL(evaluate(code, 2, row, NATIVE_NONE), 1);
    CU_ASSERT_EQUAL(evaluate(code, 3, row, NATIVE_NONE), 0);
    CU_ASSERT_EQUAL(evaluate(code, 4, row, NATIVE_NONE), 0);
    CU_ASSERT_EQUAL(evaluate(code, 5, row, NATIVE_NONE), 1);
    CU_ASSERT_EQUAL(calls, 0);
    CU_ASSERT_EQUAL(evaluate(code, 6, row, NATIVE_NONE), 1);
    CU_ASSERT_EQUAL(calls, IR_OP_CPU_FLAGS_ALL * 10000 + 2 * 100 + 2);
    CU_ASSERT_EQUAL(evaluate(code, 7, row, NATIVE_NONE), 1);
    CU_ASSERT_EQUAL(calls, IR_OP_PROVIDES * 10000 + 3 * 100 + 9);
    CU_ASSERT_EQUAL(evaluate(code, 9, row, NATIVE_NONE), 1);
    CU_ASSERT_EQUAL(calls, IR_OP_LABELLED * 10000 + 7);
}

static void package_version(void)
{
    static const uint32_t code[] = {
        /* 0 */ HEAD(VERSION_IN, 1, 0),
        COLUMN(0),
        /* 2 */ HEAD(VERSION_IN, 1, IR_PRERELEASES),
        COLUMN(0),
        /* 4 */ HEAD(INDEX_IS, 1, 0),
        COLUMN(1),
        /* 6 */ HEAD(DEVELOP, 0, 0),
        /* 7 */ HEAD(AND, 2, 0),
        NODE(4),
        NODE(0),
    };
    static const uint32_t plain[] = {SPEC_PLAIN, 0};
    static const uint32_t allowing[] = {SPEC_PRERELEASES, 1};
    static const uint32_t irregular[] = {SPEC_CALL, 1};

    CU_ASSERT_EQUAL(evaluate(code, 0, plain, FLASK), 1);
    CU_ASSERT_EQUAL(evaluate(code, 0, allowing, CLICK), 0);
    CU_ASSERT_EQUAL(evaluate(code, 0, plain, JINJA2), 0);
    CU_ASSERT_EQUAL(evaluate(code, 2, plain, JINJA2), 1);
    CU_ASSERT_EQUAL(evaluate(code, 0, allowing, JINJA2), 1);
    CU_ASSERT_EQUAL(calls, 0);
    CU_ASSERT_EQUAL(evaluate(code, 0, irregular, CLICK), 1);
    CU_ASSERT_EQUAL(calls, SPEC_CALL * 100 + CLICK * 10);
    CU_ASSERT_EQUAL(evaluate(code, 2, plain, JINJA2_OLD), 1);
    CU_ASSERT_EQUAL(calls, SPEC_PLAIN * 100 + JINJA2_OLD * 10 + 1);
    CU_ASSERT_EQUAL(evaluate(code, 4, plain, FLASK), 1);
    CU_ASSERT_EQUAL(evaluate(code, 4, plain, CLICK), 0);
    CU_ASSERT_EQUAL(evaluate(code, 6, plain, FLASK), 0);
    CU_ASSERT_EQUAL(evaluate(code, 6, plain, CLICK), 1);
    CU_ASSERT_EQUAL(evaluate(code, 7, plain, FLASK), 1);
    CU_ASSERT_EQUAL(evaluate(code, 7, plain, CLICK), 0);
}

static void state(void)
{
    static const uint32_t code[] = {
        /* 0 */ HEAD(DEVELOP, 0, 0),
        /* 1 */ HEAD(RESOLVED, 2, 0),
        COLUMN(0),
        NODE(0),
        /* 4 */ HEAD(ALWAYS, 0, 0),
        /* 5 */ HEAD(FROM, 2, 0),
        COLUMN(0),
        NODE(4),
        /* 8 */ HEAD(FROM, 2, 0),
        COLUMN(1),
        NODE(4),
        /* 11 */ HEAD(DEPENDENTS, 0, 0),
        /* 12 */ HEAD(DEPENDENTS, 0, IR_OTHERS),
        /* 13 */ HEAD(DEPENDENTS, 1, 0),
        NODE(5),
        /* 15 */ HEAD(DEPENDENTS, 1, IR_OTHERS),
        NODE(5),
        /* 17 */ HEAD(DEPENDENTS, 2, 0),
        NODE(5),
        NODE(8),
        /* 20 */ HEAD(DEPENDENTS, 2, IR_OTHERS),
        NODE(5),
        NODE(5),
        /* 23 */ HEAD(FAIL, 0, 0),
        /* 24 */ HEAD(FROM, 2, 0),
        COLUMN(0),
        NODE(23),
        /* 27 */ HEAD(DEPENDENTS, 1, 0),
        NODE(24),
    };
    static const uint32_t click[] = {NAME_CLICK, NAME_FLASK};
    static const uint32_t flask[] = {NAME_FLASK, NAME_CLICK};
    static const uint32_t jinja2[] = {NAME_JINJA2, NAME_FLASK};

    CU_ASSERT_EQUAL(evaluate(code, 1, click, FLASK), 1);
    CU_ASSERT_EQUAL(evaluate(code, 1, flask, FLASK), 0);
    CU_ASSERT_EQUAL(evaluate(code, 1, jinja2, FLASK), 0);
    CU_ASSERT_EQUAL(evaluate(code, 11, click, FLASK), 1);
    CU_ASSERT_EQUAL(evaluate(code, 11, click, JINJA2), 0);
    CU_ASSERT_EQUAL(evaluate(code, 12, click, JINJA2), 1);
    CU_ASSERT_EQUAL(evaluate(code, 13, click, JINJA2), 0);
    CU_ASSERT_EQUAL(evaluate(code, 15, click, JINJA2), 1);
    CU_ASSERT_EQUAL(evaluate(code, 15, click, FLASK), 0);
    CU_ASSERT_EQUAL(evaluate(code, 15, jinja2, JINJA2), 0);
    CU_ASSERT_EQUAL(evaluate(code, 17, click, JINJA2), 1);
    CU_ASSERT_EQUAL(evaluate(code, 20, click, JINJA2), 0);
    CU_ASSERT_EQUAL(evaluate(code, 27, click, FLASK), NATIVE_FAILS);
}

static const struct test_case cases[] = {
    {"logic decides left to right and lets failures through", logic},
    {"questions about the request are answered or passed on", request},
    {"questions about the package version are answered", package_version},
    {"questions about the state are answered", state},
};

TEST_MAIN("interpreter", cases)
