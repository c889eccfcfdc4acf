/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The names of status codes, for logs: programs compare the codes, which keep
 * their values for as long as the SONAME stays the same. And the one place that
 * fills a struct thoth_error: a message is one line whatever is in its parts.
 */
#define _GNU_SOURCE /* strerror_r that returns the text */
#include "runtime/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const status_texts[] = {
    [THOTH_OK] = "success",
    [THOTH_E_MEMORY] = "out of memory",
    [THOTH_E_ARGUMENT] = "invalid argument",
    [THOTH_E_IO] = "file cannot be read",
    [THOTH_E_NOT_BUNDLE] = "not a bundle",
    [THOTH_E_TOO_NEW] = "bundle format too new",
    [THOTH_E_TOO_OLD] = "bundle format too old",
    [THOTH_E_CORRUPT] = "damaged bundle",
    [THOTH_E_ENGINE] = "engine not available",
    [THOTH_E_BASE_IMAGE] = "base image without tag",
    [THOTH_E_SYSTEM] = "operating system without name",
    [THOTH_E_VERSION] = "invalid version in request",
    [THOTH_E_PATTERN] = "unusable regular expression",
    [THOTH_E_RULE] = "rule cannot be evaluated",
    [THOTH_E_SPECIFIER] = "invalid specifier",
    [THOTH_E_LIMIT] = "set of versions too complex",
};

const char *thoth_status_text(enum thoth_status status)
{
    size_t index = (size_t)status;

    if (index >= sizeof(status_texts) / sizeof(status_texts[0]))
        return "unknown status";
    return status_texts[index];
}

/* Takes an incomplete character off the end of a message cut by snprintf. */
static void message_cut(char *message)
{
    size_t length = strlen(message), end = length;
    unsigned char lead;
    size_t needs;

    while (end > 0 && ((unsigned char)message[end - 1] & 0xc0) == 0x80)
        end--;
    if (end == 0)
        return;
    lead = (unsigned char)message[end - 1];
    needs = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (end - 1 + needs > length)
        message[end - 1] = '\0';
}

static void message_write(struct thoth_error *error, const char *format,
                          va_list arguments)
    __attribute__((format(printf, 2, 0)));

static void message_write(struct thoth_error *error, const char *format,
                          va_list arguments)
{
    char *message = error->message;
    int length = vsnprintf(message, sizeof(error->message), format, arguments);

    if (length < 0)
        message[0] = '\0';
    else if ((size_t)length >= sizeof(error->message))
        message_cut(message);
    for (; *message != '\0'; message++)
        if ((unsigned char)*message < ' ' || *message == 0x7f)
            *message = '?';
}

static void error_start(struct thoth_error *error, enum thoth_status status)
{
    error->status = status;
    error->errno_value = 0;
    error->unit = THOTH_NO_UNIT;
}

enum thoth_status status_report(struct thoth_error *error,
                                enum thoth_status status, const char *format,
                                ...)
{
    va_list arguments;

    if (error == NULL)
        return status;
    error_start(error, status);
    va_start(arguments, format);
    message_write(error, format, arguments);
    va_end(arguments);
    return status;
}

enum thoth_status status_report_unit(struct thoth_error *error,
                                     enum thoth_status status, uint32_t unit,
                                     const char *format, ...)
{
    va_list arguments;

    if (error == NULL)
        return status;
    error_start(error, status);
    error->unit = unit;
    va_start(arguments, format);
    message_write(error, format, arguments);
    va_end(arguments);
    return status;
}

enum thoth_status status_report_errno(struct thoth_error *error,
                                      int errno_value, const char *format, ...)
{
    char buffer[96];
    const char *reason;
    va_list arguments;
    size_t used, room;

    if (error == NULL)
        return THOTH_E_IO;
    error_start(error, THOTH_E_IO);
    error->errno_value = errno_value;
    reason = strerror_r(errno_value, buffer, sizeof(buffer));
    va_start(arguments, format);
    message_write(error, format, arguments);
    va_end(arguments);
    used = strlen(error->message);
    room = sizeof(error->message) - used;
    if (strlen(reason) + 3 <= room)
        snprintf(error->message + used, room, ": %s", reason);
    return THOTH_E_IO;
}

enum thoth_status status_report_memory(struct thoth_error *error)
{
    return status_report(error, THOTH_E_MEMORY, "out of memory");
}

/* Every step of a resolver ends here: nothing is formatted. */
enum thoth_status status_ok(struct thoth_error *error)
{
    static const char message[] = "success";

    if (error == NULL)
        return THOTH_OK;
    error_start(error, THOTH_OK);
    memcpy(error->message, message, sizeof(message));
    return THOTH_OK;
}
