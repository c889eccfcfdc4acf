/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Patterns as Python's re.fullmatch understands them. What is expected was
 * asked of Python 3.11; where it raises an error, or we cannot do what it does,
 * the pattern is refused.
 */
#include "runtime/location_pattern.h"
#include "runtime/native_abi.h"
#include "tests/harness/run.h"
#include "tests/runtime/short_memory.h"

#include <stdio.h>
#include <string.h>

static struct thoth_text text_of(const char *string)
{
    return (struct thoth_text){string, strlen(string)};
}

/* 1, 0 or the failure. */
static int fullmatch(const char *python, const char *text)
{
    struct location_pattern *pattern;
    char fault[100] = "";
    int result = location_pattern_compile(text_of(python), NULL, &pattern,
                                          fault, sizeof fault);

    if (result == 0)
        result =
            location_pattern_match(pattern, text_of(text), fault, sizeof fault);
    CU_ASSERT_EQUAL(result == NATIVE_PATTERN, fault[0] != '\0');
    location_pattern_release(pattern);
    return result;
}

struct row {
    const char *python, *text;
    int expected;
};

static void check(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int result = fullmatch(rows[i].python, rows[i].text);

        if (result != rows[i].expected) {
            printf("# '%s' on '%s': %d\n", rows[i].python, rows[i].text,
                   result);
            CU_FAIL("another match");
        }
    }
}

#define CHECK(rows) check(rows, sizeof(rows) / sizeof *(rows))

static void whole_texts(void)
{
    static const struct row rows[] = {
        {"", "", 1},
        {"", "a", 0},
        {"/usr", "/usr/lib", 0},
        {"/usr/.*", "/usr/lib", 1},
        {"^/opt/app-root/.*", "/opt/app-root/x", 1},
        {"a|ab", "ab", 1},
        {"(?:a|ab)c?", "abc", 1},
        {"a*?", "aaa", 1},
        {"a$", "a", 1},
        {"a$", "a\n", 0},
        {"a\\Z", "a", 1},
        {"a.b", "a\nb", 0},
        {"(?s)a.b", "a\nb", 1},
        {"(?m)a$\\n^b", "a\nb", 1},
        {"(?>a|ab)c", "abc", 0},
        {"a++a", "aaa", 0},
        {"caf\xc3\xa9", "caf\xc3\xa9", 1},
        {"caf.", "caf\xc3\xa9", 1},
    };

    CHECK(rows);
}

static void characters(void)
{
    static const struct row rows[] = {
        {"\\d", "\xd9\xa3", 1}, /* ARABIC-INDIC DIGIT THREE */
        {"(?a)\\d", "\xd9\xa3", 0},
        {"\\w", "\xc2\xb2", 1},     /* SUPERSCRIPT TWO */
        {"\\w", "\xe2\x80\xbf", 0}, /* UNDERTIE */
        {"\\s", "\x1c", 1},
        {"\\s", "\xc2\xa0", 1},
        {"(?a)\\s", "\x1c", 0},
        {"\\S\\W\\D", "a b", 1},
        {"[\\W\\d]+", "1 2", 1},
        {"[^\\W\\d]", "a", 1},
        {"[^\\W\\d]", "1", 0},
        {"\\v", "\v", 1},
        {"\\v", "\n", 0},
        {"\\x41\\u00e9\\101\\0",
         "A\xc3\xa9"
         "A",
         0},
        {"\\x41\\u00e9\\101\\07",
         "A\xc3\xa9"
         "A\a",
         1},
        {"[[:alpha:]]", "a", 0},
        {"[[:alpha:]]", ":]", 1},
        {"[]a]+", "]a", 1},
        {"[a-]+", "a-", 1},
        {"[\\b]", "\b", 1},
        {"[\\1]", "\x01", 1},
        {"\\ba\\b", "a", 1},
        {"a\\Bb", "ab", 1},
        {"\\B", "", 0},
        {"(?i)STRASSE", "strasse", 1},
        {"(?i:A)b", "ab", 1},
        {"(?i:A)b", "aB", 0},
        {"(?x) a b # c\n\\ c", "ab c", 1},
    };

    CHECK(rows);
}

static void repetitions(void)
{
    static const struct row rows[] = {
        {"a{2}", "aa", 1},
        {"a{2}", "a", 0},
        {"a{,2}", "aa", 1},
        {"a{,2}", "a{,2}", 0},
        {"a{1,}", "aaa", 1},
        {"a{,}", "", 1},
        {"a{}", "a{}", 1},
        {"a{x}", "a{x}", 1},
        {"a{1,2}?b", "aab", 1},
        {"(ab){2}", "abab", 1},
        {"a**", "a", NATIVE_PATTERN},
        {"a{2}{3}", "a", NATIVE_PATTERN},
        {"*a", "a", NATIVE_PATTERN},
        {"^*", "", NATIVE_PATTERN},
        {"a|*", "a", NATIVE_PATTERN},
        {"a{2,1}", "a", NATIVE_PATTERN},
        {"a{70000}", "a", NATIVE_PATTERN},
        {"a{99999999999999999999}", "a", NATIVE_PATTERN},
        {"a(?#c)*", "aaa", 1},
        {"(?x)a *", "aaa", 1},
    };

    CHECK(rows);
}

