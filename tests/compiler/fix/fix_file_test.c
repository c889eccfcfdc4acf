/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fixes are applied only if they keep what they promise, whatever their edits
 * do: fixes made for the purpose, and random ones, on rules that are compiled
 * as always.
 */
#define _GNU_SOURCE
#include "compiler/driver/front.h"
#include "compiler/fix/fix_file.h"
#include "compiler/fix/fix_meaning.h"
#include "tests/harness/run.h"

#include <string.h>

enum { ROUNDS = 400, MOST_RANDOM = 6 };

static const char RULES[] = "units:\n"
                            "  steps:\n"
                            "  - name: One # first\n"
                            "    type: step\n"
                            "    should_include: &both\n"
                            "      adviser_pipeline: true\n"
                            "    match:\n"
                            "      package_version: {name: flask}\n"
                            "    run:\n"
                            "      score: 0.5\n"
                            "  - name: Two\n"
                            "    type: step\n"
                            "    should_include: *both\n"
                            "    match:\n"
                            "      package_version: {name: jinja2}\n"
                            "    run:\n"
                            "      score: 0.25 # less\n";

static struct arena arena;
static struct ir_session session;
static struct front fronts[2];
static uint32_t offers; /* how often `offered` repeats what was found */

static void compile(void *user, unsigned slot, struct fix_text *text,
                    struct arena *memory)
{
    const struct diagnostic_list *offered = user;

    fronts[slot].limits = YAML_LIMITS_DEFAULT;
    fronts[slot].lowering.session = &session;
    diagnostic_list_start(&text->diagnostics, memory);
    diagnostic_list_start(&text->offered, memory);
    text->object =
        front_compile(&fronts[slot], text->content, memory, &text->diagnostics);
    text->root = fronts[slot].root;
    if (offered && offers) {
        text->offered = *offered;
        offers--;
    }
}

static struct thoth_text text_of(const char *text)
{
    return (struct thoth_text){text, strlen(text)};
}

/* A list to which fixes are added. */
static struct diagnostic_list list;

static void start(void)
{
    ir_session_start(&session);
    diagnostic_list_start(&list, &arena);
    offers = 0;
}

static void finish(void)
{
    for (int i = 0; i < 2; i++) {
        front_release(&fronts[i]);
        fronts[i] = (struct front){.limits = YAML_LIMITS_DEFAULT};
    }
    ir_session_release(&session);
    arena_reset(&arena);
}

/* Adds a finding whose fix writes a text at one place. The code is one that
 * only all rules tell, so that nobody looks whether the finding is gone. */
static void add_fix(bool safe, struct span span, const char *text)
{
    struct diagnostic *found =
        diagnostic_report(&list, DIAG_LINK_SHARED, span, "found");

    diagnostic_add_edit(&list,
                        diagnostic_add_fix(&list, found, safe, "repair it"),
                        span, text_of(text));
}

static struct fixed_file fix(bool unsafe, const char *content,
                             const struct diagnostic_list *offered)
{
    const struct fixer fixer = {.session = &session,
                                .arena = &arena,
                                .unsafe = unsafe,
                                .compile = compile,
                                .user = (void *)(uintptr_t)offered};
    struct fixed_file fixed;

    fix_file(&fixer, text_of(content), &list, &fixed);
    return fixed;
}

static bool is_text(struct thoth_text text, const char *wanted)
{
    return thoth_text_equal(text, text_of(wanted));
}

static bool holds(struct thoth_text text, const char *part)
{
    return memmem(text.at, text.length, part, strlen(part)) != NULL;
}

static const struct span SCORE_ONE = {10, 14, 10, 17};
static const struct span SCORE_TWO = {17, 14, 17, 18};

static void meaning_stays(void)
{
    struct fixed_file fixed;

    start();
    add_fix(true, SCORE_ONE, "0.50");
    fixed = fix(false, RULES, NULL);
    CU_ASSERT_EQUAL(fixed.applied, 1);
    CU_ASSERT_PTR_NULL(fixed.failures);
    CU_ASSERT_TRUE(holds(fixed.content, "score: 0.50\n"));
    CU_ASSERT_TRUE(holds(fixed.content, "One # first\n"));
    finish();
}

