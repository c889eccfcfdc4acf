/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Prints a table of grammar/ as Markdown; docs/update puts what it prints into
 * the pages, so that they say what the compiler does.
 */
#include "docs/generate.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*print)(void);
    } TABLES[] = {
        {"choices", generate_choices},
        {"configuration", generate_configuration},
        {"configuration_limits", generate_configuration_limits},
        {"diagnostics", generate_diagnostics},
        {"formats", generate_formats},
        {"immediates", generate_immediates},
        {"operations", generate_operations},
        {"records", generate_records},
        {"sections", generate_sections},
        {"types", generate_types},
        {"unit_types", generate_unit_types},
    };

    for (size_t i = 0; argc == 2 && i < COUNT(TABLES); i++)
        if (!strcmp(argv[1], TABLES[i].name)) {
            TABLES[i].print();
            return fflush(stdout) ? 1 : 0;
        }
    fputs("usage: docs/generate TABLE\nTables:", stderr);
    for (size_t i = 0; i < COUNT(TABLES); i++)
        fprintf(stderr, " %s", TABLES[i].name);
    fputs("\n", stderr);
    return 2;
}
