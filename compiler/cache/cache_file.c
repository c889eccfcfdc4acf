/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading and writing files of a cache.
 */
#include "compiler/cache/cache_file.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/base/output_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#define MAGIC "ThothCac"

/* Of what the files hold; together with the program's version. */
#define CACHE_VERSION PACKAGE_VERSION " 2"

struct head {
    char magic[8];
    char version[32];
    uint64_t program;  /* tells programs of one version from each other */
    uint64_t checksum; /* XXH3 of all behind this field */
    uint32_t part_count;
    uint32_t reserved;
    uint64_t sizes[CACHE_FILE_PARTS];
};

static const size_t CHECKED_FROM = offsetof(struct head, part_count);

static size_t aligned(uint64_t size)
{
    return (size_t)(size + 7) / 8 * 8;
}

/* Two builds of the program never share a cache, even if their version is the
 * same, since one of them may be a developer's: another file is another
 * program. Where that cannot be told the version has to do. */
static uint64_t program_identity(void)
{
    struct stat status;
    uint64_t facts[4];

    if (stat("/proc/self/exe", &status))
        return 0;
    facts[0] = status.st_dev;
    facts[1] = status.st_ino;
    facts[2] = (uint64_t)status.st_ctim.tv_sec;
    facts[3] = (uint64_t)status.st_ctim.tv_nsec;
    return XXH3_64bits(facts, sizeof facts);
}

/* A head as this program writes it, without checksum and parts. */
static void start_head(struct head *head)
{
    *head = (struct head){.program = program_identity()};
    memcpy(head->magic, MAGIC, sizeof head->magic);
    memcpy(head->version, CACHE_VERSION, sizeof CACHE_VERSION);
}

static bool head_fits(const struct head *head, uint32_t parts)
{
    struct head expected;

    start_head(&expected);
    return !memcmp(head, &expected, offsetof(struct head, checksum)) &&
           head->part_count == parts;
}

/* Points the parts to their places; false when sizes contradict the file's. */
static bool find_parts(struct cache_file *file)
{
    const struct head *head = file->memory;
    size_t at = aligned(sizeof *head);

    file->part_count = head->part_count;
    for (uint32_t i = 0; i < file->part_count; i++) {
        if (head->sizes[i] > file->size || at > file->size - head->sizes[i])
            return false;
        file->parts[i] = (struct cache_part){(char *)file->memory + at,
                                             (size_t)head->sizes[i]};
        at += aligned(head->sizes[i]);
    }
    return at == file->size;
}

/* A private mapping: files are replaced by renaming, never written in place. */
static bool map_file(struct cache_file *file, const char *path)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat status;
    void *memory = MAP_FAILED;

    if (descriptor < 0)
        return false;
    if (!fstat(descriptor, &status) && S_ISREG(status.st_mode) &&
        (size_t)status.st_size >= sizeof(struct head)) {
        file->size = (size_t)status.st_size;
        memory = mmap(NULL, file->size, PROT_READ, MAP_PRIVATE | MAP_POPULATE,
                      descriptor, 0);
    }
    close(descriptor);
    if (memory == MAP_FAILED)
        return false;
    file->memory = memory;
    return true;
}

static bool is_whole(const struct cache_file *file)
{
    const struct head *head = file->memory;

    return head->checksum ==
           XXH3_64bits((const char *)file->memory + CHECKED_FROM,
                       file->size - CHECKED_FROM);
}

bool cache_file_open(struct cache_file *file, const char *path, uint32_t parts)
{
    *file = (struct cache_file){0};
    if (!map_file(file, path))
        return false;
    if (head_fits(file->memory, parts) && is_whole(file) && find_parts(file))
        return true;
    cache_file_release(file);
    return false;
}

void cache_file_release(struct cache_file *file)
{
    if (file->memory)
        munmap(file->memory, file->size);
    *file = (struct cache_file){0};
}

static const char PADDING[8];

static uint64_t checksum_of(const struct head *head,
                            const struct cache_part *parts, uint32_t count)
{
    XXH3_state_t *state = XXH3_createState();
    uint64_t checksum;

    if (!state)
        memory_ran_out();
    XXH3_64bits_reset(state);
    XXH3_64bits_update(state, (const char *)head + CHECKED_FROM,
                       sizeof *head - CHECKED_FROM);
    for (uint32_t i = 0; i < count; i++) {
        XXH3_64bits_update(state, parts[i].bytes, parts[i].size);
        XXH3_64bits_update(state, PADDING,
                           aligned(parts[i].size) - parts[i].size);
    }
    checksum = XXH3_64bits_digest(state);
    XXH3_freeState(state);
    return checksum;
}

int cache_file_write(const char *path, const struct cache_part *parts,
                     uint32_t count)
{
    struct head head;
    struct output_file file;
    int error;

    start_head(&head);
    head.part_count = count;
    for (uint32_t i = 0; i < count; i++)
        head.sizes[i] = parts[i].size;
    head.checksum = checksum_of(&head, parts, count);
    /* Some file systems write a file that replaces another one to the disk at
     * once; nobody should wait for that here, where nothing precious is lost.
     * Nor is anything else that has the name, as a pipe, to be written to. */
    unlink(path);
    error = output_file_open(&file, path);
    if (!error)
        error = output_file_write(&file, &head, sizeof head);
    for (uint32_t i = 0; i < count && !error; i++) {
        error = output_file_write(&file, parts[i].bytes, parts[i].size);
        if (!error)
            error = output_file_write(&file, PADDING,
                                      aligned(parts[i].size) - parts[i].size);
    }
    if (!error)
        error = output_file_commit(&file, false, false);
    if (error)
        output_file_discard(&file);
    return error;
}

_Static_assert(sizeof(struct head) % 8 == 0, "parts must be aligned");
_Static_assert(sizeof CACHE_VERSION <= sizeof((struct head *)0)->version,
               "the version must fit");
