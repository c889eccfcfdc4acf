/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Temporary trees.
 */
#include "tests/compiler/source/tree.h"

#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[] = "/tmp/thoth-tree-XXXXXX";
static int home = -1;

static void require(bool fine, const char *what)
{
    if (!fine) {
        perror(what);
        exit(2);
    }
}

static void make_parents(char *path)
{
    for (char *slash = strchr(path, '/'); slash;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0777);
        *slash = '/';
    }
}

static void make_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");

    require(file != NULL, path);
    require(fputs(text, file) >= 0, path);
    require(fclose(file) == 0, path);
}

/* Cuts " -> b" and the like off the path; the rest, or NULL. */
static const char *cut(char *path, const char *separator)
{
    char *found = strstr(path, separator);

    if (found == NULL)
        return NULL;
    *found = '\0';
    return found + strlen(separator);
}

static void make(const char *line)
{
    char path[PATH_MAX];
    const char *rest;

    snprintf(path, sizeof(path), "%s", line);
    if ((rest = cut(path, " -> "))) {
        make_parents(path);
        require(symlink(rest, path) == 0, path);
    } else if ((rest = cut(path, " | "))) {
        make_parents(path);
        require(link(rest, path) == 0, path);
    } else {
        rest = cut(path, " = ");
        make_parents(path);
        if (path[strlen(path) - 1] != '/')
            make_file(path, rest ? rest : "");
    }
}

void tree_start(const char *const *lines, size_t count)
{
    strcpy(root + sizeof(root) - 7, "XXXXXX");
    home = open(".", O_RDONLY | O_DIRECTORY);
    require(home >= 0, ".");
    require(mkdtemp(root) != NULL, root);
    require(chdir(root) == 0, root);
    for (size_t i = 0; i < count; i++)
        make(lines[i]);
}

bool tree_become_ordinary(void)
{
    const uid_t nobody = 65534;

    return geteuid() != 0 || (chmod(root, 0755) == 0 && seteuid(nobody) == 0);
}

void tree_become_owner(void)
{
    if (getuid() == 0)
        require(seteuid(0) == 0, "seteuid");
}

static int remove_one(const char *path, const struct stat *status, int type,
                      struct FTW *where)
{
    (void)status;
    (void)type;
    (void)where;
    return remove(path);
}

void tree_end(void)
{
    require(fchdir(home) == 0, "fchdir");
    close(home);
    require(nftw(root, remove_one, 16, FTW_DEPTH | FTW_PHYS) == 0, root);
}
