/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The names of status codes. They are for logs: programs compare the codes,
 * which keep their values for as long as the SONAME stays the same.
 */
#include "runtime/thoth.h"

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
};

const char *thoth_status_text(enum thoth_status status)
{
    size_t index = (size_t)status;

    if (index >= sizeof(status_texts) / sizeof(status_texts[0]))
        return "unknown status";
    return status_texts[index];
}
