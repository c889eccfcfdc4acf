/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Collections: repeated keys, merge keys, aliases, and the tags that make
 * something else of them. The expected values are PyYAML's unless a case says
 * otherwise.
 */
#include "tests/compiler/yaml/reading.h"
#include "tests/harness/run.h"

#include <stdio.h>
#include <string.h>

/* Compares and shows a difference. */
static void expect(const char *text, const char *value)
{
    const char *found = reading_summary(text);

    if (strcmp(found, value) != 0) {
        printf("# `%s' is %s instead of %s\n", text, found, value);
        CU_FAIL("a text has another value");
    }
}

static void repeated_keys(void)
{
    expect("{a: 1, b: 2, a: 3}", "{s:a: i:3, s:b: i:2}");
    expect("{1: a, true: b, 1.0: c}", "{i:1: s:c}");
    expect("{0: a, false: b, -0.0: c, 0x0: d}", "{i:0: s:d}");
    expect("{1: a, '1': b}", "{i:1: s:a, s:1: s:b}");
    expect("{~: a, null: b, '': c}", "{n: s:b, s:: s:c}");
    expect("{.nan: a, .NaN: b}", "{f:nan: s:b}");
    expect("{1000000000000000000000000: a, 1.0e+24: b}",
           "{i:1000000000000000000000000: s:a, f:9.9999999999999998e+23: s:b}");
    expect("{1.5: a, 1.5: b, .inf: c, .INF: d}", "{f:1.5: s:b, f:inf: s:d}");
    expect("{!!python/tuple [1, 2]: a, !!python/tuple [true, 2.0]: b}",
           "{(i:1, i:2): s:b}");
    expect("{2001-01-01: a, '2001-01-01': b}",
           "{t:2001-01-01: s:a, s:2001-01-01: s:b}");
}

