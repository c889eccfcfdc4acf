/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Strings as they are written: escapes, and values that stand in them.
 */
#ifndef COMPILER_RX_RX_STRING_H
#define COMPILER_RX_RX_STRING_H

#include "compiler/rx/rx_reader.h"

/* Adds a string in quotes, on one line, to the parts of an RX_STRING: texts,
 * and values that stand in them. What is wrong with it is reported. */
void rx_string_read(struct rx_reader *reader, struct rx_node *string,
                    struct thoth_text quoted, struct span span);

/* Makes one text of a string's parts, unless values stand in it. */
void rx_string_settle(struct rx_reader *reader, struct rx_node *string);

#endif
