/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Places: where keys and values begin and end, and where an error is, down to
 * characters that cannot be read at all.
 */
#include "tests/compiler/yaml/reading.h"
#include "tests/harness/run.h"

#include <stdio.h>
#include <string.h>

static struct reading reading;

static void begin(const char *text)
{
    reading_start(&reading, text, strlen(text), NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(reading.root);
}

static void check_span(const struct ast_node *node, uint32_t line,
                       uint32_t column, uint32_t end_line, uint32_t end_column)
{
    const struct span *span = &node->span;

    if (span->line != line || span->column != column ||
        span->end_line != end_line || span->end_column != end_column)
        printf("# %u:%u-%u:%u\n", span->line, span->column, span->end_line,
               span->end_column);
    CU_ASSERT(span->line == line && span->column == column);
    CU_ASSERT(span->end_line == end_line && span->end_column == end_column);
}

static const struct ast_entry *entry(const struct ast_node *mapping, uint32_t i)
{
    CU_ASSERT_FATAL(i < mapping->mapping.count);
    return &mapping->mapping.entries[i];
}

static void keys_and_values(void)
{
    begin("\xc3\xa9t\xc3\xa9: 'x y'\nb:\n  - 1\n  - [2, 3 ]\n\n\n# c\nc: |\n  "
          "t\n");
    check_span(reading.root, 1, 1, 10, 1);
    check_span(entry(reading.root, 0)->key, 1, 1, 1, 4);
    check_span(entry(reading.root, 0)->value, 1, 6, 1, 11);
    check_span(entry(reading.root, 1)->value, 3, 3, 4, 12);
    check_span(entry(reading.root, 1)->value->sequence.items[1], 4, 5, 4, 12);
    check_span(entry(reading.root, 2)->value, 8, 4, 10, 1);
    reading_end(&reading);
}

static void absent_values(void)
{
    begin("a:\nb: !!str\nc: {d, e: }\n");
    check_span(entry(reading.root, 0)->value, 1, 3, 1, 3);
    check_span(entry(reading.root, 1)->value, 2, 4, 2, 9);
    CU_ASSERT_FALSE(entry(reading.root, 1)->value->plain);
    CU_ASSERT_TRUE(entry(reading.root, 0)->value->plain);
    reading_end(&reading);
}

static void sources_are_kept(void)
{
    const struct ast_node *value;

    begin("{a: 0x1F, b: '0x1F', c: 1_0.5}");
    value = entry(reading.root, 0)->value;
    CU_ASSERT_EQUAL(value->source.length, 4);
    CU_ASSERT_NSTRING_EQUAL(value->source.at, "0x1F", 4);
    CU_ASSERT_TRUE(value->plain);
    CU_ASSERT_FALSE(entry(reading.root, 1)->value->plain);
    CU_ASSERT_EQUAL(entry(reading.root, 2)->value->source.length, 5);
    reading_end(&reading);
}

static void expect_places(const char *bytes, size_t length, const char *places)
{
    const char *found = reading_places(bytes, length);

    if (strcmp(found, places) != 0)
        printf("# %s instead of %s\n", found, places);
    CU_ASSERT_STRING_EQUAL(found, places);
}

#define EXPECT_PLACES(text, places)                                            \
    expect_places(text, sizeof(text) - 1, places)

static void syntax_errors(void)
{
    EXPECT_PLACES("a: [1\nb: 2\n", "2:2 RX010");
    EXPECT_PLACES("a: 'x\n\n", "3:1 RX010");
    EXPECT_PLACES("a: `x\n", "1:4 RX010");
    EXPECT_PLACES("a: b: c\n", "1:5 RX010");
    EXPECT_PLACES("a: 1\n\tb: 2\n", "2:1 RX010");
    EXPECT_PLACES("\"\\q\"", "1:2 RX010");
    EXPECT_PLACES("\"\\ud800\"", "1:4 RX010");
}

static void a_syntax_error_says_where_it_began(void)
{
    const char text[] = "a:\n  - [1\nb";

    reading_start(&reading, text, strlen(text), NULL);
    CU_ASSERT_EQUAL_FATAL(reading.list.count, 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(reading.list.first->secondary);
    CU_ASSERT_EQUAL(reading.list.first->secondary->span.line, 2);
    CU_ASSERT_EQUAL(reading.list.first->secondary->span.column, 5);
    reading_end(&reading);
}

static void all_errors_are_found(void)
{
    EXPECT_PLACES("a: !x 1\nb: *c\nc: 2021-13-01\nd: {[]: 1}\ne: =\n",
                  "2:4 RX013, 1:4 RX015, 3:4 RX017, 5:4 RX015, 4:5 RX018");
}

static void unreadable_characters(void)
{
    EXPECT_PLACES("a: \xff\n", "1:4 RX011");
    EXPECT_PLACES("a: 1\nb\xc3\xa9: \xc3", "2:5 RX011");
    EXPECT_PLACES("a: \xed\xa0\x80", "1:4 RX011");
    EXPECT_PLACES("a\r\nb\rc\xe2\x80\xa8"
                  "d\x07",
                  "4:2 RX011");
    EXPECT_PLACES("a\0b", "1:2 RX011");
    EXPECT_PLACES("\xef\xbb\xbf"
                  "a: \x7f",
                  "1:4 RX011");
    EXPECT_PLACES("\xc0\xaf", "1:1 RX011");
    EXPECT_PLACES("\xf4\x90\x80\x80", "1:1 RX011");
}

static void other_encodings(void)
{
    static const char LITTLE[] = "\xff\xfe"
                                 "a\0:\0 \0\xe9\0";
    static const char BIG[] = "\xfe\xff\0a\0:\0 \xd8\x3d\xde\0";
    static const char LONE[] = "\xff\xfe\n\0a\0\0\xd8x\0";
    static const char BELL[] = "\xfe\xff\xd8\x3d\xde\0\0\a";

    EXPECT_PLACES(LITTLE, "");
    EXPECT_PLACES(BIG, "");
    EXPECT_PLACES(LONE, "2:3 RX011");
    EXPECT_PLACES(BELL, "1:2 RX011");
}

static const struct test_case CASES[] = {
    {"keys and values have exact places", keys_and_values},
    {"absent values stand behind what announces them", absent_values},
    {"scalars keep their text", sources_are_kept},
    {"syntax errors are placed", syntax_errors},
    {"a syntax error says where its construct began",
     a_syntax_error_says_where_it_began},
    {"all other errors of a file are found", all_errors_are_found},
    {"characters that cannot be read are placed", unreadable_characters},
    {"UTF-16 is read, its errors are placed", other_encodings},
};

TEST_MAIN("yaml places", CASES)
