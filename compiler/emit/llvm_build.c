/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Equal modules give equal bytes with the same LLVM and linker. The object
 * needs nothing but to be linked, so that both kinds of linker get the same
 * options, the compiler in its own words.
 */
#include "compiler/emit/llvm_build.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/emit/compiler_module.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define OBJECT "module.o"
#define LIBRARY "module.so"

/* The program goes by its real name, which does not say which linker it is. */
#define FLAVOR " -flavor gnu"

const char *llvm_build_linker(const char *command)
{
    const char *named = getenv("THOTHC_CC");

    if (command || (named && *named) || !*CONFIGURED_LLD ||
        access(CONFIGURED_LLD, X_OK) != 0)
        return command;
    return CONFIGURED_LLD FLAVOR;
}

static bool is_linker(const struct compiler *compiler)
{
    return compiler->words > 1 && !strcmp(compiler->arguments[1], "-flavor");
}

/* What the shapes are for a compiler of another library; to be freed. */
static struct native_source_shape *list_shapes(const struct c_module *module)
{
    struct native_source_shape *shapes =
        memory_cleared(module->count + (size_t)1, sizeof *shapes);

    for (uint32_t i = 0; i < module->count; i++)
        shapes[i] = (struct native_source_shape){module->shapes[i].shape,
                                                 module->shapes[i].code};
    return shapes;
}

struct native_source llvm_build_source(const struct c_module *module)
{
    return (struct native_source){
        .shapes = list_shapes(module),
        .count = module->count,
        .build_id = module->build_id,
    };
}

static bool write_object(const struct native_build *build,
                         const struct native_object *object,
                         struct aot_error *error)
{
    FILE *file;
    int failure = private_folder_create(&build->folder, OBJECT, &file), closed;

    if (!failure) {
        setvbuf(file, NULL, _IONBF, 0);
        if (fwrite(object->bytes, 1, object->size, file) != object->size)
            failure = errno;
        closed = private_folder_close(file);
        failure = failure ? failure : closed;
    }
    return !failure ||
           aot_error_set(error,
                         "cannot write " OBJECT " in the temporary folder: %s",
                         strerror(failure));
}

static bool link_object(const struct native_build *build,
                        struct aot_error *error)
{
    static const struct compiler_task by_linker = {
        {"-shared", "-s", "--build-id=none", "-z", "noexecstack", "-z", "now",
         "-o", LIBRARY, OBJECT}};
    static const struct compiler_task by_compiler = {
        {"-shared", "-nostdlib", "-s", "-Wl,--build-id=none",
         "-Wl,-z,noexecstack", "-Wl,-z,now", "-o", LIBRARY, OBJECT}};

    return compiler_run(&build->compiler,
                        is_linker(&build->compiler) ? &by_linker : &by_compiler,
                        1, 1, error);
}

bool llvm_build_make(struct native_build *build, const char *file,
                     const struct c_module *module, const void *bytes,
                     size_t size, char **path, struct aot_error *error)
{
    const struct thoth_compiler *compiler = compiler_module_load(file, error);
    struct native_object object;
    struct native_source source;
    struct thoth_error failure;
    bool written;

    if (!compiler)
        return false;
    source = llvm_build_source(module);
    if (module->carries) {
        source.bundle = bytes;
        source.bundle_size = size;
    }
    if (compiler->object(&source, &object, &failure) != THOTH_OK) {
        free((void *)source.shapes);
        return aot_error_set(error, "%s", failure.message);
    }
    free((void *)source.shapes);
    written = write_object(build, &object, error);
    compiler->object_release(&object);
    if (!written || !link_object(build, error))
        return false;
    *path = private_folder_path(&build->folder, LIBRARY);
    return true;
}
