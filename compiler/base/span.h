/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A stretch of a source file. Lines and columns count from 1, columns in
 * Unicode characters; the end is exclusive. All zero means "no place".
 */
#ifndef COMPILER_BASE_SPAN_H
#define COMPILER_BASE_SPAN_H

#include <stdint.h>

struct span {
    uint32_t line;
    uint32_t column;
    uint32_t end_line;
    uint32_t end_column;
};

#endif
