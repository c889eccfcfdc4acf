/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Equality, hashes and look-up in syntax trees that are built by hand.
 */
#include "compiler/ast/ast.h"
#include "runtime/text.h"
#include "tests/harness/run.h"

#include <math.h>

static struct ast_node text_node(enum ast_kind kind, const char *text)
{
    return (struct ast_node){.kind = (uint8_t)kind,
                             .text = thoth_text_of(text)};
}

static struct ast_node float_node(double number)
{
    return (struct ast_node){.kind = AST_FLOAT, .number = number};
}

static struct ast_node bool_node(bool truth)
{
    return (struct ast_node){.kind = AST_BOOL, .truth = truth};
}

static struct ast_node list_node(enum ast_kind kind, struct ast_node **items,
                                 uint32_t count)
{
    return (struct ast_node){.kind = (uint8_t)kind, .sequence = {items, count}};
}

static void check(struct ast_node left, struct ast_node right, bool equal)
{
    CU_ASSERT_EQUAL(ast_equal(&left, &right), equal);
    CU_ASSERT_EQUAL(ast_equal(&right, &left), equal);
    if (equal)
        CU_ASSERT_EQUAL(ast_hash(&left), ast_hash(&right));
}

static void numbers(void)
{
    check(bool_node(true), text_node(AST_INT, "1"), true);
    check(bool_node(false), float_node(-0.0), true);
    check(text_node(AST_INT, "-7"), float_node(-7), true);
    check(text_node(AST_INT, "7"), text_node(AST_INT, "-7"), false);
    check(float_node(1.5), float_node(1.5), true);
    check(float_node(1.5), text_node(AST_INT, "1"), false);
    check(float_node(NAN), float_node(NAN), true);
    check(float_node(INFINITY), float_node(INFINITY), true);
    check(float_node(INFINITY), float_node(-INFINITY), false);
    check(float_node(0x1p63), text_node(AST_INT, "9223372036854775808"), true);
    check(float_node(1e23), text_node(AST_INT, "100000000000000000000000"),
          false);
    check(float_node(1e23), text_node(AST_INT, "99999999999999991611392"),
          true);
    check(float_node(-1e308), float_node(-1e308), true);
    check(text_node(AST_INT, "1"), text_node(AST_STRING, "1"), false);
}

static void texts(void)
{
    const struct ast_node null = {.kind = AST_NULL};

    check(text_node(AST_STRING, "a"), text_node(AST_STRING, "a"), true);
    check(text_node(AST_STRING, "a"), text_node(AST_BINARY, "a"), false);
    check(text_node(AST_STRING, ""), null, false);
    check(null, null, true);
}

static void collections(void)
{
    struct ast_node one = text_node(AST_INT, "1"), truth = bool_node(true);
    struct ast_node two = text_node(AST_INT, "2");
    struct ast_node *left[] = {&one, &two}, *right[] = {&truth, &two};

    check(list_node(AST_SEQUENCE, left, 2), list_node(AST_SEQUENCE, right, 2),
          true);
    check(list_node(AST_SEQUENCE, left, 2), list_node(AST_TUPLE, left, 2),
          false);
    check(list_node(AST_SEQUENCE, left, 2), list_node(AST_SEQUENCE, left, 1),
          false);
}

static void mappings(void)
{
    struct ast_node a = text_node(AST_STRING, "a");
    struct ast_node b = text_node(AST_STRING, "b");
    struct ast_entry forward[] = {{.key = &a, .value = &b},
                                  {.key = &b, .value = &a}};
    struct ast_entry backward[] = {{.key = &b, .value = &a},
                                   {.key = &a, .value = &b}};
    struct ast_entry other[] = {{.key = &a, .value = &b},
                                {.key = &b, .value = &b}};
    struct ast_node left = {.kind = AST_MAPPING, .mapping = {forward, 2}};
    struct ast_node right = {.kind = AST_MAPPING, .mapping = {backward, 2}};
    struct ast_node third = {.kind = AST_MAPPING, .mapping = {other, 2}};

    check(left, right, true);
    check(left, third, false);
    left.kind = third.kind = AST_SET;
    check(left, third, true);
    check(left, right, false);
    left.kind = AST_MAPPING;
    CU_ASSERT_PTR_EQUAL(ast_entry_find(&left, thoth_text_of("b")), &forward[1]);
    CU_ASSERT_PTR_NULL(ast_entry_find(&left, thoth_text_of("c")));
}

static void recursions(void)
{
    struct ast_node list = list_node(AST_SEQUENCE, NULL, 0);
    struct ast_node map = {.kind = AST_MAPPING};
    struct ast_node to_list = {.kind = AST_RECURSION, .target = &list};
    struct ast_node to_map = {.kind = AST_RECURSION, .target = &map};

    check(to_list, to_list, true);
    check(to_list, to_map, false);
    check(to_list, list, false);
}

static const struct test_case CASES[] = {
    {"numbers compare by value across types", numbers},
    {"texts compare by bytes within their kind", texts},
    {"lists compare member by member", collections},
    {"mappings compare without order", mappings},
    {"recursive aliases compare by target", recursions},
};

TEST_MAIN("ast", CASES)
