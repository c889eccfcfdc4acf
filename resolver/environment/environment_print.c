/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An environment as YAML. Texts are in double quotes, since 3.10 without them
 * would be a number.
 */
#include "resolver/environment/detect.h"

#include <stdio.h>

struct yaml_text {
    struct arena *arena;
    char *text;
    size_t length, room;
};

static void put(struct yaml_text *out, const char *bytes, size_t count)
{
    if (out->length + count > out->room) {
        size_t room = 2 * (out->length + count) + 256;
        char *grown = arena_allocate(out->arena, room);

        if (out->length)
            memcpy(grown, out->text, out->length);
        out->text = grown;
        out->room = room;
    }
    memcpy(out->text + out->length, bytes, count);
    out->length += count;
}

static void put_string(struct yaml_text *out, const char *string)
{
    put(out, string, strlen(string));
}

static void put_quoted(struct yaml_text *out, struct thoth_text text)
{
    char escape[8];

    put_string(out, "\"");
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i];

        if (c == '"' || c == '\\') {
            put_string(out, "\\");
            put(out, &text.at[i], 1);
        } else if (c < ' ' || c == 0x7F) {
            snprintf(escape, sizeof escape, "\\x%02X", c);
            put_string(out, escape);
        } else {
            put(out, &text.at[i], 1);
        }
    }
    put_string(out, "\"");
}

/* Words of the list, each quoted, in one line of YAML. */
static void put_words(struct yaml_text *out, struct thoth_text text)
{
    const char *separator = "[";

    while (text.length) {
        const char *space = memchr(text.at, ' ', text.length);
        size_t length = space ? (size_t)(space - text.at) : text.length;

        if (length) {
            put_string(out, separator);
            put_quoted(out, (struct thoth_text){text.at, length});
            separator = ", ";
        }
        text.at += length + (space != NULL);
        text.length -= length + (space != NULL);
    }
    put_string(out, *separator == '[' ? "[]" : "]");
}

static void put_field(struct yaml_text *out, enum environment_field field,
                      struct thoth_text text, bool first)
{
    const struct environment_fact *fact = environment_fact(field);

    put_string(out, first ? "  - " : *fact->group ? "      " : "    ");
    put_string(out, fact->key);
    put_string(out, ": ");
    if (fact->shape == SHAPE_NUMBER)
        put(out, text.at, text.length);
    else if (fact->shape == SHAPE_WORDS)
        put_words(out, text);
    else
        put_quoted(out, text);
    put_string(out, "\n");
}

/* Fields of one group stand together in the table. */
static void put_fields(struct yaml_text *out,
                       const struct environment *environment)
{
    const char *group = "";

    for (int i = 0; i < ENVIRONMENT_FIELDS; i++) {
        const struct environment_fact *fact =
            environment_fact((enum environment_field)i);

        if (!environment->fields[i].length)
            continue;
        if (strcmp(group, fact->group)) {
            group = fact->group;
            if (*group) {
                put_string(out, "    ");
                put_string(out, group);
                put_string(out, ":\n");
            }
        }
        put_field(out, (enum environment_field)i, environment->fields[i],
                  i == ENVIRONMENT_NAME);
    }
}

struct thoth_text environment_print(struct arena *arena,
                                    const struct environment *environment)
{
    struct yaml_text out = {.arena = arena};
    struct environment named = *environment;

    if (!named.fields[ENVIRONMENT_NAME].length)
        named.fields[ENVIRONMENT_NAME] = thoth_text_of("default");
    put_string(&out, "# Environments that this project runs in; the first one "
                     "is the default.\n"
                     "runtime_environments:\n");
    put_fields(&out, &named);
    return (struct thoth_text){out.text, out.length};
}
