/* SPDX-License-Identifier: Apache-2.0 */
/*
 * toml++ for C: events of a TOML file, in the order of the file. The functions
 * of the sink are called from C++ and must return normally, never by a jump;
 * the first one that returns false ends the walk.
 */
#ifndef RESOLVER_INPUT_TOML_SHIM_H
#define RESOLVER_INPUT_TOML_SHIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum toml_kind {
    TOML_TABLE, /* members follow, then TOML_END */
    TOML_LIST,
    TOML_END,
    TOML_TEXT,
    TOML_NUMBER,
    TOML_BOOLEAN,
    TOML_TIME,
};

/* Texts live during the call. Lines and columns count from 1. */
struct toml_event {
    enum toml_kind kind;
    const char *key; /* of a member of a table, else NULL */
    size_t key_length;
    uint32_t key_line, key_column;
    uint32_t line, column;
    const char *text;
    size_t text_length;
    bool truth;
};

struct toml_sink {
    bool (*take)(void *user, const struct toml_event *event);
    void *user;
};

enum toml_status { TOML_PARSED, TOML_STOPPED, TOML_INVALID, TOML_NO_MEMORY };

struct toml_fault {
    uint32_t line, column;
    char message[256];
};

/* Parses a text. TOML_INVALID fills *fault; TOML_STOPPED: the sink did. */
enum toml_status toml_shim_parse(const char *text, size_t length,
                                 const struct toml_sink *sink,
                                 struct toml_fault *fault);

#ifdef __cplusplus
}
#endif

#endif
