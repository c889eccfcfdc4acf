/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hostile texts: each limit has its own diagnostic, the text just within it is
 * accepted, and none takes long or much memory.
 */
#include "tests/compiler/yaml/reading.h"
#include "tests/harness/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A text made of pieces, NUL-terminated. */
struct script {
    char *text;
    size_t length, room;
};

static void append(struct script *script, const char *piece, size_t times)
{
    size_t length = strlen(piece);

    if (script->length + length * times >= script->room) {
        script->room = 2 * (script->length + length * times + 1);
        script->text = realloc(script->text, script->room);
    }
    while (times-- > 0) {
        memcpy(script->text + script->length, piece, length);
        script->length += length;
    }
    script->text[script->length] = '\0';
}

/* Reads the script within the limits: the only diagnostic, or "". */
static const char *code_of(const struct script *script,
                           const struct yaml_limits *limits)
{
    struct reading reading;
    const char *code = "";

    reading_start(&reading, script->text, script->length, limits);
    if (reading.list.count == 1)
        code = diagnostic_fact(reading.list.first->code)->code;
    else if (reading.list.count > 1)
        code = "several";
    CU_ASSERT_EQUAL(reading.root == NULL, reading.list.errors > 0);
    reading_end(&reading);
    return code;
}

static void nested(const char *open, const char *close, unsigned depth,
                   const char *code)
{
    struct script script = {0};

    append(&script, open, depth);
    append(&script, close, depth);
    CU_ASSERT_STRING_EQUAL(code_of(&script, NULL), code);
    free(script.text);
}

static void nesting(void)
{
    nested("[", "]", 64, "");
    nested("[", "]", 65, "RX030");
    nested("- ", "", 64, "");
    nested("- ", "", 65, "RX030");
    nested("{a: ", "}", 64, "");
    nested("{a: ", "}", 65, "RX030");
    nested("!!python/tuple [", "]", 64, "");
    nested("!!python/tuple [", "]", 65, "RX030");
}

static void nesting_can_be_raised(void)
{
    struct yaml_limits limits = YAML_LIMITS_DEFAULT;
    struct script script = {0};

    append(&script, "- ", 1000);
    limits.nesting = 999;
    CU_ASSERT_STRING_EQUAL(code_of(&script, &limits), "RX030");
    limits.nesting = 1000;
    CU_ASSERT_STRING_EQUAL(code_of(&script, &limits), "");
    free(script.text);
}

/* The depth of what an alias stands for counts where it is used. */
static void nesting_through_aliases(void)
{
    struct script script = {0};

    append(&script, "- &a ", 1);
    append(&script, "[", 32);
    append(&script, "]", 32);
    append(&script, "\n- ", 1);
    append(&script, "[", 31);
    append(&script, "*a", 1);
    append(&script, "]", 31);
    CU_ASSERT_STRING_EQUAL(code_of(&script, NULL), "");
    script.length -= 31;
    append(&script, "]", 31);
    append(&script, "\n- [[", 1);
    append(&script, "[", 30);
    append(&script, "*a", 1);
    append(&script, "]", 32);
    CU_ASSERT_STRING_EQUAL(code_of(&script, NULL), "RX030");
    free(script.text);
}

static void very_deep_texts_end_early(void)
{
    static const char *const OPENINGS[] = {
        "[",     "{",       "- ",       "? ",  "{a: ",  "{? ",
        "[[a, ", "!!seq [", "{\"a\": ", "[\n", "- - ? "};

    for (size_t i = 0; i < sizeof(OPENINGS) / sizeof(OPENINGS[0]); i++)
        nested(OPENINGS[i], "", 200000, "RX030");
}

static void bomb(const char *format, const char *code)
{
    struct script script = {0};
    char line[200];

    append(&script, "a0: &a0 {x: y, z: 1}\n", 1);
    for (unsigned i = 1; i < 30; i++) {
        snprintf(line, sizeof(line), format, i, i, i - 1, i - 1, i - 1, i - 1);
        append(&script, line, 1);
    }
    CU_ASSERT_STRING_EQUAL(code_of(&script, NULL), code);
    free(script.text);
}

