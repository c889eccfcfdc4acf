/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs the system compiler: started by argument list, never by a shell, in a
 * private folder that is its current and its temporary directory, without
 * input. What it prints is kept for the error message. When the process is
 * asked to end meanwhile, the compiler is killed with all it started.
 */
#ifndef COMPILER_EMIT_COMPILER_PROCESS_H
#define COMPILER_EMIT_COMPILER_PROCESS_H

#include "compiler/emit/aot_error.h"
#include "compiler/emit/held_signals.h"

#include <stddef.h>

struct compiler {
    const struct held_signals *signals;
    const char *folder;
    char *program;      /* absolute path, or NULL: the first word */
    char *text;         /* the command, cut into words */
    char **arguments;   /* its words, then room for a task's */
    size_t words;       /* of the command */
    char **environment; /* for posix_spawn */
    char *temporary;    /* its TMPDIR=... */
};

#define COMPILER_MOST_ARGUMENTS 32

/* One process: the arguments behind the command, a NULL behind them. */
struct compiler_task {
    const char *arguments[COMPILER_MOST_ARGUMENTS];
};

/* `command`: words between blanks; NULL means $THOTHC_CC or, without it, the
 * compiler that this program was configured with. Folder and held signals must
 * outlive the compiler. Unwinds when memory is short. Zero bytes are a valid
 * compiler to release. */
bool compiler_make(struct compiler *compiler, const char *command,
                   const char *folder, const struct held_signals *signals,
                   struct aot_error *error);
void compiler_release(struct compiler *compiler);

/* Runs the tasks, at most `processes` at once, until all succeeded or one did
 * not; then those still running are killed. */
bool compiler_run(const struct compiler *compiler,
                  const struct compiler_task *tasks, size_t count,
                  unsigned processes, struct aot_error *error);

#endif
