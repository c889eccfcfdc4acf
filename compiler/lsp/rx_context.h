/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What may stand at a place of a `.rx` text, told from the word before it and
 * from open braces alone: while something is being typed there is seldom a
 * tree.
 */
#ifndef COMPILER_LSP_RX_CONTEXT_H
#define COMPILER_LSP_RX_CONTEXT_H

#include "runtime/text.h"

#include <stddef.h>

/* What may stand there; bits, since more than one may. */
enum rx_expects {
    RX_EXPECTS_ITEM = 1 << 0, /* of a file: a unit, a definition */
    RX_EXPECTS_CLAUSE = 1 << 1,
    RX_EXPECTS_PREDICATE = 1 << 2,
    RX_EXPECTS_PACKAGE = 1 << 3,
    RX_EXPECTS_ACTION = 1 << 4,
    RX_EXPECTS_OUTCOME = 1 << 5,
    RX_EXPECTS_MODULE = 1 << 6,
    RX_EXPECTS_NUMBER = 1 << 7,
};

struct rx_context {
    unsigned expects;
    size_t start; /* of the word that is being typed */
};

struct rx_context rx_context_find(struct thoth_text text, size_t offset);

#endif
