/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Growing by doubling; the arena keeps the older copies until its end.
 */
#include "compiler/base/text_builder.h"

#include "compiler/base/out_of_memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_ROOM = 512 };

void text_builder_grow(struct text_builder *builder, size_t size)
{
    size_t room = builder->room ? builder->room : FIRST_ROOM;
    char *bytes;

    while (room - builder->length < size) {
        if (room > SIZE_MAX / 2)
            memory_ran_out();
        room *= 2;
    }
    bytes = arena_allocate(builder->arena, room);
    if (builder->length)
        memcpy(bytes, builder->bytes, builder->length);
    builder->bytes = bytes;
    builder->room = room;
}

static void make_room(struct text_builder *builder, size_t size)
{
    if (size > builder->room - builder->length)
        text_builder_grow(builder, size);
}

void text_builder_repeat(struct text_builder *builder, char byte, size_t count)
{
    if (!count)
        return;
    make_room(builder, count);
    memset(builder->bytes + builder->length, byte, count);
    builder->length += count;
}

void text_builder_format(struct text_builder *builder, const char *format, ...)
{
    va_list arguments;
    int size;

    va_start(arguments, format);
    size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (size <= 0)
        return;
    make_room(builder, (size_t)size + 1);
    va_start(arguments, format);
    vsnprintf(builder->bytes + builder->length, (size_t)size + 1, format,
              arguments);
    va_end(arguments);
    builder->length += (size_t)size;
}
