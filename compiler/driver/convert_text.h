/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One rule file from one language to the other. What is printed as `.rx` is
 * read again and compared, which decides how it is printed; YAML, which has one
 * way only, if the caller wants to be sure.
 */
#ifndef COMPILER_DRIVER_CONVERT_TEXT_H
#define COMPILER_DRIVER_CONVERT_TEXT_H

#include "compiler/base/text_builder.h"
#include "compiler/driver/front.h"

#include <stdbool.h>

/* One thread's tools, kept from file to file. */
struct converter {
    struct front front; /* reads what is converted, */
    struct front again; /* and what was made of it */
    struct text_builder out;
    bool verify;
};

/* `verify`: read YAML that was printed again, too. */
void converter_start(struct converter *converter,
                     const struct yaml_limits *limits,
                     struct ir_session *session, bool verify);
void converter_release(struct converter *converter);

/* What the other language has no words for. */
struct convert_obstacle {
    const char *reason; /* NULL: nothing */
    struct span span;
};

/*
 * Converts a text, whose file the converter's front was told. NULL text: the
 * file is not valid, which is reported, or there is an obstacle. The result
 * lives until the next call; a file that is in the wanted language already is
 * its own result, once checked. Unwinds when memory is short.
 */
struct thoth_text convert_text(struct converter *converter,
                               struct thoth_text content, bool to_rx,
                               struct diagnostic_list *diagnostics,
                               struct convert_obstacle *obstacle);

#endif
