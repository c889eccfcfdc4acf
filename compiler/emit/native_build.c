/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Modules of some size are cut into files that are compiled side by side. Into
 * how many depends on the code alone, since it shows in the result.
 *
 * The code needs no library, neither C's nor the compiler's; should a compiler
 * call memset all the same, the process that loads the object has one. -O1: the
 * functions are as fast as by -O2, within 3 %, and compiled in 60 % of the
 * time. Sums and products are not contracted: the interpreter rounds both.
 */
#include "compiler/emit/native_build.h"

#include "compiler/base/thread_pool.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define WORDS_PER_FILE 1200 /* of shape code: about 0.3 s of compiling */
#define OBJECT "module.so"

static const char *const sources[C_MOST_FILES] = {
    "shapes0.c",  "shapes1.c",  "shapes2.c",  "shapes3.c",
    "shapes4.c",  "shapes5.c",  "shapes6.c",  "shapes7.c",
    "shapes8.c",  "shapes9.c",  "shapes10.c", "shapes11.c",
    "shapes12.c", "shapes13.c", "shapes14.c", "shapes15.c",
};
static const char *const objects[C_MOST_FILES] = {
    "shapes0.o",  "shapes1.o",  "shapes2.o",  "shapes3.o",
    "shapes4.o",  "shapes5.o",  "shapes6.o",  "shapes7.o",
    "shapes8.o",  "shapes9.o",  "shapes10.o", "shapes11.o",
    "shapes12.o", "shapes13.o", "shapes14.o", "shapes15.o",
};

bool native_build_begin(struct native_build *build, const char *command,
                        unsigned processes, struct aot_error *error)
{
    int failure;

    *build = (struct native_build){
        .processes = processes ? processes : thread_pool_processors()};
    held_signals_hold(&build->signals);
    failure = private_folder_make(&build->folder);
    if (failure)
        return aot_error_set(error, "cannot make a temporary folder: %s",
                             strerror(failure));
    return compiler_make(&build->compiler, command, build->folder.path,
                         &build->signals, error);
}

/* Signals that were held back may end the process at the end of this. */
void native_build_end(struct native_build *build)
{
    compiler_release(&build->compiler);
    private_folder_remove(&build->folder);
    held_signals_let_go(&build->signals);
}

static unsigned files_of(const struct c_module *module)
{
    uint64_t words = 0, files;

    for (uint32_t i = 0; i < module->count; i++)
        if (module->shapes[i].shape->kind != BUNDLE_SHAPE_RUN)
            words += module->shapes[i].shape->words;
    files = (words + WORDS_PER_FILE - 1) / WORDS_PER_FILE;
    return files < 1              ? 1
           : files > C_MOST_FILES ? C_MOST_FILES
                                  : (unsigned)files;
}

static bool write_failed(struct aot_error *error, const char *name, int failure)
{
    return aot_error_set(error, "cannot write %s in the temporary folder: %s",
                         name, strerror(failure));
}

static bool write_bundle(const struct native_build *build, const void *bytes,
                         size_t size, struct aot_error *error)
{
    FILE *file;
    int closed,
        failure = private_folder_create(&build->folder, C_BUNDLE_FILE, &file);

    if (failure)
        return write_failed(error, C_BUNDLE_FILE, failure);
    setvbuf(file, NULL, _IONBF, 0);
    if (fwrite(bytes, 1, size, file) != size)
        failure = errno;
    closed = private_folder_close(file);
    if (!failure)
        failure = closed;
    return !failure || write_failed(error, C_BUNDLE_FILE, failure);
}

static bool write_source(const struct native_build *build,
                         const struct c_module *module, unsigned part,
                         unsigned parts, struct aot_error *error)
{
    FILE *file;
    int failure = private_folder_create(&build->folder, sources[part], &file);

    if (failure)
        return write_failed(error, sources[part], failure);
    c_module_write(file, module, part, parts);
    failure = private_folder_close(file);
    return !failure || write_failed(error, sources[part], failure);
}

#define CODE_FLAGS                                                             \
    "-O1", "-std=gnu11", "-fPIC", "-fvisibility=hidden", "-ffreestanding",     \
        "-fno-asynchronous-unwind-tables", "-ffp-contract=off", "-w"
#define LINK_FLAGS                                                             \
    "-shared", "-nostdlib", "-s", "-Wl,--build-id=none", "-Wl,-z,noexecstack", \
        "-Wl,-z,now", "-o", OBJECT

/* One process compiles and links a single file. */
static bool compile_one(const struct native_build *build,
                        struct aot_error *error)
{
    const struct compiler_task task = {{CODE_FLAGS, LINK_FLAGS, sources[0]}};

    return compiler_run(&build->compiler, &task, 1, 1, error);
}

static bool compile_parts(const struct native_build *build, unsigned parts,
                          struct aot_error *error)
{
    struct compiler_task tasks[C_MOST_FILES];
    struct compiler_task link = {{LINK_FLAGS}};
    size_t last = 0;

    while (link.arguments[last])
        last++;
    assert(last + parts < COMPILER_MOST_ARGUMENTS);
    for (unsigned i = 0; i < parts; i++) {
        tasks[i] = (struct compiler_task){
            {CODE_FLAGS, "-c", sources[i], "-o", objects[i]}};
        link.arguments[last + i] = objects[i];
    }
    return compiler_run(&build->compiler, tasks, parts, build->processes,
                        error) &&
           compiler_run(&build->compiler, &link, 1, 1, error);
}

bool native_build_make(struct native_build *build,
                       const struct c_module *module, const void *bytes,
                       size_t size, char **path, struct aot_error *error)
{
    unsigned parts = files_of(module);

    if (module->carries && !write_bundle(build, bytes, size, error))
        return false;
    for (unsigned i = 0; i < parts; i++)
        if (!write_source(build, module, i, parts, error))
            return false;
    if (parts == 1 ? !compile_one(build, error)
                   : !compile_parts(build, parts, error))
        return false;
    *path = private_folder_path(&build->folder, OBJECT);
    return true;
}