static void false_promises_are_taken_back(void)
{
    static const struct {
        bool safe;
        struct span span;
        const char *text;
        enum fix_trouble trouble;
    } LIES[] = {
        {true, {10, 14, 10, 17}, "0.75", FIX_TROUBLE_MEANING},
        {true, {3, 11, 3, 14}, "Three", FIX_TROUBLE_MEANING},
        {true, {11, 1, 18, 1}, "", FIX_TROUBLE_MEANING},
        /* The conditions are Two's as well. */
        {true, {6, 25, 6, 29}, "false", FIX_TROUBLE_MEANING},
        {false, {10, 14, 10, 17}, "much", FIX_TROUBLE_ERRORS},
        {false, {10, 14, 10, 17}, "\"0.5", FIX_TROUBLE_ERRORS},
        {false, {4, 5, 4, 5}, "\t", FIX_TROUBLE_ERRORS},
        {false, {99, 1, 99, 2}, "x", FIX_TROUBLE_PLACES},
    };

    for (size_t i = 0; i < sizeof LIES / sizeof *LIES; i++) {
        struct fixed_file fixed;

        start();
        add_fix(LIES[i].safe, LIES[i].span, LIES[i].text);
        fixed = fix(true, RULES, NULL);
        CU_ASSERT_EQUAL(fixed.applied, 0);
        CU_ASSERT_TRUE(is_text(fixed.content, RULES));
        CU_ASSERT_PTR_NOT_NULL_FATAL(fixed.failures);
        CU_ASSERT_EQUAL(fixed.failures->trouble, LIES[i].trouble);
        CU_ASSERT_TRUE(fixed.failures->ours);
        finish();
    }
}

static void harm_is_found_among_others(void)
{
    struct fixed_file fixed;

    start();
    add_fix(true, (struct span){3, 11, 3, 14}, "Three");
    add_fix(true, SCORE_ONE, "0.50");
    add_fix(false, SCORE_TWO, "0.75");
    fixed = fix(true, RULES, NULL);
    CU_ASSERT_EQUAL(fixed.applied, 2);
    CU_ASSERT_PTR_NOT_NULL_FATAL(fixed.failures);
    CU_ASSERT_PTR_EQUAL(fixed.failures->diagnostic, list.first);
    CU_ASSERT_PTR_NULL(fixed.failures->next);
    CU_ASSERT_TRUE(holds(fixed.content, "name: One"));
    CU_ASSERT_TRUE(holds(fixed.content, "score: 0.50\n"));
    CU_ASSERT_TRUE(holds(fixed.content, "score: 0.75 # less\n"));
    finish();
}

static void unsafe_fixes_are_asked_for(void)
{
    struct fixed_file fixed;

    start();
    add_fix(false, SCORE_ONE, "0.75");
    fixed = fix(false, RULES, NULL);
    CU_ASSERT_EQUAL(fixed.applied, 0);
    fixed = fix(true, RULES, NULL);
    CU_ASSERT_EQUAL(fixed.applied, 1);
    CU_ASSERT_TRUE(holds(fixed.content, "score: 0.75\n"));
    finish();
}

/* What Two has through an alias changes with it, and no more of Two. */
static void shared_parts_change_together(void)
{
    struct fixed_file fixed;

    start();
    add_fix(false, (struct span){6, 25, 6, 29}, "false");
    fixed = fix(true, RULES, NULL);
    CU_ASSERT_EQUAL(fixed.applied, 1);
    CU_ASSERT_PTR_NULL(fixed.failures);
    CU_ASSERT_TRUE(holds(fixed.content, "adviser_pipeline: false\n"));
    finish();
    start();
    add_fix(false, SCORE_ONE, "0.75");
    add_fix(true, SCORE_TWO, "0.75");
    fixed = fix(true, RULES, NULL);
    CU_ASSERT_EQUAL(fixed.applied, 1);
    CU_ASSERT_PTR_NOT_NULL(fixed.failures);
    CU_ASSERT_TRUE(holds(fixed.content, "score: 0.25 # less\n"));
    finish();
}

static void units_may_go(void)
{
    struct fixed_file fixed;

    start();
    add_fix(false, (struct span){11, 1, 18, 1}, "");
    fixed = fix(true, RULES, NULL);
    CU_ASSERT_EQUAL(fixed.applied, 1);
    CU_ASSERT_PTR_NULL(fixed.failures);
    CU_ASSERT_FALSE(holds(fixed.content, "Two"));
    finish();
}

/* What touches waits for the next round, as far as it is offered again. */
static void rounds_follow_each_other(void)
{
    struct diagnostic_list again;
    struct fixed_file fixed;

    start();
    add_fix(true, SCORE_TWO, "0.250");
    again = list;
    diagnostic_list_start(&list, &arena);
    add_fix(true, SCORE_ONE, "0.50");
    add_fix(true, SCORE_ONE, "0.500");
    offers = 2;
    fixed = fix(false, RULES, &again);
    CU_ASSERT_EQUAL(fixed.applied, 2);
    CU_ASSERT_TRUE(holds(fixed.content, "score: 0.50\n"));
    CU_ASSERT_TRUE(holds(fixed.content, "score: 0.250 # less\n"));
    finish();
}

