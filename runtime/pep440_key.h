/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sort keys of PEP 440 versions: byte strings whose memcmp order (a proper
 * prefix first) is the order of packaging's _cmpkey.
 *
 *   key    = public [local]
 *   public = base PRE [number] POST [number] (number | DEV_NONE)
 *   base   = epoch number*            release without trailing zeros
 *   local  = (number | LOCAL_TEXT bytes 0)*
 *
 * A number starts with a byte from KEY_NUMBER to KEY_NUMBER_DIGITS, and every
 * PRE byte is below that, so that the end of a release sorts before a further
 * number of it. No public key is a proper prefix of another one.
 */
#ifndef RUNTIME_PEP440_KEY_H
#define RUNTIME_PEP440_KEY_H

#include "runtime/pep440.h"

enum pep440_key_byte {
    KEY_LEGACY = 0x01, /* first byte of every legacy key, and of no other */

    /* PRE; FLOOR and CEILING stand in boundaries only: below and above all
       versions of a base. */
    KEY_FLOOR = 0x01,
    KEY_DEV_ONLY = 0x02, /* a development release of a final release */
    KEY_PRE = 0x02,      /* + enum pep440_pre */
    KEY_PRE_NONE = 0x08,
    KEY_CEILING = 0x0f,

    KEY_POST_NONE = 0x02,
    KEY_POST = 0x03,
    KEY_DEV_NONE = 0xf0,
    KEY_LOCAL_TEXT = 0x02,

    KEY_NUMBER = 0x10,       /* + value, below KEY_NUMBER_SMALL values */
    KEY_NUMBER_SMALL = 200,  /* values that need no further byte */
    KEY_NUMBER_BYTES = 0xd8, /* + count of big-endian bytes that follow */
    KEY_NUMBER_DIGITS = 0xe1 /* eight bytes of length, then the digits */
};

/* Bytes that hold any key of a version text of `length` bytes. */
#define PEP440_KEY_ROOM(length) (2 * (length) + 16)

/*
 * Each writes one part of a key at `out` and returns its end. The parts may
 * be as scanned or in normal form; together they need no more than
 * PEP440_KEY_ROOM of the text they were scanned from.
 */
char *pep440_key_put_base(char *out, const struct pep440_parts *parts);
char *pep440_key_put_suffix(char *out, const struct pep440_parts *parts);
char *pep440_key_put_local(char *out, const struct pep440_parts *parts);

/* The lengths of the nested keys that start at `key`. */
struct pep440_key_lengths {
    size_t base, public_part, full;
};

struct pep440_key_lengths pep440_key_write(char *key,
                                           const struct pep440_parts *parts);

/* The digits without leading zeros: "" for any zero. */
struct thoth_text pep440_significant(struct thoth_text digits);

/* Takes the next part off the front of a local segment. */
bool pep440_next_local(struct thoth_text *rest, struct thoth_text *part);

/* Only ASCII digits, and at least one. */
bool pep440_is_number(struct thoth_text text);

#endif
