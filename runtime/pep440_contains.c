/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Membership in a specifier set, clause by clause, as packaging's
 * SpecifierSet.contains decides it. Versions are compared by their sort keys;
 * what PEP 440 calls the public version is a prefix of the whole key.
 */
#include "runtime/pep440_clause.h"
#include "runtime/pep440_legacy.h"
#include "runtime/unicode.h"

/* A version of the clause's base, whatever its suffixes. */
static bool same_base(const struct pep440_clause *clause,
                      const struct pep440_version *version)
{
    return thoth_text_equal(clause->base_key, version->base_key);
}

static bool is_equal(const struct pep440_clause *clause,
                     const struct pep440_version *version)
{
    if (clause->is_wildcard)
        return pep440_prefix_matches(clause->prefix, version->public_text);
    if (clause->has_local)
        return thoth_text_equal(version->key, clause->key);
    return thoth_text_equal(version->public_key, clause->key);
}

static bool is_at_least(const struct pep440_clause *clause,
                        const struct pep440_version *version)
{
    return thoth_text_order(version->public_key, clause->key) >= 0;
}

/* `<1.0` takes no pre-release of 1.0 unless it names one itself. */
static bool is_less(const struct pep440_clause *clause,
                    const struct pep440_version *version)
{
    if (thoth_text_order(version->key, clause->key) >= 0)
        return false;
    return clause->is_prerelease || !version->is_prerelease ||
           !same_base(clause, version);
}

/*
 * `>1.0` takes no post-release of 1.0 unless it names one itself, and never a
 * local version of it.
 */
static bool is_greater(const struct pep440_clause *clause,
                       const struct pep440_version *version)
{
    bool post = !clause->is_postrelease && version->is_postrelease;

    if (thoth_text_order(version->key, clause->key) <= 0)
        return false;
    return !(post || version->parts.has_local) || !same_base(clause, version);
}

/* `===` compares texts without case. */
static bool is_same_text(struct thoth_text a, struct thoth_text b)
{
    struct unicode_lower_walk left = unicode_lower_begin(a);
    struct unicode_lower_walk right = unicode_lower_begin(b);
    uint32_t code;

    do {
        code = unicode_lower_next(&left);
        if (code != unicode_lower_next(&right))
            return false;
    } while (code != UNICODE_END);
    return true;
}

static bool takes_order(enum pep440_operator op, int order)
{
    switch (op) {
    case PEP440_OP_EQUAL:
        return order == 0;
    case PEP440_OP_NOT_EQUAL:
        return order != 0;
    case PEP440_OP_LESS_EQUAL:
        return order <= 0;
    case PEP440_OP_GREATER_EQUAL:
        return order >= 0;
    case PEP440_OP_LESS:
        return order < 0;
    case PEP440_OP_GREATER:
        return order > 0;
    case PEP440_OP_COMPATIBLE:
    case PEP440_OP_ARBITRARY:
        break; /* there are no legacy clauses of these */
    }
    return false;
}

/* Both sides as legacy versions, a PEP 440 one by its normal form. */
static bool legacy_holds(const struct pep440_clause *clause,
                         const struct pep440_version *version)
{
    int order =
        version->is_legacy
            ? thoth_text_order(version->key, clause->legacy_key)
            : pep440_legacy_key_order(version->normal, clause->legacy_key);

    return takes_order(clause->op, order);
}

bool pep440_clause_holds(const struct pep440_clause *clause,
                         const struct pep440_version *version)
{
    if (clause->is_legacy)
        return legacy_holds(clause, version);
    if (clause->op == PEP440_OP_ARBITRARY)
        return is_same_text(version->normal, clause->text);
    if (version->is_legacy)
        return false;
    switch (clause->op) {
    case PEP440_OP_EQUAL:
        return is_equal(clause, version);
    case PEP440_OP_NOT_EQUAL:
        return !is_equal(clause, version);
    case PEP440_OP_LESS_EQUAL:
        return thoth_text_order(version->public_key, clause->key) <= 0;
    case PEP440_OP_GREATER_EQUAL:
        return is_at_least(clause, version);
    case PEP440_OP_LESS:
        return is_less(clause, version);
    case PEP440_OP_GREATER:
        return is_greater(clause, version);
    case PEP440_OP_COMPATIBLE:
        return is_at_least(clause, version) &&
               pep440_prefix_matches(clause->prefix, version->public_text);
    case PEP440_OP_ARBITRARY:
        break;
    }
    return false;
}

bool pep440_contains(const struct pep440_specifier *specifier,
                     const struct pep440_version *version,
                     enum pep440_prereleases prereleases)
{
    if (version->is_prerelease && prereleases == PEP440_PRERELEASES_BY_SET &&
        !specifier->prereleases)
        return false;
    for (size_t i = 0; i < specifier->count; ++i)
        if (!pep440_clause_holds(&specifier->clauses[i], version))
            return false;
    return true;
}
