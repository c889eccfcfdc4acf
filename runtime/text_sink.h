/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writes text as snprintf does: what fits goes to the buffer, all of it is
 * counted. Never allocates.
 */
#ifndef RUNTIME_TEXT_SINK_H
#define RUNTIME_TEXT_SINK_H

#include "runtime/text.h"

struct text_sink {
    char *text;
    size_t size;   /* of the buffer, the NUL included */
    size_t length; /* written so far, whether or not it did fit */
};

void text_sink_put(struct text_sink *sink, struct thoth_text text);

void text_sink_format(struct text_sink *sink, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Between double quotes, with the escapes of JSON. */
void text_sink_quote(struct text_sink *sink, struct thoth_text text);

/* Closes the text with a NUL, if there is a buffer; returns the length. */
size_t text_sink_finish(struct text_sink *sink);

#endif
