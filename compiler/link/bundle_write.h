/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lays a program out as a bundle (runtime/bundle_format.h). The bytes depend on
 * nothing but the rules: not on session ids, threads, time or where files lie.
 */
#ifndef COMPILER_LINK_BUNDLE_WRITE_H
#define COMPILER_LINK_BUNDLE_WRITE_H

#include "compiler/link/program.h"

#include <stddef.h>

enum bundle_write_status {
    BUNDLE_WRITE_OK,
    BUNDLE_WRITE_TOO_LARGE, /* more than 32-bit references can reach */
};

/* Writes the program, to which all passes were applied. *bytes is malloc'ed.
 * `threads` work on the specifier sets. Unwinds when memory is short. */
enum bundle_write_status bundle_write(const struct program *program,
                                      unsigned threads, unsigned char **bytes,
                                      size_t *size);

#endif
