/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The restricted Damerau-Levenshtein distance (optimal string alignment) over
 * bytes, by the usual table of which only three rows are kept.
 */
#include "compiler/base/near_name.h"

#include <stdbool.h>

enum {
    NAME_LIMIT = 64,     /* longer names are never near */
    BEGINNING_LIMIT = 3, /* shorter beginnings mean nothing */
};

void near_name_start(struct near_name *near, struct thoth_text wanted)
{
    *near = (struct near_name){.wanted = wanted, .best = {"", 0}};
    near->distance = (unsigned)(wanted.length / 3) + 1;
    if (near->distance > 4)
        near->distance = 4;
}

static unsigned char fold(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (unsigned char)(c - 'A' + 'a');
    if (c == '-' || c == ' ' || c == '.')
        return '_';
    return (unsigned char)c;
}

static unsigned least(unsigned a, unsigned b, unsigned c)
{
    unsigned smaller = a < b ? a : b;

    return smaller < c ? smaller : c;
}

/* rows[0] is the row being filled, rows[1] and rows[2] those above it. */
static void fill_row(unsigned *const rows[3], struct thoth_text left, size_t i,
                     struct thoth_text right)
{
    rows[0][0] = (unsigned)i;
    for (size_t j = 1; j <= right.length; j++) {
        unsigned char l = fold(left.at[i - 1]), r = fold(right.at[j - 1]);

        rows[0][j] = least(rows[1][j] + 1, rows[0][j - 1] + 1,
                           rows[1][j - 1] + (l != r));
        if (i > 1 && j > 1 && l == fold(right.at[j - 2]) &&
            r == fold(left.at[i - 2]) && rows[2][j - 2] + 1 < rows[0][j])
            rows[0][j] = rows[2][j - 2] + 1;
    }
}

static unsigned distance(struct thoth_text left, struct thoth_text right)
{
    unsigned table[3][NAME_LIMIT + 1] = {{0}};
    unsigned *rows[3] = {table[0], table[1], table[2]};

    for (size_t j = 0; j <= right.length; j++)
        rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= left.length; i++) {
        unsigned *oldest = rows[2];
        rows[2] = rows[1];
        rows[1] = rows[0];
        rows[0] = oldest;
        fill_row(rows, left, i, right);
    }
    return rows[0][right.length];
}

static bool is_beginning(struct thoth_text wanted, struct thoth_text name)
{
    if (wanted.length < BEGINNING_LIMIT || wanted.length > name.length)
        return false;
    for (size_t i = 0; i < wanted.length; i++)
        if (fold(wanted.at[i]) != fold(name.at[i]))
            return false;
    return true;
}

void near_name_offer(struct near_name *near, struct thoth_text name)
{
    unsigned found;

    if (near->wanted.length > NAME_LIMIT || name.length > NAME_LIMIT)
        return;
    found = distance(near->wanted, name);
    if (found > 1 && is_beginning(near->wanted, name))
        found = 1;
    if (found < near->distance) {
        near->distance = found;
        near->best = name;
    }
}
