/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Looks where Linux systems describe themselves.
 */
#include "resolver/environment/detect.h"

#include "resolver/environment/python_version.h"
#include "resolver/environment/system_file.h"

#include <stdlib.h>
#include <sys/utsname.h>

static void set(struct environment *environment, enum environment_field field,
                struct thoth_text text)
{
    if (text.length && !environment_fault(field, text))
        environment->fields[field] = text;
}

static void detect_system(struct arena *arena, const char *root,
                          struct environment *environment)
{
    struct thoth_text release = system_file_read(arena, root, "etc/os-release");

    if (!release.length)
        release = system_file_read(arena, root, "usr/lib/os-release");
    set(environment, ENVIRONMENT_SYSTEM_NAME,
        system_file_value(release, "ID", '='));
    set(environment, ENVIRONMENT_SYSTEM_VERSION,
        system_file_value(release, "VERSION_ID", '='));
}

/* The first processor speaks for all. */
static void detect_processor(struct arena *arena, const char *root,
                             struct environment *environment)
{
    struct thoth_text info = system_file_read(arena, root, "proc/cpuinfo");

    set(environment, ENVIRONMENT_CPU_FAMILY,
        system_file_value(info, "cpu family", ':'));
    set(environment, ENVIRONMENT_CPU_MODEL,
        system_file_value(info, "model", ':'));
    set(environment, ENVIRONMENT_CPU_FLAGS,
        system_file_value(info, "flags", ':'));
}

/* What the programs of an image are for is not known: nothing runs there. */
static void detect_platform(struct arena *arena, const char *root,
                            struct environment *environment)
{
    struct utsname name;

    if (!*root && !uname(&name) && !strcmp(name.sysname, "Linux"))
        set(environment, ENVIRONMENT_PLATFORM,
            arena_format(arena, "linux-%s", name.machine));
}

/* version.json has "cuda": {"name": ..., "version": "11.8.0"} near its top,
 * version.txt "CUDA Version 10.2.89". */
static void detect_cuda(struct arena *arena, const char *root,
                        struct environment *environment)
{
    static const char KEY[] = "\"version\"";
    struct thoth_text text =
        system_file_read(arena, root, "usr/local/cuda/version.json");
    const char *at =
        text.length ? memmem(text.at, text.length, "\"cuda\"", 6) : NULL;

    if (at)
        at = memmem(at, text.length - (size_t)(at - text.at), KEY,
                    sizeof KEY - 1);
    if (at)
        text = (struct thoth_text){at, text.length - (size_t)(at - text.at)};
    else
        text = system_file_read(arena, root, "usr/local/cuda/version.txt");
    set(environment, ENVIRONMENT_CUDA_VERSION, system_text_version(text));
}

/* The driver has a folder for each GPU, named by its place on the PCI bus; the
 * first name speaks for all, since most machines have equal ones. */
static void detect_gpu(struct arena *arena, const char *root,
                       struct environment *environment)
{
    static const char folder[] = "proc/driver/nvidia/gpus";
    char *path = system_file_first(arena, root, folder);
    struct thoth_text text;

    if (path == NULL)
        return;
    path = (char *)arena_format(arena, "%s/%s/information", folder, path).at;
    text = system_file_read(arena, root, path);
    set(environment, ENVIRONMENT_GPU_MODEL,
        system_file_value(text, "Model", ':'));
}

/* "#define CUDNN_MAJOR 8" and so on; the header moved with version 8. */
static void detect_cudnn(struct arena *arena, const char *root,
                         struct environment *environment)
{
    static const char *const paths[] = {
        "usr/include/cudnn_version.h", "usr/local/cuda/include/cudnn_version.h",
        "usr/include/cudnn.h", "usr/local/cuda/include/cudnn.h"};
    static const char *const keys[] = {"#define CUDNN_MAJOR",
                                       "#define CUDNN_MINOR",
                                       "#define CUDNN_PATCHLEVEL"};

    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct thoth_text text = system_file_read(arena, root, paths[i]);
        struct thoth_text parts[3];

        for (size_t k = 0; k < 3; k++) {
            const char *at = text.length ? memmem(text.at, text.length, keys[k],
                                                  strlen(keys[k]))
                                         : NULL;

            parts[k] = (struct thoth_text){"", 0};
            if (at != NULL)
                parts[k] = system_text_version((struct thoth_text){
                    at + strlen(keys[k]),
                    text.length - (size_t)(at - text.at) - strlen(keys[k])});
        }
        if (parts[0].length == 0 || parts[1].length == 0 ||
            parts[2].length == 0)
            continue;
        set(environment, ENVIRONMENT_CUDNN_VERSION,
            arena_format(arena, "%.*s.%.*s.%.*s", (int)parts[0].length,
                         parts[0].at, (int)parts[1].length, parts[1].at,
                         (int)parts[2].length, parts[2].at));
        return;
    }
}

/* Podman tells its containers of what image they are. */
static void detect_image(struct arena *arena, const char *root,
                         struct environment *environment)
{
    struct thoth_text text = system_file_read(arena, root, "run/.containerenv");

    set(environment, ENVIRONMENT_BASE_IMAGE,
        system_file_value(text, "image", '='));
}

void environment_detect(struct arena *arena, const char *root,
                        struct environment *environment)
{
    *environment = (struct environment){0};
    detect_system(arena, root, environment);
    detect_processor(arena, root, environment);
    detect_platform(arena, root, environment);
    detect_cuda(arena, root, environment);
    detect_cudnn(arena, root, environment);
    detect_gpu(arena, root, environment);
    detect_image(arena, root, environment);
    set(environment, ENVIRONMENT_PYTHON_VERSION,
        python_version_of(arena, root));
}
