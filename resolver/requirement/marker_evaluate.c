/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What markers mean, after packaging: the right side with the operator in
 * front is read as one version clause (PEP 440). If it is one, the left side is
 * a version, pre-releases included; if not, both are texts, ordered by code
 * point.
 */
#include "resolver/requirement/marker.h"

#include <stdio.h>

static const char *const SIGNS[] = {
    [MARKER_LESS] = "<",        [MARKER_LESS_EQUAL] = "<=",
    [MARKER_EQUAL] = "==",      [MARKER_NOT_EQUAL] = "!=",
    [MARKER_GREATER] = ">",     [MARKER_GREATER_EQUAL] = ">=",
    [MARKER_COMPATIBLE] = "~=", [MARKER_IDENTICAL] = "===",
};

enum { CLAUSE_ROOM = 256 };

static bool contains_char(struct thoth_text text, char c)
{
    return text.length && memchr(text.at, c, text.length);
}

static bool is_version(struct thoth_text text)
{
    struct thoth_version *version;
    bool valid;

    if (thoth_version_parse(text, NULL, &version))
        return false;
    valid = !thoth_version_is_legacy(version);
    thoth_version_release(version);
    return valid;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static struct thoth_text trim(struct thoth_text text)
{
    while (text.length && is_space(*text.at)) {
        text.at++;
        text.length--;
    }
    while (text.length && is_space(text.at[text.length - 1]))
        text.length--;
    return text;
}

static bool has_space(struct thoth_text text)
{
    for (size_t i = 0; i < text.length; i++)
        if (is_space(text.at[i]))
            return true;
    return false;
}

/* Is it the version of one clause of PEP 440, without the legacy ones? */
static bool makes_clause(enum marker_operator operator, struct thoth_text text)
{
    struct thoth_text version = trim(text);

    if (contains_char(text, ',') || !version.length)
        return false;
    if (operator== MARKER_IDENTICAL)
        return !has_space(version) && !contains_char(version, ';') &&
               !contains_char(version, ')');
    if (operator== MARKER_EQUAL || operator== MARKER_NOT_EQUAL) {
        if (version.length > 2 &&
            !memcmp(version.at + version.length - 2, ".*", 2))
            version.length -= 2;
    } else if (contains_char(version, '+')) {
        return false;
    } else if (operator== MARKER_COMPATIBLE && !contains_char(version, '.')) {
        return false;
    }
    return is_version(version);
}

/* 1 or 0 for yes and no, -1 when the right side is no version clause. */
static int compare_versions(enum marker_operator operator,
                            struct thoth_text left, struct thoth_text right)
{
    char clause[CLAUSE_ROOM];
    struct thoth_specifier *specifier;
    struct thoth_version *version;
    int length, holds;

    if (operator>= MARKER_IN ||
        right.length> CLAUSE_ROOM - 8 || !makes_clause(operator, right))
        return -1;
    length = snprintf(clause, sizeof clause, "%s%.*s", SIGNS[operator],
                      (int)right.length, right.at);
    if (thoth_specifier_parse((struct thoth_text){clause, (size_t)length}, NULL,
                              &specifier))
        return -1;
    if (thoth_version_parse(left, NULL, &version)) {
        thoth_specifier_release(specifier);
        return -1;
    }
    holds = thoth_specifier_contains(specifier, version, true);
    thoth_version_release(version);
    thoth_specifier_release(specifier);
    return holds;
}

static bool text_within(struct thoth_text part, struct thoth_text whole)
{
    return !part.length ||
           (whole.length >= part.length &&
            memmem(whole.at, whole.length, part.at, part.length));
}

static bool compare_texts(enum marker_operator operator, struct thoth_text left,
                          struct thoth_text right)
{
    int order = thoth_text_order(left, right);

    switch (operator) {
    case MARKER_LESS:
        return order < 0;
    case MARKER_LESS_EQUAL:
        return order <= 0;
    case MARKER_EQUAL:
    case MARKER_IDENTICAL:
        return order == 0;
    case MARKER_NOT_EQUAL:
        return order != 0;
    case MARKER_GREATER_EQUAL:
        return order >= 0;
    case MARKER_GREATER:
        return order > 0;
    case MARKER_IN:
        return text_within(left, right);
    case MARKER_NOT_IN:
        return !text_within(left, right);
    case MARKER_COMPATIBLE:
        break;
    }
    return false; /* texts are not compatible with each other */
}

enum { NAME_ROOM = 256 };

/* Extras are compared in normal form (PEP 685). */
static struct thoth_text normal_extra(struct thoth_text name, char *room)
{
    size_t length = thoth_name_normalise(name, room, NAME_ROOM);

    return length <= NAME_ROOM ? (struct thoth_text){room, length} : name;
}

static struct thoth_text value_of(const struct marker_operand *operand,
                                  const struct marker_values *values,
                                  struct thoth_text extra)
{
    if (operand->variable == MARKER_VARIABLES)
        return operand->text;
    return operand->variable == MARKER_EXTRA ? extra
                                             : values->of[operand->variable];
}

static bool comparison_holds(const struct marker *marker,
                             const struct marker_values *values,
                             struct thoth_text extra)
{
    struct thoth_text left = value_of(&marker->left, values, extra);
    struct thoth_text right = value_of(&marker->right, values, extra);
    char left_room[NAME_ROOM], right_room[NAME_ROOM];
    int holds;

    if (marker_asks_extra(marker)) {
        left = normal_extra(left, left_room);
        right = normal_extra(right, right_room);
    }
    holds = compare_versions(marker->operator, left, right);
    return holds >= 0 ? holds : compare_texts(marker->operator, left, right);
}

bool marker_holds(const struct marker *marker,
                  const struct marker_values *values, struct thoth_text extra)
{
    switch (marker->kind) {
    case MARKER_AND:
        return marker_holds(marker->first, values, extra) &&
               marker_holds(marker->second, values, extra);
    case MARKER_OR:
        return marker_holds(marker->first, values, extra) ||
               marker_holds(marker->second, values, extra);
    case MARKER_COMPARISON:
        break;
    }
    return comparison_holds(marker, values, extra);
}

bool marker_asks_extra(const struct marker *marker)
{
    if (marker->kind != MARKER_COMPARISON)
        return marker_asks_extra(marker->first) ||
               marker_asks_extra(marker->second);
    return marker->left.variable == MARKER_EXTRA ||
           marker->right.variable == MARKER_EXTRA;
}
