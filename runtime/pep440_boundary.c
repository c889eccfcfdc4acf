/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Clauses to ranges. Each place between two neighbouring versions has exactly
 * one boundary, the lowest that does: the key of the version above it, where
 * there is a lowest one, with `X.dev0` written as the floor of X and the floor
 * of 0 as the empty key. Equal places are thus equal bytes, which is what
 * makes lists of intervals minimal.
 */
#include "runtime/pep440_boundary.h"

#include "runtime/pep440_key.h"

enum { CARRY_ROOM = 1 }; /* a number may gain a digit when it grows by 1 */

size_t pep440_clause_range_room(const struct pep440_clause *clause)
{
    size_t length = clause->text.length + CARRY_ROOM;

    return length + 2 * PEP440_KEY_ROOM(length);
}

/* Writes a number plus 1 at *at. */
static struct thoth_text increment(struct thoth_text digits, char **at)
{
    struct thoth_text next = {*at, 0};
    char *out = *at;
    size_t i;

    digits = pep440_significant(digits);
    out[0] = '0';
    if (digits.length > 0)
        memcpy(out + 1, digits.at, digits.length);
    for (i = digits.length; out[i] == '9'; --i)
        out[i] = '0';
    ++out[i];
    next.length = digits.length + 1;
    *at += next.length;
    return pep440_significant(next);
}

/* The boundary below (KEY_FLOOR) or above (KEY_CEILING) a release. */
static struct thoth_text base_boundary(const struct pep440_parts *parts,
                                       enum pep440_key_byte edge, char **at)
{
    char *end = pep440_key_put_base(*at, parts);
    struct thoth_text key = {*at, (size_t)(end - *at)};

    if (edge == KEY_FLOOR && key.length == 1 && *key.at == KEY_NUMBER)
        return (struct thoth_text){*at, 0}; /* nothing is below 0.dev0 */
    *end = (char)edge;
    ++key.length;
    *at = end + 1;
    return key;
}

/* The boundary just below a version. */
static struct thoth_text boundary_at(const struct pep440_parts *parts,
                                     char **at)
{
    struct thoth_text key = {*at, 0};

    if (parts->has_dev && parts->pre == PEP440_PRE_NONE && !parts->has_post &&
        pep440_significant(parts->dev_number).length == 0)
        return base_boundary(parts, KEY_FLOOR, at);
    *at = pep440_key_put_base(*at, parts);
    *at = pep440_key_put_suffix(*at, parts);
    key.length = (size_t)(*at - key.at);
    return key;
}

/* The boundary just above a version, which is below the next one. */
static struct thoth_text boundary_after(const struct pep440_parts *parts,
                                        char **at)
{
    static const struct thoth_text zero = {"", 0};
    struct pep440_parts next = *parts;

    if (next.has_dev) {
        next.dev_number = increment(next.dev_number, at);
        return boundary_at(&next, at);
    }
    next.post_number = next.has_post ? increment(next.post_number, at) : zero;
    next.has_post = true;
    next.has_dev = true;
    next.dev_number = zero;
    return boundary_at(&next, at);
}

/* A number in normal form: no leading zeros, and not absent. */
static bool is_plain(struct thoth_text number)
{
    return number.length == 1 || (number.length > 1 && *number.at != '0');
}

/* The last number of a release. */
static struct thoth_text last_number(struct thoth_text release)
{
    const char *from = release.at + release.length;

    while (from > release.at && from[-1] != '.')
        --from;
    return (struct thoth_text){from,
                               (size_t)(release.at + release.length - from)};
}

/* Without its first `count` numbers, is a release something else than zeros? */
static bool goes_beyond(struct thoth_text release, size_t count)
{
    for (size_t i = 0; i < release.length; ++i) {
        if (release.at[i] == '.')
            count -= count > 0;
        else if (count == 0 && release.at[i] != '0')
            return true;
    }
    return false;
}

/* Scans a prefix that consists of numbers in normal form only. */
static bool scan_plain_prefix(struct thoth_text prefix,
                              struct pep440_parts *parts)
{
    struct thoth_text rest;

