/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Printing rows of the table of diagnostics.
 */
#include "compiler/driver/code_page.h"

#include <string.h>

enum { WIDTH = 78 };

void code_page_list(FILE *stream)
{
    for (uint32_t code = 0; code < DIAG_COUNT; code++) {
        const struct diagnostic_fact *fact =
            diagnostic_fact((enum diagnostic_code)code);

        fprintf(stream, "%s  %-7s  %s\n", fact->code,
                severity_name(fact->severity), fact->summary);
    }
}

/* A paragraph in lines of at most WIDTH characters. */
static void print_wrapped(FILE *stream, const char *text)
{
    size_t column = 0;

    while (*text) {
        size_t word = strcspn(text, " ");

        if (column && column + 1 + word > WIDTH) {
            fputc('\n', stream);
            column = 0;
        } else if (column) {
            fputc(' ', stream);
            column++;
        }
        fwrite(text, 1, word, stream);
        column += word;
        text += word + strspn(text + word, " ");
    }
    fputc('\n', stream);
}

static void print_example(FILE *stream, const char *title, const char *example)
{
    fprintf(stream, "\n%s:\n\n", title);
    while (*example) {
        size_t line = strcspn(example, "\n");

        fprintf(stream, "    %.*s\n", (int)line, example);
        example += line + 1;
    }
}

void code_page_explain(FILE *stream, enum diagnostic_code code)
{
    const struct diagnostic_fact *fact = diagnostic_fact(code);

    fprintf(stream, "%s, %s: %s\n\n", fact->code, severity_name(fact->severity),
            fact->summary);
    print_wrapped(stream, fact->explanation);
    if (fact->scope == SCOPE_RULES) {
        fputc('\n', stream);
        print_wrapped(stream,
                      "This is found when folders are checked, or files with "
                      "--repository, since it takes several rule files.");
    }
    print_example(stream, "Wrong", fact->bad);
    print_example(stream, "Right", fact->good);
}
