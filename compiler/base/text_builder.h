/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A text that grows at its end, in an arena. What was written last can be taken
 * back by setting `length` to what it was before, which is how printers try one
 * form and then another.
 */
#ifndef COMPILER_BASE_TEXT_BUILDER_H
#define COMPILER_BASE_TEXT_BUILDER_H

#include "compiler/base/arena.h"
#include "runtime/text.h"

#include <stddef.h>

/* A builder of all zero bytes but for its arena is valid and empty. */
struct text_builder {
    struct arena *arena;
    char *bytes;
    size_t length, room;
};

/* All of these unwind when memory is short. */
void text_builder_grow(struct text_builder *builder, size_t size);
void text_builder_repeat(struct text_builder *builder, char byte, size_t count);
void text_builder_format(struct text_builder *builder, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static inline void text_builder_bytes(struct text_builder *builder,
                                      const void *bytes, size_t size)
{
    if (!size)
        return;
    if (size > builder->room - builder->length)
        text_builder_grow(builder, size);
    memcpy(builder->bytes + builder->length, bytes, size);
    builder->length += size;
}

static inline void text_builder_text(struct text_builder *builder,
                                     struct thoth_text text)
{
    text_builder_bytes(builder, text.at, text.length);
}

static inline void text_builder_string(struct text_builder *builder,
                                       const char *string)
{
    text_builder_bytes(builder, string, strlen(string));
}

static inline void text_builder_byte(struct text_builder *builder, char byte)
{
    text_builder_bytes(builder, &byte, 1);
}

/* What was written from a length on; valid until more is written. */
static inline struct thoth_text
text_builder_from(const struct text_builder *builder, size_t start)
{
    return (struct thoth_text){builder->bytes ? builder->bytes + start : "",
                               builder->length - start};
}

#endif
