/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Labels in DOT: what they are made of cannot end them, nor mean more than
 * itself.
 */
#include "resolver/report/dot_text.h"
#include "tests/harness/run.h"

#include <stdlib.h>
#include <string.h>

static void prints_as(const char *text, size_t length, const char *expected)
{
    char *printed = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&printed, &size);

    CU_ASSERT_PTR_NOT_NULL_FATAL(stream);
    dot_print_text(stream, (struct thoth_text){text, length});
    fclose(stream);
    CU_ASSERT_STRING_EQUAL(printed, expected);
    free(printed);
}

static void prints_string(const char *text, const char *expected)
{
    prints_as(text, strlen(text), expected);
}

static void plain(void)
{
    prints_string("", "\"\"");
    prints_string("flask", "\"flask\"");
    prints_string(">=1.0,<2", "\">=1.0,<2\"");
    prints_string("caf\xC3\xA9", "\"caf\xC3\xA9\"");
}

static void escaped(void)
{
    prints_string("a\"b", "\"a\\\"b\"");
    prints_string("a\\", "\"a\\\\\"");
    prints_string("\\\"", "\"\\\\\\\"\"");
    prints_string("\\N", "\"\\\\N\"");
    prints_string("a\nb", "\"a\\nb\"");
    prints_string("&lt;", "\"&amp;lt;\"");
    prints_string("\"]; x [label=\"", "\"\\\"]; x [label=\\\"\"");
}

static void controls(void)
{
    prints_string("a\tb\r\x1b", "\"a b  \"");
    prints_as("a\0b", 3, "\"a b\"");
    prints_string("\x7f", "\" \"");
}

static const struct test_case cases[] = {
    {"names are printed as they are", plain},
    {"quotes, backslashes, ends of lines and entities are escaped", escaped},
    {"control characters become spaces", controls},
};

TEST_MAIN("dot_text", cases)
