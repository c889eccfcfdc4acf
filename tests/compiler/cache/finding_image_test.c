/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Diagnostics that go to bytes and come back are the same, whatever they hold;
 * bytes that were cut short or changed are refused or are another list, and
 * nothing outside of them is read.
 */
#include "compiler/cache/finding_image.h"
#include "tests/harness/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LISTS = 300, MOST_DIAGNOSTICS = 6, MOST_PARTS = 3 };

static struct arena arena;
static uint64_t random_state;

static uint32_t random_below(uint32_t limit)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)(random_state >> 16) % limit;
}

static struct thoth_text random_text(void)
{
    size_t length = random_below(4) ? random_below(40) : 0;
    char *text = arena_allocate(&arena, length + 1);

    for (size_t i = 0; i < length; i++)
        text[i] = (char)random_below(256);
    return (struct thoth_text){text, length};
}

static struct span random_span(void)
{
    return (struct span){random_below(1000), random_below(100),
                         random_below(1000), random_below(2) ? UINT32_MAX : 0};
}

static void add_random_fix(struct diagnostic_list *list,
                           struct diagnostic *diagnostic)
{
    struct thoth_text title = random_text();
    struct diagnostic_fix *fix =
        diagnostic_add_fix(list, diagnostic, random_below(2), "%s", "");

    fix->title = title;
    for (uint32_t i = random_below(MOST_PARTS); i; i--)
        diagnostic_add_edit(list, fix, random_span(), random_text());
}

static void add_random_diagnostic(struct diagnostic_list *list)
{
    struct diagnostic *diagnostic;

    list->unit = random_text();
    diagnostic =
        diagnostic_report(list, (enum diagnostic_code)random_below(DIAG_COUNT),
                          random_span(), "%s", "");
    diagnostic->message = random_text();
    for (uint32_t i = random_below(MOST_PARTS); i; i--)
        diagnostic_add_place_in(list, diagnostic, random_text(), random_span(),
                                "place %u", i);
    for (uint32_t i = random_below(MOST_PARTS); i; i--)
        diagnostic_add_note(list, diagnostic, "note %u", i);
    if (random_below(2))
        add_random_fix(list, diagnostic);
}

static bool same_span(struct span left, struct span right)
{
    return left.line == right.line && left.column == right.column &&
           left.end_line == right.end_line &&
           left.end_column == right.end_column;
}

static bool same_places(const struct diagnostic_place *left,
                        const struct diagnostic_place *right)
{
    for (; left && right; left = left->next, right = right->next)
        if (!same_span(left->span, right->span) ||
            !thoth_text_equal(left->path, right->path) ||
            !thoth_text_equal(left->message, right->message))
            return false;
    return !left && !right;
}

static bool same_notes(const struct diagnostic_note *left,
                       const struct diagnostic_note *right)
{
    for (; left && right; left = left->next, right = right->next)
        if (!thoth_text_equal(left->message, right->message))
            return false;
    return !left && !right;
}

static bool same_fix(const struct diagnostic_fix *left,
                     const struct diagnostic_fix *right)
{
    const struct diagnostic_edit *l, *r;

    if (!left || !right)
        return left == right;
    for (l = left->edits, r = right->edits; l && r; l = l->next, r = r->next)
        if (!same_span(l->span, r->span) || !thoth_text_equal(l->text, r->text))
            return false;
    return !l && !r && left->safe == right->safe &&
           thoth_text_equal(left->title, right->title);
}

static bool same_lists(const struct diagnostic_list *left,
                       const struct diagnostic_list *right)
{
    const struct diagnostic *l = left->first, *r = right->first;

    if (left->count != right->count || left->errors != right->errors)
        return false;
    for (; l && r; l = l->next, r = r->next)
        if (l->code != r->code || !same_span(l->span, r->span) ||
            !thoth_text_equal(l->message, r->message) ||
            !thoth_text_equal(l->unit, r->unit) ||
            !same_places(l->secondary, r->secondary) ||
            !same_notes(l->notes, r->notes) || !same_fix(l->fix, r->fix))
            return false;
    return !l && !r;
}

/* A list and, behind what may be in the image already, its bytes. */
static void make(struct diagnostic_list *list, struct finding_image *image)
{
    diagnostic_list_start(list, &arena);
    for (uint32_t i = random_below(MOST_DIAGNOSTICS); i; i--)
        add_random_diagnostic(list);
    finding_image_add(image, list);
}

