/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is said of a mistake in the syntax.
 */
#ifndef COMPILER_RX_RX_SYNTAX_ERROR_H
#define COMPILER_RX_RX_SYNTAX_ERROR_H

#include "compiler/rx/rx_reader.h"

/* Reports that the parser cannot take `reader->token`. `expected` are the names
 * of the tokens that it could take; the array is changed. */
void rx_syntax_error(struct rx_reader *reader, const char **expected,
                     size_t count);

#endif
