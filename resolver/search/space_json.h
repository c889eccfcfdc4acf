/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads a space from a file in the format of the resolver's benchmark: an
 * object with `requirements` (names), `versions` (by name, ascending),
 * `depends` (by name, version and required name: the versions allowed) and
 * `scores` (by name and version).
 */
#ifndef RESOLVER_SEARCH_SPACE_JSON_H
#define RESOLVER_SEARCH_SPACE_JSON_H

#include "resolver/thoth_resolver.h"

/* THOTH_E_IO when the file cannot be read, THOTH_E_ARGUMENT when it says
 * something else; `error`, which may be NULL, has a message. */
enum thoth_status space_read_json(const char *path, struct thoth_space **space,
                                  struct thoth_error *error);

#endif
