/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The version of the Python that `python3` starts.
 */
#ifndef RESOLVER_ENVIRONMENT_PYTHON_VERSION_H
#define RESOLVER_ENVIRONMENT_PYTHON_VERSION_H

#include "compiler/base/arena.h"

/* "3.11.2", in the arena. Of this machine ("" as root) by running `python3
 * --version`, which has five seconds for it; of another by the name of the file
 * that usr/bin/python3 is a link to, "3.11". Empty if it is not known. */
struct thoth_text python_version_of(struct arena *arena, const char *root);

#endif
