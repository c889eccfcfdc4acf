/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Diagnostics as text: carets below the right characters, whatever the width of
 * those before, and nothing that a terminal would obey.
 */
#include "compiler/base/diagnostic_print.h"
#include "tests/harness/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is printed for a message at a place of a source. */
static char *print(const char *source, struct span span, const char *message,
                   bool colour)
{
    struct arena arena = {0};
    struct diagnostic_printer printer;
    struct diagnostic_list list;
    char *text = NULL;
    size_t length;
    FILE *stream = open_memstream(&text, &length);

    CU_ASSERT_PTR_NOT_NULL_FATAL(stream);
    diagnostic_list_start(&list, &arena);
    diagnostic_report(&list, DIAG_KEY_UNKNOWN, span, "%s", message);
    diagnostic_printer_start(&printer, &arena, stream, colour,
                             thoth_text_of("f.yaml"), thoth_text_of(source));
    diagnostic_print(&printer, list.first);
    fclose(stream);
    arena_release(&arena);
    return text;
}

static void expect(const char *source, struct span span, const char *expected)
{
    char *text = print(source, span, "m", false);

    CU_ASSERT_STRING_EQUAL(text, expected);
    if (strcmp(text, expected) != 0)
        printf("# %s", text);
    free(text);
}

static void places(void)
{
    expect("a: b\nc: d\n", (struct span){2, 4, 2, 5},
           "f.yaml:2:4: error: m [RX101]\n"
           "    2 | c: d\n"
           "      |    ^\n");
    expect("abc: d", (struct span){1, 1, 1, 4},
           "f.yaml:1:1: error: m [RX101]\n"
           "    1 | abc: d\n"
           "      | ^~~\n");
    expect("ab\ncd\n", (struct span){1, 2, 2, 2},
           "f.yaml:1:2: error: m [RX101]\n"
           "    1 | ab\n"
           "      |  ^\n");
    expect("ab\n", (struct span){2, 1, 2, 1},
           "f.yaml:2:1: error: m [RX101]\n"
           "    2 | \n"
           "      | ^\n");
    expect("ab", (struct span){7, 1, 7, 2}, "f.yaml:7:1: error: m [RX101]\n");
    expect("", (struct span){1, 1, 1, 2}, "f.yaml:1:1: error: m [RX101]\n");
    expect("ab", (struct span){0, 0, 0, 0}, "f.yaml: error: m [RX101]\n");
}

static void widths(void)
{
    expect("\ta\tb", (struct span){1, 4, 1, 5},
           "f.yaml:1:4: error: m [RX101]\n"
           "    1 |         a       b\n"
           "      |                 ^\n");
    expect("\xe6\x97\xa5\xe6\x9c\xac: x", (struct span){1, 2, 1, 5},
           "f.yaml:1:2: error: m [RX101]\n"
           "    1 | \xe6\x97\xa5\xe6\x9c\xac: x\n"
           "      |   ^~~~\n");
    expect("e\xcc\x81x", (struct span){1, 3, 1, 4},
           "f.yaml:1:3: error: m [RX101]\n"
           "    1 | e\xcc\x81x\n"
           "      |  ^\n");
}

static void unprintable_characters(void)
{
    expect("\x1b[2J\xc2\x9bx\xff", (struct span){1, 6, 1, 7},
           "f.yaml:1:6: error: m [RX101]\n"
           "    1 | \\x1b[2J\\x9bx\\xff\n"
           "      |            ^\n");
    expect("a\xe2\x80\xaex", (struct span){1, 3, 1, 4},
           "f.yaml:1:3: error: m [RX101]\n"
           "    1 | a\\u{202e}x\n"
           "      |          ^\n");
}

static void messages_cannot_drive_the_terminal(void)
{
    char *text = print("", (struct span){0, 0, 0, 0},
                       "a\x1b[31m\n\xc2\x9b\xe2\x80\xae", false);

    CU_ASSERT_STRING_EQUAL(
        text, "f.yaml: error: a\\x1b[31m\\x0a\\x9b\\u{202e} [RX101]\n");
    free(text);
}

static void colours(void)
{
    char *text = print("ab", (struct span){1, 1, 1, 2}, "m", true);

    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\33[1;31merror: \33[0m"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\33[1;32m^\33[0m\n"));
    free(text);
}

/* A line of a megabyte: little is printed, with the place in it. */
static void long_lines(void)
{
    size_t length = 1 << 20;
    char *source = malloc(length + 1), *text;
    const char *caret;

    CU_ASSERT_PTR_NOT_NULL_FATAL(source);
    memset(source, 'x', length);
    source[length] = '\0';
    source[500000] = 'A';
    text = print(source, (struct span){1, 500001, 1, 900000}, "m", false);
    CU_ASSERT_TRUE(strlen(text) < 300);
    caret = strchr(strchr(strchr(text, '\n') + 1, '\n') + 1, '^');
    CU_ASSERT_PTR_NOT_NULL_FATAL(caret);
    CU_ASSERT_PTR_NOT_NULL_FATAL(strchr(text, 'A'));
    CU_ASSERT_EQUAL(caret - strrchr(text, '|'),
                    strchr(text, 'A') - strchr(text, '|'));
    free(text);
    for (size_t i = 0; i + 1 < length; i += 2)
        memcpy(source + i, "\xcc\x81", 2); /* marks without width */
    text = print(source, (struct span){1, 1, 1, 2}, "m", false);
    CU_ASSERT_TRUE(strlen(text) < 1000);
    free(text);
    free(source);
}

static const struct test_case CASES[] = {
    {"places", places},
    {"widths of characters", widths},
    {"unprintable characters are shown", unprintable_characters},
    {"messages cannot drive the terminal", messages_cannot_drive_the_terminal},
    {"colours", colours},
    {"long lines are cut", long_lines},
};

TEST_MAIN("diagnostic_print", CASES)