static void groups(void)
{
    static const struct row rows[] = {
        {"(a)\\1", "aa", 1},
        {"(?P<n>a|b)(?P=n)", "bb", 1},
        {"(?P<n>a|b)(?P=n)", "ba", 0},
        {"(a)?(?(1)b|c)", "ab", 1},
        {"(a)?(?(1)b|c)", "c", 1},
        {"(?P<n>a)?(?(n)b)", "ab", 1},
        {"(?=ab)a.", "ab", 1},
        {"(?!b)a", "a", 1},
        {"a(?<=a)b", "ab", 1},
        {"a(?<!b)b", "ab", 1},
        {"(?<=a|bc)", "", NATIVE_PATTERN},
        {"(?<=a*)", "", NATIVE_PATTERN},
        {"(?<=(a)\\1)", "", NATIVE_PATTERN},
        {"(a", "a", NATIVE_PATTERN},
        {"a)", "a", NATIVE_PATTERN},
        {"[a", "a", NATIVE_PATTERN},
        {"[b-a]", "a", NATIVE_PATTERN},
        {"[a-\\d]", "a", NATIVE_PATTERN},
        {"(a\\1)", "a", NATIVE_PATTERN},
        {"\\1(a)", "a", NATIVE_PATTERN},
        {"(?(2)a)(b)", "a", NATIVE_PATTERN},
        {"(a)(?(1)b|c|d)", "ab", NATIVE_PATTERN},
        {"(?P<n>a)(?P<n>b)", "ab", NATIVE_PATTERN},
        {"(?P<1>a)", "a", NATIVE_PATTERN},
        {"(?P=n)", "a", NATIVE_PATTERN},
        {"a(?i)b", "ab", NATIVE_PATTERN},
        {"(?-i)a", "a", NATIVE_PATTERN},
        {"(?i-i:a)", "a", NATIVE_PATTERN},
        {"(?au)a", "a", NATIVE_PATTERN},
        {"(?L)a", "a", NATIVE_PATTERN},
    };

    CHECK(rows);
}

static void syntax_of_others(void)
{
    static const struct row rows[] = {
        {"\\h", " ", NATIVE_PATTERN},
        {"\\R", "\n", NATIVE_PATTERN},
        {"a\\Kb", "ab", NATIVE_PATTERN},
        {"\\Qa.b\\E", "a.b", NATIVE_PATTERN},
        {"\\z", "", NATIVE_PATTERN},
        {"\\p{L}", "a", NATIVE_PATTERN},
        {"\\Gab", "ab", NATIVE_PATTERN},
        {"(?<n>a)", "a", NATIVE_PATTERN},
        {"(?'n'a)", "a", NATIVE_PATTERN},
        {"(?|a)", "a", NATIVE_PATTERN},
        {"(?R)", "", NATIVE_PATTERN},
        {"(a)(?1)", "aa", NATIVE_PATTERN},
        {"(?&n)", "", NATIVE_PATTERN},
        {"(?C1)a", "a", NATIVE_PATTERN},
        {"(*ACCEPT)a", "", NATIVE_PATTERN},
        {"(*UCP)a", "a", NATIVE_PATTERN},
        {"\\N{SPACE}", " ", NATIVE_PATTERN},
        {"\\ud800", "a", NATIVE_PATTERN},
        {"\\8", "8", NATIVE_PATTERN},
        {"[\\8]", "8", NATIVE_PATTERN},
        {"\\", "\\", NATIVE_PATTERN},
        {"\\x4", "a", NATIVE_PATTERN},
        {"\\400", "a", NATIVE_PATTERN},
        {"(?ai)a", "a", NATIVE_PATTERN},
    };

    CHECK(rows);
}

static void too_much(void)
{
    char deep[2 * 250 + 1], many[60];

    memset(deep, '(', 250);
    memset(deep + 250, ')', 250);
    deep[500] = '\0';
    CU_ASSERT_EQUAL(fullmatch(deep, ""), NATIVE_PATTERN);
    memset(many, 'a', sizeof many - 1);
    many[sizeof many - 1] = '\0';
    CU_ASSERT_EQUAL(fullmatch("(a+)+[b-z]", many), NATIVE_PATTERN);
    CU_ASSERT_EQUAL(fullmatch("(?:a{60000}){60000}", many), NATIVE_PATTERN);
}

static void broken_texts(void)
{
    CU_ASSERT_EQUAL(fullmatch("\xff", ""), NATIVE_PATTERN);
    CU_ASSERT_EQUAL(fullmatch("[\xff]", ""), NATIVE_PATTERN);
    CU_ASSERT_EQUAL(fullmatch("\\\xff", ""), NATIVE_PATTERN);
    CU_ASSERT_EQUAL(fullmatch("a.*", "a\xff"), 0);
}

static void short_of_memory(void)
{
    struct short_memory memory;
    struct location_pattern *pattern;
    char fault[100];
    int result = NATIVE_MEMORY;

    for (size_t left = 0; result != 0 && left < 100; left++) {
        short_memory_start(&memory, left);
        result = location_pattern_compile(
            text_of("(?P<n>[a-z]{2,3}|\\w)(?P=n)"), &memory.allocator, &pattern,
            fault, sizeof fault);
        CU_ASSERT(result == 0 || result == NATIVE_MEMORY);
        location_pattern_release(pattern);
        CU_ASSERT_EQUAL(memory.blocks, 0);
    }
    CU_ASSERT_EQUAL(result, 0);
}

static const struct test_case cases[] = {
    {"patterns match whole texts", whole_texts},
    {"characters are Python's", characters},
    {"repetitions are Python's", repetitions},
    {"groups are Python's", groups},
    {"what Python does not know is refused", syntax_of_others},
    {"what costs too much is refused", too_much},
    {"bytes that are no UTF-8 match nothing", broken_texts},
    {"no memory is an error, and nothing is lost", short_of_memory},
};

TEST_MAIN("location_pattern", cases)
