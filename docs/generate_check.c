/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The tables of docs/diagnostics.md and docs/checking.md: what is found, and
 * how that is reported and configured.
 */
#include "docs/generate.h"

#include <stdio.h>
#include <string.h>

/* An example as a block: commands as text, since none of them is meant to be
 * tried; YAML under a name that no reader of pages takes for a rule file. */
static void print_example(const char *title, const char *example)
{
    printf("\n%s:\n\n```%s\n%s```\n", title, example[0] == '$' ? "text" : "yml",
           example);
}

static void print_diagnostic(const char *code, const char *severity,
                             const char *scope, const char *summary,
                             const char *explanation)
{
    const char *kind = !strcmp(severity, "ERROR")     ? "An error"
                       : !strcmp(severity, "WARNING") ? "A warning"
                                                      : "For information";

    printf("\n### %s: %s\n\n%s%s. %s\n", code, summary, kind,
           strcmp(scope, "FILE") ? ", found when all rules are read" : "",
           explanation);
}

void generate_diagnostics(void)
{
#define DIAGNOSTIC(id, code, severity, scope, summary, explanation, bad, good) \
    print_diagnostic(code, #severity, #scope, summary, explanation);           \
    print_example("Wrong", bad);                                               \
    print_example("Right", good);
#include "grammar/diagnostics.def"
#undef DIAGNOSTIC
}

void generate_formats(void)
{
    puts("| format | is |\n|---|---|");
#define REPORT_FORMAT(id, name, documentation)                                 \
    printf("| `%s` | %s |\n", name, documentation);
#include "grammar/report_formats.def"
#undef REPORT_FORMAT
}

void generate_configuration(void)
{
    puts("| key | value | meaning |\n|---|---|---|");
#define CONFIGURATION_KEY(id, key, value, documentation)                       \
    printf("| `%s` | %s | %s |\n", key, value, documentation);
#define CONFIGURATION_LIMIT(id, key, documentation)
#include "grammar/configuration.def"
#undef CONFIGURATION_KEY
#undef CONFIGURATION_LIMIT
}

void generate_configuration_limits(void)
{
    puts("| key | limits |\n|---|---|");
#define CONFIGURATION_KEY(id, key, value, documentation)
#define CONFIGURATION_LIMIT(id, key, documentation)                            \
    printf("| `%s` | %s |\n", key, documentation);
#include "grammar/configuration.def"
#undef CONFIGURATION_KEY
#undef CONFIGURATION_LIMIT
}
