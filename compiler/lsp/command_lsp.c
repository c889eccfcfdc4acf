/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `thothc lsp`: the language server, started by an editor.
 */
#include "compiler/base/out_of_memory.h"
#include "compiler/driver/command.h"
#include "compiler/lsp/server.h"

#include <getopt.h>
#include <signal.h>
#include <stdio.h>

static const char usage_text[] =
    "Usage: thothc lsp [--stdio]\n"
    "Serves an editor over standard input and output by the Language Server\n"
    "Protocol: findings as you type, documentation, completion, definitions,\n"
    "layout and quick fixes.\n"
    "\n"
    "      --stdio  speak as described, which is the only way; some editors\n"
    "               pass it\n"
    "      --help   print this text\n";

enum { OPTION_HELP = 256, OPTION_STDIO };

static int serve(void)
{
    struct lsp_server server = {.channel = {stdin, stdout}};
    struct memory_guard guard;
    volatile int status = EXIT_TROUBLE;

    if (!MEMORY_GUARD_ENTER(&guard)) {
        status = lsp_serve(&server);
        memory_guard_leave(&guard);
    } else {
        fputs("thothc lsp: out of memory\n", stderr);
    }
    lsp_server_release(&server);
    return status;
}

int command_lsp(int argc, char **argv)
{
    static const struct option OPTIONS[] = {
        {"help", no_argument, NULL, OPTION_HELP},
        {"stdio", no_argument, NULL, OPTION_STDIO},
        {0}};
    int option;

    while ((option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1) {
        if (option == OPTION_HELP) {
            fputs(usage_text, stdout);
            return command_finish("lsp", EXIT_DONE);
        }
        if (option != OPTION_STDIO)
            return command_option_error("lsp");
    }
    if (optind < argc)
        return command_usage_error("lsp", "unexpected argument '%s'",
                                   argv[optind]);
    signal(SIGPIPE, SIG_IGN); /* an editor that went is noticed when writing */
    return serve();
}
