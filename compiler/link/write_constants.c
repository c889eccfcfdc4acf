/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Index URLs, numbers and lists.
 */
#include "compiler/base/out_of_memory.h"
#include "compiler/link/bundle_writer.h"
#include "runtime/ir_table.h"

#include <stdlib.h>
#include <string.h>

struct index_url {
    struct thoth_text text;
    str_id url;
};

struct index_collection {
    struct bundle_writer *writer;
    struct index_url *urls;
    uint32_t count, room;
};

static void use_index(void *user, uint32_t url)
{
    struct index_collection *indexes = user;
    struct bundle_writer *writer = indexes->writer;

    if (writer->index_numbers[url])
        return;
    writer->index_numbers[url] = 1;
    if (indexes->count == indexes->room) {
        indexes->room = indexes->room * 2 + 16;
        indexes->urls =
            memory_grow(indexes->urls, indexes->room, sizeof *indexes->urls);
    }
    indexes->urls[indexes->count].url = url;
    indexes->urls[indexes->count++].text =
        intern_text(writer->program->session->strings, url);
}

static int by_bytes(const void *left, const void *right)
{
    const struct thoth_text *a = &((const struct index_url *)left)->text;
    const struct thoth_text *b = &((const struct index_url *)right)->text;
    size_t length = a->length < b->length ? a->length : b->length;
    int order = length ? memcmp(a->at, b->at, length) : 0;

    return order ? order : (a->length > b->length) - (a->length < b->length);
}

void write_indexes(struct bundle_writer *writer)
{
    struct index_collection indexes = {.writer = writer};

    each_constant(writer->program, IR_TYPE_INDEX, use_index, &indexes);
    if (indexes.count)
        qsort(indexes.urls, indexes.count, sizeof *indexes.urls, by_bytes);
    for (uint32_t i = 0; i < indexes.count; i++) {
        writer->index_numbers[indexes.urls[i].url] = i + 1;
        section_add_word(writer, BUNDLE_INDEXES,
                         write_string(writer, indexes.urls[i].url));
    }
    free(indexes.urls);
}

static uint32_t spec_place(const struct bundle_writer *writer, str_id spec)
{
    return spec == STR_NONE ? BUNDLE_NONE : writer->spec_places[spec] - 1;
}

/* The words of one entry of a list at `from`; returns how many were read. */
static uint32_t write_entry(struct bundle_writer *writer, unsigned type,
                            const uint32_t *from, struct section_bytes *to)
{
    static const uint8_t STRINGS[IR_TYPE_COUNT] = {[IR_TYPE_TEXTS] = 1,
                                                   [IR_TYPE_PAIRS] = 2,
                                                   [IR_TYPE_SYSTEMS] = 2,
                                                   [IR_TYPE_RPMS] = 6};
    uint32_t *words = (uint32_t *)(void *)to->bytes + to->size / 4;
    uint32_t count = STRINGS[type];

    if (type == IR_TYPE_PYTHONS) {
        words[0] = write_string(writer, from[0]);
        words[1] = spec_place(writer, from[1]);
        words[2] = write_string(writer, from[2]);
        to->size += 3 * sizeof *words;
        return 3;
    }
    if (type == IR_TYPE_USAGE) {
        words[0] = write_string(writer, from[0]);
        words[1] = from[1];
        for (uint32_t i = 0; i < from[1]; i++)
            words[2 + i] = write_string(writer, from[2 + i]);
        to->size += (2 + from[1]) * sizeof *words;
        return 2 + from[1];
    }
    for (uint32_t i = 0; i < count; i++)
        words[i] = write_string(writer, from[i]);
    if (type == IR_TYPE_RPMS)
        words[count] = from[count], count++;
    to->size += count * sizeof *words;
    return count;
}

/* Lists of strings look the same whatever they mean; the other types are kept
 * apart, since equal words of the session may mean different things in them. */
static uint32_t *list_place(struct bundle_writer *writer, unsigned type,
                            uint32_t list)
{
    static const uint8_t GROUPS[IR_TYPE_COUNT] = {
        [IR_TYPE_PYTHONS] = 1, [IR_TYPE_USAGE] = 2, [IR_TYPE_RPMS] = 3};

    return &writer->list_places[list * 4 + GROUPS[type]];
}

uint32_t write_list(struct bundle_writer *writer, unsigned type, uint32_t list)
{
    struct thoth_text content =
        intern_text(writer->program->session->lists, list);
    const uint32_t *words = (const void *)content.at;
    uint32_t *place = list_place(writer, type, list);
    struct section_bytes made = {0};
    const uint32_t *from = words + 1;

    if (*place)
        return *place - 1;
    made.bytes = arena_allocate(&writer->arena, content.length);
    memcpy(made.bytes, words, sizeof *words);
    made.size = sizeof *words;
    for (uint32_t i = 0; i < words[0]; i++)
        from += write_entry(writer, type, from, &made);
    *place = section_words(writer, BUNDLE_LISTS) + 1;
    section_add(writer, BUNDLE_LISTS, made.bytes, made.size);
    return *place - 1;
}
