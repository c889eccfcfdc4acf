/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files of the `.rx` formatter share; not for other stages. A part is
 * the tokens from `first` up to, without, `end`.
 */
#ifndef COMPILER_FORMAT_RX_FORMATTER_H
#define COMPILER_FORMAT_RX_FORMATTER_H

#include "compiler/format/format_tokens.h"
#include "compiler/format/layout.h"
#include "compiler/rx/rx_grammar.h"

struct rx_formatter {
    struct layout layout;
    const struct format_token *tokens;
    uint32_t count;
};

struct rx_part {
    uint32_t first, end;
};

/* Is the token this word or mark? */
static inline bool rx_token_is(const struct rx_formatter *formatter,
                               uint32_t number, const char *word)
{
    struct thoth_text text = formatter->tokens[number].text;

    return text.length && *text.at == *word &&
           formatter->tokens[number].kind != RX_TOKEN_STRING &&
           thoth_text_equal(text, thoth_text_of(word));
}

/* The token behind a bracket and what it holds, or behind the token. */
uint32_t rx_token_after(const struct rx_formatter *formatter, uint32_t number);

/* The first token of a part that is this word, outside of brackets; its end if
 * there is none. */
uint32_t rx_part_find(const struct rx_formatter *formatter, struct rx_part part,
                      const char *word);

/* Comments before a token, each on its own line; an empty line stays if `gap`.
 */
void rx_format_comments(struct rx_formatter *formatter, uint32_t number,
                        bool gap);

/* A token with its comments; no blank before it. Strings are parted. */
void rx_format_token(struct rx_formatter *formatter, uint32_t number);

/* A break; a line that begins there is indented. */
void rx_format_break(struct rx_formatter *formatter);

/* Any part: conditions, numbers, data, phrases. */
void rx_format_part(struct rx_formatter *formatter, struct rx_part part);

/* What stands behind `match` and behind `run`. */
void rx_format_match(struct rx_formatter *formatter, struct rx_part part);
void rx_format_run(struct rx_formatter *formatter, struct rx_part part);

#endif
