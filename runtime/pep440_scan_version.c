/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The version grammar of PEP 440, appendix B, as one pass without backing up.
 * The published expression is ambiguous only where both readings accept the
 * same rest (a separator after `a` may belong to it or to what follows), so
 * taking the longest match at each step accepts the same texts.
 */
#include "runtime/pep440_scan.h"

struct scanner {
    const char *at, *end;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_separator(char c)
{
    return c == '.' || c == '-' || c == '_';
}

static struct thoth_text scan_digits(struct scanner *s)
{
    const char *from = s->at;

    while (s->at < s->end && is_digit(*s->at))
        ++s->at;
    return (struct thoth_text){from, (size_t)(s->at - from)};
}

static bool starts_with(const char *at, const char *end, const char *bytes)
{
    return end - at >= 2 && at[0] == bytes[0] && at[1] == bytes[1];
}

/*
 * Matches a lower-case ASCII word in any case, with the look-alikes that
 * Python's re.IGNORECASE brings (s: U+017F, i: U+0130 and U+0131).
 */
static bool scan_word(struct scanner *s, const char *word)
{
    const char *at = s->at, *end = s->end;

    for (; *word != '\0'; ++word) {
        if (at == end)
            return false;
        if ((*at | 0x20) == *word)
            at += 1;
        else if (*word == 's' && starts_with(at, end, "\xc5\xbf"))
            at += 2;
        else if (*word == 'i' && (starts_with(at, end, "\xc4\xb0") ||
                                  starts_with(at, end, "\xc4\xb1")))
            at += 2;
        else
            return false;
    }
    s->at = at;
    return true;
}

static enum pep440_pre scan_pre_letter(struct scanner *s)
{
    switch (*s->at | 0x20) {
    case 'a':
        if (!scan_word(s, "alpha"))
            ++s->at;
        return PEP440_PRE_ALPHA;
    case 'b':
        if (!scan_word(s, "beta"))
            ++s->at;
        return PEP440_PRE_BETA;
    case 'c':
        ++s->at;
        return PEP440_PRE_CANDIDATE;
    case 'r':
        return scan_word(s, "rc") ? PEP440_PRE_CANDIDATE : PEP440_PRE_NONE;
    case 'p':
        return scan_word(s, "preview") || scan_word(s, "pre")
                   ? PEP440_PRE_CANDIDATE
                   : PEP440_PRE_NONE;
    default:
        return PEP440_PRE_NONE;
    }
}

/* A number that follows a letter, after a separator or at once, or absent. */
static struct thoth_text scan_suffix_number(struct scanner *s)
{
    if (s->at < s->end && is_separator(*s->at))
        ++s->at;
    return scan_digits(s);
}

/* Past an optional separator, when something follows there. */
static bool skip_separator(struct scanner *s)
{
    if (s->at < s->end && is_separator(*s->at))
        ++s->at;
    return s->at < s->end;
}

static void scan_pre(struct scanner *s, struct pep440_parts *parts)
{
    struct scanner ahead = *s;

    if (!skip_separator(&ahead))
        return;
    parts->pre = scan_pre_letter(&ahead);
    if (parts->pre == PEP440_PRE_NONE)
        return;
    parts->pre_number = scan_suffix_number(&ahead);
    *s = ahead;
}

static void scan_post(struct scanner *s, struct pep440_parts *parts)
{
    struct scanner ahead = *s;

    if (s->end - s->at >= 2 && s->at[0] == '-' && is_digit(s->at[1])) {
        ++s->at;
        parts->has_post = true;
        parts->post_number = scan_digits(s);
        return;
    }
    if (!skip_separator(&ahead))
        return;
    if (!scan_word(&ahead, "post") && !scan_word(&ahead, "rev") &&
        !scan_word(&ahead, "r"))
        return;
    parts->has_post = true;
    parts->post_number = scan_suffix_number(&ahead);
    *s = ahead;
}

static void scan_dev(struct scanner *s, struct pep440_parts *parts)
{
    struct scanner ahead = *s;

    if (!skip_separator(&ahead) || !scan_word(&ahead, "dev"))
        return;
    parts->has_dev = true;
    parts->dev_number = scan_suffix_number(&ahead);
    *s = ahead;
}

/*
 * Bytes of the local letter or digit at `at`, 0 when there is none. Next to
 * ASCII these are the four characters that IGNORECASE adds to [a-z].
 */
static size_t local_letter_at(const char *at, const char *end)
{
    char c = (char)(*at | 0x20);

    if (is_digit(*at) || (c >= 'a' && c <= 'z'))
        return 1;
    if (starts_with(at, end, "\xc5\xbf") || starts_with(at, end, "\xc4\xb0") ||
        starts_with(at, end, "\xc4\xb1"))
        return 2;
    return end - at >= 3 && memcmp(at, "\xe2\x84\xaa", 3) == 0 ? 3 : 0;
}

static bool scan_local(struct scanner *s, struct pep440_parts *parts)
{
    const char *from;
    bool after_letter = false;

    if (s->at == s->end || *s->at != '+')
        return true;
    from = ++s->at;
    while (s->at < s->end) {
        size_t letter = local_letter_at(s->at, s->end);

        if (letter == 0 && !(after_letter && is_separator(*s->at)))
            return false;
        after_letter = letter != 0;
        s->at += letter == 0 ? 1 : letter;
    }
    parts->has_local = true;
    parts->local = (struct thoth_text){from, (size_t)(s->at - from)};
    return after_letter;
}

/* Numbers between single dots; a dot without a number is left alone. */
static bool scan_release(struct scanner *s, struct pep440_parts *parts)
{
    const char *from = s->at;

    if (scan_digits(s).length == 0)
        return false;
    parts->release_count = 1;
    while (s->end - s->at >= 2 && *s->at == '.' && is_digit(s->at[1])) {
        ++s->at;
        scan_digits(s);
        ++parts->release_count;
    }
    parts->release = (struct thoth_text){from, (size_t)(s->at - from)};
    return true;
}

static void scan_epoch(struct scanner *s, struct pep440_parts *parts)
{
    struct scanner ahead = *s;
    struct thoth_text digits = scan_digits(&ahead);

    if (digits.length == 0 || ahead.at == ahead.end || *ahead.at != '!')
        return;
    parts->epoch = digits;
    s->at = ahead.at + 1;
}

bool pep440_scan_version(struct thoth_text text, struct pep440_parts *parts)
{
    struct scanner s = {text.at, text.at};

    *parts = (struct pep440_parts){0};
    if (text.length == 0)
        return false;
    s.end += text.length;
    if ((*s.at | 0x20) == 'v')
        ++s.at;
    scan_epoch(&s, parts);
    if (!scan_release(&s, parts))
        return false;
    if (s.at < s.end) {
        scan_pre(&s, parts);
        scan_post(&s, parts);
        scan_dev(&s, parts);
    }
    return scan_local(&s, parts) && s.at == s.end;
}
