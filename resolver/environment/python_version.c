/* SPDX-License-Identifier: Apache-2.0 */
/*
 * python3 is started by argument vector, without a shell, and killed when it
 * does not end.
 */
#include "resolver/environment/python_version.h"

#include "resolver/environment/system_file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { PATIENCE_MS = 5000, ANSWER_LIMIT = 256 };

static int64_t now_ms(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Starts the program with its output in a pipe; -1 when it cannot be. */
static pid_t start(int output)
{
    static char *const arguments[] = {(char *)"python3", (char *)"--version",
                                      NULL};
    posix_spawn_file_actions_t actions;
    pid_t child;
    int error;

    if (posix_spawn_file_actions_init(&actions))
        return -1;
    error = posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    if (!error)
        error = posix_spawn_file_actions_addopen(&actions, STDERR_FILENO,
                                                 "/dev/null", O_WRONLY, 0);
    if (!error)
        error = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO,
                                                 "/dev/null", O_RDONLY, 0);
    if (!error)
        error =
            posix_spawnp(&child, "python3", &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    return error ? -1 : child;
}

/* What the child writes before it closes its output or time is up. */
static size_t listen(int input, char *answer, size_t size)
{
    int64_t end = now_ms() + PATIENCE_MS, left;
    size_t length = 0;

    while (length < size && (left = end - now_ms()) > 0) {
        struct pollfd ready = {input, POLLIN, 0};
        ssize_t got;

        if (poll(&ready, 1, (int)left) <= 0) {
            if (errno == EINTR)
                continue;
            break;
        }
        got = read(input, answer + length, size - length);
        if (got <= 0)
            break;
        length += (size_t)got;
    }
    return length;
}

static struct thoth_text ask(struct arena *arena)
{
    char *answer = arena_allocate(arena, ANSWER_LIMIT);
    size_t length = 0;
    int ends[2], status;
    pid_t child;

    if (pipe2(ends, O_CLOEXEC))
        return (struct thoth_text){"", 0};
    child = start(ends[1]);
    close(ends[1]);
    if (child > 0) {
        length = listen(ends[0], answer, ANSWER_LIMIT);
        /* It has said what it had to say, or will not. */
        kill(child, SIGKILL);
        while (waitpid(child, &status, 0) < 0 && errno == EINTR)
            continue;
    }
    close(ends[0]);
    return system_text_version((struct thoth_text){answer, length});
}

struct thoth_text python_version_of(struct arena *arena, const char *root)
{
    char target[ANSWER_LIMIT];
    struct thoth_text path;
    ssize_t length;

    if (!*root)
        return ask(arena);
    path = arena_format(arena, "%s/usr/bin/python3", root);
    length = readlink(path.at, target, sizeof target);
    if (length <= 0)
        return (struct thoth_text){"", 0};
    while (length > 0 && memchr(target, '/', (size_t)length)) {
        const char *slash = memchr(target, '/', (size_t)length);
        size_t skip = (size_t)(slash - target) + 1;

        length -= (ssize_t)skip;
        memmove(target, target + skip, (size_t)length);
    }
    return arena_copy_text(arena, system_text_version((struct thoth_text){
                                      target, (size_t)length}));
}