static void expansion(void)
{
    bomb("a%u: &a%u [*a%u, *a%u, *a%u, *a%u]\n", "RX031");
    bomb("a%u: &a%u {<<: [*a%u, *a%u, *a%u, *a%u]}\n", "RX031");
    bomb("a%u: &a%u {p: *a%u, q: *a%u, r: *a%u, s: *a%u}\n", "RX031");
    bomb("a%u: &a%u {<<: *a%u, q: 1}\n# %u %u %u\n", "");
}

static void nodes_are_counted_with_aliases_expanded(void)
{
    struct yaml_limits limits = YAML_LIMITS_DEFAULT;
    struct script script = {0};

    append(&script, "[&a [x, y], *a, *a, z]", 1);
    limits.nodes = 11; /* one list, three times three nodes, one scalar */
    CU_ASSERT_STRING_EQUAL(code_of(&script, &limits), "");
    limits.nodes = 10;
    CU_ASSERT_STRING_EQUAL(code_of(&script, &limits), "RX031");
    free(script.text);
}

static void scalars(void)
{
    struct yaml_limits limits = YAML_LIMITS_DEFAULT;
    struct script script = {0};

    append(&script, "x", 5000);
    limits.scalar = 5000;
    CU_ASSERT_STRING_EQUAL(code_of(&script, &limits), "");
    limits.scalar = 4999;
    CU_ASSERT_STRING_EQUAL(code_of(&script, &limits), "RX032");
    free(script.text);
}

static void integer(const char *prefix, const char *digit, size_t digits,
                    const char *code)
{
    struct script script = {0};

    append(&script, prefix, 1);
    append(&script, digit, digits);
    CU_ASSERT_STRING_EQUAL(code_of(&script, NULL), code);
    free(script.text);
}

static void integers(void)
{
    integer("", "1", 4300, "");
    integer("", "1", 4301, "RX033");
    integer("-0x", "f", 4300, "");
    integer("-0x", "f", 4301, "RX033");
    integer("0", "7", 4299, "");
    integer("0", "7", 4300, "RX033");
    integer("1", ":59", 1433, "");
    integer("1", ":59", 1434, "RX033");
    integer("!!int 1:", "9", 18, "");
    integer("!!int 1:", "9", 19, "RX033");
}

/* Much of what is kept in hash tables and lists; quadratic work would run into
 * the time limit of all tests. */
static void many_of_a_kind(void)
{
    static const char *const PIECES[] = {"- &a%u x\n- *a%u\n", "k%u: %u\n",
                                         "k: %u%u\n", "%u: !x%u\n",
                                         "? [%u]\n: %u\n"};
    static const uint32_t FINDINGS[] = {0, 0, 49999, 50000, 50000};

    for (size_t i = 0; i < sizeof(PIECES) / sizeof(PIECES[0]); i++) {
        struct script script = {0};
        struct reading reading;
        char piece[64];

        for (unsigned n = 0; n < 50000; n++) {
            snprintf(piece, sizeof(piece), PIECES[i], n, n);
            append(&script, piece, 1);
        }
        reading_start(&reading, script.text, script.length, NULL);
        CU_ASSERT_EQUAL(reading.list.count, FINDINGS[i]);
        reading_end(&reading);
        free(script.text);
    }
}

static const struct test_case CASES[] = {
    {"collections are nested at most 64 deep", nesting},
    {"the nesting limit can be raised", nesting_can_be_raised},
    {"an alias counts with the depth of its target", nesting_through_aliases},
    {"texts nested 200,000 deep are refused at once",
     very_deep_texts_end_early},
    {"aliases and merge keys cannot expand without bounds", expansion},
    {"nodes are counted with aliases expanded",
     nodes_are_counted_with_aliases_expanded},
    {"scalars are limited in length", scalars},
    {"integers have at most 4,300 digits", integers},
    {"many anchors, keys or errors", many_of_a_kind},
};

TEST_MAIN("yaml limits", CASES)
