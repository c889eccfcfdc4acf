/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which program the compiler is, and the environment it sees. Variables that
 * would let the user's settings into the result are left out.
 */
#define _GNU_SOURCE
#include "compiler/emit/compiler_process.h"

#include "compiler/base/out_of_memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* They change what a compiler reads or writes besides our arguments. */
static const char *const left_out[] = {
    "TMPDIR=",
    "LC_ALL=",
    "CPATH=",
    "C_INCLUDE_PATH=",
    "LIBRARY_PATH=",
    "LD_RUN_PATH=",
    "GCC_COLORS=",
    "GCC_COMPARE_DEBUG=",
    "DEPENDENCIES_OUTPUT=",
    "SUNPRO_DEPENDENCIES=",
};

static bool is_left_out(const char *variable)
{
    for (size_t i = 0; i < sizeof left_out / sizeof left_out[0]; i++)
        if (!strncmp(variable, left_out[i], strlen(left_out[i])))
            return true;
    return false;
}

static void make_environment(struct compiler *compiler)
{
    size_t size = sizeof "TMPDIR=" + strlen(compiler->folder), count = 0;

    compiler->temporary = memory_allocate(size);
    strcpy(compiler->temporary, "TMPDIR=");
    strcat(compiler->temporary, compiler->folder);
    while (environ[count])
        count++;
    compiler->environment = memory_cleared(count + 3, sizeof(char *));
    count = 0;
    for (char **variable = environ; *variable; variable++)
        if (!is_left_out(*variable))
            compiler->environment[count++] = *variable;
    compiler->environment[count++] = compiler->temporary;
    compiler->environment[count] = (char *)(uintptr_t) "LC_ALL=C";
}

static void cut_command(struct compiler *compiler, const char *command)
{
    size_t most = strlen(command) / 2 + 2 + COMPILER_MOST_ARGUMENTS;
    char *word, *rest;

    compiler->text = memory_allocate(strlen(command) + 1);
    strcpy(compiler->text, command);
    compiler->arguments = memory_cleared(most, sizeof(char *));
    rest = compiler->text;
    while ((word = strtok_r(NULL, " \t", &rest)))
        compiler->arguments[compiler->words++] = word;
}

bool compiler_make(struct compiler *compiler, const char *command,
                   const char *folder, const struct held_signals *signals,
                   struct aot_error *error)
{
    *compiler = (struct compiler){.signals = signals, .folder = folder};
    if (!command)
        command = getenv("THOTHC_CC");
    if (!command || !*command)
        command = CONFIGURED_CC;
    make_environment(compiler);
    cut_command(compiler, command);
    if (!compiler->words)
        return aot_error_set(error, "the name of the compiler is blank");
    /* The compiler starts in another folder than ours. */
    if (strchr(compiler->arguments[0], '/'))
        compiler->program = realpath(compiler->arguments[0], NULL);
    if (compiler->program)
        compiler->arguments[0] = compiler->program;
    return true;
}

void compiler_release(struct compiler *compiler)
{
    free(compiler->program);
    free(compiler->text);
    free(compiler->arguments);
    free(compiler->environment);
    free(compiler->temporary);
    *compiler = (struct compiler){0};
}
