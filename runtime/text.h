/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `struct thoth_text`, which the public header defines, and what one does with
 * it. Sort keys use the same shape for bytes that are no text. A text never
 * owns its bytes: whoever made it says how long they live.
 */
#ifndef RUNTIME_TEXT_H
#define RUNTIME_TEXT_H

#include "runtime/thoth.h"

#include <stdbool.h>
#include <string.h>

/* The text of a C string, without its NUL. */
static inline struct thoth_text thoth_text_of(const char *string)
{
    return (struct thoth_text){string, strlen(string)};
}

/* Equal byte for byte. */
static inline bool thoth_text_equal(struct thoth_text a, struct thoth_text b)
{
    return a.length == b.length &&
           (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

/*
 * -1, 0 or 1 by unsigned bytes, a proper prefix first. For UTF-8 this is the
 * order of the code points.
 */
static inline int thoth_text_order(struct thoth_text a, struct thoth_text b)
{
    size_t common = a.length < b.length ? a.length : b.length;
    int order = common == 0 ? 0 : memcmp(a.at, b.at, common);

    if (order == 0)
        return (a.length > b.length) - (a.length < b.length);
    return order < 0 ? -1 : 1;
}

#endif
