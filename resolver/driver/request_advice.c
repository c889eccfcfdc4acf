/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Memory that runs out in the library unwinds here to the end of the program.
 */
#include "resolver/driver/request_advice.h"

#include "compiler/base/out_of_memory.h"
#include "resolver/driver/command.h"

#include <stdio.h>

enum thoth_status request_checked(enum thoth_status status)
{
    if (status == THOTH_E_MEMORY)
        memory_ran_out();
    return status;
}

struct thoth_advice *request_advice(const struct request_line *line)
{
    struct thoth_advise_options options = line->options;
    struct progress_line progress;
    struct thoth_advice *advice;
    enum thoth_status status;

    search_progress_start(&progress, line->progress, &options.resolve);
    status = thoth_advise(&options, &advice);
    progress_line_clear(&progress);
    if (status != THOTH_OK)
        memory_ran_out();
    return advice;
}

struct thoth_advice_facts request_facts(struct thoth_advice *advice)
{
    struct thoth_advice_facts facts;

    request_checked(thoth_advice_describe(advice, &facts));
    return facts;
}

int request_status(enum thoth_advice_outcome outcome)
{
    return outcome == THOTH_ADVICE_STACKS     ? EXIT_DONE
           : outcome == THOTH_ADVICE_UNUSABLE ? EXIT_TROUBLE
                                              : EXIT_FINDINGS;
}

void request_print_problems(struct thoth_advice *advice)
{
    struct thoth_advice_facts facts = request_facts(advice);
    struct thoth_problem problem;

    fflush(stdout);
    for (uint32_t i = 0; thoth_advice_problem(advice, i, &problem); i++)
        command_print_problem(&problem);
    command_print_unkept(facts.unkept);
}
