/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rows of the field table agree with each other.
 */
#include "compiler/check/example.h"
#include "compiler/check/field.h"
#include "tests/harness/run.h"

#include <string.h>

static bool is_member_somewhere(enum field_id field)
{
    for (unsigned record = 0; record < RECORD_COUNT; record++) {
        uint32_t count;
        const struct member_fact *members =
            record_members((enum record_id)record, &count);
        for (uint32_t i = 0; i < count; i++)
            if (members[i].field == field)
                return true;
    }
    return false;
}

static void every_field_has_a_place_and_words(void)
{
    for (unsigned i = FIELD_NONE + 1; i < FIELD_COUNT; i++) {
        const struct field_fact *fact = field_fact((enum field_id)i);

        CU_ASSERT_TRUE(is_member_somewhere((enum field_id)i));
        CU_ASSERT_TRUE(fact->key.length > 0);
        CU_ASSERT_TRUE(strlen(fact->documentation) > 10);
        CU_ASSERT_EQUAL(fact->documentation[strlen(fact->documentation) - 1],
                        '.');
        CU_ASSERT_TRUE(!strcmp(fact->since, "v1") ||
                       !strcmp(fact->since, "v2"));
        CU_ASSERT_EQUAL(field_since((enum field_id)i),
                        (unsigned)(fact->since[1] - '0'));
        CU_ASSERT_EQUAL(fact->value == VALUE_CHOICE,
                        fact->choices != CHOICE_SET_NONE);
        if (fact->value != VALUE_RECORD && fact->value != VALUE_UNIT_TYPE)
            CU_ASSERT_TRUE(field_example((enum field_id)i)[0] != '\0');
    }
}

static void check_member_row(const struct member_fact *member,
                             enum record_id record)
{
    enum value_type value = field_fact(member->field)->value;
    bool by_type =
        member->field == FIELD_UNIT_MATCH || member->field == FIELD_UNIT_RUN;

    CU_ASSERT_EQUAL(member->record, record);
    CU_ASSERT_PTR_EQUAL(record_member(record, field_fact(member->field)->key),
                        member);
    if (value == VALUE_RECORD || value == VALUE_CONDITION) {
        CU_ASSERT_EQUAL(!by_type, member->target != RECORD_NONE);
    } else if (value != VALUE_NUMBER && value != VALUE_SCORE) {
        CU_ASSERT_EQUAL(member->target, RECORD_NONE);
    }
    CU_ASSERT_FALSE(member->required && member->alternative);
    if (member->form == FORM_SINGLE || member->form == FORM_SINGLE_OR_NOT)
        CU_ASSERT_EQUAL(member->minimum, 0);
    if (member->maximum > 0)
        CU_ASSERT_TRUE(member->minimum <= member->maximum);
}

static void members_are_found_by_their_keys(void)
{
    unsigned total = 0;

    for (unsigned record = RECORD_NONE + 1; record < RECORD_COUNT; record++) {
        uint32_t count;
        const struct member_fact *members =
            record_members((enum record_id)record, &count);

        CU_ASSERT_TRUE(count > 0 && count <= 32);
        for (uint32_t i = 0; i < count; i++)
            check_member_row(&members[i], (enum record_id)record);
        total += count;
    }
    CU_ASSERT_TRUE(total > 100);
    CU_ASSERT_PTR_NULL(record_member(RECORD_UNIT, thoth_text_of("nam")));
    CU_ASSERT_PTR_NULL(record_member(RECORD_UNIT, thoth_text_of("")));
    CU_ASSERT_PTR_NULL(record_member(RECORD_NONE, thoth_text_of("name")));
}

static void exclusive_fields_are_members(void)
{
    uint32_t count;
    const struct exclusive_fact *facts = exclusive_facts(&count);

    CU_ASSERT_TRUE(count > 0);
    for (uint32_t i = 0; i < count; i++) {
        CU_ASSERT_PTR_NOT_NULL(
            record_member(facts[i].record, field_fact(facts[i].left)->key));
        CU_ASSERT_PTR_NOT_NULL(
            record_member(facts[i].record, field_fact(facts[i].right)->key));
    }
}

static void names_are_found(void)
{
    for (unsigned i = 0; i < CHOICE_COUNT; i++)
        CU_ASSERT_EQUAL(choice_find(choice_fact((enum choice)i)->set,
                                    choice_fact((enum choice)i)->name),
                        i);
    for (unsigned i = 0; i < UNIT_TYPE_COUNT; i++)
        CU_ASSERT_EQUAL(unit_type_find(unit_type_fact((enum unit_type)i)->name),
                        i);
    for (unsigned i = 0; i < UNIT_SECTION_COUNT; i++)
        CU_ASSERT_EQUAL(
            unit_section_find(unit_section_fact((enum unit_section)i)->key), i);
    CU_ASSERT_EQUAL(choice_find(CHOICE_SET_SEVERITY, thoth_text_of("latest")),
                    CHOICE_COUNT);
    CU_ASSERT_EQUAL(unit_type_find(thoth_text_of("Step")), UNIT_TYPE_COUNT);
    CU_ASSERT_EQUAL(unit_section_find(thoth_text_of("boot")),
                    UNIT_SECTION_COUNT);
}

static const struct test_case CASES[] = {
    {"every field has a place, words and an example",
     every_field_has_a_place_and_words},
    {"members are found by their keys", members_are_found_by_their_keys},
    {"exclusive fields are members", exclusive_fields_are_members},
    {"names are found", names_are_found},
};

TEST_MAIN("field", CASES)
