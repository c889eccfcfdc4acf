/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Places inside scalars: every style that YAML writes a text in, characters of
 * several bytes, odd line breaks, and what cannot be followed.
 */
#include "compiler/lint/place.h"
#include "tests/compiler/yaml/reading.h"
#include "tests/harness/run.h"

#include <stdio.h>
#include <string.h>

static struct reading reading;
static struct place_finder finder;

static const struct ast_node *begin(const char *text, uint32_t number)
{
    reading_start(&reading, text, strlen(text), NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(reading.root);
    finder = (struct place_finder){.content = {text, strlen(text)},
                                   .scratch = &reading.arena};
    CU_ASSERT_FATAL(number < reading.root->mapping.count);
    return reading.root->mapping.entries[number].value;
}

/* Where the words stand in the first value, "line:column-line:column", and
 * what is there; "none" if that was not found out. */
static const char *place_of(const char *text, const char *words)
{
    static char shown[160];
    const struct ast_node *scalar = begin(text, 0);
    const char *at =
        memmem(scalar->text.at, scalar->text.length, words, strlen(words));
    struct thoth_text source;
    struct span span;
    bool exact;

    CU_ASSERT_PTR_NOT_NULL_FATAL(at);
    span = place_part(&finder, scalar, (struct thoth_text){at, strlen(words)},
                      &exact);
    source = place_source(&finder, span);
    if (exact)
        snprintf(shown, sizeof shown, "%u:%u-%u:%u %.*s", span.line,
                 span.column, span.end_line, span.end_column,
                 (int)source.length, source.at);
    else
        snprintf(shown, sizeof shown, "none");
    if (!exact)
        CU_ASSERT(!memcmp(&span, &scalar->span, sizeof span));
    reading_end(&reading);
    return shown;
}

#define CHECK_PLACE(text, words, expected)                                     \
    CU_ASSERT_STRING_EQUAL(place_of(text, words), expected)

static void styles(void)
{
    CHECK_PLACE("k: a bb c\n", "bb", "1:6-1:8 bb");
    CHECK_PLACE("k: 'a bb c'\n", "bb", "1:7-1:9 bb");
    CHECK_PLACE("k: \"a bb c\"\n", "bb", "1:7-1:9 bb");
    CHECK_PLACE("k: |\n  a\n  bb c\n", "bb", "3:3-3:5 bb");
    CHECK_PLACE("k: >-\n  a\n  bb\n  c\n", "bb", "3:3-3:5 bb");
    CHECK_PLACE("k: |2+ # c\n   a\n  bb\n\n", "bb", "3:3-3:5 bb");
    CHECK_PLACE("{k: a bb}\n", "bb", "1:7-1:9 bb");
}

static void several_lines(void)
{
    CHECK_PLACE("k: a\n  bb\n  c\n", "bb c", "2:3-3:4 bb\n  c");
    CHECK_PLACE("k: 'a\n\n  bb'\n", "bb", "3:3-3:5 bb");
    CHECK_PLACE("k: \"a\\\n  bb\"\n", "bb", "2:3-2:5 bb");
}

static void properties(void)
{
    CHECK_PLACE("k: &x a bb\n", "bb", "1:9-1:11 bb");
    CHECK_PLACE("k: !!str &x 'a bb'\n", "bb", "1:16-1:18 bb");
    CHECK_PLACE("k: &x\n  a bb\n", "bb", "2:5-2:7 bb");
}

static void quotes_and_escapes(void)
{
    CHECK_PLACE("k: 'it''s bb'\n", "bb", "1:11-1:13 bb");
    CHECK_PLACE("k: 'it''s bb'\n", "it's", "1:5-1:10 it''s");
    CHECK_PLACE("k: \"a \\\" bb\"\n", "bb", "1:10-1:12 bb");
    CHECK_PLACE("k: \"a \\x41 bb\"\n", "bb", "none");
    CHECK_PLACE("k: \"a \\x41 bb\"\n", "a", "1:5-1:6 a");
    CHECK_PLACE("k: \"a\\n bb\"\n", "bb", "none");
}

static void characters(void)
{
    CHECK_PLACE("k: \xc3\xa9\xe2\x82\xac bb\n", "bb", "1:7-1:9 bb");
    CHECK_PLACE("k: a \xf0\x9f\x90\x8d c\n", "\xf0\x9f\x90\x8d",
                "1:6-1:7 \xf0\x9f\x90\x8d");
    CHECK_PLACE("\xef\xbb\xbfk: a bb\n", "bb", "1:6-1:8 bb");
}

static void line_breaks(void)
{
    CHECK_PLACE("k: a\r\n  bb\r\n", "bb", "2:3-2:5 bb");
    CHECK_PLACE("k: a\r  bb\r", "bb", "2:3-2:5 bb");
    CHECK_PLACE("k: a\xc2\x85  bb\n", "bb", "2:3-2:5 bb");
}

/* Many places, backwards: found as well as in order. */
static void any_order(void)
{
    static char text[64 * 1024];
    size_t length = 0;
    bool right = true;
    uint32_t count = 2000;

    for (uint32_t i = 0; i < count; i++)
        length += (size_t)snprintf(text + length, sizeof text - length,
                                   "k%u: a bb\n", i);
    begin(text, 0);
    for (uint32_t i = count; i-- > 0;) {
        const struct ast_node *scalar = reading.root->mapping.entries[i].value;
        struct thoth_text part = {scalar->text.at + 2, 2};
        bool exact;
        struct span span = place_part(&finder, scalar, part, &exact);

        right = right && exact && span.line == i + 1 &&
                thoth_text_equal(place_source(&finder, span), part);
    }
    CU_ASSERT_TRUE(right);
    reading_end(&reading);
}

static struct span merge_key_of(const char *text, uint32_t number)
{
    const struct ast_node *mapping = begin(text, number);
    struct span span = place_merge_key(&finder, mapping);

    reading_end(&reading);
    return span;
}

static void merge_keys(void)
{
    struct span span = merge_key_of("x: &x {p: 1}\nk:\n  q: 2\n  <<: *x\n", 1);

    CU_ASSERT(span.line == 4 && span.column == 3 && span.end_column == 5);
    span = merge_key_of("x: &x {p: 1}\nk: {q: {<<: *x}, <<: *x}\n", 1);
    CU_ASSERT(span.line == 2 && span.column == 18);
    span = merge_key_of("x: &x {p: 1}\nk: {q: '<<', ? <<\n  : *x}\n", 1);
    CU_ASSERT(span.line == 2 && span.column == 16);
}

static const struct test_case cases[] = {
    {"a part is found in every style", styles},
    {"a part is found on a later line", several_lines},
    {"tags and anchors are stepped over", properties},
    {"quotes and simple escapes are followed, others are not",
     quotes_and_escapes},
    {"columns are characters", characters},
    {"lines end as YAML lets them end", line_breaks},
    {"places need not be asked for in order", any_order},
    {"a merge key is found, and not one further down", merge_keys},
};

TEST_MAIN("compiler/lint/place", cases)
