/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files in a temporary folder.
 */
#include "tests/resolver/kb/small_kb.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void small_kb_start(struct small_kb *small)
{
    memset(small, 0, sizeof *small);
    problem_list_start(&small->problems, &small->arena);
    snprintf(small->folder, sizeof small->folder, "/tmp/small_kb_XXXXXX");
    if (!mkdtemp(small->folder))
        abort();
    snprintf(small->path, sizeof small->path, "%s/kb.sqlite", small->folder);
    snprintf(small->records, sizeof small->records, "%s/records",
             small->folder);
}

bool small_kb_import(struct small_kb *small, const char *lines)
{
    FILE *file = fopen(small->records, "w");
    struct kb_imported imported;
    struct kb *kb;
    bool done;

    if (!file || fputs(lines, file) < 0 || fclose(file))
        abort();
    kb = kb_open(small->path, KB_WRITE, &small->problems);
    done = kb && kb_import(kb, small->records, &imported, &small->problems);
    kb_close(kb);
    return done;
}

struct kb *small_kb_open(struct small_kb *small)
{
    return kb_open(small->path, KB_READ, &small->problems);
}

bool small_kb_complains(const struct small_kb *small, const char *part)
{
    const struct problem *first = small->problems.first;

    return first &&
           memmem(first->message.at, first->message.length, part, strlen(part));
}

void small_kb_end(struct small_kb *small)
{
    unlink(small->path);
    unlink(small->records);
    rmdir(small->folder);
    arena_release(&small->arena);
}
