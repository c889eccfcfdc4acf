/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Opens and reads files that may be bundles. Errors name the step that failed;
 * the caller knows the path.
 */
#include "runtime/bundle_file.h"

#include "runtime/bundle_layout.h"
#include "runtime/status.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Reads `size` bytes from the start of the file. False with errno 0 when the
 * file is shorter. */
static bool read_all(int descriptor, void *bytes, size_t size)
{
    char *at = bytes;
    size_t done = 0;

    while (done < size) {
        ssize_t count = pread(descriptor, at + done, size - done, (off_t)done);

        if (count > 0) {
            done += (size_t)count;
        } else if (count == 0) {
            errno = 0;
            return false;
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

static enum thoth_status read_fault(int error_number, struct thoth_error *error)
{
    if (error_number != 0)
        return status_report_errno(error, error_number, "reading failed");
    return status_report(error, THOTH_E_CORRUPT,
                         "damaged bundle: the file became shorter meanwhile");
}

/* Tells by the first bytes what the file is. */
static enum thoth_status file_identify(struct bundle_file *file,
                                       struct thoth_error *error)
{
    unsigned char magic[8];

    if (file->size < sizeof(magic))
        return status_report(error, THOTH_E_NOT_BUNDLE,
                             "not a bundle: the file has %zu bytes",
                             file->size);
    if (!read_all(file->descriptor, magic, sizeof(magic)))
        return read_fault(errno, error);
    file->native = memcmp(magic, "\177ELF", 4) == 0;
    if (!file->native && !bundle_has_magic(magic, sizeof(magic)))
        return status_report(error, THOTH_E_NOT_BUNDLE,
                             "not a bundle: it starts with other bytes");
    return THOTH_OK;
}

static enum thoth_status file_measure(struct bundle_file *file,
                                      struct thoth_error *error)
{
    struct stat status;

    if (fstat(file->descriptor, &status) != 0)
        return status_report_errno(error, errno, "no access");
    if (!S_ISREG(status.st_mode))
        return status_report(error, THOTH_E_NOT_BUNDLE,
                             "not a bundle: it is no regular file");
    if ((uint64_t)status.st_size > UINT32_MAX)
        return status_report(error, THOTH_E_NOT_BUNDLE,
                             "not a bundle: no bundle is that large");
    file->size = (size_t)status.st_size;
    return THOTH_OK;
}

enum thoth_status bundle_file_open(const char *path, struct bundle_file *file,
                                   struct thoth_error *error)
{
    enum thoth_status status;

    file->descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (file->descriptor < 0)
        return status_report_errno(error, errno, "the file cannot be opened");
    status = file_measure(file, error);
    if (status == THOTH_OK)
        status = file_identify(file, error);
    if (status != THOTH_OK)
        bundle_file_close(file);
    return status;
}

enum thoth_status bundle_file_read(const struct bundle_file *file,
                                   const struct thoth_allocator *allocator,
                                   void **bytes, struct thoth_error *error)
{
    *bytes = thoth_allocate(allocator, file->size);
    if (*bytes == NULL)
        return status_report_memory(error);
    if (!read_all(file->descriptor, *bytes, file->size)) {
        int error_number = errno;

        thoth_release(allocator, *bytes);
        *bytes = NULL;
        return read_fault(error_number, error);
    }
    return THOTH_OK;
}

void bundle_file_close(struct bundle_file *file)
{
    close(file->descriptor);
}
