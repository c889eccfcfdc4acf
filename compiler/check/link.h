/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What may stand as a `link`: the name of a justification page or a URL. The
 * reference takes what Python's urllib.parse.urlparse (3.11.4 and later) finds
 * a scheme and an authority in, without raising an error; so do we.
 */
#ifndef COMPILER_CHECK_LINK_H
#define COMPILER_CHECK_LINK_H

#include "runtime/text.h"

#include <stdbool.h>

enum link_problem {
    LINK_OK,
    LINK_NO_SCHEME,    /* no `scheme:`, and no page name either */
    LINK_NO_AUTHORITY, /* nothing between `//` and the path, or no `//` */
    LINK_BAD_HOST,     /* brackets without an IPv6 address, or a character that
                          normalises to one of `/?#@:` */
};

/* UTF-8; any bytes are allowed. Allocates nothing. */
enum link_problem link_check(struct thoth_text link);

#endif
