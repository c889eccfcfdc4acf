/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sets of diagnostic codes as users name them: by whole codes or by what codes
 * begin with, such as RX4. How long the name was is remembered, since of two
 * sets the one that names a code more exactly has its way.
 */
#ifndef COMPILER_REPORT_CODE_SET_H
#define COMPILER_REPORT_CODE_SET_H

#include "compiler/base/diagnostic.h"

#include <stdbool.h>
#include <stdint.h>

/* All zero bytes are the set in which nothing was named. */
struct code_set {
    uint8_t length[DIAG_COUNT]; /* of the longest name that covers the code */
    bool given;                 /* something was named */
};

/* The code written exactly so, DIAG_COUNT if there is none. */
enum diagnostic_code code_find(struct thoth_text text);

/* The nearest code to a text, for "did you mean", or an empty text. */
struct thoth_text code_nearest(struct thoth_text text);

/* Adds all codes that begin with `name`; false, and nothing happens, when none
 * does. */
bool code_set_add(struct code_set *set, struct thoth_text name);

/* Adds the names in a list between commas and blanks. False at the first one
 * that no code begins with, which is then in `wrong`; an empty list is one,
 * too. */
bool code_set_add_list(struct code_set *set, struct thoth_text list,
                       struct thoth_text *wrong);

/* Adds the codes of `more` to `set`. */
void code_set_join(struct code_set *set, const struct code_set *more);

/* Is a code reported? It is when it is selected, as all are if nothing is, and
 * not ignored by a name that is as long. Files that cannot be used are always
 * reported. */
bool code_enabled(enum diagnostic_code code, const struct code_set *select,
                  const struct code_set *ignore);

/* Does the code tell of files or paths that cannot be used? */
bool code_is_trouble(enum diagnostic_code code);

#endif
