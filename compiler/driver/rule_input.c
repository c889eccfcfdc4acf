/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Opening and compiling, with messages.
 */
#include "compiler/driver/rule_input.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/driver/build.h"
#include "compiler/driver/command.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool rule_input_is_bundle(const char *path)
{
    size_t length = strlen(path);

    return (length > 4 && strcmp(path + length - 4, ".thb") == 0) ||
           (length > 3 && strcmp(path + length - 3, ".so") == 0);
}

int rule_input_open(struct rule_input *input, const char *command,
                    const char *bundle)
{
    input->bundle = command_open_bundle(command, bundle, false);
    return input->bundle ? EXIT_DONE : EXIT_TROUBLE;
}

int rule_input_compile(struct rule_input *input, const char *command,
                       char *const *paths, size_t count)
{
    struct build_options options = BUILD_OPTIONS_DEFAULT;
    struct thoth_error error;
    enum build_result result;
    size_t size;

    options.diagnostics = stderr;
    result = build_paths(paths, count, &options, &input->bytes, &size);
    if (result != BUILD_OK)
        return result == BUILD_FINDINGS ? EXIT_FINDINGS : EXIT_TROUBLE;
    if (thoth_bundle_open_memory(input->bytes, size, NULL, &input->bundle,
                                 &error) == THOTH_OK)
        return EXIT_DONE;
    fprintf(stderr, "thothc %s: %s\n", command, error.message);
    return EXIT_TROUBLE;
}

void rule_input_release(struct rule_input *input)
{
    thoth_bundle_release(input->bundle);
    free(input->bytes);
    *input = (struct rule_input){0};
}

/* The whole file, if it is a regular one. */
static struct thoth_text read_file(const char *path)
{
    struct thoth_text content = {NULL, 0};
    FILE *file = fopen(path, "rb");
    struct stat facts;
    char *bytes;

    if (!file)
        return content;
    if (fstat(fileno(file), &facts) == 0 && S_ISREG(facts.st_mode)) {
        bytes = memory_allocate((size_t)facts.st_size + 1);
        content.length = fread(bytes, 1, (size_t)facts.st_size, file);
        content.at = bytes;
    }
    fclose(file);
    return content;
}

/* The file below a folder or one of those above it. */
static struct thoth_text find_above(char *folder, const char *relative)
{
    struct thoth_text content = {NULL, 0};
    char path[PATH_MAX];
    char *slash = folder + strlen(folder);

    while (slash && !content.at) {
        *slash = '\0';
        if (snprintf(path, sizeof path, "%s/%s", folder, relative) <
            (int)sizeof path)
            content = read_file(path);
        slash = strrchr(folder, '/');
    }
    return content;
}

struct thoth_text rule_input_file(char *const *paths, size_t count,
                                  const char *relative)
{
    struct thoth_text content = {NULL, 0};

    for (size_t i = 0; i < count && !content.at; i++) {
        char *folder = realpath(paths[i], NULL);

        if (folder)
            content = find_above(folder, relative);
        free(folder);
    }
    return content;
}
