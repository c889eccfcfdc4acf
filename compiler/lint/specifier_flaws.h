/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is wrong with specifier sets, as flags that are remembered by text: the
 * same few thousand sets stand in a hundred thousand places. Only a set with a
 * flag that matters where it stands is looked at again, to report it.
 */
#ifndef COMPILER_LINT_SPECIFIER_FLAWS_H
#define COMPILER_LINT_SPECIFIER_FLAWS_H

#include "compiler/lint/lint.h"

#include "runtime/pep440_scan.h"

enum specifier_flaw {
    FLAW_BLANK = 1 << 0,    /* no clause at all */
    FLAW_GAP = 1 << 1,      /* a comma with nothing beside it */
    FLAW_LEGACY = 1 << 2,   /* a clause that is not PEP 440's */
    FLAW_SPELLING = 1 << 3, /* a version not in normal form */
    FLAW_MICRO = 1 << 4,    /* a version with more than major and minor */

    /* By the set's own rule for pre-releases; shifted by FLAWS_ALLOWED, where
     * they are allowed. */
    FLAW_EMPTY = 1 << 5,      /* no version fits */
    FLAW_EVERYTHING = 1 << 6, /* every version fits but pre-releases */
    FLAW_REDUNDANT = 1 << 7,  /* clauses that add nothing */
    FLAWS_ALLOWED = 3,
};

/* The flags of a valid set. Thread-safe; unwinds when memory is short. */
unsigned specifier_flaws(struct lint_session *session, struct thoth_text text);

/* The version of a clause in normal form, if it is written otherwise and may be
 * written so; *normal lives in `room`, which is released by the caller. */
bool specifier_misspelt(const struct pep440_scanned_clause *clause,
                        struct pep440_version **room);

/* Is a number beyond major and minor other than zero? */
bool specifier_is_micro(const struct pep440_scanned_clause *clause);

#endif
