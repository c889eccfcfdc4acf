/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the commands share: problems. Texts of files and of the knowledge base
 * are printed so that they cannot disturb a terminal.
 */
#include "resolver/driver/command.h"

#include "compiler/base/visible_text.h"

#include <stdio.h>

static void print_place(const struct thoth_problem *problem)
{
    if (problem->path.length == 0)
        return;
    visible_print(stderr, problem->path);
    if (problem->line > 0)
        fprintf(stderr, ":%u", problem->line);
    if (problem->line > 0 && problem->column > 0)
        fprintf(stderr, ":%u", problem->column);
    fputs(": ", stderr);
}

void command_print_problem(const struct thoth_problem *problem)
{
    print_place(problem);
    fputs(problem->error ? "error: " : "warning: ", stderr);
    visible_print(stderr, problem->message);
    fputc('\n', stderr);
    if (problem->advice.length > 0) {
        fputs("  = help: ", stderr);
        visible_print(stderr, problem->advice);
        fputc('\n', stderr);
    }
}

void command_print_unkept(uint32_t count)
{
    if (count > 0)
        fprintf(stderr, "... and %u more\n", count);
}

void command_print_problems(const struct problem_list *list)
{
    for (const struct problem *at = list->first; at != NULL; at = at->next)
        command_print_problem(&(struct thoth_problem){
            .error = at->severity == PROBLEM_ERROR,
            .path = at->place.path,
            .line = at->place.line,
            .column = at->place.column,
            .message = at->message,
            .advice = at->advice,
        });
    if (list->count > PROBLEM_LIMIT)
        command_print_unkept(list->count - PROBLEM_LIMIT);
}
