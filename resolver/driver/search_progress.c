/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The search calls now and then; most calls draw nothing.
 */
#include "resolver/driver/search_progress.h"

#include "compiler/base/command_line.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

bool progress_choice_find(const char *name, enum progress_choice *choice)
{
    static const char *const names[] = {[PROGRESS_AUTO] = "auto",
                                        [PROGRESS_ALWAYS] = "always",
                                        [PROGRESS_NEVER] = "never"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (strcmp(name, names[i]) == 0) {
            *choice = (enum progress_choice)i;
            return true;
        }
    return false;
}

/* For struct thoth_resolve_options. */
static void show(void *user, const struct thoth_progress *progress)
{
    struct progress_line *line = user;
    char text[160];
    int length;

    if (!progress_line_due(line))
        return;
    length =
        snprintf(text, sizeof(text), "%" PRIu64 " stacks", progress->accepted);
    if (progress->seconds > 0)
        length +=
            snprintf(text + length, sizeof(text) - (size_t)length, ", %.0f/s",
                     (double)progress->accepted / progress->seconds);
    if (progress->accepted > 0)
        snprintf(text + length, sizeof(text) - (size_t)length,
                 ", best score %.9g", progress->best);
    progress_line_draw(line, text);
}

void search_progress_start(struct progress_line *line,
                           enum progress_choice choice,
                           struct thoth_resolve_options *options)
{
    bool shown = choice == PROGRESS_ALWAYS ||
                 (choice == PROGRESS_AUTO && command_terminal(STDERR_FILENO));

    progress_line_start(line, shown ? stderr : NULL);
    options->progress = shown ? show : NULL;
    options->progress_user = line;
}
