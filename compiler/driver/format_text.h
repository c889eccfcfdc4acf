/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The canonical layout of one rule file, proved to mean the same.
 */
#ifndef COMPILER_DRIVER_FORMAT_TEXT_H
#define COMPILER_DRIVER_FORMAT_TEXT_H

#include "compiler/base/arena.h"
#include "compiler/base/diagnostic.h"
#include "compiler/yaml/yaml_read.h"

#include <stdbool.h>

enum format_result {
    FORMAT_DONE,
    FORMAT_FAULTY, /* not well-formed; reported */
    FORMAT_UNSURE, /* laid out, it would mean something else: left alone */
};

/* Lays out the text of a file, whose name tells its language; the result is in
 * the arena, as is all that is needed on the way. Rules that are well-formed
 * and not valid are laid out, too. Unwinds when memory is short. */
enum format_result
format_text(struct thoth_text content, struct thoth_text name,
            const struct yaml_limits *limits, struct arena *arena,
            struct diagnostic_list *diagnostics, struct thoth_text *formatted);

#endif
