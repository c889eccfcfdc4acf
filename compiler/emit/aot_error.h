/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Why native code could not be made: one line for the user. The functions of
 * this directory that take one return false after filling it.
 */
#ifndef COMPILER_EMIT_AOT_ERROR_H
#define COMPILER_EMIT_AOT_ERROR_H

#include <stdbool.h>

struct aot_error {
    char message[512]; /* NUL-terminated */
};

/* Fills the error, printf format, and returns false. */
bool aot_error_set(struct aot_error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
