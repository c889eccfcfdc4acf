/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names of units: one that is given twice, and names that differ in case only.
 * The reference keeps the result of the inclusion check by full name, also
 * across kinds, so that units of one name share their conditions.
 */
#define _GNU_SOURCE
#include "compiler/lint/program_linter.h"

#include "compiler/check/field.h"

#include <string.h>

static struct thoth_text name_of(const struct program_linter *linter,
                                 uint32_t unit)
{
    return linter_text(linter, linter->program->units[unit].name);
}

static struct thoth_text namespace_of(const struct program_linter *linter,
                                      uint32_t unit)
{
    const struct program *program = linter->program;

    return linter_text(linter,
                       program->files[program->units[unit].file].namespace_);
}

struct thoth_text unit_full_name(const struct program_linter *linter,
                                 uint32_t unit)
{
    struct thoth_text space = namespace_of(linter, unit);
    struct thoth_text name = name_of(linter, unit);
    char *full = arena_allocate(linter->arena, space.length + name.length + 1);

    memcpy(full, space.at, space.length);
    full[space.length] = '.';
    memcpy(full + space.length + 1, name.at, name.length);
    return (struct thoth_text){full, space.length + name.length + 1};
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* A full name as its two parts, read character by character. */
struct name_parts {
    struct thoth_text space, name;
};

static size_t parts_length(const struct name_parts *parts)
{
    return parts->space.length + 1 + parts->name.length;
}

static char parts_at(const struct name_parts *parts, size_t at)
{
    if (at < parts->space.length)
        return parts->space.at[at];
    return at == parts->space.length
               ? '.'
               : parts->name.at[at - parts->space.length - 1];
}

static struct name_parts parts_of(const struct program_linter *linter,
                                  uint32_t unit)
{
    return (struct name_parts){namespace_of(linter, unit),
                               name_of(linter, unit)};
}

static bool equal_folded(const struct name_parts *left,
                         const struct name_parts *right)
{
    size_t length = parts_length(left);

    if (length != parts_length(right))
        return false;
    for (size_t i = length; i--;)
        if (lower(parts_at(left, i)) != lower(parts_at(right, i)))
            return false;
    return true;
}

static bool equal_exactly(const struct name_parts *left,
                          const struct name_parts *right)
{
    size_t length = parts_length(left);

    if (length != parts_length(right))
        return false;
    for (size_t i = length; i--;)
        if (parts_at(left, i) != parts_at(right, i))
            return false;
    return true;
}

static uint64_t hash_folded(uint64_t hash, struct thoth_text text)
{
    for (size_t i = 0; i < text.length; i++)
        hash = (hash ^ (unsigned char)lower(text.at[i])) * 0x100000001b3u;
    return hash;
}

static uint32_t slot_of(const struct unit_names *names,
                        const struct name_parts *parts)
{
    uint64_t hash = hash_folded(0xcbf29ce484222325u, parts->space);

    hash = hash_folded(hash, (struct thoth_text){".", 1});
    hash = hash_folded(hash, parts->name);
    return (uint32_t)(hash ^ hash >> 32) & (names->slot_count - 1);
}

/* The slot of a folded name, free or taken. */
static uint32_t *find_slot(const struct program_linter *linter,
                           const struct name_parts *parts)
{
    const struct unit_names *names = &linter->names;
    uint32_t at = slot_of(names, parts);

    for (; names->first[at]; at = (at + 1) & (names->slot_count - 1)) {
        struct name_parts there = parts_of(linter, names->first[at] - 1);

        if (equal_folded(&there, parts))
            break;
    }
    return &names->first[at];
}

static void chain_unit(struct program_linter *linter, uint32_t unit)
{
    struct unit_names *names = &linter->names;
    struct name_parts parts = parts_of(linter, unit);
    uint32_t *slot = find_slot(linter, &parts);

    if (!*slot)
        *slot = unit + 1;
    else
        names->next[names->last[*slot - 1]] = unit + 1;
    names->last[*slot - 1] = unit;
}

static unsigned kind_of(const struct program_linter *linter, uint32_t unit)
{
    return program_kind(&linter->program->units[unit]);
}

uint32_t unit_names_find(const struct program_linter *linter,
                         struct thoth_text full_name, unsigned kind)
{
    const char *dot = memrchr(full_name.at, '.', full_name.length);
    struct name_parts parts = {full_name, {"", 0}};
    uint32_t unit;

    if (!dot)
        return PROGRAM_NONE;
    parts.space.length = (size_t)(dot - full_name.at);
    parts.name =
        (struct thoth_text){dot + 1, full_name.length - parts.space.length - 1};
    unit = *find_slot(linter, &parts);
    for (; unit; unit = linter->names.next[unit - 1]) {
        struct name_parts there = parts_of(linter, unit - 1);

        if ((kind == UNIT_SECTION_COUNT || kind_of(linter, unit - 1) == kind) &&
            equal_exactly(&there, &parts))
            return unit - 1;
    }
    return PROGRAM_NONE;
}

uint32_t unit_names_next(const struct program_linter *linter, uint32_t unit)
{
    struct name_parts parts = parts_of(linter, unit);
    uint32_t next = linter->names.next[unit];

    for (; next; next = linter->names.next[next - 1]) {
        struct name_parts there = parts_of(linter, next - 1);

        if (kind_of(linter, next - 1) == kind_of(linter, unit) &&
            equal_exactly(&there, &parts))
            return next - 1;
    }
    return PROGRAM_NONE;
}

/* The earlier unit that a unit's name repeats: of its kind, else of any. */
static uint32_t find_repeated(const struct program_linter *linter,
                              uint32_t first, uint32_t unit)
{
    struct name_parts parts = parts_of(linter, unit);
    uint32_t found = PROGRAM_NONE;

    for (uint32_t at = first; at != unit; at = linter->names.next[at] - 1) {
        struct name_parts there = parts_of(linter, at);

        if (!equal_exactly(&there, &parts))
            continue;
        if (kind_of(linter, at) == kind_of(linter, unit))
            return at;
        if (found == PROGRAM_NONE)
            found = at;
    }
    return found;
}

/* May the unit's condition become that of a later unit of its name? */
static bool leaves_result(const struct program_unit *unit)
{
    return !unit->never && unit->type != UNIT_TYPE_WRAP_GH_RELEASE_NOTES;
}

/* Both units have one full name: the one that is asked first decides. */
static void share_condition(struct program_linter *linter, uint32_t earlier,
                            uint32_t later)
{
    const struct program_unit *units = linter->program->units;

    if (!leaves_result(&units[earlier]) || !leaves_result(&units[later]))
        return;
    if (kind_of(linter, later) < kind_of(linter, earlier))
        linter->when[earlier] = linter->when[later];
    else
        linter->when[later] = linter->when[earlier];
}

static void check_chain(struct program_linter *linter, uint32_t first)
{
    uint32_t unit = linter->names.next[first];

    for (; unit; unit = linter->names.next[unit - 1]) {
        uint32_t repeated = find_repeated(linter, first, unit - 1);
        struct program_finding *finding;

        if (repeated != PROGRAM_NONE) {
            finding = program_find(linter, DIAG_FULL_NAME_REPEATED, unit - 1);
            finding->other = repeated;
            share_condition(linter, repeated, unit - 1);
            continue;
        }
        finding = program_find(linter, DIAG_FULL_NAME_CASE, unit - 1);
        finding->other = first;
    }
}

void lint_unit_names(struct program_linter *linter)
{
    struct unit_names *names = &linter->names;
    uint32_t count = linter->program->unit_count;

    names->slot_count = 16;
    while (names->slot_count < count * 2)
        names->slot_count *= 2;
    names->first = ARENA_NEW_ARRAY(linter->arena, uint32_t, names->slot_count);
    names->next = ARENA_NEW_ARRAY(linter->arena, uint32_t, count);
    names->last = ARENA_NEW_ARRAY(linter->arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        chain_unit(linter, i);
    for (uint32_t i = 0; i < names->slot_count; i++)
        if (names->first[i])
            check_chain(linter, names->first[i] - 1);
}
