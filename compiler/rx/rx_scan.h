/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The scanner that flex makes of rx_scan.l: a text to stretches of it, each of
 * a kind, without gaps.
 */
#ifndef COMPILER_RX_RX_SCAN_H
#define COMPILER_RX_RX_SCAN_H

#include "runtime/text.h"

/* What the scanner tells apart beside the tokens of rx_grammar.h. */
enum {
    RX_BLANK = 1000,
    RX_COMMENT,
    RX_ODD_NUMBER,    /* begins with a digit and is no number */
    RX_OPEN_STRING,   /* without quotes at its end */
    RX_SINGLE_QUOTES, /* 'text' */
    RX_ODD_CHARACTER, /* one that has no meaning */
};

struct rx_scanner {
    void *flex;
    char *text; /* a copy, which flex uses */
};

/* The text, at most INT_MAX bytes, is copied. Unwinds when memory is short;
 * close the scanner in any case. */
void rx_scanner_open(struct rx_scanner *scanner, struct thoth_text content);

/* The kind of the next stretch, 0 at the end. */
int rx_scanner_next(struct rx_scanner *scanner, size_t *length);

void rx_scanner_close(struct rx_scanner *scanner);

#endif
