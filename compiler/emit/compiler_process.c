/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Each process leads a group of its own, so that killing the group reaches the
 * assembler and the linker it started. Its end is seen by a pidfd, not by the
 * end of its output, which a grandchild may keep open; where the kernel has no
 * pidfd we look every few milliseconds.
 */
#define _GNU_SOURCE
#include "compiler/emit/compiler_process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_PROCESSES 16

struct process {
    pid_t pid;
    int exit;   /* pidfd, -1 when there is none */
    int output; /* what it prints, -1 after its end */
    size_t length;
    char text[2048]; /* the beginning of the output */
};

struct processes {
    struct process running[MOST_PROCESSES];
    size_t count;
};

static int add_actions(posix_spawn_file_actions_t *actions,
                       const struct compiler *compiler, int output)
{
    int error = posix_spawn_file_actions_addopen(actions, STDIN_FILENO,
                                                 "/dev/null", O_RDONLY, 0);

    if (!error)
        error = posix_spawn_file_actions_adddup2(actions, output, 1);
    if (!error)
        error = posix_spawn_file_actions_adddup2(actions, output, 2);
    if (!error)
        error = posix_spawn_file_actions_addclosefrom_np(actions, 3);
    if (!error)
        error = posix_spawn_file_actions_addchdir_np(actions, compiler->folder);
    return error;
}

static int set_attributes(posix_spawnattr_t *attributes,
                          const struct compiler *compiler)
{
    short flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK;
    int error =
        posix_spawnattr_setsigmask(attributes, &compiler->signals->before);

    if (!error)
        error = posix_spawnattr_setpgroup(attributes, 0);
    if (!error)
        error = posix_spawnattr_setflags(attributes, flags);
    return error;
}

