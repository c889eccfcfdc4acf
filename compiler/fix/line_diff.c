/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The shortest edit script by Myers' greedy algorithm ("An O(ND) Difference
 * Algorithm and Its Variations", 1986), between the equal beginnings and ends
 * of the texts. Texts that differ very much are shown as replaced as a whole:
 * nobody reads such a diff line by line.
 */
#include "compiler/fix/line_diff.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    CONTEXT = 3,             /* lines shown around a change */
    MOST_DIFFERENCES = 1000, /* lines; the search needs their square */
};

struct lines {
    struct thoth_text *at; /* with their LF */
    uint32_t count;
};

struct diff {
    struct arena *arena;
    struct lines old, new;
    bool *removed, *added; /* by line of the old and the new text */
};

static struct lines split(struct arena *arena, struct thoth_text text)
{
    struct lines lines = {NULL, 0};
    size_t start = 0;

    for (size_t i = 0; i < text.length; i++)
        lines.count += text.at[i] == '\n' || i + 1 == text.length;
    lines.at = ARENA_NEW_ARRAY(arena, struct thoth_text, lines.count);
    for (uint32_t i = 0; i < lines.count; i++) {
        const char *line = text.at + start;
        const char *end = memchr(line, '\n', text.length - start);
        size_t length = end ? (size_t)(end - line) + 1 : text.length - start;

        lines.at[i] = (struct thoth_text){line, length};
        start += length;
    }
    return lines;
}

static bool same_line(const struct diff *diff, uint32_t old, uint32_t new)
{
    return thoth_text_equal(diff->old.at[old], diff->new.at[new]);
}

/* The search over the middle part, lines numbered from its start. For each
 * number of differences `d`, reach[d] holds for each diagonal k = x - y between
 * -d and d how far one gets in the old text. */
struct search {
    const struct diff *diff;
    uint32_t offset; /* of the middle part */
    int32_t old, new;
    int32_t **reach;
};

static int32_t slide(const struct search *search, int32_t x, int32_t k)
{
    while (x < search->old &&
           x - k < search->new &&same_line(search->diff,
                                           search->offset + (uint32_t)x,
                                           search->offset + (uint32_t)(x - k)))
        x++;
    return x;
}

/* Where a path with d differences on diagonal k begins its last slide, and
 * whether that difference is an added line. */
static int32_t step(const struct search *search, int32_t d, int32_t k,
                    bool *added)
{
    const int32_t *before = search->reach[d - 1] + (d - 1);

    *added = k == -d || (k != d && before[k - 1] < before[k + 1]);
    return *added ? before[k + 1] : before[k - 1] + 1;
}

/* The number of differences, or -1 if there are too many. */
static int32_t search_forward(struct search *search, struct arena *arena)
{
    for (int32_t d = 0; d <= MOST_DIFFERENCES; d++) {
        int32_t *reach;

        search->reach[d] = ARENA_NEW_ARRAY(arena, int32_t, 2 * (size_t)d + 1);
        reach = search->reach[d] + d;
        for (int32_t k = -d; k <= d; k += 2) {
            bool added;
            int32_t x = d ? step(search, d, k, &added) : 0;

            reach[k] = slide(search, x, k);
            if (reach[k] >= search->old && reach[k] - k >= search->new)
                return d;
        }
    }
    return -1;
}

/* Follows the path back from its end and marks the lines it changes. */
static void trace_back(const struct search *search, const struct diff *diff,
                       int32_t d)
{
    int32_t k = search->old - search->new;

    for (; d > 0; d--) {
        bool added;
        int32_t x = step(search, d, k, &added);

        if (added)
            diff->added[search->offset + (uint32_t)(x - k - 1)] = true;
        else
            diff->removed[search->offset + (uint32_t)(x - 1)] = true;
        k += added ? 1 : -1;
    }
}

static void mark_all(const struct search *search, const struct diff *diff)
{
    memset(diff->removed + search->offset, true, (size_t)search->old);
    memset(diff->added + search->offset, true, (size_t)search->new);
}

