/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Messages of the Language Server Protocol over two streams: JSON-RPC 2.0 in
 * frames with a Content-Length (LSP 3.17, "Base Protocol").
 */
#ifndef COMPILER_LSP_CHANNEL_H
#define COMPILER_LSP_CHANNEL_H

#include "compiler/report/json_value.h"

#include <jansson.h>
#include <stdio.h>

struct lsp_channel {
    FILE *in, *out;
};

enum lsp_arrival {
    LSP_MESSAGE, /* *message is the caller's */
    LSP_NO_JSON, /* a frame that holds none; the next one may */
    LSP_END,     /* the stream ended between two frames */
    LSP_BROKEN,  /* no frame; nothing behind it can be read */
};

/* Reads the next message. One of more than 64 MiB breaks the channel. Unwinds
 * when memory is short. */
enum lsp_arrival lsp_channel_read(struct lsp_channel *channel,
                                  json_t **message);

/* Sends what the builder holds and releases it. False when it cannot be
 * written. Unwinds when memory is short. */
bool lsp_channel_write(struct lsp_channel *channel,
                       struct json_builder *builder);

#endif