static void lists_come_back(void)
{
    for (uint64_t seed = 1; seed <= LISTS; seed++) {
        struct finding_image image = {0};
        struct diagnostic_list first, second, again;
        size_t middle;

        random_state = seed * 0x9e3779b97f4a7c15u;
        make(&first, &image);
        middle = image.size;
        make(&second, &image);
        diagnostic_list_start(&again, &arena);
        CU_ASSERT_TRUE(finding_image_read(image.bytes, middle, &again));
        CU_ASSERT_TRUE(same_lists(&first, &again));
        diagnostic_list_start(&again, &arena);
        CU_ASSERT_TRUE(finding_image_read(image.bytes + middle,
                                          image.size - middle, &again));
        CU_ASSERT_TRUE(same_lists(&second, &again));
        finding_image_release(&image);
        arena_reset(&arena);
    }
}

/* The bytes are copied to their very size, so that the sanitizers see a read
 * behind them. */
static bool read_copy(const unsigned char *bytes, size_t size,
                      struct diagnostic_list *list)
{
    unsigned char *copy = malloc(size ? size : 1);
    bool whole;

    memcpy(copy, bytes, size);
    diagnostic_list_start(list, &arena);
    whole = finding_image_read(copy, size, list);
    for (const struct diagnostic *at = list->first; at; at = at->next)
        CU_ASSERT_TRUE(at->code < DIAG_COUNT);
    CU_ASSERT_TRUE(whole || (!list->first && !list->count && !list->errors));
    free(copy);
    return whole;
}

static void parts_of_an_image_are_refused(void)
{
    struct finding_image image = {0};
    struct diagnostic_list list;

    random_state = 7;
    diagnostic_list_start(&list, &arena);
    for (int i = 0; i < 3; i++)
        add_random_diagnostic(&list);
    finding_image_add(&image, &list);
    for (size_t size = 1; size < image.size; size++)
        CU_ASSERT_FALSE(read_copy(image.bytes, size, &list));
    CU_ASSERT_TRUE(read_copy(image.bytes, image.size, &list));
    finding_image_copy(&image, "", 1);
    CU_ASSERT_FALSE(read_copy(image.bytes, image.size, &list));
    finding_image_release(&image);
    arena_reset(&arena);
}

static void changed_images_do_no_harm(void)
{
    for (uint64_t seed = 1; seed <= LISTS; seed++) {
        struct finding_image image = {0};
        struct diagnostic_list list;

        random_state = seed * 0x9e3779b97f4a7c15u;
        make(&list, &image);
        for (int i = 0; i < 20 && image.size; i++) {
            size_t at = random_below((uint32_t)image.size);
            unsigned char before = image.bytes[at];

            image.bytes[at] = (unsigned char)random_below(256);
            read_copy(image.bytes, image.size, &list);
            image.bytes[at] = before;
        }
        finding_image_release(&image);
        arena_reset(&arena);
    }
}

static void reading_adds_to_a_list(void)
{
    struct finding_image image = {0};
    struct diagnostic_list list, more;

    random_state = 9;
    diagnostic_list_start(&more, &arena);
    add_random_diagnostic(&more);
    finding_image_add(&image, &more);
    diagnostic_list_start(&list, &arena);
    diagnostic_report(&list, DIAG_KEY_UNKNOWN, (struct span){1, 1, 1, 2},
                      "first");
    CU_ASSERT_TRUE(finding_image_read(image.bytes, image.size, &list));
    diagnostic_report(&list, DIAG_KEY_UNKNOWN, (struct span){2, 1, 2, 2},
                      "last");
    CU_ASSERT_EQUAL(list.count, 3);
    CU_ASSERT_EQUAL(list.first->next->code, more.first->code);
    CU_ASSERT_EQUAL(list.first->next->next->span.line, 2);
    finding_image_release(&image);
    arena_reset(&arena);
}

static const struct test_case CASES[] = {
    {"lists come back as they were", lists_come_back},
    {"parts of an image are refused", parts_of_an_image_are_refused},
    {"changed images do no harm", changed_images_do_no_harm},
    {"reading adds to a list", reading_adds_to_a_list},
};

TEST_MAIN("finding image", CASES)
