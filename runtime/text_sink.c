/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bounded writing of text, see runtime/text_sink.h.
 */
#include "runtime/text_sink.h"

#include <stdarg.h>
#include <stdio.h>

void text_sink_put(struct text_sink *sink, struct thoth_text text)
{
    if (sink->length < sink->size) {
        size_t room = sink->size - sink->length;
        size_t fits = text.length < room ? text.length : room;

        if (fits > 0)
            memcpy(sink->text + sink->length, text.at, fits);
    }
    sink->length += text.length;
}

void text_sink_format(struct text_sink *sink, const char *format, ...)
{
    char short_text[128]; /* numbers and names of our own */
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(short_text, sizeof(short_text), format, arguments);
    va_end(arguments);
    if (length > 0)
        text_sink_put(sink, thoth_text_of(short_text));
}

static void quote_byte(struct text_sink *sink, unsigned char byte)
{
    static const char short_escapes[] = "\"\"\\\\\bb\ff\nn\rr\tt";

    for (const char *at = short_escapes; *at != '\0'; at += 2)
        if ((unsigned char)*at == byte) {
            text_sink_format(sink, "\\%c", at[1]);
            return;
        }
    if (byte < ' ' || byte == 0x7f)
        text_sink_format(sink, "\\u%04x", byte);
    else
        text_sink_put(sink, (struct thoth_text){(const char *)&byte, 1});
}

void text_sink_quote(struct text_sink *sink, struct thoth_text text)
{
    text_sink_put(sink, thoth_text_of("\""));
    for (size_t i = 0; i < text.length; i++)
        quote_byte(sink, (unsigned char)text.at[i]);
    text_sink_put(sink, thoth_text_of("\""));
}

size_t text_sink_finish(struct text_sink *sink)
{
    if (sink->size > 0)
        sink->text[sink->length < sink->size ? sink->length : sink->size - 1] =
            '\0';
    return sink->length;
}
