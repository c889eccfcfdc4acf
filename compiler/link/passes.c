/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one place that names every pass.
 */
#include "compiler/link/passes.h"

#include <string.h>

const struct program_pass program_passes[] = {
    {"fold", pass_fold, "decides what constants decide"},
    {"hoist", pass_hoist, "splits matches by binding time"},
    {"share", pass_share, "gives units of one full name one condition"},
    {"merge", pass_merge, "makes equal shapes one, and equal conditions"},
    {"require", pass_require, "finds the units that dependencies name"},
    {"index", pass_index, "groups instances by package"},
    {0},
};

bool program_run_passes(struct program *program, const char *last)
{
    for (const struct program_pass *pass = program_passes; pass->name; pass++) {
        pass->run(program);
        if (last && !strcmp(pass->name, last))
            return true;
    }
    return !last;
}
