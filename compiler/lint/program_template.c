/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Nothing here allocates: texts are followed character by character.
 */
#include "compiler/lint/program_template.h"

#include <string.h>

enum {
    HOLES = sizeof((struct hole_count *)0)->fits / sizeof(uint32_t),
    LEAST_LINKS = 3, /* that show what links end in */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The text between quotes at `at`, which is a quote; the end of the message
 * when the quote is not closed. */
static const char *closing_quote(const char *at, const char *end)
{
    const char *quote = memchr(at + 1, '\'', (size_t)(end - at - 1));

    return quote ? quote : end;
}

/* Moves over what is the same in all messages of a template: one character, or
 * a quoted text or number as a whole, which count as one. */
static char template_next(const char **at, const char *end)
{
    char c = **at;

    if (c == '\'') {
        const char *quote = closing_quote(*at, end);

        *at = quote < end ? quote + 1 : end;
    } else if (is_digit(c)) {
        while (*at < end && is_digit(**at))
            ++*at;
        c = '0';
    } else {
        ++*at;
    }
    return c;
}

bool template_equal(struct thoth_text left, struct thoth_text right)
{
    const char *l = left.at, *r = right.at;
    const char *left_end = l + left.length, *right_end = r + right.length;

    while (l < left_end && r < right_end)
        if (template_next(&l, left_end) != template_next(&r, right_end))
            return false;
    return l == left_end && r == right_end;
}

bool template_next_quoted(struct thoth_text message, struct thoth_text *quoted)
{
    const char *end = message.at + message.length;
    const char *from = quoted->at + quoted->length;
    const char *open, *close;

    /* Behind a quoted text stands its closing quote. */
    if (from > message.at && from < end)
        from++;
    open = memchr(from, '\'', (size_t)(end - from));
    if (!open)
        return false;
    close = closing_quote(open, end);
    if (close == end)
        return false;
    *quoted = (struct thoth_text){open + 1, (size_t)(close - open - 1)};
    return true;
}

static bool begins_with(struct thoth_text text, const char *beginning)
{
    size_t length = strlen(beginning);

    return text.length >= length && !memcmp(text.at, beginning, length);
}

struct thoth_text link_last_part(struct thoth_text link)
{
    const struct thoth_text none = {link.at, 0};
    size_t start = begins_with(link, "https://")  ? 8
                   : begins_with(link, "http://") ? 7
                                                  : 0;
    size_t end = start, last = 0;

    if (!start || memchr(link.at, ' ', link.length))
        return none;
    while (end < link.length && link.at[end] != '#' && link.at[end] != '?')
        end++;
    while (end > start && link.at[end - 1] == '/')
        end--;
    for (size_t i = start; i < end; i++)
        if (link.at[i] == '/')
            last = i + 1;
    return last ? (struct thoth_text){link.at + last, end - last} : none;
}

bool is_link_part(struct thoth_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];

        if (!is_digit(c) && !(c >= 'a' && c <= 'z') &&
            !(c >= 'A' && c <= 'Z') && !strchr("-_.+~", c))
            return false;
    }
    return text.length > 0;
}

/* The next letter or digit of a name, lower case; 0 at its end. */
static char subject_next(const char **at, const char *end)
{
    while (*at < end) {
        char c = *(*at)++;

        if (c >= 'A' && c <= 'Z')
            return (char)(c - 'A' + 'a');
        if (is_digit(c) || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80)
            return c;
    }
    return 0;
}

static struct thoth_text without_python(struct thoth_text name)
{
    static const char *const PREFIXES[] = {"python-", "python3-"};

    for (size_t i = 0; i < sizeof PREFIXES / sizeof *PREFIXES; i++) {
        size_t length = strlen(PREFIXES[i]);

        if (begins_with(name, PREFIXES[i]) && name.length > length)
            return (struct thoth_text){name.at + length, name.length - length};
    }
    return name;
}

/* How the inner name compares from the start of the outer one: -1 differs, 0
 * ends first, 1 equal to the outer one's end. */
static int compare_from(const char *outer, const char *outer_end,
                        struct thoth_text inner)
{
    const char *at = inner.at, *end = inner.at + inner.length;
    char wanted;

    while ((wanted = subject_next(&at, end)) != 0)
        if (subject_next(&outer, outer_end) != wanted)
            return -1;
    return subject_next(&outer, outer_end) == 0;
}

static bool is_blank(struct thoth_text name)
{
    const char *at = name.at;

    return subject_next(&at, name.at + name.length) == 0;
}

bool same_subject(struct thoth_text left, struct thoth_text right)
{
    left = without_python(left);
    right = without_python(right);
    return !is_blank(left) && !is_blank(right) &&
           compare_from(left.at, left.at + left.length, right) == 1;
}

static bool contains(struct thoth_text outer, struct thoth_text inner)
{
    if (is_blank(inner))
        return false;
    for (size_t i = 0; i < outer.length; i++)
        if (compare_from(outer.at + i, outer.at + outer.length, inner) >= 0)
            return true;
    return false;
}

bool similar_subject(struct thoth_text left, struct thoth_text right)
{
    left = without_python(left);
    right = without_python(right);
    return contains(left, right) || contains(right, left);
}

void count_hole(struct hole_count *holes, struct thoth_text link,
                struct thoth_text message)
{
    struct thoth_text named = link_last_part(link);
    struct thoth_text quoted = {message.at, 0};

    if (!named.length || (size_t)(named.at - link.at) != holes->prefix.length ||
        memcmp(link.at, holes->prefix.at, holes->prefix.length) ||
        !template_equal(message, holes->like))
        return;
    holes->links++;
    for (uint32_t i = 0; i < HOLES; i++) {
        if (!template_next_quoted(message, &quoted))
            break;
        holes->fits[i] += thoth_text_equal(quoted, named);
    }
}

uint32_t hole_of_most(const struct hole_count *holes)
{
    uint32_t best = 0;
    bool tie = false;

    for (uint32_t i = 1; i < HOLES; i++) {
        if (holes->fits[i] > holes->fits[best])
            best = i;
    }
    for (uint32_t i = 0; i < HOLES; i++)
        tie = tie || (i != best && holes->fits[i] == holes->fits[best]);
    return holes->links >= LEAST_LINKS && !tie &&
                   holes->fits[best] >= holes->links / 10 * 9
               ? best
               : UINT32_MAX;
}
