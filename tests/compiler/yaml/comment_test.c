/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Comments are found where libyaml takes text for a comment, and nowhere else.
 */
#include "compiler/yaml/comment.h"
#include "tests/harness/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The comments as "LINE:COLUMN-END TEXT;", own lines in brackets. */
static char *comments_of(const char *bytes, size_t length)
{
    struct arena arena = {0};
    char *exact = malloc(length ? length : 1), *text = NULL;
    size_t size;
    FILE *stream = open_memstream(&text, &size);

    CU_ASSERT_PTR_NOT_NULL_FATAL(exact);
    CU_ASSERT_PTR_NOT_NULL_FATAL(stream);
    if (length)
        memcpy(exact, bytes, length);
    for (const struct yaml_comment *one =
             yaml_comments((struct thoth_text){exact, length}, &arena);
         one; one = one->next) {
        CU_ASSERT_EQUAL(one->span.line, one->span.end_line);
        fprintf(stream, one->own_line ? "[%u:%u-%u %.*s];" : "%u:%u-%u %.*s;",
                one->span.line, one->span.column, one->span.end_column,
                (int)one->text.length, one->text.at);
    }
    fclose(stream);
    arena_release(&arena);
    free(exact);
    return text;
}

static void expect(const char *yaml, const char *expected)
{
    char *found = comments_of(yaml, strlen(yaml));

    CU_ASSERT_STRING_EQUAL(found, expected);
    if (strcmp(found, expected) != 0)
        printf("# %s\n", found);
    free(found);
}

static void places(void)
{
    expect("", "");
    expect("# a", "[1:1-4 # a];");
    expect("#\n  #b\n", "[1:1-2 #];[2:3-5 #b];");
    expect("a: b # c\n# d\ne: f", "1:6-9 # c;[2:1-4 # d];");
    expect("- # a\n  b: c\n", "[1:3-6 # a];");
    expect("%YAML 1.1\n# a\n--- # b\nc: d\n... # e\n",
           "[2:1-4 # a];[3:5-8 # b];5:5-8 # e;");
    expect("\xef\xbb\xbf# a\nb: c # d\n", "[1:1-4 # a];2:6-9 # d;");
    expect("\xc3\xa4: \xc3\xb6 # \xf0\x9f\x98\x80\nb: c # d\n",
           "1:6-9 # \xf0\x9f\x98\x80;2:6-9 # d;");
    expect("a: b # c\r\n# d\r# e\xc2\x85# f\n",
           "1:6-9 # c;[2:1-4 # d];[3:1-4 # e];[4:1-4 # f];");
}

static void scalars(void)
{
    expect("a: b#c\nd: e #f\n", "2:6-8 #f;");
    expect("a: '# b'\nc: \"# d\n # e\" # f\n", "3:7-10 # f;");
    expect("a: 'it''s # b' # c\n", "1:16-19 # c;");
    expect("a: |\n  # b\n  c\n# d\ne: >\n # f\n # g\n", "[4:1-4 # d];");
    expect("a: | # b\n  # c\nd: e # f\n", "3:6-9 # f;");
    expect("a: b\n  # c\nd: e\n", "[2:3-6 # c];");
    expect("[a, # b\n b # c\n, {d: e, # f\n}] # g\n",
           "1:5-8 # b;2:4-7 # c;3:10-13 # f;4:4-7 # g;");
    expect("? a # b\n: c # d\n&x e: !!str f # g\nh: *x # i\n",
           "1:5-8 # b;2:5-8 # d;3:15-18 # g;4:7-10 # i;");
}

/* What stands before a mistake is found; what stands behind it may be. */
static void mistakes(void)
{
    char *found = comments_of("# a\n\xff\n", 6);

    CU_ASSERT_STRING_EQUAL(found, "");
    free(found);
    expect("# a\nb: c # d\ne: 'f\n", "[1:1-4 # a];2:6-9 # d;");
    found = comments_of("\xff\xfe#\0 \0a\0\n\0", 10);
    CU_ASSERT_PTR_NOT_NULL(found);
    free(found);
}

/* Any bytes: nothing but comments that begin with #, in order. */
static void any_text(void)
{
    static const char ALPHABET[] = "#:-[]{}'\"|> \n\t,a?&*!%\r";
    unsigned state = 1;

    for (int round = 0; round < 20000; round++) {
        char text[24];
        char *found;

        for (size_t i = 0; i < sizeof text; i++) {
            state = state * 1103515245 + 12345;
            text[i] = ALPHABET[(state >> 16) % (sizeof ALPHABET - 1)];
        }
        found = comments_of(text, sizeof text);
        CU_ASSERT(!*found || strchr(found, '#') != NULL);
        free(found);
    }
}

static const struct test_case CASES[] = {
    {"places of comments", places},
    {"what is text", scalars},
    {"mistakes in the syntax", mistakes},
    {"any text", any_text},
};

TEST_MAIN("comment", CASES)
