/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Groups of a pattern: those that capture, which keep their numbers but lose
 * their names, look-arounds, conditions and comments.
 */
#include "runtime/location_translate.h"

#include "runtime/text.h"

#include <string.h>

#define GROUPS_LEAST 8
#define MOST_DEPTH 100

bool location_check_reference(struct location_translator *translator,
                              uint32_t group)
{
    if (group == 0 || group > translator->group_count)
        return location_fail(translator, "no such group");
    if (!translator->groups[group - 1].closed)
        return location_fail(translator, "a group that is still open");
    if (group > translator->lookbehind)
        return location_fail(translator, "a group of the same look-behind");
    return true;
}

/* Text up to a closing byte, which is taken, too. */
static bool take_until(struct location_translator *translator, char closing,
                       struct thoth_text *text)
{
    const char *start = translator->at;
    const char *found =
        memchr(start, closing, (size_t)(translator->end - start));

    if (found == NULL || found == start)
        return location_fail(translator, "the name of a group is missing");
    *text = (struct thoth_text){start, (size_t)(found - start)};
    translator->at = found + 1;
    return true;
}

/* Letters beyond ASCII are taken without a look. */
static bool is_identifier(struct thoth_text name)
{
    for (size_t i = 0; i < name.length; i++) {
        char byte = name.at[i];
        bool letter = (byte >= 'a' && byte <= 'z') ||
                      (byte >= 'A' && byte <= 'Z') || byte == '_' ||
                      (unsigned char)byte >= 0x80;

        if (!letter && (i == 0 || byte < '0' || byte > '9'))
            return false;
    }
    return true;
}

/* The number of a group by name, or 0. */
static uint32_t find_group(const struct location_translator *translator,
                           struct thoth_text name)
{
    for (uint32_t i = translator->group_count; i; i--)
        if (translator->groups[i - 1].name.at != NULL &&
            thoth_text_equal(translator->groups[i - 1].name, name))
            return i;
    return 0;
}

static bool open_group(struct location_translator *translator,
                       struct thoth_text name)
{
    uint32_t room =
        translator->group_room ? translator->group_room * 2 : GROUPS_LEAST;
    struct location_group *grown;

    if (translator->group_count == translator->group_room) {
        grown = thoth_allocate(translator->allocator, room * sizeof *grown);
        if (grown == NULL)
            return false;
        if (translator->group_count)
            memcpy(grown, translator->groups,
                   translator->group_count * sizeof *grown);
        thoth_release(translator->allocator, translator->groups);
        translator->groups = grown;
        translator->group_room = room;
    }
    translator->groups[translator->group_count++] =
        (struct location_group){.name = name};
    return true;
}

bool location_close(struct location_translator *translator)
{
    if (!location_take(translator, ')'))
        return location_fail(translator, "missing )");
    return location_write(translator, ")", 1);
}

/* The inside of a group and its end. */
static bool take_inside(struct location_translator *translator, unsigned depth,
                        struct location_width *width)
{
    uint32_t flags = translator->flags;

    if (!location_alternatives(translator, depth + 1, width) ||
        !location_close(translator))
        return false;
    translator->flags = flags;
    return true;
}

static bool take_capture(struct location_translator *translator, unsigned depth,
                         struct thoth_text name, struct location_width *width)
{
    uint32_t group;

    if (!open_group(translator, name))
        return false;
    group = translator->group_count;
    if (!location_write(translator, "(", 1) ||
        !take_inside(translator, depth, width))
        return false;
    translator->groups[group - 1].width = *width;
    translator->groups[group - 1].closed = true;
    return true;
}

/* (?P<name>...) and (?P=name) */
static bool take_named(struct location_translator *translator, unsigned depth,
                       struct location_width *width)
{
    struct thoth_text name;
    uint32_t group;

    if (location_take(translator, '<')) {
        if (!take_until(translator, '>', &name))
            return false;
        if (!is_identifier(name))
            return location_fail(translator, "bad name of a group");
        if (find_group(translator, name))
            return location_fail(translator, "a second group of this name");
        return take_capture(translator, depth, name, width);
    }
    if (!location_take(translator, '='))
        return location_fail(translator, "unknown kind of group");
    if (!take_until(translator, ')', &name))
        return false;
    group = find_group(translator, name);
    if (!location_check_reference(translator, group))
        return false;
    *width = translator->groups[group - 1].width;
    return location_write_number(translator, "\\g{%lu}", group);
}

