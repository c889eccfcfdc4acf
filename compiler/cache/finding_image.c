/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers are 32 bits in the order of this machine, texts their length and
 * their bytes, chains their length and their members. The reader believes
 * nothing: each length is compared with what is left.
 */
#include "compiler/cache/finding_image.h"

#include "compiler/base/out_of_memory.h"

#include <stdlib.h>
#include <string.h>

enum fix_kind { FIX_ABSENT, FIX_UNSAFE, FIX_SAFE };

static void add_bytes(struct finding_image *image, const void *bytes,
                      size_t size)
{
    if (image->room - image->size < size) {
        image->room = image->room * 2 + size + 4096;
        image->bytes = memory_grow(image->bytes, image->room, 1);
    }
    if (size)
        memcpy(image->bytes + image->size, bytes, size);
    image->size += size;
}

static void add_number(struct finding_image *image, uint32_t number)
{
    add_bytes(image, &number, sizeof number);
}

static void add_text(struct finding_image *image, struct thoth_text text)
{
    /* A list with a text this long would not have fitted into memory. */
    if (text.length > UINT32_MAX)
        memory_ran_out();
    add_number(image, (uint32_t)text.length);
    add_bytes(image, text.at, text.length);
}

static void add_span(struct finding_image *image, struct span span)
{
    add_bytes(image, &span, sizeof span);
}

static void add_places(struct finding_image *image,
                       const struct diagnostic_place *first)
{
    uint32_t count = 0;

    for (const struct diagnostic_place *at = first; at; at = at->next)
        count++;
    add_number(image, count);
    for (const struct diagnostic_place *at = first; at; at = at->next) {
        add_span(image, at->span);
        add_text(image, at->path);
        add_text(image, at->message);
    }
}

static void add_notes(struct finding_image *image,
                      const struct diagnostic_note *first)
{
    uint32_t count = 0;

    for (const struct diagnostic_note *at = first; at; at = at->next)
        count++;
    add_number(image, count);
    for (const struct diagnostic_note *at = first; at; at = at->next)
        add_text(image, at->message);
}

static void add_fix(struct finding_image *image,
                    const struct diagnostic_fix *fix)
{
    uint32_t count = 0;

    if (!fix) {
        add_number(image, FIX_ABSENT);
        return;
    }
    add_number(image, fix->safe ? FIX_SAFE : FIX_UNSAFE);
    add_text(image, fix->title);
    for (const struct diagnostic_edit *at = fix->edits; at; at = at->next)
        count++;
    add_number(image, count);
    for (const struct diagnostic_edit *at = fix->edits; at; at = at->next) {
        add_span(image, at->span);
        add_text(image, at->text);
    }
}

void finding_image_add(struct finding_image *image,
                       const struct diagnostic_list *list)
{
    if (!list->count)
        return;
    add_number(image, list->count);
    for (const struct diagnostic *at = list->first; at; at = at->next) {
        add_number(image, at->code);
        add_span(image, at->span);
        add_text(image, at->message);
        add_text(image, at->unit);
        add_places(image, at->secondary);
        add_notes(image, at->notes);
        add_fix(image, at->fix);
    }
}

void finding_image_copy(struct finding_image *image, const void *bytes,
                        size_t size)
{
    add_bytes(image, bytes, size);
}

void finding_image_release(struct finding_image *image)
{
    free(image->bytes);
    *image = (struct finding_image){0};
}

struct reader {
    const unsigned char *at, *end;
    struct arena *arena;
    bool broken;
};

static const void *take_bytes(struct reader *reader, size_t size)
{
    const unsigned char *at = reader->at;

    if ((size_t)(reader->end - at) < size) {
        reader->broken = true;
        return NULL;
    }
    reader->at += size;
    return at;
}

static uint32_t take_number(struct reader *reader)
{
    const void *bytes = take_bytes(reader, sizeof(uint32_t));
    uint32_t number = 0;

    if (bytes)
        memcpy(&number, bytes, sizeof number);
    return number;
}

static struct thoth_text take_text(struct reader *reader)
{
    uint32_t length = take_number(reader);
    const char *at = take_bytes(reader, length);

    return at ? (struct thoth_text){at, length} : (struct thoth_text){"", 0};
}

static struct span take_span(struct reader *reader)
{
    const void *bytes = take_bytes(reader, sizeof(struct span));
    struct span span = {0};

    if (bytes)
        memcpy(&span, bytes, sizeof span);
    return span;
}

static struct diagnostic_place *take_places(struct reader *reader)
{
    struct diagnostic_place *first = NULL, **end = &first;

    for (uint32_t left = take_number(reader); left && !reader->broken; left--) {
        *end = ARENA_NEW(reader->arena, struct diagnostic_place);
        (*end)->span = take_span(reader);
        (*end)->path = take_text(reader);
        (*end)->message = take_text(reader);
        end = &(*end)->next;
    }
    return first;
}

static struct diagnostic_note *take_notes(struct reader *reader)
{
    struct diagnostic_note *first = NULL, **end = &first;

    for (uint32_t left = take_number(reader); left && !reader->broken; left--) {
        *end = ARENA_NEW(reader->arena, struct diagnostic_note);
        (*end)->message = take_text(reader);
        end = &(*end)->next;
    }
    return first;
}

static struct diagnostic_fix *take_fix(struct reader *reader)
{
    uint32_t kind = take_number(reader);
    struct diagnostic_fix *fix;
    struct diagnostic_edit **end;

    if (kind != FIX_UNSAFE && kind != FIX_SAFE) {
        reader->broken = reader->broken || kind != FIX_ABSENT;
        return NULL;
    }
    fix = ARENA_NEW(reader->arena, struct diagnostic_fix);
    fix->safe = kind == FIX_SAFE;
    fix->title = take_text(reader);
    end = &fix->edits;
    for (uint32_t left = take_number(reader); left && !reader->broken; left--) {
        *end = ARENA_NEW(reader->arena, struct diagnostic_edit);
        (*end)->span = take_span(reader);
        (*end)->text = take_text(reader);
        end = &(*end)->next;
    }
    return fix;
}

static struct diagnostic *take_diagnostic(struct reader *reader)
{
    struct diagnostic *diagnostic = ARENA_NEW(reader->arena, struct diagnostic);
    uint32_t code = take_number(reader);

    reader->broken = reader->broken || code >= DIAG_COUNT;
    diagnostic->code = (enum diagnostic_code)code;
    diagnostic->span = take_span(reader);
    diagnostic->message = take_text(reader);
    diagnostic->unit = take_text(reader);
    diagnostic->secondary = take_places(reader);
    diagnostic->notes = take_notes(reader);
    diagnostic->fix = take_fix(reader);
    return diagnostic;
}

bool finding_image_read(const unsigned char *bytes, size_t size,
                        struct diagnostic_list *list)
{
    struct reader reader = {bytes, bytes + size, list->arena, false};
    struct diagnostic *first = NULL, **end = &first;
    uint32_t count, errors = 0;

    if (!size)
        return true;
    count = take_number(&reader);
    for (uint32_t left = count; left && !reader.broken; left--) {
        *end = take_diagnostic(&reader);
        if (!reader.broken)
            errors += diagnostic_is_fatal((*end)->code);
        end = &(*end)->next;
    }
    if (reader.broken || reader.at != reader.end || !count)
        return false;
    *list->end = first;
    list->end = end;
    list->count += count;
    list->errors += errors;
    return true;
}
