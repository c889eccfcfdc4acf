/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Expressions in YAML: places are within the string where it stands in the file
 * as it is, and those of the string elsewhere.
 */
#include "compiler/rx/rx_read.h"
#include "compiler/yaml/yaml_read.h"
#include "tests/harness/run.h"

#include <stdio.h>
#include <string.h>

typedef struct ast_node *read_expression(const struct ast_node *string,
                                         const struct rx_limits *limits,
                                         struct arena *scratch,
                                         struct diagnostic_list *diagnostics);

static const struct rx_limits LIMITS = {
    .nesting = 64, .nodes = 10000, .scalar = 10000};

/* Reads the value of `when` in a text of YAML. */
static struct ast_node *read_in(const char *yaml, read_expression *read,
                                struct arena *arena,
                                struct diagnostic_list *list)
{
    const struct yaml_limits usual = YAML_LIMITS_DEFAULT;
    struct ast_node *root;

    diagnostic_list_start(list, arena);
    root = yaml_read(thoth_text_of(yaml), arena, &usual, list);
    CU_ASSERT_PTR_NOT_NULL_FATAL(root);
    return read(ast_entry_find(root, thoth_text_of("when"))->value, &LIMITS,
                arena, list);
}

/* The place of the only mistake is this. */
static void fails_at(const char *yaml, read_expression *read, uint32_t line,
                     uint32_t column, uint32_t end)
{
    struct diagnostic_list list;
    struct arena arena = {0};

    CU_ASSERT_PTR_NULL(read_in(yaml, read, &arena, &list));
    CU_ASSERT_EQUAL_FATAL(list.count, 1);
    CU_ASSERT_EQUAL(list.first->span.line, line);
    CU_ASSERT_EQUAL(list.first->span.column, column);
    CU_ASSERT_EQUAL(list.first->span.end_column, end);
    arena_release(&arena);
}

/* The tree has one key, which stands there. */
static void begins_at(const char *yaml, read_expression *read, const char *key,
                      uint32_t line, uint32_t column)
{
    struct diagnostic_list list;
    struct arena arena = {0};
    const struct ast_node *tree = read_in(yaml, read, &arena, &list);

    CU_ASSERT_PTR_NOT_NULL_FATAL(tree);
    CU_ASSERT_EQUAL(list.count, 0);
    CU_ASSERT_EQUAL_FATAL(tree->mapping.count, 1);
    CU_ASSERT(thoth_text_equal(tree->mapping.entries[0].key->text,
                               thoth_text_of(key)));
    CU_ASSERT_EQUAL(tree->mapping.entries[0].key->span.line, line);
    CU_ASSERT_EQUAL(tree->mapping.entries[0].key->span.column, column);
    arena_release(&arena);
}

static void places_are_within_strings(void)
{
    begins_at("when: authenticated", rx_read_condition, "authenticated", 1, 7);
    begins_at("a: 1\nwhen: \"authenticated\"", rx_read_condition,
              "authenticated", 2, 8);
    begins_at("when: 'authenticated'", rx_read_condition, "authenticated", 1,
              8);
    fails_at("when: 'not pyton >=3'", rx_read_condition, 1, 12, 17);
    fails_at("when: not pyton >=3", rx_read_condition, 1, 11, 16);
    fails_at("\xC3\xA4: \xC3\xA4\nwhen: \"label {\xC3\xA4\xC3\xB6: 1}\"",
             rx_read_condition, 2, 15, 16);
    fails_at("when: 'version.major <'", rx_read_match_condition, 1, 23, 23);
}

static void places_are_those_of_other_strings(void)
{
    begins_at("when: \"authen\\x74icated\"", rx_read_condition, "authenticated",
              1, 7);
    fails_at("when: \"pyto \\x3E=3\"", rx_read_condition, 1, 7, 20);
    fails_at("when: 'label {a: ''b''}'", rx_read_condition, 1, 7, 25);
    fails_at("when: |\n  python\n   >=\n", rx_read_condition, 1, 7, 1);
    fails_at("when: >-\n  pyton", rx_read_condition, 1, 7, 8);
}

static void kinds_differ(void)
{
    begins_at("when: package numpy >=1.0", rx_read_match_condition,
              "package_version", 1, 7);
    fails_at("when: package numpy >=1.0", rx_read_condition, 1, 7, 26);
    fails_at("when: adviser", rx_read_match_condition, 1, 7, 14);
    begins_at("when: version.age * 2", rx_read_number, "product", 1, 7);
    begins_at("when: stack.size", rx_read_number, "fact", 1, 7);
    fails_at("when: develop", rx_read_number, 1, 7, 14);
    fails_at("when: 'version.age * 2'", rx_read_condition, 1, 8, 23);
    fails_at("when: resolved $x", rx_read_match_condition, 1, 16, 18);
    fails_at("when: resolved a from pypi", rx_read_match_condition, 1, 23, 27);
}

static void texts_end(void)
{
    fails_at("when: ''", rx_read_condition, 1, 8, 8);
    fails_at("when: authenticated;", rx_read_condition, 1, 20, 21);
    fails_at("when: authenticated }", rx_read_condition, 1, 21, 22);
    fails_at("when: (authenticated", rx_read_condition, 1, 21, 21);
    fails_at("when: '# comment'", rx_read_condition, 1, 17, 17);
}

int main(void)
{
    static const struct test_case CASES[] = {
        {"places are within strings", places_are_within_strings},
        {"places of strings with escapes are theirs",
         places_are_those_of_other_strings},
        {"conditions and numbers say what they may", kinds_differ},
        {"an expression ends with its text", texts_end},
    };

    return test_run("rx expression", CASES, sizeof CASES / sizeof *CASES);
}
