/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fuzz target: a file of a project. The first byte chooses the reader; whatever
 * follows, it is read or there are errors, and each has a line of the file.
 */
#define _GNU_SOURCE
#include "resolver/input/project_reader.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

typedef void document_reader(struct project_reader *reader,
                             struct thoth_text path, struct thoth_text bytes);

static document_reader *const READERS[] = {
    pipfile_read,       pipfile_lock_read, pyproject_read,
    configuration_read, usage_read,
};

enum { READER_COUNT = sizeof READERS / sizeof *READERS };

/* Requirements files are read by name. */
static void read_requirements(struct project_reader *reader,
                              struct thoth_text bytes)
{
    char path[64];
    int file = memfd_create("requirements", MFD_CLOEXEC);

    if (file < 0 ||
        write(file, bytes.at, bytes.length) != (ssize_t)bytes.length)
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    requirements_read(reader, path, false);
    close(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena arena = {0};
    struct problem_list problems;
    struct project project = {0};
    struct project_options options = {.folder = "."};
    struct project_reader reader = {&arena, &options, &project, &problems};
    struct thoth_text text = {(const char *)bytes + 1, size - 1};
    const struct problem *problem;

    if (!size)
        return 0;
    problem_list_start(&problems, &arena);
    if (bytes[0] % 6 < READER_COUNT)
        READERS[bytes[0] % 6](&reader, thoth_text_of("file"), text);
    else
        read_requirements(&reader, text);
    for (problem = problems.first; problem; problem = problem->next)
        if (!problem->message.length || !problem->place.line)
            abort();
    arena_release(&arena);
    return 0;
}
