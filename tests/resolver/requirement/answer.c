/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads requirements, one JSON text a line, and writes what is read of each and
 * whether its marker holds in a few environments, for comparison with the
 * Python library packaging (differential.py).
 */
#include "resolver/requirement/requirement.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const PYTHONS[] = {"2.7.18", "3.6.9", "3.9.18", "3.11.0"};
static const char *const PLATFORMS[] = {"linux-x86_64", "win-amd64",
                                        "macosx-arm64"};
static const char *const EXTRAS[] = {"", "test", "My_Extra"};

static void print_markers(const struct requirement *requirement)
{
    struct environment environment = {0};
    struct marker_values values;

    for (int python = 0; python < 4; python++)
        for (int platform = 0; platform < 3; platform++)
            for (int extra = 0; extra < 3; extra++) {
                environment.fields[ENVIRONMENT_PYTHON_VERSION] =
                    thoth_text_of(PYTHONS[python]);
                environment.fields[ENVIRONMENT_PLATFORM] =
                    thoth_text_of(PLATFORMS[platform]);
                marker_values_of(&values, &environment);
                putchar(!requirement->marker ||
                                marker_holds(requirement->marker, &values,
                                             thoth_text_of(EXTRAS[extra]))
                            ? '1'
                            : '0');
            }
}

static void print_text(struct thoth_text text)
{
    if (text.length)
        fwrite(text.at, 1, text.length, stdout);
}

static void answer(struct arena *arena, struct thoth_text text)
{
    struct requirement requirement;
    struct marker_fault fault;

    if (!requirement_parse(arena, text, &requirement, &fault)) {
        printf("fault %zu\n", fault.offset);
        return;
    }
    print_text(requirement.name);
    putchar(' ');
    for (size_t i = 0; i < requirement.extra_count; i++) {
        if (i)
            putchar(',');
        print_text(requirement.extras[i]);
    }
    putchar('|');
    print_text(requirement.specifier);
    putchar('|');
    print_text(requirement.url);
    putchar('|');
    print_markers(&requirement);
    putchar('\n');
}

int main(void)
{
    struct arena arena = {0};
    char *line = NULL;
    size_t room = 0;

    while (getline(&line, &room, stdin) > 0) {
        json_t *text = json_loads(line, JSON_DECODE_ANY, NULL);

        if (!json_is_string(text))
            return 2;
        answer(&arena, (struct thoth_text){json_string_value(text),
                                           json_string_length(text)});
        json_decref(text);
        arena_reset(&arena);
    }
    arena_release(&arena);
    free(line);
    return ferror(stdin) || fflush(stdout) ? 2 : 0;
}
