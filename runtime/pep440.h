/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Versions and specifier sets of PEP 440 as the Python library packaging 21.3
 * understands them, its legacy versions and legacy specifiers included. Every
 * function is pure: no global state, no locale, no input or output, so any of
 * them may run in any thread. Objects are immutable once made, own copies of
 * all they need, and are one block of memory each.
 *
 * One liberty is taken. Python's re.IGNORECASE lets U+017F stand for the s of
 * `post` and U+0130 or U+0131 for the i of `preview`; packaging then carries
 * the odd spelling along. Here such a word means what it looks like.
 */
#ifndef RUNTIME_PEP440_H
#define RUNTIME_PEP440_H

#include "runtime/allocator.h"
#include "runtime/text.h"

#include <stdint.h>

enum pep440_status {
    PEP440_OK,
    PEP440_E_MEMORY, /* the allocator gave nothing, or the text is absurd */
    PEP440_E_INVALID /* the text is no specifier set */
};

enum pep440_pre {
    PEP440_PRE_NONE,
    PEP440_PRE_ALPHA,
    PEP440_PRE_BETA,
    PEP440_PRE_CANDIDATE
};

/*
 * The segments of a PEP 440 version. Numbers are decimal digits of any
 * length, `release` is numbers between dots. An absent number is an empty
 * text and counts as 0.
 */
struct pep440_parts {
    struct thoth_text epoch;
    struct thoth_text release;
    size_t release_count; /* numbers in release; 0 only for legacy versions */
    enum pep440_pre pre;
    bool has_post, has_dev, has_local;
    struct thoth_text pre_number, post_number, dev_number;
    struct thoth_text local; /* without its plus sign */
};

/*
 * A version. All texts lie inside the object.
 *
 * Sort keys order like the versions when compared by thoth_text_order: legacy
 * versions below all others, integers of any size exactly. Equal versions
 * have byte-identical keys.  base_key is a prefix of public_key, which is a
 * prefix of key; for a legacy version all three are the same.
 */
struct pep440_version {
    bool is_legacy;      /* the text is no PEP 440 version */
    bool is_prerelease;  /* it has a pre-release or a development segment */
    bool is_postrelease; /* it has a post-release segment */
    struct thoth_text normal;      /* str(Version); legacy: the text as given */
    struct thoth_text public_text; /* normal without the local segment */
    struct thoth_text base_text;   /* epoch and release of normal */
    struct thoth_text key;
    struct thoth_text public_key; /* without the local segment */
    struct thoth_text base_key;   /* epoch and release only */
    struct pep440_parts parts;    /* in normal form; legacy: all empty */
};

/*
 * Makes a version of any text: what is no PEP 440 version becomes a legacy
 * one. Fails with PEP440_E_MEMORY only; *version is then NULL. Released with
 * pep440_version_free and the same allocator.
 */
int pep440_version_parse(struct thoth_text text,
                         const struct thoth_allocator *allocator,
                         struct pep440_version **version);
void pep440_version_free(struct pep440_version *version,
                         const struct thoth_allocator *allocator);

/* Is the text a PEP 440 version? Allocates nothing. */
bool pep440_is_valid(struct thoth_text text);

/* -1, 0 or 1; 0 for versions that packaging calls equal, as 1.0 and 1. */
int pep440_compare(const struct pep440_version *a,
                   const struct pep440_version *b);

/*
 * The number at `index` of the release, "0" beyond its end, so that 0, 1 and 2
 * are major, minor and micro. The text lives as long as the version.
 */
struct thoth_text pep440_version_release(const struct pep440_version *version,
                                         size_t index);

/*
 * The value of decimal digits ("" is 0). A number beyond 64 bits gives
 * UINT64_MAX and false.
 */
bool pep440_number_value(struct thoth_text digits, uint64_t *value);

/* An immutable set of clauses; opaque outside of the PEP 440 module. */
struct pep440_specifier;

/*
 * Parses clauses between commas; clauses that mean the same count once, the
 * first stays. PEP440_E_INVALID when a clause is no specifier, PEP440_E_MEMORY
 * when memory is short; *specifier is then NULL. Released with
 * pep440_specifier_free and the same allocator.
 */
int pep440_specifier_parse(struct thoth_text text,
                           const struct thoth_allocator *allocator,
                           struct pep440_specifier **specifier);
void pep440_specifier_free(struct pep440_specifier *specifier,
                           const struct thoth_allocator *allocator);

/* Would pep440_specifier_parse take the text? Allocates nothing. */
bool pep440_specifier_valid(struct thoth_text text);

/*
 * Like pep440_specifier_valid; when the answer is false, *clause is the first
 * clause that is no specifier, a part of `text` without the white space
 * around it.
 */
bool pep440_specifier_check(struct thoth_text text, struct thoth_text *clause);

/* Clauses left after equal ones were dropped; 0 for an empty set. */
size_t pep440_specifier_count(const struct pep440_specifier *specifier);

/* Does the set by itself allow pre-releases (PEP 440, "Handling of
 * pre-releases", as packaging decides it)? */
bool pep440_specifier_prereleases(const struct pep440_specifier *specifier);

enum pep440_prereleases {
    PEP440_PRERELEASES_BY_SET, /* the set's own rule; packaging's None */
    PEP440_PRERELEASES_ALLOWED /* packaging's prereleases=True */
};

/* SpecifierSet.contains. Allocates nothing. */
bool pep440_contains(const struct pep440_specifier *specifier,
                     const struct pep440_version *version,
                     enum pep440_prereleases prereleases);

#endif
