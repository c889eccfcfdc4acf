/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ${NAME} in files of a project stands for a variable of the process's
 * environment, so that tokens need not be in files. As pip has it, a name is
 * of A-Z, 0-9 and _, and a variable that is not set or empty stays as it is.
 * What is written to outputs is the text as it stands in the file.
 */
#ifndef RESOLVER_INPUT_VARIABLES_H
#define RESOLVER_INPUT_VARIABLES_H

#include "compiler/base/arena.h"

/* The text itself if nothing in it is replaced, else a new one in the arena.
 * Reads the environment: nothing may change it meanwhile. */
struct thoth_text variables_expand(struct arena *arena, struct thoth_text text);

/* The name of the first ${NAME}, or an empty text. */
struct thoth_text variables_first(struct thoth_text text);

#endif