static void rounds_come_to_an_end(void)
{
    struct diagnostic_list again;
    struct fixed_file fixed;

    start();
    add_fix(true, (struct span){17, 18, 17, 18}, "0");
    again = list;
    offers = UINT32_MAX;
    fixed = fix(false, RULES, &again);
    CU_ASSERT_TRUE(fixed.unstable);
    CU_ASSERT_TRUE(fixed.applied < 100);
    finish();
}

/* A finding of the file itself must not be found any more. */
static void findings_must_go(void)
{
    static const char REPEATED[] = "units: {}\n"
                                   "metadata:\n"
                                   "  a: b\n"
                                   "  c: d\n"
                                   "  c: e\n";
    struct fixed_file fixed;
    struct diagnostic *found;

    start();
    found = diagnostic_report(&list, DIAG_YAML_KEY_REPEATED,
                              (struct span){5, 3, 5, 4}, "found");
    diagnostic_add_edit(&list, diagnostic_add_fix(&list, found, true, "repair"),
                        (struct span){3, 6, 3, 7}, text_of("f"));
    fixed = fix(false, REPEATED, NULL);
    CU_ASSERT_EQUAL(fixed.applied, 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(fixed.failures);
    CU_ASSERT_EQUAL(fixed.failures->trouble, FIX_TROUBLE_STAYS);
    finish();
}

/* In a file with errors nothing but errors can be fixed. */
static void errors_come_first(void)
{
    static const char BROKEN[] = "units:\n"
                                 "  steps:\n"
                                 "  - nam: One\n";
    struct fixed_file fixed;

    start();
    add_fix(true, (struct span){3, 10, 3, 13}, "Two");
    fixed = fix(true, BROKEN, NULL);
    CU_ASSERT_EQUAL(fixed.applied, 0);
    CU_ASSERT_PTR_NULL(fixed.failures);
    finish();
}

static uint64_t random_state;

static uint32_t random_below(uint32_t limit)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)(random_state >> 16) % limit;
}

static void add_random_fix(void)
{
    static const char *const TEXTS[] = {
        "", "x", "0.5", "\n", "  ", "#", "*both", "- ", "\"", "{", "name: a\n",
    };
    uint32_t line = random_below(18) + 1, column = random_below(24) + 1;
    uint32_t lines = random_below(4) ? 0 : random_below(6);
    uint32_t end = lines ? random_below(24) + 1 : column + random_below(4);

    add_fix(random_below(2), (struct span){line, column, line + lines, end},
            TEXTS[random_below(sizeof TEXTS / sizeof *TEXTS)]);
}

/* Whatever fixes do, what is written means what they said. */
static void random_fixes_do_no_harm(void)
{
    for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
        struct fix_text before = {.content = text_of(RULES)}, after;
        struct fixed_file fixed;

        random_state = seed * 0x9e3779b97f4a7c15u;
        start();
        for (uint32_t i = random_below(MOST_RANDOM) + 1; i; i--)
            add_random_fix();
        fixed = fix(false, RULES, NULL);
        after = (struct fix_text){.content = fixed.content};
        compile(NULL, 0, &before, &arena);
        compile(NULL, 1, &after, &arena);
        CU_ASSERT_EQUAL(after.diagnostics.errors, 0);
        CU_ASSERT_TRUE(
            fix_same_meaning(&session, &before.object, &after.object, NULL));
        fixed = fix(true, RULES, NULL);
        after = (struct fix_text){.content = fixed.content};
        compile(NULL, 1, &after, &arena);
        CU_ASSERT_EQUAL(after.diagnostics.errors, 0);
        finish();
    }
}

static const struct test_case CASES[] = {
    {"a safe fix keeps the meaning", meaning_stays},
    {"false promises are taken back", false_promises_are_taken_back},
    {"what does harm is found among others", harm_is_found_among_others},
    {"fixes that are not safe must be asked for", unsafe_fixes_are_asked_for},
    {"shared parts change together", shared_parts_change_together},
    {"units may go when it was said", units_may_go},
    {"rounds follow each other", rounds_follow_each_other},
    {"rounds come to an end", rounds_come_to_an_end},
    {"findings must go", findings_must_go},
    {"errors come first", errors_come_first},
    {"random fixes do no harm", random_fixes_do_no_harm},
};

TEST_MAIN("fix file", CASES)
