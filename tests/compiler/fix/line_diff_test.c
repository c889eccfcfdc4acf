/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Diffs of random texts, applied by a reader that believes nothing: each hunk
 * must fit the old text and make the new one, with as much context as a unified
 * diff has.
 */
#include "compiler/fix/line_diff.h"
#include "tests/harness/run.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 3000, MOST_LINES = 40, CONTEXT = 3 };

static struct arena arena;
static uint64_t random_state;

static uint32_t random_below(uint32_t limit)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)(random_state >> 16) % limit;
}

struct text {
    char *at;
    size_t length, room;
};

static void add(struct text *text, const char *at, size_t length)
{
    if (text->room - text->length < length + 1) {
        text->room = text->room * 2 + length + 64;
        text->at = realloc(text->at, text->room);
    }
    memcpy(text->at + text->length, at, length);
    text->length += length;
    text->at[text->length] = '\0';
}

static struct thoth_text as_text(const struct text *text)
{
    return (struct thoth_text){text->at ? text->at : "", text->length};
}

static void add_random_line(struct text *text)
{
    static const char *const LINES[] = {"a\n",   "b\n",  "\n",     "c\r\n",
                                        "- x\n", "+y\n", "\\ z\n", "@@\n"};
    const char *line = LINES[random_below(8)];

    add(text, line, strlen(line));
}

/* A text and another one that has some lines more, less, or other ones. */
static void random_pair(struct text *old, struct text *new)
{
    uint32_t lines = random_below(MOST_LINES);
    uint32_t changes = random_below(8);

    for (uint32_t i = 0; i < lines; i++) {
        size_t start = old->length;

        add_random_line(old);
        if (changes && random_below(6) < changes) {
            uint32_t kind = random_below(3);

            if (kind != 0)
                add_random_line(new);
            if (kind != 2)
                continue;
        }
        add(new, old->at + start, old->length - start);
    }
    if (random_below(3) == 0)
        add(old, "end", 3);
    if (random_below(3) == 0)
        add(new, "end", 3);
}

static char *diff_of(struct thoth_text old, struct thoth_text new)
{
    char *bytes = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&bytes, &size);

    line_diff_write(stream, &arena, (struct thoth_text){"//dir/x.yaml", 12},
                    old, new);
    fclose(stream);
    arena_reset(&arena);
    return bytes;
}

/* The next line of a text with its line break; NULL at the end. */
static const char *next_line(const char **at, size_t *length)
{
    const char *line = *at, *end;

    if (!*line)
        return NULL;
    end = strchr(line, '\n');
    *length = end ? (size_t)(end - line) + 1 : strlen(line);
    *at = line + *length;
    return line;
}

struct applying {
    const char *diff;
    const char *old;             /* what is left of it */
    uint32_t old_line, new_line; /* lines done */
    struct text out;
    bool wrong;
};

/* Copies lines of the old text up to the first line of a hunk. */
static void copy_to(struct applying *applying, unsigned line)
{
    size_t length;

    while (applying->old_line < line) {
        const char *copied = next_line(&applying->old, &length);

        if (!copied) {
            applying->wrong = true;
            return;
        }
        add(&applying->out, copied, length);
        applying->old_line++;
        applying->new_line++;
    }
}

/* A line of a hunk: its content without the break that only the diff has. */
static size_t content_length(const struct applying *applying, size_t length)
{
    return *applying->diff == '\\' ? length - 1 : length;
}

static void skip_remark(struct applying *applying)
{
    size_t length;

    if (*applying->diff == '\\')
        next_line(&applying->diff, &length);
}

/* One line of a hunk; counts what is left of both ranges. */
static void apply_line(struct applying *applying, unsigned *old, unsigned *new)
{
    size_t length = 0, present = 0;
    const char *line = next_line(&applying->diff, &length);

    if (!line || !strchr(" -+", *line)) {
        applying->wrong = true;
        return;
    }
    length = content_length(applying, length) - 1;
    skip_remark(applying);
    if (*line != '+') {
        const char *there = next_line(&applying->old, &present);

        applying->wrong |= !there || present != length ||
                           memcmp(there, line + 1, length) != 0 || !*old;
        applying->old_line++;
        --*old;
    }
    if (*line != '-') {
        add(&applying->out, line + 1, length);
        applying->wrong |= !*new;
        applying->new_line++;
        --*new;
    }
}

