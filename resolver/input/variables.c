/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Replacing variables, from left to right; values are not looked at again.
 */
#include "resolver/input/variables.h"

#include "compiler/base/out_of_memory.h"

#include <stdio.h>
#include <stdlib.h>

static bool is_of_name(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* The ${NAME} that begins first at `at` or behind it; false if there is none.
 * *start is where it begins. */
static bool find(struct thoth_text text, size_t at, size_t *start,
                 struct thoth_text *name)
{
    for (; at + 3 < text.length; at++) {
        size_t end = at + 2;

        if (text.at[at] != '$' || text.at[at + 1] != '{')
            continue;
        while (end < text.length && is_of_name(text.at[end]))
            end++;
        if (end == at + 2 || end == text.length || text.at[end] != '}')
            continue;
        *start = at;
        *name = (struct thoth_text){text.at + at + 2, end - at - 2};
        return true;
    }
    return false;
}

struct thoth_text variables_first(struct thoth_text text)
{
    struct thoth_text name = {"", 0};
    size_t start;

    find(text, 0, &start, &name);
    return name;
}

static const char *value_of(struct arena *arena, struct thoth_text name)
{
    const char *value = getenv(arena_copy(arena, name.at, name.length));

    return value != NULL ? value : "";
}

/* Writes the text with values in place of variables. */
static void write_expanded(struct arena *arena, struct thoth_text text,
                           FILE *out)
{
    size_t start, done = 0, at = 0;
    struct thoth_text name;

    while (find(text, at, &start, &name)) {
        const char *value = value_of(arena, name);

        at = start + name.length + 3;
        if (*value == '\0')
            continue;
        fwrite(text.at + done, 1, start - done, out);
        fputs(value, out);
        done = at;
    }
    fwrite(text.at + done, 1, text.length - done, out);
}

struct thoth_text variables_expand(struct arena *arena, struct thoth_text text)
{
    struct thoth_text expanded = {NULL, 0};
    char *bytes = NULL;
    FILE *out;

    if (variables_first(text).length == 0)
        return text;
    out = open_memstream(&bytes, &expanded.length);
    if (out == NULL)
        memory_ran_out();
    write_expanded(arena, text, out);
    if (fclose(out) != 0)
        memory_ran_out();
    expanded.at = arena_copy(arena, bytes, expanded.length);
    free(bytes);
    return expanded;
}
