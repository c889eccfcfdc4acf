/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Trees as JSON, where JSON has the value and where it has not.
 */
#include "compiler/ast/ast_json.h"
#include "compiler/yaml/yaml_read.h"
#include "tests/harness/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct ast_node *read_yaml(const char *yaml, struct arena *arena)
{
    struct yaml_limits limits = YAML_LIMITS_DEFAULT;
    struct diagnostic_list list;
    struct ast_node *root;

    diagnostic_list_start(&list, arena);
    root = yaml_read(thoth_text_of(yaml), arena, &limits, &list);
    CU_ASSERT_PTR_NOT_NULL_FATAL(root);
    return root;
}

/* The JSON of a YAML text, NULL: it has none. */
static void expect(const char *yaml, const char *exact)
{
    struct arena arena = {0};
    const struct ast_node *root = read_yaml(yaml, &arena), *odd;
    json_t *json = ast_to_json(root, &odd);

    CU_ASSERT_EQUAL(json == NULL, exact == NULL);
    CU_ASSERT_EQUAL(json == NULL, odd != NULL);
    if (json != NULL) {
        char *line = json_dumps(json, JSON_COMPACT | JSON_ENCODE_ANY |
                                          JSON_REAL_PRECISION(15));

        CU_ASSERT_STRING_EQUAL(line, exact);
        free(line);
        json_decref(json);
    }
    arena_release(&arena);
}

static void json_values(void)
{
    expect("", "null");
    expect("[true, no, ~]", "[true,false,null]");
    expect("{b: 1, a: {}}", "{\"b\":1,\"a\":{}}");
    expect("-9223372036854775808", "-9223372036854775808");
    expect("0x10", "16");
    expect("[0.5, 1.0, -2.5e+30]", "[0.5,1.0,-2.5e30]");
    expect("\"a\\n\\\"\\\\\\x01\"", "\"a\\n\\\"\\\\\\u0001\"");
    expect("\xc3\xa9", "\"\xc3\xa9\"");
    expect("{a: &x [1], b: *x}", "{\"a\":[1],\"b\":[1]}");
}

static void values_json_has_not(void)
{
    expect("9223372036854775808", NULL);
    expect("[.nan, .inf]", NULL);
    expect("2021-01-01", NULL);
    expect("!!binary /w==", NULL);
    expect("!!set {a, b}", NULL);
    expect("!!omap [a: 1]", NULL);
    expect("&a [*a]", NULL);
    expect("{no: a, ~: b, 7: c, 1.5: d}", NULL);
    expect("\"a\\0b\": 1", NULL);
}

static void the_odd_node_is_named(void)
{
    struct arena arena = {0};
    const struct ast_node *root = read_yaml("{a: [1, .nan]}", &arena), *odd;

    CU_ASSERT_PTR_NULL(ast_to_json(root, &odd));
    CU_ASSERT_PTR_NOT_NULL_FATAL(odd);
    CU_ASSERT_EQUAL(odd->kind, AST_FLOAT);
    arena_release(&arena);
}

static const struct test_case CASES[] = {
    {"values of JSON", json_values},
    {"values that JSON has not", values_json_has_not},
    {"the node without a JSON form is named", the_odd_node_is_named},
};

TEST_MAIN("ast_json", CASES)
