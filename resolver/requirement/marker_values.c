/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What marker variables stand for in a target environment.
 */
#include "resolver/requirement/marker.h"

/* Systems by the first word of a platform, as Python names them. */
static const struct {
    const char *platform, *os_name, *sys_platform, *platform_system;
} SYSTEMS[] = {
    {"linux", "posix", "linux", "Linux"},
    {"manylinux", "posix", "linux", "Linux"},
    {"macosx", "posix", "darwin", "Darwin"},
    {"darwin", "posix", "darwin", "Darwin"},
    {"win", "nt", "win32", "Windows"},
};

/* Is it "linux", "linux2" or "win32" for "linux" and "win"? */
static bool is_system(struct thoth_text word, const char *name)
{
    size_t length = strlen(name);

    if (word.length < length || memcmp(word.at, name, length))
        return false;
    while (length < word.length && word.at[length] >= '0' &&
           word.at[length] <= '9')
        length++;
    return length == word.length;
}

static void set_platform(struct marker_values *values,
                         struct thoth_text platform)
{
    const char *dash =
        platform.length ? memchr(platform.at, '-', platform.length) : NULL;
    struct thoth_text word = platform;

    if (dash) {
        word.length = (size_t)(dash - platform.at);
        values->of[MARKER_PLATFORM_MACHINE] =
            (struct thoth_text){dash + 1, platform.length - word.length - 1};
    }
    for (size_t i = 0; i < sizeof SYSTEMS / sizeof *SYSTEMS; i++)
        if (is_system(word, SYSTEMS[i].platform)) {
            values->of[MARKER_OS_NAME] = thoth_text_of(SYSTEMS[i].os_name);
            values->of[MARKER_SYS_PLATFORM] =
                thoth_text_of(SYSTEMS[i].sys_platform);
            values->of[MARKER_PLATFORM_SYSTEM] =
                thoth_text_of(SYSTEMS[i].platform_system);
            return;
        }
}

/* The first two numbers of a version, and the version with three of them. */
static void set_python(struct marker_values *values, struct thoth_text version)
{
    size_t dots = 0, two = version.length;
    struct thoth_text full = version;

    for (size_t i = 0; i < version.length; i++)
        if (version.at[i] == '.' && ++dots == 2)
            two = i;
    if (dots == 1 && version.length + 2 <= sizeof values->room) {
        memcpy(values->room, version.at, version.length);
        memcpy(values->room + version.length, ".0", 2);
        full = (struct thoth_text){values->room, version.length + 2};
    }
    values->of[MARKER_PYTHON_VERSION] = (struct thoth_text){version.at, two};
    values->of[MARKER_PYTHON_FULL_VERSION] = full;
    values->of[MARKER_IMPLEMENTATION_VERSION] = full;
}

void marker_values_of(struct marker_values *values,
                      const struct environment *environment)
{
    struct thoth_text platform = environment->fields[ENVIRONMENT_PLATFORM];
    struct thoth_text python = environment->fields[ENVIRONMENT_PYTHON_VERSION];

    for (int i = 0; i < MARKER_VARIABLES; i++)
        values->of[i] = thoth_text_of("");
    set_platform(values, platform.length
                             ? platform
                             : thoth_text_of(ENVIRONMENT_DEFAULT_PLATFORM));
    if (python.length)
        set_python(values, python);
    values->of[MARKER_IMPLEMENTATION_NAME] = thoth_text_of("cpython");
    values->of[MARKER_PLATFORM_PYTHON_IMPLEMENTATION] =
        thoth_text_of("CPython");
    values->of[MARKER_PYTHON_IMPLEMENTATION] = thoth_text_of("CPython");
}
