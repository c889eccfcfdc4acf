/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the commands share: messages. Texts of files and of the knowledge base
 * are printed so that they cannot disturb a terminal.
 */
#include "resolver/driver/command.h"

#include "compiler/base/visible_text.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int command_usage_error(const char *command, const char *format, ...)
{
    va_list arguments;

    fprintf(stderr, "thoth %s: ", command);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    return command_option_error(command);
}

int command_option_error(const char *command)
{
    fprintf(stderr, "Try 'thoth %s --help' for more information.\n", command);
    return EXIT_TROUBLE;
}

void command_print_problems(const struct problem_list *list)
{
    static const char *const SEVERITIES[] = {
        [PROBLEM_WARNING] = "warning", [PROBLEM_ERROR] = "error"};
    const struct problem *problem;

    for (problem = list->first; problem; problem = problem->next) {
        visible_print(stderr, place_text(list->arena, problem->place));
        fprintf(stderr, "%s: ", SEVERITIES[problem->severity]);
        visible_print(stderr, problem->message);
        fputc('\n', stderr);
        if (problem->advice.length) {
            fputs("  = help: ", stderr);
            visible_print(stderr, problem->advice);
            fputc('\n', stderr);
        }
    }
    if (list->count > PROBLEM_LIMIT)
        fprintf(stderr, "... and %u more\n", list->count - PROBLEM_LIMIT);
}

int command_finish(const char *command, int status)
{
    if (fflush(stdout) || ferror(stdout)) {
        /* Who reads no further wants no message: end as other filters do. */
        if (errno == EPIPE) {
            signal(SIGPIPE, SIG_DFL);
            raise(SIGPIPE);
        }
        fprintf(stderr, "thoth %s: standard output: %s\n", command,
                errno ? strerror(errno) : "write error");
        return EXIT_TROUBLE;
    }
    return status;
}
