/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Framing. Header fields but the length are skipped, as the protocol asks.
 */
#include "compiler/lsp/channel.h"

#include "compiler/base/out_of_memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_HEADER_BYTES = 1024, MOST_MESSAGE_BYTES = 64 << 20 };

/* The length that a header field gives; 0 for other fields. False when the
 * field is no header. */
static bool read_field(const char *line, size_t *length)
{
    static const char NAME[] = "Content-Length:";
    const char *digits;
    char *end;

    if (!strchr(line, ':') || !strchr(line, '\n'))
        return false;
    if (strncasecmp(line, NAME, sizeof NAME - 1) != 0)
        return true;
    digits = line + sizeof NAME - 1;
    digits += strspn(digits, " \t");
    if (*digits < '0' || *digits > '9')
        return false;
    errno = 0;
    *length = strtoul(digits, &end, 10);
    return !errno && *length && *length <= MOST_MESSAGE_BYTES &&
           strspn(end, " \t\r\n") == strlen(end);
}

static enum lsp_arrival read_header(FILE *in, size_t *length)
{
    char line[MOST_HEADER_BYTES];
    bool first = true;

    *length = 0;
    while (fgets(line, sizeof line, in)) {
        if (line[strspn(line, "\r\n")] == 0)
            return *length ? LSP_MESSAGE : LSP_BROKEN;
        if (!read_field(line, length))
            return LSP_BROKEN;
        first = false;
    }
    return first && !ferror(in) ? LSP_END : LSP_BROKEN;
}

enum lsp_arrival lsp_channel_read(struct lsp_channel *channel, json_t **message)
{
    size_t length;
    enum lsp_arrival arrival = read_header(channel->in, &length);
    json_error_t error;
    char *bytes;

    *message = NULL;
    if (arrival != LSP_MESSAGE)
        return arrival;
    bytes = memory_allocate(length);
    if (fread(bytes, 1, length, channel->in) == length)
        *message = json_loadb(bytes, length, 0, &error);
    else
        arrival = LSP_BROKEN;
    free(bytes);
    if (arrival == LSP_MESSAGE && !*message)
        arrival = LSP_NO_JSON;
    return arrival;
}

bool lsp_channel_write(struct lsp_channel *channel,
                       struct json_builder *builder)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    bool written;

    if (!stream) {
        json_decref(builder->root);
        builder->root = NULL;
        memory_ran_out();
    }
    json_value_write(builder, stream);
    if (fclose(stream)) {
        free(text);
        memory_ran_out();
    }
    fprintf(channel->out, "Content-Length: %zu\r\n\r\n", length);
    fwrite(text, 1, length, channel->out);
    written = !fflush(channel->out) && !ferror(channel->out);
    free(text);
    return written;
}
