/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Places in source texts, compared with a walk from the start.
 */
#include "compiler/base/source_index.h"
#include "tests/harness/run.h"

#include <stdlib.h>
#include <string.h>

static size_t find(const char *text, uint32_t line, uint32_t column)
{
    struct arena arena = {0};
    struct source_index index;
    size_t offset = 0;
    bool found;

    source_index_make(&index, &arena, thoth_text_of(text));
    found = source_index_find(&index, line, column, &offset);
    arena_release(&arena);
    return found ? offset : SIZE_MAX;
}

static void line_breaks(void)
{
    CU_ASSERT_EQUAL(find("a\nb", 2, 1), 2);
    CU_ASSERT_EQUAL(find("a\rb", 2, 1), 2);
    CU_ASSERT_EQUAL(find("a\r\nb", 2, 1), 3);
    CU_ASSERT_EQUAL(find("a\xc2\x85"
                         "b",
                         2, 1),
                    3);
    CU_ASSERT_EQUAL(find("a\xe2\x80\xa8"
                         "b\xe2\x80\xa9"
                         "c",
                         3, 1),
                    8);
    CU_ASSERT_EQUAL(find("a\vb", 2, 1), SIZE_MAX);
}

static void columns_are_characters(void)
{
    CU_ASSERT_EQUAL(find("\xc3\xa9x", 1, 2), 2);
    CU_ASSERT_EQUAL(find("\xf0\x9f\x98\x80x", 1, 2), 4);
    CU_ASSERT_EQUAL(find("\xef\xbb\xbfx", 1, 1), 3);
    CU_ASSERT_EQUAL(find("\xff\xfex", 1, 3), 2);
}

static void ends(void)
{
    CU_ASSERT_EQUAL(find("", 1, 1), 0);
    CU_ASSERT_EQUAL(find("ab\ncd", 1, 9), 2);
    CU_ASSERT_EQUAL(find("ab\ncd", 2, 9), 5);
    CU_ASSERT_EQUAL(find("ab\n", 2, 1), 3);
    CU_ASSERT_EQUAL(find("ab", 2, 1), SIZE_MAX);
    CU_ASSERT_EQUAL(find("ab", 0, 0), SIZE_MAX);
}

static char *random_text(size_t length)
{
    static const char *const PIECES[] = {
        "a", "\n", "\r", "\r\n", "\xc3\xa9", "\xe2\x80\xa8", "\xff", "bcdefgh",
    };
    char *text = calloc(length + 8, 1);

    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    for (size_t used = 0; used < length; used = strlen(text))
        strcpy(text + used, PIECES[(size_t)rand() % 8]);
    return text;
}

/* Every place of a text of some kilobytes, against one pass over it. */
static void every_place(void)
{
    struct arena arena = {0};
    struct source_index index;
    uint32_t line = 1, column = 1;
    char *text;
    const char *at, *end;

    srand(1);
    text = random_text(5000);
    end = text + strlen(text);
    source_index_make(&index, &arena, thoth_text_of(text));
    for (at = text; at < end;) {
        size_t offset, length = source_break_length(at, end);

        CU_ASSERT_TRUE(source_index_find(&index, line, column, &offset));
        CU_ASSERT_EQUAL(offset, (size_t)(at - text));
        if (length > 0) {
            line++;
            column = 1;
        } else {
            length = (unsigned char)*at == 0xc3 ? 2 : 1;
            column++;
        }
        at += length;
    }
    arena_release(&arena);
    free(text);
}

static const struct test_case CASES[] = {
    {"line breaks", line_breaks},
    {"columns are characters", columns_are_characters},
    {"ends of lines and of the text", ends},
    {"every place of a long text", every_place},
};

TEST_MAIN("source_index", CASES)
