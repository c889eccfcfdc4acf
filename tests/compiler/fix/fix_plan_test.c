/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fixes of random texts at random places, against a plain way of applying them:
 * earlier fixes win, none is applied in part, bytes outside of edits stay, and
 * nothing that touches is applied together.
 */
#include "compiler/fix/fix_plan.h"
#include "tests/harness/run.h"

#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 3000, MOST_LENGTH = 60, MOST_FIXES = 8, MOST_EDITS = 3 };

static struct arena arena;
static uint64_t random_state;

static uint32_t random_below(uint32_t limit)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)(random_state >> 16) % limit;
}

/* Letters, line breaks of two kinds, a character of two bytes. */
static struct thoth_text random_text(uint32_t most)
{
    static const char *const PIECES[] = {"a",  "b",    "c",
                                         "\n", "\r\n", "\xc3\xa9"};
    char *text = arena_allocate(&arena, 2 * (size_t)most + 1);
    size_t length = 0;

    for (uint32_t i = random_below(most + 1); i; i--) {
        const char *piece = PIECES[random_below(6)];

        memcpy(text + length, piece, strlen(piece));
        length += strlen(piece);
    }
    return (struct thoth_text){text, length};
}

/* The offsets at which characters begin, and the end. */
struct borders {
    size_t at[2 * MOST_LENGTH + 1];
    uint32_t line[2 * MOST_LENGTH + 1], column[2 * MOST_LENGTH + 1];
    uint32_t count;
};

static void find_borders(struct thoth_text text, struct borders *borders)
{
    uint32_t line = 1, column = 1;

    borders->count = 0;
    for (size_t i = 0; i <= text.length;) {
        borders->at[borders->count] = i;
        borders->line[borders->count] = line;
        borders->column[borders->count++] = column;
        if (i == text.length)
            break;
        if (text.at[i] == '\n' || text.at[i] == '\r') {
            i += text.at[i] == '\r' ? 2 : 1;
            line++;
            column = 1;
        } else {
            i += text.at[i] == '\xc3' ? 2 : 1;
            column++;
        }
    }
}

static void add_random_edit(struct diagnostic_list *list,
                            struct diagnostic_fix *fix,
                            const struct borders *borders)
{
    uint32_t start = random_below(borders->count);
    uint32_t end = start + random_below(borders->count - start);

    if (random_below(3) == 0)
        end = start;
    diagnostic_add_edit(list, fix,
                        (struct span){borders->line[start],
                                      borders->column[start],
                                      borders->line[end], borders->column[end]},
                        random_text(4));
}

static void make_list(struct diagnostic_list *list,
                      const struct borders *borders)
{
    diagnostic_list_start(list, &arena);
    for (uint32_t i = random_below(MOST_FIXES + 1); i; i--) {
        struct diagnostic *diagnostic = diagnostic_report(
            list, DIAG_KEY_UNKNOWN, (struct span){1, 1, 1, 1}, "found");
        struct diagnostic_fix *fix =
            diagnostic_add_fix(list, diagnostic, random_below(2), "repair it");

        for (uint32_t j = random_below(MOST_EDITS + 1); j; j--)
            add_random_edit(list, fix, borders);
    }
}

/* The plain way: edits as offsets, applied fixes marked. */
struct plain {
    struct fix_edit edits[MOST_FIXES * MOST_EDITS];
    uint32_t count;
};

static size_t offset_of(const struct borders *borders, uint32_t line,
                        uint32_t column)
{
    uint32_t i = 0;

    while (borders->line[i] != line || borders->column[i] != column)
        i++;
    return borders->at[i];
}

static bool plain_touches(const struct fix_edit *a, const struct fix_edit *b)
{
    bool insertion = a->start == a->end || b->start == b->end;

    return insertion ? a->start <= b->end && b->start <= a->end
                     : a->start < b->end && b->start < a->end;
}

static bool plain_take(struct plain *plain, const struct diagnostic_fix *fix,
                       const struct borders *borders)
{
    uint32_t before = plain->count;

    for (const struct diagnostic_edit *edit = fix->edits; edit;
         edit = edit->next) {
        struct fix_edit taken = {
            offset_of(borders, edit->span.line, edit->span.column),
            offset_of(borders, edit->span.end_line, edit->span.end_column),
            edit->text};

        for (uint32_t i = 0; i < plain->count; i++)
            if (plain_touches(&plain->edits[i], &taken)) {
                plain->count = before;
                return false;
            }
        plain->edits[plain->count++] = taken;
    }
    return true;
}

static int by_start(const void *left, const void *right)
{
    const struct fix_edit *a = left, *b = right;

    return (a->start > b->start) - (a->start < b->start);
}

static struct thoth_text plain_apply(struct plain *plain,
                                     struct thoth_text content)
{
    char *out = arena_allocate(&arena, content.length +
                                           MOST_FIXES * MOST_EDITS * 8 + 1);
    size_t length = 0, at = 0;

    if (plain->count)
        qsort(plain->edits, plain->count, sizeof *plain->edits, by_start);
    for (uint32_t i = 0; i <= plain->count; i++) {
        size_t until =
            i < plain->count ? plain->edits[i].start : content.length;

        memcpy(out + length, content.at + at, until - at);
        length += until - at;
        if (i == plain->count)
            break;
        memcpy(out + length, plain->edits[i].text.at,
               plain->edits[i].text.length);
        length += plain->edits[i].text.length;
        at = plain->edits[i].end;
    }
    return (struct thoth_text){out, length};
}

