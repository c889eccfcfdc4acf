/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the cache is, by the options or by the rules of the XDG base directory
 * specification.
 */
#include "compiler/driver/cache_option.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/driver/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool cache_option(struct cache_choice *choice, int option)
{
    switch (option) {
    case OPTION_CACHE_DIR:
        choice->folder = optarg;
        return true;
    case OPTION_NO_CACHE:
        return choice->none = true;
    case OPTION_VERIFY_CACHE:
        return choice->verify = true;
    default:
        return false;
    }
}

/* $XDG_CACHE_HOME/thothc, ~/.cache/thothc, or NULL: no cache. Malloc'ed. */
static char *default_cache_folder(void)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    bool given = cache && *cache == '/';
    const char *base = given ? cache : home;
    const char *end = given ? "/thothc" : "/.cache/thothc";
    char *folder;
    size_t size;

    if (!base || *base != '/')
        return NULL;
    size = strlen(base) + strlen(end) + 1;
    folder = memory_allocate(size);
    snprintf(folder, size, "%s%s", base, end);
    return folder;
}

int cache_option_settle(struct cache_choice *choice, const char *command,
                        struct build_options *options)
{
    if (choice->none && (choice->folder || choice->verify))
        return command_usage_error(command, "--no-cache contradicts %s",
                                   choice->folder ? "--cache-dir"
                                                  : "--verify-cache");
    if (choice->folder && !*choice->folder)
        return command_usage_error(command, "--cache-dir names no folder");
    if (!choice->none && !choice->folder)
        choice->default_folder = default_cache_folder();
    options->cache_wanted = choice->folder != NULL;
    options->cache_folder =
        choice->folder ? choice->folder : choice->default_folder;
    options->verify_cache = choice->verify;
    return 0;
}

void cache_choice_release(struct cache_choice *choice)
{
    free(choice->default_folder);
    choice->default_folder = NULL;
}
