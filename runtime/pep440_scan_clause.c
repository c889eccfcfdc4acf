/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One clause of a specifier set: an operator, white space, and what the
 * operator allows to follow. A clause that is none of PEP 440 may still be a
 * legacy one, whose version is nearly any text. As in the reference the kind
 * is decided by the whole clause, never by its first fitting part.
 */
#include "runtime/pep440_scan.h"

#include "runtime/unicode.h"

#include <string.h>

/* Operators by their texts; one that begins like another comes before it. */
static const struct {
    char text[4];
    unsigned char length;
    unsigned char op;
} operators[] = {
    {"===", 3, PEP440_OP_ARBITRARY},    {"==", 2, PEP440_OP_EQUAL},
    {"!=", 2, PEP440_OP_NOT_EQUAL},     {"<=", 2, PEP440_OP_LESS_EQUAL},
    {">=", 2, PEP440_OP_GREATER_EQUAL}, {"~=", 2, PEP440_OP_COMPATIBLE},
    {"<", 1, PEP440_OP_LESS},           {">", 1, PEP440_OP_GREATER},
};

/* Takes the operator and the white space after it off the front. */
static bool scan_operator(struct thoth_text *text, enum pep440_operator *op)
{
    size_t length = 0;
    size_t space;

    for (size_t i = 0; i < sizeof(operators) / sizeof(operators[0]); ++i) {
        size_t width = operators[i].length;

        if (text->length >= width &&
            memcmp(text->at, operators[i].text, width) == 0) {
            *op = (enum pep440_operator)operators[i].op;
            length = width;
            break;
        }
    }
    if (length == 0)
        return false;
    do {
        text->at += length;
        text->length -= length;
        space = unicode_space_at(text->at, text->at + text->length);
        length = space;
    } while (space != 0);
    return true;
}

/* No white space, and none of the ASCII characters in `excluded`. */
static bool is_solid(struct thoth_text text, const char *excluded)
{
    const char *end = text.at + text.length;

    for (const char *at = text.at; at < end; ++at) {
        if (unicode_space_at(at, end) != 0)
            return false;
        if (*at != '\0' && strchr(excluded, *at) != NULL)
            return false;
    }
    return true;
}

static bool ends_in_wildcard(struct thoth_text text)
{
    return text.length >= 2 && text.at[text.length - 1] == '*' &&
           text.at[text.length - 2] == '.';
}

/*
 * == and != take local versions, or a wildcard after a version that has
 * neither a development nor a local segment.
 */
static bool scan_equality(struct pep440_scanned_clause *clause)
{
    struct thoth_text version = clause->version;

    clause->is_wildcard = ends_in_wildcard(version);
    if (clause->is_wildcard)
        version.length -= 2;
    clause->is_version = pep440_scan_version(version, &clause->parts);
    if (!clause->is_version)
        return false;
    return !clause->is_wildcard ||
           (!clause->parts.has_dev && !clause->parts.has_local);
}

/* All others order versions, so they take no local segment. */
static bool scan_ordered(struct pep440_scanned_clause *clause)
{
    clause->is_version = pep440_scan_version(clause->version, &clause->parts);
    return clause->is_version && !clause->parts.has_local;
}

static bool scan_legacy(struct pep440_scanned_clause *clause)
{
    clause->is_legacy = true;
    if (clause->is_wildcard) {
        clause->is_wildcard = false;
        clause->is_version = false;
    }
    return is_solid(clause->version, ",;)");
}

bool pep440_scan_clause(struct thoth_text text,
                        struct pep440_scanned_clause *clause)
{
    clause->is_legacy = clause->is_wildcard = clause->is_version = false;
    if (!scan_operator(&text, &clause->op))
        return false;
    clause->version = text;
    switch (clause->op) {
    case PEP440_OP_ARBITRARY:
        clause->is_version = pep440_scan_version(text, &clause->parts);
        return is_solid(text, "");
    case PEP440_OP_COMPATIBLE:
        return scan_ordered(clause) && clause->parts.release_count >= 2;
    case PEP440_OP_EQUAL:
    case PEP440_OP_NOT_EQUAL:
        return scan_equality(clause) || scan_legacy(clause);
    case PEP440_OP_LESS_EQUAL:
    case PEP440_OP_GREATER_EQUAL:
    case PEP440_OP_LESS:
    case PEP440_OP_GREATER:
        return scan_ordered(clause) || scan_legacy(clause);
    }
    return false;
}

bool pep440_next_clause(struct thoth_text *rest, struct thoth_text *clause)
{
    while (rest->length > 0) {
        const char *comma = memchr(rest->at, ',', rest->length);
        size_t length =
            comma == NULL ? rest->length : (size_t)(comma - rest->at);

        *clause = unicode_trim((struct thoth_text){rest->at, length});
        if (comma != NULL)
            ++length;
        rest->at += length;
        rest->length -= length;
        if (clause->length > 0)
            return true;
    }
    return false;
}
