/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The scanners of the PEP 440 module: from a text to its segments, nothing
 * copied, nothing allocated. Both are written out by hand because they run on
 * every version and specifier a request brings; each accepts exactly what the
 * regular expressions of packaging 21.3 accept.
 */
#ifndef RUNTIME_PEP440_SCAN_H
#define RUNTIME_PEP440_SCAN_H

#include "runtime/pep440.h"

/*
 * Scans a version without white space around it. On success the parts are
 * stretches of `text`, digits as written (leading zeros included).
 */
bool pep440_scan_version(struct thoth_text text, struct pep440_parts *parts);

enum pep440_operator {
    PEP440_OP_EQUAL,
    PEP440_OP_NOT_EQUAL,
    PEP440_OP_LESS_EQUAL,
    PEP440_OP_GREATER_EQUAL,
    PEP440_OP_LESS,
    PEP440_OP_GREATER,
    PEP440_OP_COMPATIBLE,
    PEP440_OP_ARBITRARY
};

/* One clause as scanned; texts are stretches of the scanned text. */
struct pep440_scanned_clause {
    enum pep440_operator op;
    bool is_legacy;   /* packaging's LegacySpecifier */
    bool is_wildcard; /* == or != with a trailing .* */
    bool is_version;  /* version, less the wildcard, scans into parts */
    struct thoth_text version; /* as written, wildcard included */
    struct pep440_parts parts; /* meaningful when is_version */
};

/* Scans a clause without white space around it; false: it is none. */
bool pep440_scan_clause(struct thoth_text text,
                        struct pep440_scanned_clause *clause);

/*
 * Takes the next clause that is not empty off the front of *rest, trimmed.
 * False when there is none left.
 */
bool pep440_next_clause(struct thoth_text *rest, struct thoth_text *clause);

#endif
