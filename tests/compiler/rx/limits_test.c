/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hostile texts: each limit has its own diagnostic, the text just within it is
 * accepted, and none takes long or much memory.
 */
#include "compiler/rx/rx_read.h"
#include "tests/harness/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char text[1 << 22];
static size_t length;

static void start(void)
{
    length = 0;
    text[0] = '\0';
}

static void append(const char *piece, size_t times)
{
    size_t size = strlen(piece);

    for (; times && length + size < sizeof text; times--) {
        memcpy(text + length, piece, size + 1);
        length += size;
    }
}

/* Reads the text: the code of the first error, or "". */
static const char *code_within(struct rx_limits limits)
{
    const struct rx_options options = {.limits = limits};
    struct diagnostic_list list;
    struct arena arena = {0};
    struct ast_node *root;
    const char *code = "";

    diagnostic_list_start(&list, &arena);
    root = rx_read((struct thoth_text){text, length}, &options, &arena, &list);
    for (struct diagnostic *one = list.first; one && !*code; one = one->next)
        if (diagnostic_is_fatal(one->code))
            code = diagnostic_fact(one->code)->code;
    CU_ASSERT_EQUAL(root == NULL, *code != '\0');
    arena_release(&arena);
    return code;
}

static const char *code(void)
{
    return code_within(RX_LIMITS_DEFAULT);
}

static void nested(const char *before, const char *open, const char *inner,
                   const char *close, const char *after, unsigned depth,
                   const char *expected)
{
    start();
    append(before, 1);
    append(open, depth);
    append(inner, 1);
    append(close, depth);
    append(after, 1);
    CU_ASSERT_STRING_EQUAL(code(), expected);
}

static void nesting_is_limited(void)
{
    nested("metadata ", "[", "1", "]", ";", 64, "");
    nested("metadata ", "[", "1", "]", ";", 65, "RX070");
    nested("metadata ", "{a: ", "1", "}", ";", 64, "");
    nested("metadata ", "{a: ", "1", "}", ";", 100000, "RX070");
    nested("step A { when ", "(", "adviser", ")", ";}", 62, "");
    nested("step A { when ", "(", "adviser", ")", ";}", 100000, "RX070");
    nested("step A { when ", "not ", "adviser", "", ";}", 60, "");
    nested("step A { when ", "not ", "adviser", "", ";}", 70, "RX070");
    nested("step A { when ", "not ", "adviser", "", ";}", 100000, "RX070");
    nested("step A { run score ", "-", "1", "", ";}", 100000, "RX070");
    nested("step A { run score ", "1 - ", "1", "", ";}", 100000, "RX070");
    nested("step A { run score ", "if develop then ", "1", " else 1", ";}",
           100000, "RX070");
    nested("for $a in [1] { ", "for $b in [$a] { ", "step A { }", "}", "}",
           100000, "RX070");
}

/* Chains of one operator are lists, not nested. */
static void chains_are_not_nested(void)
{
    nested("step A { when adviser", " or adviser", "", "", ";}", 20000, "");
    nested("step A { when adviser", " and authenticated", "", "", ";}", 20000,
           "");
    nested("step A { run score 1", " + 1", "", "", ";}", 20000, "");
    nested("step A { run reject \"\"", " \"ab\"", "", "", ";}", 100000, "");
}

/* Every value is twice the one before. */
static void doubled(unsigned times, const char *expected)
{
    char line[80];

    start();
    append("let v0 = [1, 2, 3, 4];\n", 1);
    for (unsigned i = 1; i <= times; i++) {
        snprintf(line, sizeof line, "let v%u = [$v%u, $v%u];\n", i, i - 1,
                 i - 1);
        append(line, 1);
    }
    snprintf(line, sizeof line, "metadata {a: $v%u};\n", times);
    append(line, 1);
    CU_ASSERT_STRING_EQUAL(code(), expected);
}

