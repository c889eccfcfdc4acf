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

/* JSON of a YAML text by both functions; NULL if it has no exact form. */
static void expect(const char *yaml, const char *exact, const char *text)
{
    struct arena arena = {0};
    const struct ast_node *root = read_yaml(yaml, &arena), *odd;
    json_t *json = ast_to_json(root, &odd);
    char *line = ast_to_json_text(root);

    CU_ASSERT_STRING_EQUAL(line, text);
    if (strcmp(line, text) != 0)
        printf("# %s\n", line);
    free(line);
    CU_ASSERT_EQUAL(json == NULL, exact == NULL);
    CU_ASSERT_EQUAL(json == NULL, odd != NULL);
    if (json != NULL) {
        line = json_dumps(json, JSON_COMPACT | JSON_ENCODE_ANY |
                                    JSON_REAL_PRECISION(15));
        CU_ASSERT_STRING_EQUAL(line, exact);
        free(line);
        json_decref(json);
    }
    arena_release(&arena);
}

static void expect_same(const char *yaml, const char *json)
{
    expect(yaml, json, json);
}

static void json_values(void)
{
    expect_same("", "null");
    expect_same("[true, no, ~]", "[true,false,null]");
    expect_same("{b: 1, a: {}}", "{\"b\":1,\"a\":{}}");
    expect_same("-9223372036854775808", "-9223372036854775808");
    expect_same("0x10", "16");
    expect("[0.5, 1.0, -2.5e+30]", "[0.5,1.0,-2.5e30]", "[0.5,1.0,-2.5e+30]");
    expect_same("\"a\\n\\\"\\\\\\x01\"", "\"a\\n\\\"\\\\\\u0001\"");
    expect_same("\xc3\xa9", "\"\xc3\xa9\"");
    expect_same("{a: &x [1], b: *x}", "{\"a\":[1],\"b\":[1]}");
}

static void values_json_has_not(void)
{
    expect("9223372036854775808", NULL, "9223372036854775808");
    expect("[.nan, .inf]", NULL, "[null,null]");
    expect("2021-01-01", NULL, "\"2021-01-01\"");
    expect("!!binary /w==", NULL, "\"\\u00ff\"");
    expect("!!set {a, b}", NULL, "[\"a\",\"b\"]");
    expect("!!omap [a: 1]", NULL, "[[\"a\",1]]");
    expect("&a [*a]", NULL, "[null]");
    expect("{no: a, ~: b, 7: c, 1.5: d}", NULL,
           "{\"false\":\"a\",\"null\":\"b\",\"7\":\"c\",\"1.5\":\"d\"}");
    expect("\"a\\0b\": 1", NULL, "{\"a\\u0000b\":1}");
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

/* More than the first guess of a buffer's size. */
static void long_texts(void)
{
    size_t length = 100000;
    char *yaml = malloc(length + 1), *text;
    struct arena arena = {0};

    CU_ASSERT_PTR_NOT_NULL_FATAL(yaml);
    memset(yaml, 'x', length);
    yaml[length] = '\0';
    text = ast_to_json_text(read_yaml(yaml, &arena));
    CU_ASSERT_EQUAL(strlen(text), length + 2);
    free(text);
    free(yaml);
    arena_release(&arena);
}

static const struct test_case CASES[] = {
    {"values of JSON", json_values},
    {"values that JSON has not", values_json_has_not},
    {"the node without a JSON form is named", the_odd_node_is_named},
    {"long texts", long_texts},
};

TEST_MAIN("ast_json", CASES)
