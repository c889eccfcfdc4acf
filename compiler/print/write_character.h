/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Characters of strings in double quotes, of YAML and of the match/run
 * language.
 */
#ifndef COMPILER_PRINT_WRITE_CHARACTER_H
#define COMPILER_PRINT_WRITE_CHARACTER_H

#include "compiler/base/text_builder.h"

#include <stdbool.h>
#include <stdint.h>

/* Does a terminal or an editor show a character as it is, and does YAML take it
 * for no line break? Controls, byte order marks, line separators, marks of
 * direction and characters for private use are not. */
bool character_is_visible(uint32_t code);

/* Writes a character, as an escape if it does not show as itself or would end
 * the string. */
void character_write(struct text_builder *out, uint32_t code);

#endif
