/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Diagnostics as bytes: everything of them, spans, texts, further places,
 * notes and fixes, so that what comes back prints as what went in. Numbers are
 * those of this build of the program; a cache is not carried to another one.
 */
#ifndef COMPILER_CACHE_FINDING_IMAGE_H
#define COMPILER_CACHE_FINDING_IMAGE_H

#include "compiler/base/diagnostic.h"

#include <stdbool.h>
#include <stddef.h>

/* Images of several lists, one behind the other. Zero bytes are a valid start;
 * `bytes` is malloc'ed. */
struct finding_image {
    unsigned char *bytes;
    size_t size, room;
};

/* Appends a list; an empty one is no bytes. Unwinds when memory is short. */
void finding_image_add(struct finding_image *image,
                       const struct diagnostic_list *list);

/* Appends bytes that finding_image_add made before. */
void finding_image_copy(struct finding_image *image, const void *bytes,
                        size_t size);

void finding_image_release(struct finding_image *image);

/* Reads one list, which must have been started and gets the diagnostics behind
 * those it has. Texts stay where they are in `bytes`. False when the bytes are
 * no such image; the list is as it was. Unwinds when memory is short. */
bool finding_image_read(const unsigned char *bytes, size_t size,
                        struct diagnostic_list *list);

#endif
