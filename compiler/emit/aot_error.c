/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Messages may quote what other programs print: control characters are
 * replaced, so that a message stays one line and harmless on a terminal.
 */
#include "compiler/emit/aot_error.h"

#include <stdarg.h>
#include <stdio.h>

bool aot_error_set(struct aot_error *error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    /* cppcheck-suppress ctuuninitvar ; the structure is to be filled */
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    for (char *at = error->message; *at; at++)
        if ((unsigned char)*at < ' ' || *at == 0x7f)
            *at = *at == '\t' ? ' ' : '?';
    return false;
}