static void expansion_is_limited(void)
{
    doubled(10, "");
    doubled(25, "RX071");
    doubled(70, "RX070");
    start();
    append("let t = [", 1);
    append("1,", 2000);
    append("];\nfor $a in $t { for $b in $t { for $c in $t { } } }\n", 1);
    CU_ASSERT_STRING_EQUAL(code(), "RX071");
    start();
    append("predicate p0(x: number) = $x > 1;\n", 1);
    for (unsigned i = 1; i <= 16; i++) {
        char line[120];

        snprintf(line, sizeof line,
                 "predicate p%u(x: number) = p%u($x) or p%u($x + $x);\n", i,
                 i - 1, i - 1);
        append(line, 1);
    }
    append("step A { when adviser; match where p16(1); run score 1; }", 1);
    CU_ASSERT_STRING_EQUAL(code(), "RX071");
}

/* A value within a value within a value. */
static void values_are_not_nested_deeper(void)
{
    char line[80];

    start();
    append("let v0 = [1];\n", 1);
    for (unsigned i = 1; i <= 70; i++) {
        snprintf(line, sizeof line, "let v%u = [$v%u];\n", i, i - 1);
        append(line, 1);
    }
    append("metadata {a: $v50};\nmetadata {a: $v70};\n", 1);
    CU_ASSERT_STRING_EQUAL(code(), "RX070");
}

static void texts_are_limited(void)
{
    struct rx_limits limits = RX_LIMITS_DEFAULT;

    limits.scalar = 100;
    nested("step A { run reject \"", "x", "", "", "\";}", 100, "");
    start();
    append("step A { run reject \"", 1);
    append("x", 100);
    append("\";}", 1);
    CU_ASSERT_STRING_EQUAL(code_within(limits), "");
    start();
    append("step A { run reject \"", 1);
    append("x", 101);
    append("\";}", 1);
    CU_ASSERT_STRING_EQUAL(code_within(limits), "RX072");
    start();
    append("let a = \"", 1);
    append("x", 40);
    append("\"; step A { run reject \"${a}${a}${a}\"; }", 1);
    CU_ASSERT_STRING_EQUAL(code_within(limits), "RX072");
    nested("metadata {a: ", "1", "", "", "};", 4300, "");
    nested("metadata {a: ", "1", "", "", "};", 4301, "RX072");
}

/* As many rows as generators print; what no variable is in is shared. */
static void tables_are_compiled_in_little_memory(void)
{
    const struct rx_options options = {.limits = RX_LIMITS_DEFAULT};
    struct diagnostic_list list;
    struct arena arena = {0};
    struct ast_node *root, *steps;
    char line[80];

    start();
    append("for ($name, $bound) in [\n", 1);
    for (unsigned i = 0; i < 24005; i++) {
        snprintf(line, sizeof line, "  [\"package-%u\", \"<%u.0\"],\n", i,
                 i % 50);
        append(line, 1);
    }
    append("] {\n  step \"Old ${name}\" {\n    when adviser;\n"
           "    match $name $bound;\n    run score -0.5, info \"old\" link "
           "\"https://example.org/${name}\";\n  }\n}\n",
           1);
    diagnostic_list_start(&list, &arena);
    root = rx_read((struct thoth_text){text, length}, &options, &arena, &list);
    CU_ASSERT_PTR_NOT_NULL_FATAL(root);
    CU_ASSERT_EQUAL(list.count, 0);
    steps = root->mapping.entries[0].value->mapping.entries[0].value;
    CU_ASSERT_EQUAL(steps->sequence.count, 24005);
    CU_ASSERT_PTR_EQUAL(steps->sequence.items[0]->mapping.entries[2].value,
                        steps->sequence.items[24004]->mapping.entries[2].value);
    CU_ASSERT(arena.used < 24005 * 4096);
    arena_release(&arena);
}

int main(void)
{
    static const struct test_case CASES[] = {
        {"nesting is limited", nesting_is_limited},
        {"chains of one operator are not nested", chains_are_not_nested},
        {"expansion is limited", expansion_is_limited},
        {"values in values count as nested", values_are_not_nested_deeper},
        {"texts are limited", texts_are_limited},
        {"long tables take little memory",
         tables_are_compiled_in_little_memory},
    };

    return test_run("rx limits", CASES, sizeof CASES / sizeof *CASES);
}
