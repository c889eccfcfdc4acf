/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Decoding, white space, digits and lower case. The totals over all code
 * points pin the tables to Unicode 14.
 */
#include "runtime/unicode.h"
#include "tests/harness/run.h"

#define TEXT(literal) ((struct thoth_text){literal, sizeof(literal) - 1})

static void code_points_come_back(void)
{
    size_t wrong = 0;

    for (uint32_t code = 0; code < UNICODE_LIMIT; ++code) {
        char bytes[UNICODE_MAX_BYTES];
        const char *at = bytes;
        size_t length = unicode_encode(code, bytes);

        wrong += unicode_decode(&at, bytes + length) != code;
        wrong += at != bytes + length;
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

/* The first unit of a text is one stray byte. */
static void check_stray(struct thoth_text text)
{
    const char *at = text.at;
    uint32_t code = unicode_decode(&at, text.at + text.length);
    char byte;

    CU_ASSERT_EQUAL(code, UNICODE_LIMIT + (unsigned char)*text.at);
    CU_ASSERT_EQUAL(at - text.at, 1);
    CU_ASSERT_EQUAL(unicode_encode(code, &byte), 1);
    CU_ASSERT_EQUAL(byte, *text.at);
}

static void stray_bytes_stand_alone(void)
{
    check_stray(TEXT("\x80"));
    check_stray(TEXT("\xff"));
    check_stray(TEXT("\xc0\x80"));         /* overlong */
    check_stray(TEXT("\xe0\x80\x80"));     /* overlong */
    check_stray(TEXT("\xf0\x80\x80\x80")); /* overlong */
    check_stray(TEXT("\xf4\x90\x80\x80")); /* beyond the last code point */
    check_stray(TEXT("\xc3"));             /* cut off */
    check_stray(TEXT("\xe2\x82"));         /* cut off */
    check_stray(TEXT("\xe2\x82x"));        /* interrupted */
}

static void white_space_is_known(void)
{
    size_t count = 0;

    for (uint32_t code = 0; code < UNICODE_LIMIT; ++code) {
        char bytes[UNICODE_MAX_BYTES];
        size_t length = unicode_encode(code, bytes);
        size_t space = unicode_space_at(bytes, bytes + length);

        CU_ASSERT(space == 0 || space == length);
        count += space != 0;
    }
    CU_ASSERT_EQUAL(count, 29);
}

static void check_trim(struct thoth_text text, struct thoth_text trimmed)
{
    CU_ASSERT(thoth_text_equal(unicode_trim(text), trimmed));
}

static void ends_are_trimmed(void)
{
    check_trim(TEXT(" \t a b \n"), TEXT("a b"));
    check_trim(TEXT("\xc2\xa0\xe3\x80\x80\x61\xc2\x85"), TEXT("a"));
    check_trim(TEXT("\xe1\x9a\x80\xe2\x80\x8a"), TEXT(""));
    check_trim(TEXT(" \xc3\xa9 "), TEXT("\xc3\xa9"));
    check_trim(TEXT("\x85\xa0"), TEXT("\x85\xa0"));
    check_trim(TEXT("\xe2\x80\x8b"), TEXT("\xe2\x80\x8b"));
    check_trim((struct thoth_text){NULL, 0}, TEXT(""));
}

static void decimal_digits_are_known(void)
{
    size_t count = 0;

    for (uint32_t code = 0; code < UNICODE_LIMIT; ++code)
        count += unicode_is_decimal(code);
    CU_ASSERT_EQUAL(count, 660);
    CU_ASSERT(unicode_is_decimal('0') && unicode_is_decimal(0x669));
    CU_ASSERT_FALSE(unicode_is_decimal(0xb2) || unicode_is_decimal('a'));
}

static void lower_case_is_known(void)
{
    size_t count = 0, twice = 0;

    for (uint32_t code = 0; code < UNICODE_LIMIT; ++code) {
        uint32_t lower = unicode_lower(code);

        count += lower != code;
        twice += unicode_lower(lower) != lower;
    }
    CU_ASSERT_EQUAL(count, 1433);
    CU_ASSERT_EQUAL(twice, 0);
    CU_ASSERT_EQUAL(unicode_lower('Q'), 'q');
    CU_ASSERT_EQUAL(unicode_lower(0x178), 0xff);
    CU_ASSERT_EQUAL(unicode_lower(0x1c5), 0x1c6);
    CU_ASSERT_EQUAL(unicode_lower(0x2126), 0x3c9);
    CU_ASSERT_EQUAL(unicode_lower(0x1e921), 0x1e943);
    CU_ASSERT_EQUAL(unicode_lower(0xd7), 0xd7);
}

static void check_lower(struct thoth_text text, struct thoth_text lower)
{
    struct unicode_lower_walk walk = unicode_lower_begin(text);
    char buffer[64];
    struct thoth_text made = {buffer, 0};
    uint32_t code;

    while ((code = unicode_lower_next(&walk)) != UNICODE_END)
        made.length += unicode_encode(code, buffer + made.length);
    CU_ASSERT(thoth_text_equal(made, lower));
    CU_ASSERT_EQUAL(unicode_lower_next(&walk), UNICODE_END);
}

static void words_end_in_final_sigma(void)
{
    check_lower(TEXT("\xce\x9f\xce\x94\xce\x9f\xce\xa3"),
                TEXT("\xce\xbf\xce\xb4\xce\xbf\xcf\x82"));
    check_lower(TEXT("\xce\xa3"), TEXT("\xcf\x83"));
    check_lower(TEXT("\xce\xa3\xce\x91"), TEXT("\xcf\x83\xce\xb1"));
    check_lower(TEXT("a\xce\xa3 b"), TEXT("a\xcf\x82 b"));
    check_lower(TEXT("1\xce\xa3"), TEXT("1\xcf\x83"));
    check_lower(TEXT("a.\xce\xa3."), TEXT("a.\xcf\x82."));
    check_lower(TEXT("a\xce\xa3\xcc\x81\x61"), TEXT("a\xcf\x83\xcc\x81\x61"));
}

static void dotted_i_becomes_two(void)
{
    check_lower(TEXT("I\xc4\xb0I"), TEXT("ii\xcc\x87i"));
    check_lower((struct thoth_text){NULL, 0}, TEXT(""));
}

static const struct test_case cases[] = {
    {"code points come back", code_points_come_back},
    {"stray bytes stand alone", stray_bytes_stand_alone},
    {"white space is known", white_space_is_known},
    {"ends are trimmed", ends_are_trimmed},
    {"decimal digits are known", decimal_digits_are_known},
    {"lower case is known", lower_case_is_known},
    {"words end in a final sigma", words_end_in_final_sigma},
    {"a dotted I becomes two characters", dotted_i_becomes_two},
};

TEST_MAIN("unicode", cases)
