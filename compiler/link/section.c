/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sections in the making, and the strings section.
 */
#include "compiler/base/out_of_memory.h"
#include "compiler/link/bundle_writer.h"

#include <string.h>

void section_reserve(struct bundle_writer *writer, enum bundle_section section,
                     size_t room)
{
    struct section_bytes *to = &writer->sections[section];

    to->bytes = memory_grow(to->bytes, room, 1);
    to->room = room;
}

void section_add(struct bundle_writer *writer, enum bundle_section section,
                 const void *bytes, size_t size)
{
    struct section_bytes *to = &writer->sections[section];

    if (to->room - to->size < size)
        section_reserve(writer, section, to->room * 2 + size + 4096);
    if (size)
        memcpy(to->bytes + to->size, bytes, size);
    to->size += size;
    if (to->size > UINT32_MAX / 2)
        writer->too_large = true;
}

void section_add_word(struct bundle_writer *writer, enum bundle_section section,
                      uint32_t word)
{
    section_add(writer, section, &word, sizeof word);
}

void section_add_leb128(struct bundle_writer *writer,
                        enum bundle_section section, uint32_t number)
{
    unsigned char bytes[5];
    size_t size = 0;

    do {
        bytes[size] = number & 0x7f;
        number >>= 7;
        if (number)
            bytes[size] |= 0x80;
        size++;
    } while (number);
    section_add(writer, section, bytes, size);
}

uint32_t section_words(const struct bundle_writer *writer,
                       enum bundle_section section)
{
    return (uint32_t)(writer->sections[section].size / sizeof(uint32_t));
}

uint32_t write_string(struct bundle_writer *writer, str_id string)
{
    struct thoth_text text;
    uint32_t place;

    if (string == STR_NONE)
        return BUNDLE_NONE;
    if (writer->string_places[string])
        return writer->string_places[string] - 1;
    text = intern_text(writer->program->session->strings, string);
    place = (uint32_t)writer->sections[BUNDLE_STRINGS].size;
    if (text.length > UINT32_MAX / 4) {
        writer->too_large = true;
        return BUNDLE_NONE;
    }
    section_add_leb128(writer, BUNDLE_STRINGS, (uint32_t)text.length);
    section_add(writer, BUNDLE_STRINGS, text.at, text.length);
    writer->string_places[string] = place + 1;
    return place;
}
