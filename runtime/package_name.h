/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names of Python packages in the normal form of PEP 503, as Python makes it:
 * re.sub(r"[-_.]+", "-", name).lower(). Nothing else is asked of a name, and
 * letters beyond ASCII have lower case, too (runtime/unicode.h). Pure
 * functions; the locale does not matter.
 */
#ifndef RUNTIME_PACKAGE_NAME_H
#define RUNTIME_PACKAGE_NAME_H

#include "runtime/text.h"

/*
 * Bytes in which a name of `length` bytes can be normalised: lower case may
 * take half as much again, and the name with its dashes is put behind it.
 */
#define THOTH_PACKAGE_NAME_ROOM(length) (2 * (length) + (length) / 2 + 1)

/* Would normalising leave the name as it is? */
bool thoth_package_name_is_normal(struct thoth_text name);

/*
 * Writes the normal form to a buffer of THOTH_PACKAGE_NAME_ROOM(name.length)
 * bytes, which must not overlap the name, and returns its length. There is no
 * NUL behind it, and the rest of the buffer is undefined.
 */
size_t thoth_package_name_normalise(struct thoth_text name, char *buffer);

#endif
