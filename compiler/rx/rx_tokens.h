/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tokens with their places and nodes, for the parser, and how reading goes on
 * behind a mistake.
 */
#ifndef COMPILER_RX_RX_TOKENS_H
#define COMPILER_RX_RX_TOKENS_H

#include "compiler/rx/rx_reader.h"

/* Begins with a text whose first character stands at `origin`. All of `reader`
 * but arena, diagnostics and limits is set. */
void rx_tokens_start(struct rx_reader *reader, struct thoth_text content,
                     struct span origin);

/* The next token for the parser. It is `reader->token`, too, unless it stands
 * for what was left out. Strings side by side are one. */
struct rx_token rx_tokens_next(struct rx_reader *reader);

/* Reads a token of the text into `reader->token`. */
void rx_tokens_read(struct rx_reader *reader);

/* Keeps what the token at hand means for brackets and statements
 * (rx_statement.c). */
void rx_statement_follow(struct rx_reader *reader);

/* The parser refuses `reader->token`. Leaves out what is left of its statement:
 * the next tokens are `;`, as many `}` as are missing, and what begins the next
 * statement. */
void rx_tokens_recover(struct rx_reader *reader);

/* Whether a token begins an item of a file, or a clause of a unit. */
bool rx_token_begins_item(const struct rx_token *token);
bool rx_token_begins_clause(const struct rx_token *token);

/* The token of a word of the language, 0 if it is none. */
int rx_word_find(struct thoth_text text);

/* The name of a unit's type? */
bool rx_is_unit_type(struct thoth_text name);

#endif
