/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading cases line by line: numbers of lines, ids, and lines that are no
 * JSON. Complaints go to a standard error of the test's own.
 */
#include "compiler/driver/case_line.h"
#include "tests/harness/run.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Reads one line of `text` after `skip` others; what was printed goes to
 * `complaint`. */
static enum case_line_result read_one(const char *text, int skip,
                                      struct case_line *line, char *complaint,
                                      size_t room)
{
    struct case_reader reader = {
        .stream = fmemopen((void *)(uintptr_t)text, strlen(text), "r")};
    FILE *capture = tmpfile();
    int standard_error = dup(STDERR_FILENO);
    enum case_line_result result;

    fflush(stderr);
    dup2(fileno(capture), STDERR_FILENO);
    while (skip-- > 0) {
        case_line_read(&reader, "test", line);
        case_line_release(line);
    }
    result = case_line_read(&reader, "test", line);
    fflush(stderr);
    dup2(standard_error, STDERR_FILENO);
    close(standard_error);
    rewind(capture);
    complaint[fread(complaint, 1, room - 1, capture)] = '\0';
    fclose(capture);
    fclose(reader.stream);
    case_reader_release(&reader);
    return result;
}

static void blank_lines_count_but_are_no_cases(void)
{
    char complaint[200];
    struct case_line line;

    CU_ASSERT_EQUAL(read_one("\n \t\r\n{\"builder\":{}}\n\n", 0, &line,
                             complaint, sizeof complaint),
                    CASE_LINE_READ);
    CU_ASSERT_EQUAL(line.number, 3);
    CU_ASSERT_PTR_NULL(line.id);
    CU_ASSERT_PTR_EQUAL(line.body, line.object);
    CU_ASSERT_STRING_EQUAL(complaint, "");
    case_line_release(&line);
    CU_ASSERT_EQUAL(read_one("{}\n\n\n", 1, &line, complaint, sizeof complaint),
                    CASE_LINE_END);
}

static void ids_are_of_any_type(void)
{
    char complaint[200];
    struct case_line line;

    CU_ASSERT_EQUAL(read_one("{\"id\":[1],\"case\":{\"id\":2}}", 0, &line,
                             complaint, sizeof complaint),
                    CASE_LINE_READ);
    CU_ASSERT_TRUE(json_is_array(line.id));
    CU_ASSERT_EQUAL(json_integer_value(json_object_get(line.body, "id")), 2);
    case_line_release(&line);
    read_one("{\"id\":null}", 0, &line, complaint, sizeof complaint);
    CU_ASSERT_TRUE(json_is_null(line.id));
    case_line_release(&line);
}

static void bad_lines_are_named_and_passed_over(void)
{
    static const char *const bad[] = {"{",
                                      "[1]",
                                      "7",
                                      "\"x\"",
                                      "null",
                                      "{} {}",
                                      "{\"a\":\"\\ud800\"}",
                                      "{\"a\":1e999}",
                                      "\xff",
                                      "{\"a\":\"\xed\xa0\x80\"}"};
    char complaint[300], text[100];
    struct case_line line;

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        snprintf(text, sizeof text, "{}\n%s\n{}\n", bad[i]);
        CU_ASSERT_EQUAL(read_one(text, 1, &line, complaint, sizeof complaint),
                        CASE_LINE_BAD);
        CU_ASSERT_PTR_NOT_NULL(strstr(complaint, "test: line 2"));
        CU_ASSERT_EQUAL(strchr(complaint, '\n'),
                        complaint + strlen(complaint) - 1);
        CU_ASSERT_EQUAL(read_one(text, 2, &line, complaint, sizeof complaint),
                        CASE_LINE_READ);
        CU_ASSERT_EQUAL(line.number, 3);
        case_line_release(&line);
    }
}

static void deep_nesting_is_refused(void)
{
    size_t depth = 200000;
    char *text = malloc(depth + 1);
    char complaint[300];
    struct case_line line;

    memset(text, '[', depth);
    text[depth] = '\0';
    CU_ASSERT_EQUAL(read_one(text, 0, &line, complaint, sizeof complaint),
                    CASE_LINE_BAD);
    free(text);
}

static const struct test_case cases[] = {
    {"blank lines count but are no cases", blank_lines_count_but_are_no_cases},
    {"ids are of any type", ids_are_of_any_type},
    {"bad lines are named and passed over",
     bad_lines_are_named_and_passed_over},
    {"deep nesting is refused", deep_nesting_is_refused},
};

TEST_MAIN("case_line", cases)
