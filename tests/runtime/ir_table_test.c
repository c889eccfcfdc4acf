/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The tables of the IR: names are distinct, the constants of ir_table.h are the
 * bits of those names, operands are counted as the rows say.
 */
#include "runtime/ir_table.h"
#include "runtime/thoth.h"
#include "tests/harness/run.h"

#include <string.h>

static void names_are_distinct(void)
{
    for (int i = 0; i < IR_OP_COUNT; i++)
        for (int k = 0; k < i; k++)
            CU_ASSERT_STRING_NOT_EQUAL(ir_ops[i].name, ir_ops[k].name);
    for (int i = 0; i < IR_TYPE_COUNT; i++)
        for (int k = 0; k < i; k++)
            CU_ASSERT_STRING_NOT_EQUAL(ir_types[i].name, ir_types[k].name);
}

static void bits_have_their_names(void)
{
    static const struct {
        enum ir_immediate immediate;
        unsigned bit;
        const char *name;
    } rows[] = {
        {IR_IMMEDIATE_CPU_FLAGS, IR_CPU_AVX2, "avx2"},
        {IR_IMMEDIATE_CPU_FLAGS, IR_CPU_AVX512, "avx512"},
        {IR_IMMEDIATE_PRERELEASES, IR_PRERELEASES, "prereleases"},
        {IR_IMMEDIATE_OTHERS, IR_OTHERS, "others"},
        {IR_IMMEDIATE_SEVERITY_AND_PARTS, IR_JUSTIFY_PACKAGE_NAME,
         "package_name"},
        {IR_IMMEDIATE_SEVERITY_AND_PARTS, IR_JUSTIFY_ADVISORY, "advisory"},
        {IR_IMMEDIATE_SEVERITY_AND_PARTS, IR_JUSTIFY_CVE_ID, "cve_id"},
        {IR_IMMEDIATE_SEVERITY_AND_PARTS, IR_JUSTIFY_CVE_NAME, "cve_name"},
        {IR_IMMEDIATE_SEVERITY_AND_PARTS, IR_JUSTIFY_VERSION_RANGE,
         "version_range"},
        {IR_IMMEDIATE_YIELD_PARTS, IR_PART_NAME, "name"},
        {IR_IMMEDIATE_YIELD_PARTS, IR_PART_LOCKED_VERSION, "locked_version"},
        {IR_IMMEDIATE_ADD_PARTS, IR_PART_INDEX_URL, "index_url"},
        {IR_IMMEDIATE_YIELD_PARTS, IR_YIELD_MATCHED_VERSION, "matched_version"},
        {IR_IMMEDIATE_ADD_PARTS, IR_ADD_DEVELOP, "develop"},
        {IR_IMMEDIATE_RELEASE_KINDS, IR_RELEASE_PRE, "prerelease"},
        {IR_IMMEDIATE_RELEASE_KINDS, IR_RELEASE_POST, "postrelease"},
        {IR_IMMEDIATE_RELEASE_KINDS, IR_RELEASE_DEV, "devrelease"},
        {IR_IMMEDIATE_RELEASE_KINDS, IR_RELEASE_LOCAL, "local"},
        {IR_IMMEDIATE_COMPARISON, IR_LESS, "less"},
        {IR_IMMEDIATE_COMPARISON, IR_EQUAL, "equal"},
        {IR_IMMEDIATE_COMPARISON, IR_GREATER, "greater"},
        {IR_IMMEDIATE_RECOMMENDATIONS, 1 << THOTH_RECOMMEND_SECURITY,
         "security"},
        {IR_IMMEDIATE_RECOMMENDATIONS, 1 << THOTH_RECOMMEND_TESTING, "testing"},
        {IR_IMMEDIATE_DECISIONS, 1 << THOTH_DECIDE_RANDOM, "random"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const char *name = ir_bit_name(rows[i].immediate,
                                       (unsigned)__builtin_ctz(rows[i].bit));

        CU_ASSERT_PTR_NOT_NULL_FATAL(name);
        CU_ASSERT_STRING_EQUAL(name, rows[i].name);
    }
    CU_ASSERT_PTR_NULL(ir_bit_name(IR_IMMEDIATE_DECISIONS, 2));
    CU_ASSERT_PTR_NULL(ir_bit_name(IR_IMMEDIATE_DECISIONS, 99));
}

static void immediates_are_limited(void)
{
    CU_ASSERT(ir_immediate_valid(IR_IMMEDIATE_NONE, 0));
    CU_ASSERT_FALSE(ir_immediate_valid(IR_IMMEDIATE_NONE, 1));
    CU_ASSERT(ir_immediate_valid(IR_IMMEDIATE_RECOMMENDATIONS, 31));
    CU_ASSERT_FALSE(ir_immediate_valid(IR_IMMEDIATE_RECOMMENDATIONS, 32));
    CU_ASSERT(ir_immediate_valid(IR_IMMEDIATE_COMPONENT, THOTH_MKL));
    CU_ASSERT_FALSE(
        ir_immediate_valid(IR_IMMEDIATE_COMPONENT, THOTH_COMPONENTS));
    CU_ASSERT(ir_immediate_valid(IR_IMMEDIATE_SEVERITY, 0x200));
    CU_ASSERT_FALSE(ir_immediate_valid(IR_IMMEDIATE_SEVERITY, 0x300));
    CU_ASSERT_FALSE(ir_immediate_valid(IR_IMMEDIATE_SEVERITY, 0x201));
    CU_ASSERT(ir_immediate_valid(IR_IMMEDIATE_SEVERITY_AND_PARTS, 0x21f));
    CU_ASSERT_FALSE(ir_immediate_valid(IR_IMMEDIATE_SEVERITY_AND_PARTS, 0x220));
    CU_ASSERT(ir_immediate_valid(IR_IMMEDIATE_ADD_PARTS, 0x107));
    CU_ASSERT_FALSE(ir_immediate_valid(IR_IMMEDIATE_ADD_PARTS, 0x207));
}

static bool takes(enum ir_op op, uint32_t immediate, uint32_t minimum,
                  bool open)
{
    struct ir_arity arity = ir_op_arity(op, immediate);

    return arity.minimum == minimum && arity.open == open;
}

static void operands_are_counted(void)
{
    CU_ASSERT(takes(IR_OP_ALWAYS, 0, 0, false));
    CU_ASSERT(takes(IR_OP_AND, 0, 1, true));
    CU_ASSERT(takes(IR_OP_NOT, 0, 1, false));
    CU_ASSERT(takes(IR_OP_RESOLVED, 0, 2, false));
    CU_ASSERT(takes(IR_OP_DEPENDENTS, 1, 0, true));
    CU_ASSERT(takes(IR_OP_RUN, 0, 0, true));
    CU_ASSERT(takes(IR_OP_ADD, 0, 1, true));
    CU_ASSERT(takes(IR_OP_CHOOSE, 0, 3, false));
    CU_ASSERT(takes(IR_OP_JUSTIFY, 0x200, 2, false));
    CU_ASSERT(takes(IR_OP_JUSTIFY, 0x115, 5, false));
    CU_ASSERT(takes(IR_OP_YIELD, 0x105, 2, false));
    CU_ASSERT_EQUAL(ir_operand_letter(IR_OP_JUSTIFY, 1), 's');
    CU_ASSERT_EQUAL(ir_operand_letter(IR_OP_JUSTIFY, 6), 'S');
    CU_ASSERT_EQUAL(ir_operand_letter(IR_OP_ALWAYS, 0), '\0');
}

/* Each letter of a row asks for a type that columns or nodes can have. */
static void operands_have_types(void)
{
    for (int op = 0; op < IR_OP_COUNT; op++)
        for (const char *at = ir_ops[op].operands; *at != '\0'; at++) {
            enum ir_type type = ir_operand_type(*at);

            CU_ASSERT(strchr("bBnNFEspivutqloryS", *at) != NULL);
            CU_ASSERT_EQUAL(ir_types[type].column,
                            strchr("bBnNFE", *at) == NULL);
            CU_ASSERT_EQUAL(ir_operand_is_node(*at), !ir_types[type].column);
        }
    CU_ASSERT_EQUAL(ir_operand_type('v'), IR_TYPE_SPEC);
    CU_ASSERT_EQUAL(ir_operand_type('S'), IR_TYPE_STR);
    CU_ASSERT_EQUAL(ir_operand_type('n'), IR_TYPE_F64);
}

static const struct test_case cases[] = {
    {"names are distinct", names_are_distinct},
    {"bits have their names", bits_have_their_names},
    {"immediates are limited", immediates_are_limited},
    {"operands are counted", operands_are_counted},
    {"operands have types", operands_have_types},
};

TEST_MAIN("ir_table", cases)
