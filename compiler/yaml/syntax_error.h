/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reports what libyaml's parser stopped at, in our words and with our places.
 */
#ifndef COMPILER_YAML_SYNTAX_ERROR_H
#define COMPILER_YAML_SYNTAX_ERROR_H

#include "compiler/base/diagnostic.h"

#include <yaml.h>

/* `parser` has failed, for another reason than memory, on `content`. */
void syntax_error_report(const yaml_parser_t *parser, struct thoth_text content,
                         struct diagnostic_list *diagnostics);

/* libyaml's marks count from 0. */
static inline struct span syntax_span(yaml_mark_t start, yaml_mark_t end)
{
    return (struct span){(uint32_t)start.line + 1, (uint32_t)start.column + 1,
                         (uint32_t)end.line + 1, (uint32_t)end.column + 1};
}

#endif
