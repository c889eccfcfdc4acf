/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fixes of `.rx` files. Checks offer edits as YAML has them; where an edit puts
 * one text in place of a name, a string or a specifier, the match/run language
 * can say the same.
 */
#ifndef COMPILER_DRIVER_RX_FIXES_H
#define COMPILER_DRIVER_RX_FIXES_H

#include "compiler/base/diagnostic.h"

/* Writes the fixes of findings, from `first` to the end of a list, in the
 * language of their text, and takes out those that it has no words for. New
 * texts are in `arena`. Unwinds when memory is short. */
void rx_fixes_settle(struct diagnostic *first, struct thoth_text content,
                     struct arena *arena);

#endif
