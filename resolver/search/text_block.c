/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Texts in blocks: one allocation for some thousands of them.
 */
#include "resolver/search/text_block.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE 65536

struct text_block {
    struct text_block *next;
    size_t used, size;
    char bytes[];
};

static struct text_block *add_block(struct text_block *next, size_t length)
{
    size_t size = length > BLOCK_SIZE ? length : BLOCK_SIZE;
    struct text_block *block = malloc(sizeof(*block) + size);

    if (block == NULL)
        return NULL;
    block->next = next;
    block->used = 0;
    block->size = size;
    return block;
}

bool text_block_copy(struct text_block **blocks, struct thoth_text text,
                     struct thoth_text *copy)
{
    struct text_block *block = *blocks;

    if (block == NULL || block->size - block->used < text.length) {
        block = add_block(*blocks, text.length);
        if (block == NULL)
            return false;
        *blocks = block;
    }
    *copy = (struct thoth_text){block->bytes + block->used, text.length};
    if (text.length > 0)
        memcpy(block->bytes + block->used, text.at, text.length);
    block->used += text.length;
    return true;
}

void text_block_release(struct text_block *blocks)
{
    while (blocks != NULL) {
        struct text_block *next = blocks->next;

        free(blocks);
        blocks = next;
    }
}