/* "12,3" or "12": where a range begins, from 0, and its length. */
static bool read_range(const char **at, char kind, unsigned *start,
                       unsigned *count)
{
    char *end;

    if (**at != kind)
        return false;
    *start = (unsigned)strtoul(*at + 1, &end, 10);
    *count = 1;
    if (*end == ',')
        *count = (unsigned)strtoul(end + 1, &end, 10);
    if (*count)
        --*start;
    *at = end + 1;
    return true;
}

static void apply_hunk(struct applying *applying)
{
    unsigned old_start, old_count, new_start, new_count;
    const char *at = applying->diff + 3;
    size_t length;

    if (strncmp(applying->diff, "@@ ", 3) != 0 ||
        !read_range(&at, '-', &old_start, &old_count) ||
        !read_range(&at, '+', &new_start, &new_count) ||
        strncmp(at, "@@\n", 3) != 0) {
        applying->wrong = true;
        return;
    }
    next_line(&applying->diff, &length);
    copy_to(applying, old_start);
    applying->wrong |=
        applying->old_line != old_start || applying->new_line != new_start;
    while ((old_count || new_count) && !applying->wrong)
        apply_line(applying, &old_count, &new_count);
}

static void check_pair(struct thoth_text old, struct thoth_text new)
{
    char *diff = diff_of(old, new);
    struct applying applying = {.diff = diff, .old = old.at};
    size_t length;

    if (thoth_text_equal(old, new)) {
        CU_ASSERT_EQUAL(*diff, '\0');
        free(diff);
        return;
    }
    CU_ASSERT_EQUAL(
        strncmp(diff, "--- a/dir/x.yaml\n+++ b/dir/x.yaml\n@@ ", 37), 0);
    next_line(&applying.diff, &length);
    next_line(&applying.diff, &length);
    while (*applying.diff && !applying.wrong)
        apply_hunk(&applying);
    CU_ASSERT_FALSE(applying.wrong);
    add(&applying.out, applying.old, strlen(applying.old));
    CU_ASSERT_TRUE(thoth_text_equal(as_text(&applying.out), new));
    free(applying.out.at);
    free(diff);
}

static void random_diffs_apply(void)
{
    for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
        struct text old = {0}, new = {0};

        random_state = seed * 0x9e3779b97f4a7c15u;
        random_pair(&old, &new);
        check_pair(as_text(&old), as_text(&new));
        free(old.at);
        free(new.at);
    }
}

static uint32_t count_lines(const char *diff, char kind)
{
    uint32_t count = 0;

    for (const char *at = diff; at; at = strchr(at, '\n')) {
        at += at != diff;
        count += *at == kind;
    }
    return count;
}

static struct thoth_text numbered(struct text *text, uint32_t count,
                                  uint32_t left_out)
{
    char line[24];

    for (uint32_t i = 0; i < count; i++)
        if (i != left_out)
            add(text, line, (size_t)sprintf(line, "line %u\n", i));
    return as_text(text);
}

/* One line less in a long text: that line and three around it. */
static void diffs_are_short(void)
{
    struct text old = {0}, new = {0};
    char *diff =
        diff_of(numbered(&old, 5000, UINT32_MAX), numbered(&new, 5000, 2500));

    CU_ASSERT_EQUAL(count_lines(diff, '-'), 2);
    CU_ASSERT_EQUAL(count_lines(diff, '+'), 1);
    CU_ASSERT_EQUAL(count_lines(diff, ' '), 2 * CONTEXT);
    CU_ASSERT_EQUAL(count_lines(diff, '@'), 1);
    free(diff);
    free(old.at);
    free(new.at);
}

/* Texts without anything in common take no time out of proportion. */
static void different_texts_are_replaced(void)
{
    struct text old = {0}, new = {0};

    for (int i = 0; i < 20000; i++) {
        add(&old, "one\n", 4);
        add(&new, i % 2 ? "two\n" : "three\n", i % 2 ? 4 : 6);
    }
    check_pair(as_text(&old), as_text(&new));
    free(old.at);
    free(new.at);
}

static const struct test_case CASES[] = {
    {"random diffs apply", random_diffs_apply},
    {"a small change is a small diff", diffs_are_short},
    {"texts that differ altogether are replaced", different_texts_are_replaced},
};

TEST_MAIN("line diff", CASES)
