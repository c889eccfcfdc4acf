/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files of /proc have no size, so reading goes on to their end.
 */
#include "resolver/environment/system_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { SYSTEM_FILE_LIMIT = 1 << 20 };

struct thoth_text system_file_read(struct arena *arena, const char *root,
                                   const char *path)
{
    struct thoth_text name = arena_format(arena, "%s/%s", root, path);
    int file = open(name.at, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    char *buffer;
    size_t length = 0;

    if (file < 0)
        return (struct thoth_text){"", 0};
    buffer = arena_allocate(arena, SYSTEM_FILE_LIMIT);
    while (length < SYSTEM_FILE_LIMIT) {
        ssize_t got = read(file, buffer + length, SYSTEM_FILE_LIMIT - length);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        length += (size_t)got;
    }
    close(file);
    return (struct thoth_text){buffer, length};
}

char *system_file_first(struct arena *arena, const char *root, const char *path)
{
    DIR *folder = opendir(arena_format(arena, "%s/%s", root, path).at);
    const struct dirent *entry;
    char *first = NULL;

    while (folder != NULL && (entry = readdir(folder)) != NULL)
        if (entry->d_name[0] != '.' &&
            (first == NULL || strcmp(entry->d_name, first) < 0))
            first = arena_copy(arena, entry->d_name, strlen(entry->d_name));
    if (folder != NULL)
        closedir(folder);
    return first;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct thoth_text system_text_trim(struct thoth_text text)
{
    while (text.length && is_space(text.at[0])) {
        text.at++;
        text.length--;
    }
    while (text.length && is_space(text.at[text.length - 1]))
        text.length--;
    if (text.length >= 2 && (text.at[0] == '"' || text.at[0] == '\'') &&
        text.at[text.length - 1] == text.at[0]) {
        text.at++;
        text.length -= 2;
    }
    return text;
}

struct thoth_text system_file_value(struct thoth_text bytes, const char *key,
                                    char sign)
{
    while (bytes.length) {
        const char *end = memchr(bytes.at, '\n', bytes.length);
        size_t length = end ? (size_t)(end - bytes.at) : bytes.length;
        const char *at = length ? memchr(bytes.at, sign, length) : NULL;

        if (at) {
            struct thoth_text name = {bytes.at, (size_t)(at - bytes.at)};
            struct thoth_text value = {at + 1, length - name.length - 1};

            if (thoth_text_equal(system_text_trim(name), thoth_text_of(key)))
                return system_text_trim(value);
        }
        bytes.at += length + (end != NULL);
        bytes.length -= length + (end != NULL);
    }
    return (struct thoth_text){"", 0};
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

struct thoth_text system_text_version(struct thoth_text text)
{
    size_t start = 0, end;

    while (start < text.length && !is_digit(text.at[start]))
        start++;
    end = start;
    while (end < text.length &&
           (is_digit(text.at[end]) ||
            (text.at[end] == '.' && end + 1 < text.length &&
             is_digit(text.at[end + 1]))))
        end++;
    return (struct thoth_text){text.at + start, end - start};
}