    if (!pep440_scan_version(prefix, parts))
        return false;
    if (parts->pre != PEP440_PRE_NONE || parts->has_post || parts->has_dev ||
        parts->has_local || *prefix.at < '0' || *prefix.at > '9')
        return false;
    if (parts->epoch.length > 0 && *parts->epoch.at == '0')
        return false;
    for (rest = parts->release; rest.length > 0;) {
        struct thoth_text last = last_number(rest);

        if (!is_plain(last))
            return false;
        rest.length -= last.length;
        rest.length -= rest.length > 0; /* the dot */
    }
    return true;
}

/*
 * Does every version whose release numbers begin like the prefix also spell
 * them out? Not when the prefix ends in 0, which may be left out. With an
 * epoch, a suffix right behind the first number hides that number as well.
 */
static bool is_spelled_out(const struct pep440_parts *prefix)
{
    size_t least = prefix->epoch.length > 0 ? 2 : 1;

    if (prefix->release_count < least)
        return false;
    return (least == 1 && prefix->release_count == 1) ||
           *last_number(prefix->release).at != '0';
}

/* The boundary above all versions that begin with a plain prefix. */
static struct thoth_text
boundary_after_prefix(const struct pep440_parts *prefix, char **at)
{
    struct thoth_text last = last_number(prefix->release);
    struct pep440_parts next = *prefix;
    size_t kept = prefix->release.length - last.length;

    next.release.at = *at;
    memcpy(*at, prefix->release.at, kept);
    *at += kept;
    increment(last, at);
    next.release.length = (size_t)(*at - next.release.at);
    return base_boundary(&next, KEY_FLOOR, at);
}

static bool wildcard_range(const struct pep440_clause *clause, char **at,
                           struct pep440_interval *range)
{
    struct pep440_parts prefix;

    if (!scan_plain_prefix(clause->prefix, &prefix) || !is_spelled_out(&prefix))
        return false;
    range->low = base_boundary(&prefix, KEY_FLOOR, at);
    range->high = boundary_after_prefix(&prefix, at);
    return true;
}

static bool compatible_range(const struct pep440_clause *clause, char **at,
                             const struct pep440_parts *version,
                             struct pep440_interval *range)
{
    struct pep440_parts prefix;

    if (!scan_plain_prefix(clause->prefix, &prefix))
        return false;
    if (!is_spelled_out(&prefix) &&
        !goes_beyond(version->release, prefix.release_count))
        return false;
    range->low = boundary_at(version, at);
    range->high = boundary_after_prefix(&prefix, at);
    return true;
}

static bool less_range(char **at, const struct pep440_parts *version,
                       struct pep440_interval *range)
{
    if (version->pre != PEP440_PRE_NONE || version->has_dev) {
        range->high = boundary_at(version, at);
        return true;
    }
    range->high = base_boundary(version, KEY_FLOOR, at);
    return !version->has_post;
}

static bool greater_range(char **at, const struct pep440_parts *version,
                          struct pep440_interval *range)
{
    range->low = base_boundary(version, KEY_CEILING, at);
    range->is_unbounded = true;
    return version->pre == PEP440_PRE_NONE && !version->has_dev &&
           !version->has_post;
}

bool pep440_clause_range(const struct pep440_clause *clause, char **at,
                         struct pep440_interval *range, bool *is_hole)
{
    struct pep440_parts version;

    *range = (struct pep440_interval){{*at, 0}, {*at, 0}, false};
    *is_hole = clause->op == PEP440_OP_NOT_EQUAL;
    if (clause->is_legacy || clause->has_local)
        return false;
    if (clause->is_wildcard)
        return wildcard_range(clause, at, range);
    if (!pep440_scan_version(clause->text, &version))
        return false; /* the text of a === clause */
    switch (clause->op) {
    case PEP440_OP_EQUAL:
    case PEP440_OP_NOT_EQUAL:
        range->low = boundary_at(&version, at);
        range->high = boundary_after(&version, at);
        return true;
    case PEP440_OP_LESS_EQUAL:
        range->high = boundary_after(&version, at);
        return true;
    case PEP440_OP_GREATER_EQUAL:
        range->low = boundary_at(&version, at);
        range->is_unbounded = true;
        return true;
    case PEP440_OP_LESS:
        return less_range(at, &version, range);
    case PEP440_OP_GREATER:
        return greater_range(at, &version, range);
    case PEP440_OP_COMPATIBLE:
        return compatible_range(clause, at, &version, range);
    case PEP440_OP_ARBITRARY:
        break;
    }
    return false;
}
