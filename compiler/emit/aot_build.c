/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The object is made in the private folder, copied beside the output and put in
 * its place by a rename, so that the output's folder never holds half of it and
 * may be on another file system.
 */
#include "compiler/emit/aot.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/base/output_file.h"
#include "compiler/emit/llvm_build.h"
#include "compiler/emit/native_build.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What must be given back when memory runs short in between. */
struct build {
    const struct thoth_bundle *bundle;
    const struct aot_options *options;
    struct native_build native;
    struct c_module module;
    char *object;
    struct output_file output;
};

static bool write_failed(struct aot_error *error, int failure)
{
    return aot_error_set(error, "cannot be written: %s", strerror(failure));
}

/* Copies the object into the open output file. */
static bool copy_object(struct build *build, struct aot_error *error)
{
    FILE *object = fopen(build->object, "re");
    char bytes[65536];
    int failure = 0;
    size_t got, all = 0;

    if (!object)
        return aot_error_set(error, "the compiler wrote no shared object");
    while (!failure && (got = fread(bytes, 1, sizeof bytes, object))) {
        failure = output_file_write(&build->output, bytes, got);
        all += got;
    }
    if (!failure && ferror(object))
        failure = EIO;
    fclose(object);
    if (failure)
        return write_failed(error, failure);
    if (!all)
        return aot_error_set(error, "the compiler wrote an empty object");
    return true;
}

static bool put_in_place(struct build *build, struct aot_error *error)
{
    const struct aot_options *options = build->options;
    int failure;

    if (!copy_object(build, error))
        return false;
    if (options->check &&
        !options->check(build->output.temporary, options->user, error))
        return false;
    failure = output_file_commit(&build->output, true, true);
    return !failure || write_failed(error, failure);
}

static bool make_object(struct build *build, struct aot_error *error)
{
    const struct aot_options *options = build->options;
    const void *bytes = build->bundle->bytes;
    size_t size = (size_t)build->bundle->header->size;

    build->module = c_module_of(build->bundle);
    if (options->backend == AOT_LLVM)
        return llvm_build_make(&build->native, options->module, &build->module,
                               bytes, size, &build->object, error);
    return native_build_make(&build->native, &build->module, bytes, size,
                             &build->object, error);
}

/* The output is opened first: there is no use in compiling for a folder that
 * cannot be written. */
static bool run(struct build *build, const char *output,
                struct aot_error *error)
{
    const struct aot_options *options = build->options;
    const char *command = options->backend == AOT_LLVM
                              ? llvm_build_linker(options->compiler)
                              : options->compiler;
    int failure;

    if (!native_build_begin(&build->native, command, options->processes, error))
        return false;
    failure = output_file_open(&build->output, output);
    if (!failure && !build->output.temporary)
        failure = ESPIPE; /* it would have to be opened as a bundle first */
    if (failure)
        return write_failed(error, failure);
    return make_object(build, error) && put_in_place(build, error);
}

static void clean_up(struct build *build)
{
    output_file_discard(&build->output);
    free((void *)build->module.shapes);
    free(build->object);
    native_build_end(&build->native);
}

static bool guarded_run(struct build *build, const char *output,
                        struct aot_error *error)
{
    struct memory_guard guard;
    bool built;

    if (MEMORY_GUARD_ENTER(&guard)) {
        clean_up(build);
        memory_ran_out();
    }
    built = run(build, output, error);
    memory_guard_leave(&guard);
    return built;
}

bool aot_build(const struct thoth_bundle *bundle, const char *output,
               const struct aot_options *options, struct aot_error *error)
{
    static const struct aot_options defaults;
    struct build build = {
        .bundle = bundle,
        .options = options ? options : &defaults,
        .output.descriptor = -1,
    };
    bool built = guarded_run(&build, output, error);

    clean_up(&build);
    return built;
}