static bool take_lookaround(struct location_translator *translator,
                            unsigned depth, const char *opening,
                            struct location_width *width)
{
    bool behind = opening[2] == '<', outermost;
    struct location_width inside;

    outermost = behind && translator->lookbehind == UINT32_MAX;
    if (outermost)
        translator->lookbehind = translator->group_count;
    *width = (struct location_width){0, 0};
    if (!location_write_string(translator, opening) ||
        !take_inside(translator, depth, &inside))
        return false;
    if (outermost)
        translator->lookbehind = UINT32_MAX;
    if (behind && inside.least != inside.most)
        return location_fail(translator, "a look-behind without fixed width");
    return true;
}

/* The group a condition asks for, which may come later. */
static bool take_condition_group(struct location_translator *translator,
                                 uint32_t *group)
{
    struct thoth_text name;

    if (!take_until(translator, ')', &name))
        return false;
    *group = 0;
    if (is_identifier(name)) {
        *group = find_group(translator, name);
    } else {
        for (size_t i = 0; i < name.length; i++) {
            if (name.at[i] < '0' || name.at[i] > '9' || *group > 100000)
                return location_fail(translator, "bad name of a group");
            *group = *group * 10 + (uint32_t)(name.at[i] - '0');
        }
    }
    if (*group == 0)
        return location_fail(translator, "no such group");
    if (*group > translator->referenced)
        translator->referenced = *group;
    return translator->lookbehind == UINT32_MAX ||
           location_check_reference(translator, *group);
}

/* (?(group)yes|no) */
static bool take_condition(struct location_translator *translator,
                           unsigned depth, struct location_width *width)
{
    struct location_width no = {0, 0};
    uint32_t group;

    if (!take_condition_group(translator, &group) ||
        !location_write_number(translator, "(?(%lu)", group) ||
        !location_sequence(translator, depth + 1, false, width))
        return false;
    if (location_take(translator, '|') &&
        (!location_write(translator, "|", 1) ||
         !location_sequence(translator, depth + 1, false, &no)))
        return false;
    if (translator->at < translator->end && *translator->at == '|')
        return location_fail(translator, "a condition has two branches");
    if (no.least < width->least)
        width->least = no.least;
    if (no.most > width->most)
        width->most = no.most;
    return location_close(translator);
}

static bool take_extension(struct location_translator *translator,
                           unsigned depth, bool first, enum location_item *item,
                           struct location_width *width)
{
    static const char *const lookarounds[] = {"(?=", "(?!", "(?<=", "(?<!"};
    struct thoth_text comment;

    for (unsigned i = 0; i < 4; i++) {
        size_t length = strlen(lookarounds[i]) - 2;

        if ((size_t)(translator->end - translator->at) >= length &&
            memcmp(translator->at, lookarounds[i] + 2, length) == 0) {
            translator->at += length;
            return take_lookaround(translator, depth, lookarounds[i], width);
        }
    }
    if (location_take(translator, ':'))
        return location_write(translator, "(?:", 3) &&
               take_inside(translator, depth, width);
    if (location_take(translator, '>'))
        return location_write(translator, "(?>", 3) &&
               take_inside(translator, depth, width);
    if (location_take(translator, 'P'))
        return take_named(translator, depth, width);
    if (location_take(translator, '('))
        return take_condition(translator, depth, width);
    if (location_take(translator, '#')) {
        *item = LOCATION_NOTHING;
        *width = (struct location_width){0, 0};
        return location_take(translator, ')') ||
               take_until(translator, ')', &comment);
    }
    return location_flags(translator, depth, first, item, width);
}

bool location_group(struct location_translator *translator, unsigned depth,
                    bool first, enum location_item *item,
                    struct location_width *width)
{
    struct thoth_text none = {NULL, 0};

    if (depth >= MOST_DEPTH)
        return location_fail(translator, "nested too deeply");
    if (!location_take(translator, '?'))
        return take_capture(translator, depth, none, width);
    return take_extension(translator, depth, first, item, width);
}
