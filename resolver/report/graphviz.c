/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Input and output are files in memory, so that neither side waits for the
 * other. No shell has a part in it.
 */
#define _GNU_SOURCE
#include "resolver/report/graphviz.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* Standard input, output and error of the program. */
struct streams {
    int files[3];
};

static int streams_open(struct streams *streams)
{
    int error = 0;

    for (int i = 0; i < 3; i++) {
        streams->files[i] = memfd_create("graph", MFD_CLOEXEC);
        if (streams->files[i] < 0)
            error = errno;
    }
    return error;
}

static void streams_close(struct streams *streams)
{
    for (int i = 0; i < 3; i++)
        if (streams->files[i] >= 0)
            close(streams->files[i]);
}

static int fill(int file, struct thoth_text text)
{
    while (text.length > 0) {
        ssize_t written = write(file, text.at, text.length);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        text.at += written;
        text.length -= (size_t)written;
    }
    return lseek(file, 0, SEEK_SET) < 0 ? errno : 0;
}

static int read_all(struct arena *arena, int file, struct thoth_text *text)
{
    struct stat status;
    char *bytes;
    size_t done = 0;

    if (fstat(file, &status) < 0 || lseek(file, 0, SEEK_SET) < 0)
        return errno;
    bytes = arena_allocate(arena, (size_t)status.st_size + 1);
    while (done < (size_t)status.st_size) {
        ssize_t got = read(file, bytes + done, (size_t)status.st_size - done);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got < 0 ? errno : EIO;
        done += (size_t)got;
    }
    *text = (struct thoth_text){bytes, done};
    return 0;
}

/* Starts dot with our streams in place of its own. We ignore signals that it
 * should not. */
static int start(const struct streams *streams, const char *format, pid_t *dot)
{
    char option[16], program[] = "dot";
    char *arguments[] = {program, option, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t usual;
    int error;

    snprintf(option, sizeof(option), "-T%s", format);
    error = posix_spawn_file_actions_init(&actions);
    if (error != 0)
        return error;
    error = posix_spawnattr_init(&attributes);
    if (error != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return error;
    }
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    sigaddset(&usual, SIGXFSZ);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    for (int i = 0; i < 3 && error == 0; i++)
        error =
            posix_spawn_file_actions_adddup2(&actions, streams->files[i], i);
    if (error == 0)
        error = posix_spawnp(dot, program, &actions, &attributes, arguments,
                             environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

/* What a program that failed said, in one line; or how it ended. */
static void explain(struct arena *arena, int file, int status,
                    struct thoth_text *said)
{
    const char *end;

    if (read_all(arena, file, said) != 0 || said->length == 0) {
        *said =
            WIFSIGNALED(status)
                ? arena_format(arena, "ended by signal %d", WTERMSIG(status))
                : arena_format(arena, "exit status %d", WEXITSTATUS(status));
        return;
    }
    end = memchr(said->at, '\n', said->length);
    if (end != NULL)
        said->length = (size_t)(end - said->at);
}

static int draw(struct arena *arena, struct streams *streams,
                struct thoth_text graph, const char *format,
                struct thoth_text *picture)
{
    pid_t dot;
    int status, error = fill(streams->files[0], graph);

    if (error == 0)
        error = start(streams, format, &dot);
    if (error != 0)
        return error;
    while (waitpid(dot, &status, 0) < 0)
        if (errno != EINTR)
            return errno;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return read_all(arena, streams->files[1], picture);
    explain(arena, streams->files[2], status, picture);
    return -1;
}

int graphviz_draw(struct arena *arena, struct thoth_text graph,
                  const char *format, struct thoth_text *picture)
{
    struct streams streams;
    int error = streams_open(&streams);

    if (error == 0)
        error = draw(arena, &streams, graph, format, picture);
    streams_close(&streams);
    return error;
}
