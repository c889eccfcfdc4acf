/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Flags in a pattern. PCRE2 is told of those it has, by the same letters; what
 * the others mean, the translator does itself.
 */
#include "runtime/location_translate.h"

#include <string.h>

/* The flag of a letter, or 0. */
static uint32_t flag_of(char letter)
{
    static const char letters[] = "aimsux";
    const char *found = letter ? strchr(letters, letter) : NULL;

    return found ? 1u << (found - letters) : 0;
}

static bool take_flags(struct location_translator *translator, uint32_t *flags)
{
    *flags = 0;
    while (translator->at < translator->end && flag_of(*translator->at))
        *flags |= flag_of(*translator->at++);
    return translator->at < translator->end ||
           location_fail(translator, "incomplete flags");
}

/* What PCRE2 is to know of flags; the others are the translator's business. */
static bool write_flags(struct location_translator *translator, uint32_t added,
                        uint32_t removed, char end)
{
    static const struct {
        uint32_t flag;
        char letter;
    } flags[] = {{LOCATION_CASELESS, 'i'},
                 {LOCATION_MULTILINE, 'm'},
                 {LOCATION_DOT_ALL, 's'}};
    char text[12] = "(?";
    size_t length = 2;

    for (unsigned i = 0; i < 3; i++)
        if (added & flags[i].flag)
            text[length++] = flags[i].letter;
    text[length++] = '-';
    for (unsigned i = 0; i < 3; i++)
        if (removed & flags[i].flag)
            text[length++] = flags[i].letter;
    if (text[length - 1] == '-')
        length--;
    text[length++] = end;
    return location_write(translator, text, length);
}

static bool set_flags(struct location_translator *translator, uint32_t added,
                      uint32_t removed)
{
    const uint32_t types = LOCATION_ASCII | LOCATION_UNICODE;

    if ((added & types) == types)
        return location_fail(translator, "flags a and u exclude each other");
    if (added & types)
        translator->flags &= ~types;
    translator->flags = (translator->flags | added) & ~removed;
    if (translator->flags & LOCATION_ASCII &&
        translator->flags & LOCATION_CASELESS)
        return location_fail(translator, "flags a and i together");
    return true;
}

/* (?flags) for all of the pattern, or (?flags-flags:...) for a group. */
bool location_flags(struct location_translator *translator, unsigned depth,
                    bool first, enum location_item *item,
                    struct location_width *width)
{
    uint32_t flags = translator->flags, added, removed = 0;

    if (!take_flags(translator, &added))
        return false;
    if (added && location_take(translator, ')')) {
        if (!first)
            return location_fail(translator, "flags not at the start");
        *item = LOCATION_NOTHING;
        *width = (struct location_width){0, 0};
        return set_flags(translator, added | (flags & LOCATION_ASCII), 0) &&
               write_flags(translator, added, 0, ')');
    }
    if (location_take(translator, '-')) {
        if (!take_flags(translator, &removed))
            return false;
        if (!removed || removed & (LOCATION_ASCII | LOCATION_UNICODE) ||
            removed & added)
            return location_fail(translator, "bad flags");
    }
    if (!location_take(translator, ':') || !(added | removed))
        return location_fail(translator, "unknown kind of group");
    if (!set_flags(translator, added, removed) ||
        !write_flags(translator, added, removed, ':') ||
        !location_alternatives(translator, depth + 1, width))
        return false;
    translator->flags = flags;
    return location_close(translator);
}
