/* SPDX-License-Identifier: Apache-2.0 */
/*
 * main() of a fuzz target in ordinary builds: runs the target once on each file
 * named, and on each file of the folders named. With clang's libFuzzer it is
 * left out, since that brings its own.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void run_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *bytes = NULL;
    size_t size = 0, room = 0, got;

    if (!file) {
        perror(path);
        exit(2);
    }
    do {
        room += 1 << 16;
        bytes = realloc(bytes, room);
        if (!bytes)
            abort();
        got = fread(bytes + size, 1, room - size, file);
        size += got;
    } while (size == room);
    fclose(file);
    bytes = realloc(bytes, size ? size : 1); /* the sanitizer sees the end */
    if (!bytes)
        abort();
    LLVMFuzzerTestOneInput(bytes, size);
    free(bytes);
}

static unsigned run_path(const char *path)
{
    struct stat status;
    struct dirent *entry;
    unsigned count = 0;
    DIR *folder;

    if (stat(path, &status) || !S_ISDIR(status.st_mode)) {
        run_file(path);
        return 1;
    }
    folder = opendir(path);
    while (folder && (entry = readdir(folder))) {
        char inner[4096];

        if (entry->d_name[0] == '.')
            continue;
        snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
        count += run_path(inner);
    }
    if (folder)
        closedir(folder);
    return count;
}

int main(int argc, char **argv)
{
    unsigned count = 0;

    for (int i = 1; i < argc; i++)
        count += run_path(argv[i]);
    printf("%u inputs\n", count);
    return count ? 0 : 2;
}