static void compare(struct diff *diff)
{
    uint32_t old = diff->old.count, new = diff->new.count, head = 0, tail = 0;
    struct search search = {.diff = diff};
    int32_t differences;

    while (head < old && head < new &&same_line(diff, head, head))
        head++;
    while (tail < old - head &&
           tail < new - head &&same_line(diff, old - 1 - tail, new - 1 - tail))
        tail++;
    search.offset = head;
    search.old = (int32_t)(old - head - tail);
    search.new = (int32_t)(new - head - tail);
    search.reach =
        ARENA_NEW_ARRAY(diff->arena, int32_t *, MOST_DIFFERENCES + 1);
    differences = search_forward(&search, diff->arena);
    if (differences >= 0)
        trace_back(&search, diff, differences);
    else
        mark_all(&search, diff);
}

/* A place in both texts. */
struct spot {
    uint32_t old, new;
};

static bool at_end(const struct diff *diff, struct spot at)
{
    return at.old == diff->old.count && at.new == diff->new.count;
}

static bool at_change(const struct diff *diff, struct spot at)
{
    return (at.old < diff->old.count && diff->removed[at.old]) ||
           (at.new < diff->new.count && diff->added[at.new]);
}

/* Moves over one line, removed ones before added ones; says which kind. */
static char next_line(const struct diff *diff, struct spot *at)
{
    if (at->old < diff->old.count && diff->removed[at->old]) {
        at->old++;
        return '-';
    }
    at->new ++;
    if (diff->added[at->new - 1])
        return '+';
    at->old++;
    return ' ';
}

/* Where a hunk ends that has a change at `at`: behind its last change and some
 * lines, when the next change is further away. */
static struct spot hunk_end(const struct diff *diff, struct spot at)
{
    struct spot end = at;
    uint32_t same = 0;

    while (!at_end(diff, at) && same <= 2 * CONTEXT) {
        if (next_line(diff, &at) != ' ') {
            end = at;
            same = 0;
        } else {
            same++;
        }
    }
    for (uint32_t i = 0; i < CONTEXT && !at_end(diff, end); i++)
        next_line(diff, &end);
    return end;
}

static void write_line(FILE *stream, char kind, struct thoth_text line)
{
    putc(kind, stream);
    fwrite(line.at, 1, line.length, stream);
    if (line.at[line.length - 1] != '\n')
        fputs("\n\\ No newline at end of file\n", stream);
}

/* The first line of a side and how many there are; of none the one before. */
static void write_range(FILE *stream, char kind, uint32_t start, uint32_t end)
{
    if (end - start == 1)
        fprintf(stream, "%c%u", kind, start + 1);
    else
        fprintf(stream, "%c%u,%u", kind, end > start ? start + 1 : start,
                end - start);
}

static void write_hunk(FILE *stream, const struct diff *diff, struct spot start,
                       struct spot end)
{
    fputs("@@ ", stream);
    write_range(stream, '-', start.old, end.old);
    putc(' ', stream);
    write_range(stream, '+', start.new, end.new);
    fputs(" @@\n", stream);
    while (start.old < end.old || start.new < end.new) {
        struct spot at = start;
        char kind = next_line(diff, &start);

        write_line(stream, kind,
                   kind == '+' ? diff->new.at[at.new] : diff->old.at[at.old]);
    }
}

static void write_hunks(FILE *stream, const struct diff *diff)
{
    struct spot at = {0, 0};
    uint32_t same = 0; /* lines before `at` that no hunk has shown */

    while (!at_end(diff, at)) {
        uint32_t before = same < CONTEXT ? same : CONTEXT;
        struct spot start, end;

        if (!at_change(diff, at)) {
            next_line(diff, &at);
            same++;
            continue;
        }
        start = (struct spot){at.old - before, at.new - before};
        end = hunk_end(diff, at);
        write_hunk(stream, diff, start, end);
        at = end;
        same = 0;
    }
}

void line_diff_write(FILE *stream, struct arena *arena, struct thoth_text path,
                     struct thoth_text before, struct thoth_text after)
{
    struct diff diff = {.arena = arena};

    if (thoth_text_equal(before, after))
        return;
    while (path.length && *path.at == '/') { /* patch would not take it */
        path.at++;
        path.length--;
    }
    diff.old = split(arena, before);
    diff.new = split(arena, after);
    diff.removed = ARENA_NEW_ARRAY(arena, bool, diff.old.count);
    diff.added = ARENA_NEW_ARRAY(arena, bool, diff.new.count);
    compare(&diff);
    fprintf(stream, "--- a/%.*s\n+++ b/%.*s\n", (int)path.length, path.at,
            (int)path.length, path.at);
    write_hunks(stream, &diff);
}
