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

static void detect_gpu(struct arena *arena, const char *root,
                       struct environment *environment)
{
    struct thoth_text text =
        system_file_read(arena, root, "proc/driver/nvidia/gpus/0/information");

    set(environment, ENVIRONMENT_GPU_MODEL,
        system_file_value(text, "Model", ':'));
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
    detect_gpu(arena, root, environment);
    detect_image(arena, root, environment);
    set(environment, ENVIRONMENT_PYTHON_VERSION,
        python_version_of(arena, root));
}
