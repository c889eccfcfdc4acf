/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Copies of texts that live as long as the object that holds them: blocks,
 * newest first, filled from the front. NULL is an empty list.
 */
#ifndef RESOLVER_SEARCH_TEXT_BLOCK_H
#define RESOLVER_SEARCH_TEXT_BLOCK_H

#include "runtime/thoth.h"

struct text_block;

/* Sets *copy; false when memory is short. */
bool text_block_copy(struct text_block **blocks, struct thoth_text text,
                     struct thoth_text *copy);
void text_block_release(struct text_block *blocks);

#endif