static bool all_wanted(void *user, const struct diagnostic *diagnostic)
{
    (void)user;
    return diagnostic->fix != NULL;
}

static bool safe_wanted(void *user, const struct diagnostic *diagnostic)
{
    (void)user;
    return diagnostic->fix->safe;
}

static void check_round(bool safe_only)
{
    struct thoth_text content = random_text(MOST_LENGTH);
    struct plain plain = {.count = 0};
    struct diagnostic_list list;
    struct borders borders;
    struct fix_plan plan;
    uint32_t applied = 0;

    find_borders(content, &borders);
    make_list(&list, &borders);
    for (const struct diagnostic *one = list.first; one; one = one->next)
        if (one->fix->edits && (one->fix->safe || !safe_only))
            applied += plain_take(&plain, one->fix, &borders);
    fix_plan_make(&plan, &arena, content, &list,
                  safe_only ? safe_wanted : all_wanted, NULL);
    CU_ASSERT_EQUAL(fix_plan_left(&plan), applied);
    CU_ASSERT_TRUE(
        thoth_text_equal(fix_plan_apply(&plan), plain_apply(&plain, content)));
}

static void random_fixes_are_applied(void)
{
    for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
        random_state = seed * 0x9e3779b97f4a7c15u;
        check_round(seed % 2);
        arena_reset(&arena);
    }
}

static struct diagnostic_fix *add_fix(struct diagnostic_list *list)
{
    return diagnostic_add_fix(list,
                              diagnostic_report(list, DIAG_KEY_UNKNOWN,
                                                (struct span){1, 1, 1, 1},
                                                "found"),
                              true, "repair it");
}

static const struct thoth_text CONTENT = {"one\ntwo\n", 8};

static void dropped_fixes_leave_no_trace(void)
{
    struct diagnostic_list list;
    struct fix_plan plan;

    diagnostic_list_start(&list, &arena);
    diagnostic_add_edit(&list, add_fix(&list), (struct span){1, 1, 1, 4},
                        (struct thoth_text){"eins", 4});
    diagnostic_add_edit(&list, add_fix(&list), (struct span){2, 1, 2, 4},
                        (struct thoth_text){"zwei", 4});
    fix_plan_make(&plan, &arena, CONTENT, &list, all_wanted, NULL);
    plan.steps[0].dropped = true;
    CU_ASSERT_EQUAL(fix_plan_left(&plan), 1);
    CU_ASSERT_TRUE(thoth_text_equal(fix_plan_apply(&plan),
                                    (struct thoth_text){"one\nzwei\n", 9}));
    plan.steps[1].dropped = true;
    CU_ASSERT_TRUE(thoth_text_equal(fix_plan_apply(&plan), CONTENT));
    arena_reset(&arena);
}

/* Places that the text does not have, and fixes that contradict themselves. */
static void odd_places_are_refused(void)
{
    static const struct span ODD[] = {{0, 0, 0, 0}, {1, 1, 9, 1}, {9, 1, 9, 2},
                                      {2, 1, 1, 1}, {1, 3, 1, 1}, {1, 0, 1, 1}};

    for (size_t i = 0; i < sizeof ODD / sizeof *ODD; i++) {
        struct diagnostic_list list;
        struct fix_plan plan;

        diagnostic_list_start(&list, &arena);
        diagnostic_add_edit(&list, add_fix(&list), ODD[i],
                            (struct thoth_text){"x", 1});
        fix_plan_make(&plan, &arena, CONTENT, &list, all_wanted, NULL);
        CU_ASSERT_EQUAL(plan.unusable, 1);
        CU_ASSERT_TRUE(thoth_text_equal(fix_plan_apply(&plan), CONTENT));
        arena_reset(&arena);
    }
}

static void fixes_that_touch_wait(void)
{
    struct diagnostic_list list;
    struct diagnostic_fix *fix;
    struct fix_plan plan;

    diagnostic_list_start(&list, &arena);
    diagnostic_add_edit(&list, add_fix(&list), (struct span){1, 2, 1, 3},
                        (struct thoth_text){"N", 1});
    fix = add_fix(&list);
    diagnostic_add_edit(&list, fix, (struct span){2, 1, 2, 2},
                        (struct thoth_text){"T", 1});
    diagnostic_add_edit(&list, fix, (struct span){1, 1, 1, 4},
                        (struct thoth_text){"x", 1});
    fix_plan_make(&plan, &arena, CONTENT, &list, all_wanted, NULL);
    CU_ASSERT_TRUE(plan.waiting);
    CU_ASSERT_EQUAL(plan.unusable, 0);
    CU_ASSERT_TRUE(thoth_text_equal(fix_plan_apply(&plan),
                                    (struct thoth_text){"oNe\ntwo\n", 8}));
    arena_reset(&arena);
}

static const struct test_case CASES[] = {
    {"random fixes are applied as in the plain way", random_fixes_are_applied},
    {"dropped fixes leave no trace", dropped_fixes_leave_no_trace},
    {"places that make no sense are refused", odd_places_are_refused},
    {"fixes that touch others wait", fixes_that_touch_wait},
};

TEST_MAIN("fix plan", CASES)