static int spawn(const struct compiler *compiler, int output, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int error = posix_spawn_file_actions_init(&actions);

    if (error)
        return error;
    error = posix_spawnattr_init(&attributes);
    if (!error) {
        error = add_actions(&actions, compiler, output);
        if (!error)
            error = set_attributes(&attributes, compiler);
        if (!error)
            error =
                posix_spawnp(pid, compiler->arguments[0], &actions, &attributes,
                             compiler->arguments, compiler->environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

/* Starts a task; 0 or an errno value. */
static int start(struct processes *processes, const struct compiler *compiler,
                 const struct compiler_task *task)
{
    struct process *process = &processes->running[processes->count];
    size_t last = compiler->words;
    int ends[2], error;

    /* The words stay; a task's arguments take the place of the last one's. */
    for (size_t i = 0; task->arguments[i]; i++)
        compiler->arguments[last++] = (char *)(uintptr_t)task->arguments[i];
    compiler->arguments[last] = NULL;
    if (pipe2(ends, O_CLOEXEC))
        return errno;
    error = spawn(compiler, ends[1], &process->pid);
    close(ends[1]);
    if (error) {
        close(ends[0]);
        return error;
    }
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    process->output = ends[0];
    process->length = 0;
    process->exit = (int)syscall(SYS_pidfd_open, process->pid, 0);
    processes->count++;
    return 0;
}

/* Reads what is there, so that the process never waits for us. */
static void read_output(struct process *process)
{
    char dropped[4096];
    ssize_t got;

    while (process->output >= 0) {
        size_t room = sizeof process->text - process->length;

        if (room)
            got = read(process->output, process->text + process->length, room);
        else
            got = read(process->output, dropped, sizeof dropped);
        if (got > 0 && room)
            process->length += (size_t)got;
        if (got > 0 || (got < 0 && errno == EINTR))
            continue;
        if (got < 0 && errno == EAGAIN)
            return;
        close(process->output);
        process->output = -1;
    }
}

static void forget(struct processes *processes, size_t number)
{
    struct process *process = &processes->running[number];

    if (process->output >= 0)
        close(process->output);
    if (process->exit >= 0)
        close(process->exit);
    processes->count--;
    if (number < processes->count)
        *process = processes->running[processes->count];
}

static void kill_all(struct processes *processes)
{
    while (processes->count) {
        struct process *process = &processes->running[processes->count - 1];

        kill(-process->pid, SIGKILL);
        while (waitpid(process->pid, NULL, 0) < 0 && errno == EINTR)
            ;
        forget(processes, processes->count - 1);
    }
}

/* The first line of the output that names an error, else the first line. */
static void important_line(const struct process *process, const char **line,
                           int *length)
{
    const char *at = process->text, *end = at + process->length;

    *line = at;
    *length = -1;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t size = (size_t)((stop ? stop : end) - at);

        if (*length < 0 || memmem(at, size, "error", 5)) {
            *line = at;
            *length = (int)size;
            if (memmem(at, size, "error", 5))
                return;
        }
        at += size + 1;
    }
    if (*length < 0)
        *length = 0;
}

static bool report(const struct compiler *compiler,
                   const struct process *process, int status,
                   struct aot_error *error)
{
    const char *line, *name = compiler->arguments[0];
    int length;

    important_line(process, &line, &length);
    if (WIFSIGNALED(status))
        return aot_error_set(
            error, "the compiler %s was ended by signal %d%s%.*s", name,
            WTERMSIG(status), length ? ": " : "", length, line);
    return aot_error_set(error, "the compiler %s failed with status %d%s%.*s",
                         name, WEXITSTATUS(status), length ? ": " : "", length,
                         line);
}

/* Looks whether process `number` ended; false when it failed. */
static bool reap(struct processes *processes, size_t number,
                 const struct compiler *compiler, struct aot_error *error)
{
    struct process *process = &processes->running[number];
    siginfo_t ended = {.si_pid = 0};
    bool succeeded = true;
    int status = 0;

    if (!waitid(P_PID, (id_t)process->pid, &ended,
                WEXITED | WNOHANG | WNOWAIT) &&
        !ended.si_pid)
        return true;
    /* What it left running must not write into the folder any more. */
    kill(-process->pid, SIGKILL);
    if (waitpid(process->pid, &status, 0) < 0) {
        succeeded = aot_error_set(error, "cannot wait for the compiler: %s",
                                  strerror(errno));
    } else if (!WIFEXITED(status) || WEXITSTATUS(status)) {
        read_output(process);
        succeeded = report(compiler, process, status, error);
    }
    forget(processes, number);
    return succeeded;
}

/* Waits until something happens; false when the process shall end. */
static bool wait_for_any(const struct processes *processes,
                         const struct compiler *compiler)
{
    struct pollfd polled[1 + 2 * MOST_PROCESSES];
    int timeout = -1;
    nfds_t count = 0;

    polled[count++] = (struct pollfd){compiler->signals->descriptor, POLLIN, 0};
    for (size_t i = 0; i < processes->count; i++) {
        const struct process *process = &processes->running[i];

        polled[count++] = (struct pollfd){process->output, POLLIN, 0};
        polled[count++] = (struct pollfd){process->exit, POLLIN, 0};
        if (process->exit < 0)
            timeout = 2;
    }
    return poll(polled, count, timeout) <= 0 || !polled[0].revents;
}

static bool work(struct processes *processes, const struct compiler *compiler,
                 struct aot_error *error)
{
    if (!wait_for_any(processes, compiler))
        return aot_error_set(error, "interrupted");
    for (size_t i = processes->count; i--;) {
        read_output(&processes->running[i]);
        if (!reap(processes, i, compiler, error))
            return false;
    }
    return true;
}

bool compiler_run(const struct compiler *compiler,
                  const struct compiler_task *tasks, size_t count,
                  unsigned most, struct aot_error *error)
{
    struct processes processes = {.count = 0};
    size_t next = 0;
    bool succeeded = true;

    if (most > MOST_PROCESSES)
        most = MOST_PROCESSES;
    while (succeeded && (next < count || processes.count)) {
        if (next < count && (processes.count < most || !processes.count)) {
            int failure = start(&processes, compiler, &tasks[next++]);

            if (failure)
                succeeded =
                    aot_error_set(error, "cannot start the compiler %s: %s",
                                  compiler->arguments[0], strerror(failure));
        } else {
            succeeded = work(&processes, compiler, error);
        }
    }
    kill_all(&processes);
    return succeeded;
}