static void repetitions_are_reported(void)
{
    const char text[] = "a: 1\nb: 2\na: 3\n1: x\ntrue: y\na: 4\n";
    struct reading reading;
    struct ast_entry *entry;

    CU_ASSERT_STRING_EQUAL(reading_places(text, strlen(text)),
                           "3:1 RX019, 5:1 RX019, 6:1 RX019");
    reading_start(&reading, text, strlen(text), NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(reading.root);
    CU_ASSERT_EQUAL(reading.list.errors, 0);
    CU_ASSERT_EQUAL_FATAL(reading.root->mapping.count, 3);
    entry = &reading.root->mapping.entries[0];
    CU_ASSERT_EQUAL(entry->key->span.line, 6);
    CU_ASSERT_EQUAL(entry->value->span.line, 6);
    CU_ASSERT_PTR_NOT_NULL_FATAL(entry->replaced);
    CU_ASSERT_EQUAL(entry->replaced->value->span.line, 3);
    CU_ASSERT_PTR_NOT_NULL_FATAL(entry->replaced->replaced);
    CU_ASSERT_EQUAL(entry->replaced->replaced->value->span.line, 1);
    CU_ASSERT_PTR_NULL(entry->replaced->replaced->replaced);
    CU_ASSERT_EQUAL(reading.list.first->secondary->span.line, 1);
    reading_end(&reading);
}

/* Enough keys for the hash table, each of them twice. */
static void repeated_keys_of_large_mappings(void)
{
    enum { KEYS = 500 };
    static char text[2 * KEYS * 16];
    struct reading reading;
    size_t length = 0;

    for (unsigned i = 0; i < 2 * KEYS; i++)
        length += (size_t)snprintf(text + length, sizeof(text) - length,
                                   i % 2 ? "k%u: %u\n" : "%u.0: %u\n",
                                   i % KEYS / 2, i);
    reading_start(&reading, text, length, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(reading.root);
    CU_ASSERT_EQUAL(reading.root->mapping.count, KEYS);
    CU_ASSERT_EQUAL(reading.list.count, KEYS);
    reading_end(&reading);
}

static void merges(void)
{
    expect("{a: 1, <<: {a: 2, b: 3}}", "{s:a: i:1, s:b: i:3}");
    expect("{<<: [{a: 1}, {a: 2, b: 2}]}", "{s:a: i:1, s:b: i:2}");
    expect("{<<: {a: 1}, <<: {a: 2}}", "{s:a: i:2}");
    expect("{<<: [], b: 1}", "{s:b: i:1}");
    expect("{<<: {<<: {a: 1, b: 2}, a: 3}}", "{s:a: i:3, s:b: i:2}");
    expect("{\"<<\": {a: 1}}", "{s:<<: {s:a: i:1}}");
    expect("{!!str <<: {a: 1}}", "{s:<<: {s:a: i:1}}");
    expect("{!!merge x: {a: 1}}", "{s:a: i:1}");
    expect("{<<: !foo {a: 1}}", "{s:a: i:1}");
    expect(
        "[&x {a: 1}, &y {<<: *x, b: 2}, {<<: [*y, *x], c: 3}]",
        "[{s:a: i:1}, {s:a: i:1, s:b: i:2}, {s:a: i:1, s:b: i:2, s:c: i:3}]");
    expect("{? &m << : {a: 1}, *m : {b: 2}}", "{s:a: i:1, s:b: i:2}");
    expect("&a {b: 1, <<: *a}", "{s:b: i:1}");
    expect("{<<: 1}", "RX020");
    expect("{<<: [1]}", "RX020");
    expect("{<<: [[{a: 1}]]}", "RX020");
    expect("{<<: ~}", "RX020");
}

static void merges_into_a_part_of_itself_are_refused(void)
{
    /* PyYAML builds a cycle here, which no rule can use. */
    expect("a: &a {b: {<<: *a}, c: 1}", "RX020");
}

static void merged_entries_are_marked(void)
{
    const char text[] = "base: &b {x: 1, y: 2}\nrule:\n  <<: *b\n  y: 3\n";
    struct reading reading;
    struct ast_node *rule;

    reading_start(&reading, text, strlen(text), NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(reading.root);
    CU_ASSERT_EQUAL(reading.list.count, 0);
    rule = reading.root->mapping.entries[1].value;
    CU_ASSERT_EQUAL_FATAL(rule->mapping.count, 2);
    CU_ASSERT_TRUE(rule->mapping.entries[0].merged);
    CU_ASSERT_FALSE(rule->mapping.entries[1].merged);
    CU_ASSERT_EQUAL(rule->mapping.entries[0].key->span.line, 1);
    CU_ASSERT_EQUAL(rule->mapping.entries[1].key->span.line, 4);
    CU_ASSERT_PTR_NOT_NULL(rule->mapping.entries[1].replaced);
    reading_end(&reading);
}

static void default_values(void)
{
    expect("{=: 1}", "{s:=: i:1}");
    expect("{? &k = : 1, b: *k}", "{s:=: i:1, s:b: s:=}");
    expect("{m: {x: &k =}, *k : 1}", "{s:m: {s:x: s:=}, s:=: i:1}");
    expect("{m: {x: &k =}, n: {*k : 1}}", "RX015");
    expect("[=]", "RX015");
}

static void aliases(void)
{
    expect("[&a x, *a]", "[s:x, s:x]");
    expect("{&k a: 1, b: *k}", "{s:a: i:1, s:b: s:a}");
    expect("[&a [1], *a, {x: *a}]", "[[i:1], [i:1], {s:x: [i:1]}]");
    expect("*a", "RX013");
    expect("[*a, &a x]", "RX013");
    expect("[*a, *b, !foo x]", "RX013 RX013 RX015");
    expect("[&a 1, &a 2]", "RX014");
    expect("&a [*a]", "[^]");
    expect("units: {}\nmetadata: &m {a: *m}",
           "{s:units: {}, s:metadata: {s:a: ^}}");
    expect("&a !!python/tuple [*a]", "RX021");
    expect("&a !!python/tuple [[*a]]", "([^])");
    expect("&a {*a : 1}", "RX018");
}

static void aliased_nodes_show_the_anchor(void)
{
    const char text[] = "a: &x\n  - 1\nb: *x\n";
    struct reading reading;
    struct ast_node *original, *alias;

    reading_start(&reading, text, strlen(text), NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(reading.root);
    original = reading.root->mapping.entries[0].value;
    alias = reading.root->mapping.entries[1].value;
    CU_ASSERT_FALSE(original->aliased);
    CU_ASSERT_TRUE(alias->aliased);
    CU_ASSERT_EQUAL(alias->span.line, 1);
    CU_ASSERT_PTR_EQUAL(alias->sequence.items[0], original->sequence.items[0]);
    reading_end(&reading);
}

static void tags(void)
{
    expect("!!set {a, b, a}", "<s:a, s:b>");
    expect("!!set {a: 1}", "<s:a>");
    expect("!!omap [a: 1, b: [2]]", "[(s:a, i:1), (s:b, [i:2])]");
    expect("!!pairs [a: 1, a: 2]", "[(s:a, i:1), (s:a, i:2)]");
    expect("!!omap [{a: 1, b: 2}]", "RX016");
    expect("!!omap [a]", "RX016");
    expect("!!omap {a: 1}", "RX016");
    expect("!!omap [{<<: {a: 1}}]", "RX015");
    expect("!!python/tuple [1, [2]]", "(i:1, [i:2])");
    expect("!!python/list [1]", "[i:1]");
    expect("!!python/dict {a: 1}", "{s:a: i:1}");
    expect("! [1]", "[i:1]");
    expect("! {a: 1}", "{s:a: i:1}");
    expect("!foo [x, !bar y]", "RX015");
}

static void keys_must_be_hashable(void)
{
    expect("{[1]: 2}", "RX018");
    expect("{{a: 1}: 2}", "RX018");
    expect("{? !!set {a} : 2}", "RX018");
    expect("{? !!omap [] : 2}", "RX018");
    expect("{!!python/tuple [[1]]: 2}", "RX018");
    expect("{!!python/tuple [1]: 2, !!binary aGk= : 3}",
           "{(i:1): i:2, x:hi: i:3}");
}

static void documents(void)
{
    expect("", "n");
    expect("# only this\n", "n");
    expect("---\n", "n");
    expect("--- a\n...\n", "s:a");
    expect("a\n---\nb", "RX012");
    expect("---\n---\n", "RX012");
    expect("a: 1\n...\n---\n", "RX012");
    expect("%YAML 1.1\n--- a", "s:a");
    expect("%YAML 1.2\n--- a", "s:a");
    expect("%YAML 2.0\n--- a", "RX010");
    expect("\xef\xbb\xbf"
           "a: 1",
           "{s:a: i:1}");
}

static const struct test_case CASES[] = {
    {"equal keys are one, with the first's place and the last's value",
     repeated_keys},
    {"repetitions are reported and their values kept",
     repetitions_are_reported},
    {"large mappings find repetitions, too", repeated_keys_of_large_mappings},
    {"merge keys bring in entries with PyYAML's precedence", merges},
    {"a mapping is not merged into a part of itself",
     merges_into_a_part_of_itself_are_refused},
    {"merged entries are marked, overridden ones kept",
     merged_entries_are_marked},
    {"a key `=' is a string, elsewhere `=' is nothing", default_values},
    {"aliases stand for their anchors, recursion included", aliases},
    {"an aliased node shows the anchor's place", aliased_nodes_show_the_anchor},
    {"tags of collections", tags},
    {"keys must be hashable", keys_must_be_hashable},
    {"a stream holds one document or none", documents},
};

TEST_MAIN("yaml collection", CASES)
