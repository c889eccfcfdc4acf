/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the commands share: problems. Texts of files and of the knowledge base
 * are printed so that they cannot disturb a terminal.
 */
#include "resolver/driver/command.h"

#include "compiler/base/visible_text.h"

#include <stdio.h>

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
