/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the parser found and what could stand there instead, for the wording of
 * syntax errors and of hints for what was probably meant.
 */
#ifndef COMPILER_RX_RX_MISTAKE_H
#define COMPILER_RX_RX_MISTAKE_H

#include "compiler/rx/rx_tokens.h"

/* A mistake: the tokens that could stand there, of which some are taken out
 * for a description that covers them. */
struct rx_mistake {
    struct rx_reader *reader;
    const struct rx_token *token, *before;
    const char **expected;
    size_t count;
    const char *shown[4]; /* descriptions */
    size_t shown_count;
};

/* The first words of actions; NULL ends the list. */
extern const char *const RX_ACTIONS[];

/* Could a token of this name stand there? */
bool rx_mistake_expects(const struct rx_mistake *mistake, const char *name);

/* Is a name in a list that NULL ends? Is it a word of the language? */
bool rx_name_is_among(const char *name, const char *const *names);
bool rx_name_is_word(const char *name);

/* Adds a note with a word that could stand there and is spelt like the token,
 * if there is one. Descriptions must not have replaced names yet. */
void rx_mistake_near(struct rx_mistake *mistake, struct diagnostic *diagnostic);

/* What was probably meant, or NULL. The same holds. */
const char *rx_mistake_hint(const struct rx_mistake *mistake);

#endif
