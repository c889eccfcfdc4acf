/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The words of the match/run language, written so that the scanner reads them
 * back as they were: names bare where they may be, all else in quotes.
 */
#ifndef COMPILER_PRINT_WRITE_LEXEME_H
#define COMPILER_PRINT_WRITE_LEXEME_H

#include "compiler/base/text_builder.h"

#include <stdbool.h>

/* Has a text the form of a name: a letter, then letters and digits, in parts
 * joined by `.` or `-`? Words of the language have it, too. */
bool rx_is_name(struct thoth_text text);

/* Is a text a specifier for the scanner: clauses of operator and version,
 * joined by commas, without blanks? */
bool rx_is_plain_specifier(struct thoth_text text);

/* A string in quotes. */
void rx_write_string(struct text_builder *out, struct thoth_text text);

/* A name, bare if it may be. */
void rx_write_name(struct text_builder *out, struct thoth_text text);

/* A text in data, where words of the language are texts like others. */
void rx_write_text(struct text_builder *out, struct thoth_text text);

/* A specifier as it is, or `version "..."` where its text is not of the form
 * that the scanner knows. */
void rx_write_specifier(struct text_builder *out, struct thoth_text text);

/* The same behind the word `version`. */
void rx_write_version(struct text_builder *out, struct thoth_text text);

/* The shortest decimal text that is read back as this finite number, always
 * with a point or an exponent. */
void rx_write_float(struct text_builder *out, double number);

#endif
