/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sort keys of legacy versions, the order that setuptools had before PEP 440
 * and that packaging 21.3 still gives to LegacyVersion. A key is the byte
 * KEY_LEGACY and then the strings of packaging's _legacy_cmpkey, each closed
 * by a byte below all others, so that keys compare like lists of strings.
 */
#ifndef RUNTIME_PEP440_LEGACY_H
#define RUNTIME_PEP440_LEGACY_H

#include "runtime/text.h"

/* Bytes of the legacy key of a text. */
size_t pep440_legacy_key_length(struct thoth_text version);

/* Writes it and returns its end. */
char *pep440_legacy_key_write(char *out, struct thoth_text version);

/*
 * The order of a version text's legacy key against a given key, -1, 0 or 1,
 * without writing the former anywhere.
 */
int pep440_legacy_key_order(struct thoth_text version, struct thoth_text key);

#endif
