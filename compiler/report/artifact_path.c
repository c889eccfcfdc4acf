/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Paths below the current directory, and percent-encoding.
 */
#include "compiler/report/artifact_path.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct thoth_text artifact_path(struct thoth_text path)
{
    char here[4096];
    size_t length;

    if (path.length == 0 || path.at[0] != '/' || !getcwd(here, sizeof here))
        return path;
    length = strlen(here);
    if (path.length > length + 1 && memcmp(path.at, here, length) == 0 &&
        path.at[length] == '/') {
        path.at += length + 1;
        path.length -= length + 1;
    }
    return path;
}

/* RFC 3986: unreserved characters, `/`, and what a path segment may hold as it
 * is. A colon is not among them: it would end a scheme in a first segment. */
static bool stands_for_itself(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || (c != 0 && strchr("-._~/!$&'()*+,;=@", c));
}

struct thoth_text artifact_uri(struct arena *arena, struct thoth_text path)
{
    static const char SCHEME[] = "file://";
    char *bytes, *to;

    path = artifact_path(path);
    bytes = to = arena_array(arena, path.length + sizeof SCHEME, 3);
    if (path.length && path.at[0] == '/')
        to = stpcpy(to, SCHEME);
    for (size_t i = 0; i < path.length; i++) {
        unsigned char c = (unsigned char)path.at[i];

        if (stands_for_itself(c))
            *to++ = (char)c;
        else
            to += snprintf(to, sizeof "%FF", "%%%02X", (unsigned)c);
    }
    return (struct thoth_text){bytes, (size_t)(to - bytes)};
}
