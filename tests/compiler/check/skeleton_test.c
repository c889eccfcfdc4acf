/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Skeletons are valid as they are, and each of their optional keys is.
 */
#include "compiler/check/field.h"
#include "compiler/check/skeleton.h"
#include "tests/compiler/check/rules.h"
#include "tests/harness/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *skeleton(enum unit_type type)
{
    char *text = NULL;
    size_t length;
    FILE *stream = open_memstream(&text, &length);

    CU_ASSERT_PTR_NOT_NULL_FATAL(stream);
    skeleton_print(stream, type);
    CU_ASSERT_EQUAL(fclose(stream), 0);
    return text;
}

static void are_valid(void)
{
    for (unsigned i = 0; i < UNIT_TYPE_COUNT; i++) {
        const struct unit_type_fact *fact = unit_type_fact((enum unit_type)i);
        char path[64], *text = skeleton((enum unit_type)i);
        struct rules rules;

        rules_check(&rules, text);
        CU_ASSERT_TRUE(rules.valid);
        CU_ASSERT_EQUAL(rules.list.count, 0);
        snprintf(path, sizeof(path), "units.%s.0",
                 unit_section_fact(fact->section)->key.at);
        CU_ASSERT_EQUAL(check_unit_type(rules_at(&rules, path)), i);
        rules_release(&rules);
        free(text);
    }
}

static void fit_a_terminal(void)
{
    for (unsigned i = 0; i < UNIT_TYPE_COUNT; i++) {
        char *text = skeleton((enum unit_type)i);

        for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
            CU_ASSERT_TRUE(strlen(line) <= 79);
        free(text);
    }
}

/* Removes the "#" in front of keys: the blocks of lines that start with one and
 * no blank, with the lines below that are indented more. Returns how many. */
static unsigned take_in_options(char *text)
{
    unsigned count = 0;
    bool inside = false;

    for (char *line = text; *line != '\0'; line += strcspn(line, "\n") + 1) {
        char *hash = line + strspn(line, " ");

        if (*hash != '#')
            inside = false;
        else if (hash[1] != ' ')
            inside = true;
        else if (hash[2] != ' ')
            inside = false;
        if (*hash != '#' || !inside)
            continue;
        memmove(hash, hash + 1, strlen(hash));
        count += *hash != ' ';
    }
    return count;
}

/* All at once some keys exclude each other, which is the only complaint. */
static void options_are_valid(void)
{
    unsigned total = 0;

    for (unsigned i = 0; i < UNIT_TYPE_COUNT; i++) {
        char *text = skeleton((enum unit_type)i);
        struct rules rules;

        total += take_in_options(text);
        rules_check(&rules, text);
        CU_ASSERT_EQUAL(rules.list.count,
                        rules_count(&rules, DIAG_KEYS_EXCLUSIVE) +
                            rules_count(&rules, DIAG_YIELD_AMBIGUOUS));
        if (rules.list.count > 2)
            printf("# %s\n", unit_type_fact((enum unit_type)i)->name.at);
        rules_release(&rules);
        free(text);
    }
    CU_ASSERT_TRUE(total > 100);
}

static const struct test_case CASES[] = {
    {"skeletons are valid", are_valid},
    {"skeletons fit a terminal", fit_a_terminal},
    {"optional keys are valid", options_are_valid},
};

TEST_MAIN("skeleton", CASES)
