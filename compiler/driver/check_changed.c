/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Asks git which files have changed. It is started by argument list, never by a
 * shell, and names come back with NUL behind each, so that neither a revision
 * nor a file name can mean anything but itself.
 */
#define _GNU_SOURCE
#include "compiler/base/out_of_memory.h"
#include "compiler/driver/check_folder.h"
#include "compiler/driver/check_scope.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* Output of a process, in the arena. */
struct output {
    struct arena *arena;
    char *bytes;
    size_t length, room;
};

static void append(struct output *output, const char *bytes, size_t length)
{
    if (output->room - output->length < length + 1) {
        size_t room = 2 * output->room + length + 1;
        char *grown = arena_allocate(output->arena, room);

        if (output->length)
            memcpy(grown, output->bytes, output->length);
        output->bytes = grown;
        output->room = room;
    }
    memcpy(output->bytes + output->length, bytes, length);
    output->length += length;
    output->bytes[output->length] = '\0';
}

/* Starts git, its standard output into a pipe; its messages go where ours do.
 * 0 or an errno value. */
static int spawn_git(char *const *arguments, int output, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);

    if (error)
        return error;
    error = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO,
                                             "/dev/null", O_RDONLY, 0);
    if (!error)
        error =
            posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    if (!error)
        error =
            posix_spawnp(pid, arguments[0], &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

static void read_all(int descriptor, struct output *output)
{
    char piece[4096];
    ssize_t got;

    while ((got = read(descriptor, piece, sizeof piece)) > 0 ||
           (got < 0 && errno == EINTR))
        if (got > 0)
            append(output, piece, (size_t)got);
}

/* What unwinds while git runs must not leave its pipe and process behind. */
static bool read_and_wait(int descriptor, pid_t pid, struct output *output)
{
    struct memory_guard guard;
    int status = 0;
    bool complete = !MEMORY_GUARD_ENTER(&guard);

    if (complete) {
        read_all(descriptor, output);
        memory_guard_leave(&guard);
    }
    close(descriptor);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (!complete)
        memory_ran_out();
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* Runs `git -C FOLDER ARGUMENT...`; false after a message. */
static bool run_git(const char *folder, const char *const *arguments,
                    struct output *output)
{
    char *words[16] = {(char *)(uintptr_t) "git", (char *)(uintptr_t) "-C",
                       (char *)(uintptr_t)folder};
    int ends[2], error;
    size_t count = 3;
    pid_t pid;

    while (*arguments && count < sizeof words / sizeof *words - 1)
        words[count++] = (char *)(uintptr_t)*arguments++;
    append(output, "", 0);
    if (pipe2(ends, O_CLOEXEC)) {
        fprintf(stderr, "thothc check: git: %s\n", strerror(errno));
        return false;
    }
    error = spawn_git(words, ends[1], &pid);
    close(ends[1]);
    if (error) {
        close(ends[0]);
        fprintf(stderr, "thothc check: git: %s\n", strerror(error));
        return false;
    }
    if (read_and_wait(ends[0], pid, output))
        return true;
    fprintf(stderr, "thothc check: %s: git cannot tell what has changed\n",
            folder);
    return false;
}

/* Enters the files named in git's output, relative to `top`. Names that lead
 * nowhere are of files that were removed. */
static void enter(struct identity_set *changed, const char *top,
                  const struct output *output, struct arena *arena)
{
    const char *at = output->bytes, *end = at + output->length;

    for (; at < end; at += strlen(at) + 1) {
        struct stat status;

        if (!stat(arena_format(arena, "%s/%s", top, at).at, &status))
            identity_enter(changed, (uint64_t)status.st_dev,
                           (uint64_t)status.st_ino, 0);
    }
}

/* The top of the work tree that a folder is in; NULL after a message. */
static const char *find_top(const char *folder, struct arena *arena)
{
    static const char *const TOP[] = {"rev-parse", "--show-toplevel", NULL};
    struct output output = {.arena = arena};

    if (!run_git(folder, TOP, &output))
        return NULL;
    while (output.length && output.bytes[output.length - 1] == '\n')
        output.bytes[--output.length] = '\0';
    return output.bytes;
}

static bool enter_changed(struct identity_set *changed, const char *top,
                          const char *revision, struct arena *arena)
{
    const char *const tracked[] = {
        "diff",         "--name-only", "-z", "--no-ext-diff",
        "--merge-base", revision,      "--", NULL};
    static const char *const UNKNOWN[] = {"ls-files", "-z", "--others",
                                          "--exclude-standard", NULL};
    struct output output = {.arena = arena};

    if (!run_git(top, tracked, &output))
        return false;
    enter(changed, top, &output, arena);
    output.length = 0;
    if (!run_git(top, UNKNOWN, &output))
        return false;
    enter(changed, top, &output, arena);
    return true;
}

static bool is_below(const char *folder, const char *top)
{
    size_t length = strlen(top);

    return !strncmp(folder, top, length) &&
           (!folder[length] || folder[length] == '/');
}

bool check_changed_find(struct identity_set *changed, const char *revision,
                        char *const *paths, size_t count, struct arena *arena)
{
    const char *top = NULL;

    for (size_t i = 0; i < count; i++) {
        const char *folder = check_folder_of(paths[i], arena);

        /* What is wrong with the path is reported when it is read. */
        if (!folder || (top && is_below(folder, top)))
            continue;
        top = find_top(folder, arena);
        if (!top || !enter_changed(changed, top, revision, arena))
            return false;
    }
    return true;
}
