/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The JSON writer of answers: commas, escapes and values passed through. What
 * it writes is compared with the text and read back by jansson.
 */
#include "compiler/driver/case_writer.h"
#include "runtime/text.h"
#include "tests/harness/run.h"

#include <string.h>

/* Is the writer's text this, and JSON, whatever the value is? Releases it. */
static void check(struct case_writer *writer, const char *expected)
{
    json_t *json = json_loadb(writer->bytes, writer->length,
                              JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);

    CU_ASSERT_PTR_NOT_NULL(json);
    CU_ASSERT_EQUAL(writer->length, strlen(expected));
    CU_ASSERT_EQUAL(strncmp(writer->bytes, expected, writer->length), 0);
    json_decref(json);
    case_writer_release(writer);
}

static void commas_come_by_themselves(void)
{
    struct case_writer writer = {0};

    case_write_open(&writer, '{');
    case_write_key(&writer, "a");
    case_write_open(&writer, '[');
    case_write_close(&writer, ']');
    case_write_key(&writer, "b");
    case_write_open(&writer, '[');
    case_write_count(&writer, INT64_MAX);
    case_write_bool(&writer, true);
    case_write_open(&writer, '{');
    case_write_close(&writer, '}');
    case_write_string(&writer, "[:{,");
    case_write_open(&writer, '[');
    case_write_string(&writer, "");
    case_write_string(&writer, "\n");
    case_write_close(&writer, ']');
    case_write_close(&writer, ']');
    case_write_close(&writer, '}');
    check(&writer, "{\"a\":[],\"b\":[9223372036854775807,true,{},\"[:{,\","
                   "[\"\",\"\\n\"]]}");
}

static void lines_do_not_run_together(void)
{
    struct case_writer writer = {0};

    case_write_count(&writer, 1);
    case_write_newline(&writer);
    case_write_count(&writer, 2);
    CU_ASSERT_EQUAL(writer.length, 3);
    CU_ASSERT_EQUAL(memcmp(writer.bytes, "1\n2", 3), 0);
    case_writer_release(&writer);
}

static void forbidden_characters_are_escaped(void)
{
    struct thoth_text text = {"\"\\/\x7f\t\0\x1f\xc3\xbc", 9};
    struct case_writer writer = {0};

    case_write_text(&writer, text);
    check(&writer, "\"\\\"\\\\/\x7f\\t\\u0000\\u001f\xc3\xbc\"");
}

static void texts_can_be_joined(void)
{
    struct thoth_text parts[] = {
        thoth_text_of("a\""), {NULL, 0}, thoth_text_of("b")};
    struct case_writer writer = {0};

    case_write_joined(&writer, parts, 3);
    check(&writer, "\"a\\\"b\"");
}

static void integers_of_any_size_pass_through(void)
{
    const char *json = "[123456789012345678901234567890]";
    struct case_writer writer = {0};

    case_write_open(&writer, '[');
    case_write_raw(&writer, thoth_text_of(json));
    case_write_raw(&writer, thoth_text_of("null"));
    case_write_close(&writer, ']');
    CU_ASSERT_EQUAL(writer.length, strlen(json) + 7);
    CU_ASSERT_EQUAL(memcmp(writer.bytes, "[[123", 5), 0);
    CU_ASSERT_EQUAL(memcmp(writer.bytes + writer.length - 8, "0],null]", 8), 0);
    case_writer_release(&writer);
}

static void numbers_can_be_read_back(void)
{
    static const double numbers[] = {0.1, -1e-300, 1.0 / 3, 5e-324, 1e308};

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct case_writer writer = {0};
        json_t *json;

        case_write_real(&writer, numbers[i]);
        json = json_loadb(writer.bytes, writer.length, JSON_DECODE_ANY, NULL);
        CU_ASSERT_TRUE(json_is_real(json));
        CU_ASSERT_TRUE(json_real_value(json) == numbers[i]);
        json_decref(json);
        case_writer_release(&writer);
    }
}

static void long_texts_make_it_grow(void)
{
    char text[10000];
    struct case_writer writer = {0};

    memset(text, '"', sizeof text);
    case_write_text(&writer, (struct thoth_text){text, sizeof text});
    CU_ASSERT_EQUAL(writer.length, 2 * sizeof text + 2);
    case_writer_release(&writer);
}

static const struct test_case cases[] = {
    {"commas come by themselves", commas_come_by_themselves},
    {"lines do not run together", lines_do_not_run_together},
    {"forbidden characters are escaped", forbidden_characters_are_escaped},
    {"texts can be joined", texts_can_be_joined},
    {"integers of any size pass through", integers_of_any_size_pass_through},
    {"numbers can be read back", numbers_can_be_read_back},
    {"long texts make it grow", long_texts_make_it_grow},
};

TEST_MAIN("case_writer", cases)
