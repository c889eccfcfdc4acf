/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What reads one text into its syntax: scanner, tokens, parser and the way back
 * after a mistake share it. It belongs to one thread and one text.
 */
#ifndef COMPILER_RX_RX_READER_H
#define COMPILER_RX_RX_READER_H

#include "compiler/base/diagnostic.h"
#include "compiler/rx/rx_node.h"
#include "compiler/rx/rx_scan.h"

/* What one file may use. Each limit has a diagnostic of its own. */
struct rx_limits {
    uint32_t nesting; /* of what is written, and of the tree; at least 1 */
    uint32_t nodes;   /* of the tree, templates and definitions expanded */
    uint32_t scalar;  /* bytes of one text */
};

struct rx_token {
    int kind;
    struct rx_node *node; /* NULL for marks such as `;` */
    struct span span;
    bool first; /* of its line */
    bool torn;  /* a string without an end, so that what is behind it is odd */
};

/* A bracket that is open. Bodies hold statements: those of units, templates and
 * tests. All other brackets end with the statement they stand in. */
struct rx_bracket {
    char mark;
    bool body;
    int statement; /* kind of the token that began the statement */
    struct span span;
    uint32_t column; /* where the statement began */
};

enum { RX_QUEUE_ROOM = 4 };

struct rx_reader {
    struct arena *arena;
    struct diagnostic_list *diagnostics;
    struct rx_limits limits;
    struct rx_scanner scanner;

    /* Where the scanner is: bytes, and the place of the next one. */
    struct thoth_text content;
    size_t at;
    uint32_t line, column;
    bool line_begun;       /* a token stands before it in its line */
    struct rx_token ahead; /* read already, if it has a kind */
    bool has_ahead;

    /* The token at hand, the one before, and the statement they stand in. */
    struct rx_token token, before;
    int statement;        /* kind of its first token, 0 at its start */
    int statement_before; /* the same in front of the token at hand */
    uint32_t statement_column;
    struct rx_bracket *brackets;
    uint32_t bracket_count, body_count, bodies_before;

    /* Tokens to be given before others are read: the end of what is left out.
     */
    uint32_t closing; /* so many `}` */
    bool semicolon;
    bool again;          /* then the token at hand once more */
    struct span resumed; /* where reading went on behind the last mistake */
    bool faulty;         /* the parser has refused the token at hand */
    bool recovering;     /* tokens are left out */
    bool stopped;        /* a limit was reached: nothing more is read */
    bool expression;     /* the text is one */

    struct rx_node *items; /* what the parser made: RX_LIST, or an expression */
};

/* Reads a text into `reader->items`. What is wrong is reported, and what can be
 * read in spite of it is there; NULL if nothing. All of `reader` but arena,
 * diagnostics and limits is set here. Unwinds when memory is short. */
struct rx_node *rx_reader_read(struct rx_reader *reader,
                               struct thoth_text content, struct span origin);

/* The same for one expression, which is what it returns. */
struct rx_node *rx_reader_read_expression(struct rx_reader *reader,
                                          struct thoth_text content,
                                          struct span origin);

/* Definitions, as the grammar's actions make them. */
struct rx_node *rx_define(struct rx_reader *reader, enum rx_definition what,
                          struct span span, struct rx_node *name,
                          struct rx_node *parameters, struct rx_node *body);

#endif
