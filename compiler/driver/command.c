/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the commands share: messages, numbers, bundles.
 */
#include "compiler/driver/command.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/base/visible_text.h"
#include "compiler/check/field.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int command_usage_error(const char *command, const char *format, ...)
{
    va_list arguments;

    fprintf(stderr, "thothc %s: ", command);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    return command_option_error(command);
}

int command_option_error(const char *command)
{
    fprintf(stderr, "Try 'thothc %s --help' for more information.\n", command);
    return EXIT_TROUBLE;
}

int command_finish(const char *command, int status)
{
    if (fflush(stdout) || ferror(stdout)) {
        /* Who reads no further wants no message: end as other filters do. */
        if (errno == EPIPE) {
            signal(SIGPIPE, SIG_DFL);
            raise(SIGPIPE);
        }
        fprintf(stderr, "thothc %s: standard output: %s\n", command,
                errno ? strerror(errno) : "write error");
        return EXIT_TROUBLE;
    }
    return status;
}

struct thoth_bundle *command_open_bundle(const char *command, const char *path,
                                         bool verify)
{
    struct thoth_bundle *bundle;
    struct thoth_error error;

    if (thoth_bundle_open(path, NULL, &bundle, &error)) {
        fprintf(stderr, "thothc %s: %s: %s\n", command, path, error.message);
        return NULL;
    }
    if (verify && thoth_bundle_verify(bundle, &error)) {
        fprintf(stderr, "thothc %s: %s: %s\n", command, path, error.message);
        thoth_bundle_release(bundle);
        return NULL;
    }
    return bundle;
}

void command_print_name(const struct thoth_unit *unit)
{
    visible_print(stdout, unit->namespace_);
    putchar('.');
    visible_print(stdout, unit->name);
}

void command_print_place(const struct thoth_bundle *bundle,
                         const struct thoth_unit *unit)
{
    size_t length = thoth_file_path(bundle, unit->file, NULL, 0);
    char *path = memory_allocate(length + 1);

    thoth_file_path(bundle, unit->file, path, length + 1);
    visible_print(stdout, (struct thoth_text){path, length});
    printf(":%u:%u", unit->line, unit->column);
    free(path);
}

bool command_number(const char *text, uint64_t least, uint64_t most,
                    uint64_t *number)
{
    char *end;

    errno = 0;
    *number = strtoull(text, &end, 10);
    return !errno && end != text && !*end && text[0] != '-' &&
           *number >= least && *number <= most;
}

bool command_terminal(int descriptor)
{
    const char *terminal = getenv("TERM");

    return isatty(descriptor) && !(terminal && !strcmp(terminal, "dumb"));
}

bool command_colour(int descriptor)
{
    const char *none = getenv("NO_COLOR");

    return command_terminal(descriptor) && !(none && *none);
}

bool command_type_fits(const char *asked, const char *type,
                       enum thoth_kind kind)
{
    return !strcmp(asked, type) ||
           !strcmp(asked, unit_section_fact((enum unit_section)kind)->key.at);
}

bool command_unit_named(const struct thoth_unit *unit, const char *asked)
{
    size_t length = strlen(asked), space = unit->namespace_.length;

    if (length == unit->name.length && !memcmp(asked, unit->name.at, length))
        return true;
    return length == space + 1 + unit->name.length &&
           !memcmp(asked, unit->namespace_.at, space) && asked[space] == '.' &&
           !memcmp(asked + space + 1, unit->name.at, unit->name.length);
}
