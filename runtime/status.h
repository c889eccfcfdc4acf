/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reports of failures: one call fills the caller's struct thoth_error, if there
 * is one, and returns the status, so that a failing function ends with
 * `return status_report(...)`.
 */
#ifndef RUNTIME_STATUS_H
#define RUNTIME_STATUS_H

#include "runtime/thoth.h"

/* Formats as printf does; what does not fit is cut at a character, control
 * characters become `?`. `error` may be NULL. */
enum thoth_status status_report(struct thoth_error *error,
                                enum thoth_status status, const char *format,
                                ...) __attribute__((format(printf, 3, 4)));

/* The same for a unit, whose number is kept in the error. */
enum thoth_status status_report_unit(struct thoth_error *error,
                                     enum thoth_status status, uint32_t unit,
                                     const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same for THOTH_E_IO; the message ends with the text of the errno value.
 */
enum thoth_status status_report_errno(struct thoth_error *error,
                                      int errno_value, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

enum thoth_status status_report_memory(struct thoth_error *error);

/* THOTH_OK, and an error that says so. */
enum thoth_status status_ok(struct thoth_error *error);

#endif
