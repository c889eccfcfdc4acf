/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Structural damage behind a correct checksum: each row of the table changes
 * one number of the sample bundle and says which section has to be blamed for
 * it. Then every word and every byte is changed in several ways: what is
 * refused is refused cleanly, what is accepted can be used.
 */
#include "tests/harness/run.h"
#include "tests/runtime/bundle_exercise.h"
#include "tests/runtime/bundle_sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OP(op, operands, immediate)                                            \
    BUNDLE_NODE(IR_OP_##op, (operands), (immediate))
#define IN_SHAPE(shape, word) ((shape)*64 + (word))

/* Shapes of the sample by number. */
enum {
    WHEN_ALWAYS,
    WHEN_SMALL,
    WHEN_RICH,
    MATCH_ALWAYS,
    MATCH_IN,
    RUN_BOOT,
    RUN_PSEUDONYM,
    MATCH_BOTH,
    MATCH_FROM,
    RUN_STEP,
    RUN_ADD,
    MATCH_WRAP,
    RUN_WRAP,
    RUN_NOTES
};

static const struct damage {
    enum bundle_section section;
    int at;            /* word, from the end if negative; IN_SHAPE for code */
    uint32_t value;    /* to be there instead */
    const char *blame; /* part of the message */
} damages[] = {
    {BUNDLE_PACKAGES, 0, 0, "packages, place 0: the first group"},
    {BUNDLE_PACKAGES, 2, 2, "packages, place 1: the name is no string"},
    {BUNDLE_PACKAGES, 4, 1, "packages, place 2: the name is out of order"},
    {BUNDLE_PACKAGES, -2, 1, "packages, place 3: the last record"},
    {BUNDLE_PACKAGES, 1, 1, "packages, place 3: the groups do not hold"},
    {BUNDLE_PACKAGES, -1, 6, "packages, place 3: the groups do not hold"},
    {BUNDLE_PACKAGES, 3, 99, "packages, place 0: the members exceed"},
    {BUNDLE_PACKAGES, 3, 2, "members, place 1: a member is out of order"},
    {BUNDLE_PACKAGES, 5, 4, "members, place 5: a member is out of order"},
    {BUNDLE_MEMBERS, 0, 99, "members, place 0: there is no such"},
    {BUNDLE_MEMBERS, 0, SAMPLE_STEP, "members, place 0: a member is a unit"},
    {BUNDLE_MEMBERS, 2, SAMPLE_UNITS, "members, place 2: an instance is in"},
    {BUNDLE_MEMBERS, 2, SAMPLE_BOOT, "members, place 2: a member is there"},
    {BUNDLE_MEMBERS, 0, SAMPLE_NOTES, "members, place 0: a match asks"},
    {BUNDLE_INDEXES, 0, 2, "indexes, place 0: the URL is no string"},
    {BUNDLE_INDEXES, 1, 1, "indexes, place 1: the URL is out of order"},
    {BUNDLE_BOUNDS, 0, 1, "bounds, place 2: the keys do not fill"},
    {BUNDLE_BOUNDS, -1, 1, "bounds, place 2: the keys do not fill"},
    {BUNDLE_BOUNDS, 1, 99, "bounds, place 0: the key exceeds"},
    {BUNDLE_BOUNDS, 1, 0, "bounds, place 0: the key is out of order"},
    {BUNDLE_SPECS, 0, 2, "specs, place 0: the text is no string"},
    {BUNDLE_SPECS, 1, 9, "specs, place 0: the set exceeds"},
    {BUNDLE_SPECS, 1, 1 << 27 | 1, "specs, place 0: the flags"},
    {BUNDLE_SPECS, 1, BUNDLE_SPEC_IRREGULAR | 1, "specs, place 0: the flags"},
    {BUNDLE_SPECS, 2, 3, "specs, place 0: interval 0 is out of order"},
    {BUNDLE_SPECS, 3, 6, "specs, place 0: interval 0 exceeds"},
    {BUNDLE_SPECS, 8, 0, "specs, place 4: interval 1 is out of order"},
    {BUNDLE_SHAPES, 6, 2, "shapes, place 1: the code does not follow"},
    {BUNDLE_SHAPES, -5, 99, "shapes, place 13: the code does not follow"},
    {BUNDLE_SHAPES, -5, 4, "place 13: word 3: the node exceeds"},
    {BUNDLE_SHAPES, 2, 3, "shapes, place 0: word 0: the kind"},
    {BUNDLE_SHAPES, 3, 2, "shapes, place 0: word 0: the columns"},
    {BUNDLE_SHAPES, 4, 1, "shapes, place 0: word 1: the root is no node"},
    {BUNDLE_SHAPES, MATCH_FROM * 6 + 4, 2, "word 2: the root is no node"},
    {BUNDLE_SHAPES, MATCH_FROM * 6 + 4, 6, "word 6: the root is decided"},
    {BUNDLE_SHAPES, MATCH_FROM * 6 + 5, 1, "word 1: the root is no node"},
    {BUNDLE_SHAPES, RUN_BOOT * 6 + 4, 2, "word 2: the root is no node"},
    {BUNDLE_SHAPES, RUN_BOOT * 6 + 5, 2, "word 2: only a match"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(MATCH_IN, 0), IR_TYPE_BOOL,
     "word 0: no type of a column"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(MATCH_IN, 0), IR_TYPE_STR,
     "word 1: an operand is no such column"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(MATCH_IN, 2), COLUMN(1),
     "word 1: an operand is no such column"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(MATCH_IN, 2), SUBJECT,
     "word 1: an operand is no package name"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(MATCH_IN, 2), UINT32_MAX,
     "word 1: an operand is of no kind"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(MATCH_FROM, 2), OP(COUNT, 0, 0),
     "word 2: the operation is unknown"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(MATCH_FROM, 2), OP(DEVELOP, 0, 1),
     "word 2: the immediate is invalid"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(MATCH_FROM, 2), OP(DEVELOP, 1, 0),
     "word 2: the number of operands"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(MATCH_FROM, 2), OP(AND, 0, 0),
     "word 2: the number of operands"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(MATCH_FROM, 6), OP(DEPENDENTS, 200, 1),
     "word 6: the node exceeds"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(MATCH_FROM, 2), OP(ADVISER, 0, 0),
     "word 2: a match asks"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(MATCH_FROM, 2), OP(MULTI_PACKAGE, 0, 0),
     "word 2: no operation for this shape"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(MATCH_FROM, 5), 4,
     "word 3: an operand is no earlier node"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(MATCH_FROM, 5), 6,
     "word 3: an operand is no earlier node"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(MATCH_FROM, 7), 2,
     "word 6: an operand has the wrong type"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(MATCH_FROM, 3), OP(RESOLVED, 2, 0),
     "word 6: an operand has the wrong type"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(MATCH_BOTH, 12), 6,
     "word 10: an operand is used already"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(RUN_STEP, 15), SUBJECT,
     "word 11: an operand is no package name"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(RUN_STEP, 11),
     OP(JUSTIFY, 4, 3 << 8 | IR_JUSTIFY_PACKAGE_NAME | IR_JUSTIFY_CVE_ID),
     "word 11: the immediate is invalid"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(RUN_STEP, 11),
     OP(JUSTIFY, 4, IR_JUSTIFY_ADVISORY | IR_JUSTIFY_CVE_ID),
     "word 11: an operand is no package name"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(RUN_STEP, 9), OP(SCORE, 0, 0),
     "word 9: the number of operands"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(RUN_STEP, 10), COLUMN(2),
     "word 9: an operand is no such column"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(RUN_BOOT, 4), OP(LOG, 1, 0),
     "word 4: the effect is there twice"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(RUN_ADD, 3), OP(ADD_PACKAGE, 2, 6),
     "word 3: the immediate is invalid"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(WHEN_SMALL, 0), OP(DEVELOP, 0, 0),
     "word 0: the root is decided too late"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(MATCH_ALWAYS, 0), OP(DEVELOP, 0, 0),
     "members, place 1: a match asks"},
    {BUNDLE_SHAPE_CODE, IN_SHAPE(MATCH_WRAP, 1), OP(DEVELOP, 0, 0),
     "members, place 0: a match asks"},
    {BUNDLE_ROWS, 0, 999, "whens, place 2: column 0 of its row is no valid"},
    {BUNDLE_WHENS, 0, MATCH_ALWAYS, "whens, place 0: the shape is no"},
    {BUNDLE_WHENS, 5, 999, "whens, place 2: its row exceeds"},
    {BUNDLE_WHENS, 5, UINT32_MAX, "whens, place 2: its row exceeds"},
    {BUNDLE_PATTERNS, 0, UNIT_TYPE_COUNT, "patterns, place 0: the unit type"},
    {BUNDLE_PATTERNS, 0, UNIT_TYPE_SIEVE, "patterns, place 0: the effects"},
    {BUNDLE_PATTERNS, 3 * 6, UNIT_TYPE_STEP, "patterns, place 3: the effects"},
    {BUNDLE_PATTERNS, 1, UINT32_C(1) << 31,
     "patterns, place 0: a flag is unknown"},
    {BUNDLE_PATTERNS, 1, BUNDLE_PATTERN_MULTI, "patterns, place 0: the flag"},
    {BUNDLE_PATTERNS, 1, BUNDLE_PATTERN_INSTANCES, "place 0: the shape is no"},
    {BUNDLE_PATTERNS, 2, 2, "patterns, place 0: the namespace"},
    {BUNDLE_PATTERNS, 3, 3, "patterns, place 0: there is no such condition"},
    {BUNDLE_PATTERNS, 4, WHEN_SMALL, "patterns, place 0: the shape is no"},
    {BUNDLE_PATTERNS, 5, MATCH_ALWAYS, "patterns, place 0: the shape has no"},
    {BUNDLE_UNITS, 0, 2, "units, place 0: the name is no string"},
    {BUNDLE_UNITS, 1, 99, "units, place 0: there is no such pattern"},
    {BUNDLE_UNITS, 6, 999, "units, place 1: its row exceeds"},
    {BUNDLE_UNITS, 7, 0, "units, place 1: column 1"},
    {BUNDLE_UNITS, 10, 1, "units, place 2: its first instance"},
    {BUNDLE_INSTANCES, 0, 99, "instances, place 0: there is no such unit"},
    {BUNDLE_INSTANCES, 1, 3, "instances, place 0: there is no such unit"},
    {BUNDLE_INSTANCES, 0, 3, "instances, place 1: the unit is out of order"},
    {BUNDLE_INSTANCES, 4, 3, "units, place 3: it has instances and"},
    {BUNDLE_INSTANCES, 2, RUN_STEP, "instances, place 0: the shape is no"},
    {BUNDLE_INSTANCES, 3, 999, "instances, place 0: its row exceeds"},
    {BUNDLE_LISTS, 0, 999, "lists, place 0: word"},
    {BUNDLE_LISTS, 1, 2, "lists, place 0: word 2: an entry"},
    {BUNDLE_LISTS, -4, UINT32_MAX, "lists, place"},
    {BUNDLE_LISTS, -3, 99, "a nested entry is invalid"},
    {BUNDLE_LISTS, -1, 1, "the list exceeds its section"},
    {BUNDLE_REQUIRES, 0, 99, "requires, place 0: the unit"},
    {BUNDLE_REQUIRES, 1, 999, "requires, place 0: there is no such list"},
    {BUNDLE_FOLDERS, 0, 0, "folders, place 0: the parent"},
    {BUNDLE_FOLDERS, 2, 1, "folders, place 1: the parent"},
    {BUNDLE_FOLDERS, 3, 2, "folders, place 1: the name"},
    {BUNDLE_FOLDERS, 1, 1, "folders, place 0: the name"},
    {BUNDLE_FILE_NAMES, 1, 2, "file_names, place 1: the name"},
    {BUNDLE_CHECKPOINTS, 0, 1, "checkpoints, place 0: it does not fit"},
    {BUNDLE_CHECKPOINTS, 1, 1, "checkpoints, place 0: it does not fit"},
    {BUNDLE_CHECKPOINTS, 2, 1, "checkpoints, place 0: it does not fit"},
    {BUNDLE_CHECKPOINTS, 3, 1, "checkpoints, place 0: it does not fit"},
};

static const struct byte_damage {
    enum bundle_section section;
    unsigned at;
    uint8_t value;
    const char *blame;
} byte_damages[] = {
    {BUNDLE_STRINGS, 2, 0xff, "strings, place 1: the string is not UTF-8"},
    {BUNDLE_STRINGS, 2, 0xed, "strings, place 1: the string is not UTF-8"},
    {BUNDLE_STRINGS, 0, 0xff, "strings, place 0: the string exceeds"},
    {BUNDLE_SOURCES, 0, 6, "sources, place 0: the file is damaged"},
    {BUNDLE_SOURCES, 1, 3, "sources, place 0: the file is damaged"},
    {BUNDLE_SOURCES, 2, 7, "sources, place 0: the file is damaged"},
    {BUNDLE_SOURCES, 3, 0, "sources, place 0: the file is damaged"},
    {BUNDLE_SOURCES, 4, 0, "sources, place 0: the file is damaged"},
    {BUNDLE_SOURCES, 18, 0x80, "sources, place 1: the file is damaged"},
    {BUNDLE_SOURCES, 16, 0, "sources, place 2: the file is damaged"},
};

static uint8_t *place_of(struct bundle_builder *builder,
                         const struct damage *damage)
{
    struct built_section *section = &builder->sections[damage->section];
    int at = damage->at;

    if (damage->section == BUNDLE_SHAPE_CODE) {
        uint32_t code;

        memcpy(&code,
               builder->sections[BUNDLE_SHAPES].bytes +
                   (size_t)(at / 64) * sizeof(struct bundle_shape),
               sizeof(code));
        at = (int)code + at % 64;
    } else if (at < 0) {
        at += (int)(section->size / 4);
    }
    CU_ASSERT_FATAL((size_t)at * 4 < section->size);
    return section->bytes + (size_t)at * 4;
}

/* Opens what was built; it must be refused, blaming the right place. */
static void refuses(const struct bundle_builder *builder, const char *blame)
{
    struct thoth_bundle *bundle;
    struct thoth_error error;
    size_t size;
    uint8_t *bytes = builder_finish(builder, &size);

    CU_ASSERT_EQUAL(
        thoth_bundle_open_memory(bytes, size, NULL, &bundle, &error),
        THOTH_E_CORRUPT);
    CU_ASSERT_PTR_NULL(bundle);
    if (strstr(error.message, blame) == NULL) {
        printf("# expected \"%s\" in: %s\n", blame, error.message);
        CU_FAIL("another place was blamed");
    }
    free(bytes);
}

static void blames_the_damaged_place(void)
{
    struct bundle_builder builder = {0};

    sample_build(&builder, 0);
    for (size_t i = 0; i < sizeof(damages) / sizeof(damages[0]); i++) {
        uint8_t *place = place_of(&builder, &damages[i]);
        uint32_t before;

        memcpy(&before, place, sizeof(before));
        CU_ASSERT(before != damages[i].value);
        memcpy(place, &damages[i].value, sizeof(before));
        refuses(&builder, damages[i].blame);
        memcpy(place, &before, sizeof(before));
    }
    for (size_t i = 0; i < sizeof(byte_damages) / sizeof(byte_damages[0]);
         i++) {
        uint8_t *place = builder.sections[byte_damages[i].section].bytes +
                         byte_damages[i].at;
        uint8_t before = *place;

        CU_ASSERT(before != byte_damages[i].value);
        *place = byte_damages[i].value;
        refuses(&builder, byte_damages[i].blame);
        *place = before;
    }
    builder_release(&builder);
}

/* Uses a bundle if it is accepted; counts both. */
static void try_bundle(const struct bundle_builder *builder, unsigned tried[2])
{
    struct thoth_bundle *bundle;
    struct thoth_error error;
    size_t size;
    uint8_t *bytes = builder_finish(builder, &size);
    enum thoth_status status =
        thoth_bundle_open_memory(bytes, size, NULL, &bundle, &error);

    CU_ASSERT(status == THOTH_OK || status == THOTH_E_CORRUPT);
    tried[status == THOTH_OK]++;
    if (status == THOTH_OK)
        bundle_exercise(bundle, 0);
    thoth_bundle_release(bundle);
    free(bytes);
}

/* Words are set to small and large numbers and shifted; bytes of the sections
 * that hold no words are flipped. */
static void try_word(const struct bundle_builder *builder, uint8_t *place,
                     unsigned tried[2])
{
    uint32_t before, values[12];

    memcpy(&before, place, sizeof(before));
    for (uint32_t i = 0; i < 5; i++)
        values[i] = i;
    values[5] = UINT32_MAX;
    values[6] = INT32_MAX;
    values[7] = before + 1;
    values[8] = before - 1;
    values[9] = before ^ 0x100;
    values[10] = before ^ 0x10000;
    values[11] = before ^ 0x40000000;
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        memcpy(place, &values[i], sizeof(before));
        if (values[i] != before)
            try_bundle(builder, tried);
    }
    memcpy(place, &before, sizeof(before));
}

static void accepts_nothing_that_cannot_be_used(void)
{
    struct bundle_builder builder = {0};
    unsigned tried[2] = {0, 0};

    sample_build(&builder, 0);
    for (int i = 0; i < BUNDLE_SECTION_COUNT; i++) {
        struct built_section *section = &builder.sections[i];

        for (size_t at = 0; at < section->size; at++) {
            if (at % 4 == 0 && section->size % 4 == 0 && i != BUNDLE_STRINGS)
                try_word(&builder, section->bytes + at, tried);
            for (unsigned bit = 1; bit < 0x100; bit <<= 1) {
                section->bytes[at] ^= (uint8_t)bit;
                try_bundle(&builder, tried);
                section->bytes[at] ^= (uint8_t)bit;
            }
        }
    }
    printf("# %u refused, %u accepted\n", tried[0], tried[1]);
    CU_ASSERT(tried[0] > 5000);
    CU_ASSERT(tried[1] > 500); /* texts and the like */
    builder_release(&builder);
}

static const struct test_case cases[] = {
    {"blames the damaged place", blames_the_damaged_place},
    {"accepts nothing that cannot be used",
     accepts_nothing_that_cannot_be_used},
};

TEST_MAIN("bundle_damage", cases)
