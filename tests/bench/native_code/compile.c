/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Makes native code of a portable bundle once, in a process of its own, and
 * prints how many seconds that took:
 *   compile c|llvm PORTABLE OUTPUT   all of a build behind the portable bundle
 *   compile jit PORTABLE             loading LLVM, then compiling all shapes
 */
#include "compiler/emit/aot.h"
#include "compiler/emit/compiler_module.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int fail(const char *why)
{
    fprintf(stderr, "compile: %s\n", why);
    return EXIT_FAILURE;
}

static int measure_jit(struct thoth_bundle *bundle)
{
    double start = seconds_now(), loaded;
    struct aot_error error;
    struct thoth_error failure;
    const struct thoth_compiler *compiler =
        compiler_module_load(LLVM_MODULE, &error);

    if (!compiler)
        return fail(error.message);
    loaded = seconds_now();
    if (thoth_bundle_compile(bundle, compiler, &failure) != THOTH_OK)
        return fail(failure.message);
    printf("%.6f %.6f\n", loaded - start, seconds_now() - loaded);
    return EXIT_SUCCESS;
}

static int measure_build(const struct thoth_bundle *bundle,
                         enum aot_backend backend, const char *output)
{
    const struct aot_options options = {.backend = backend,
                                        .module = LLVM_MODULE};
    double start = seconds_now();
    struct aot_error error;

    if (!aot_build(bundle, output, &options, &error))
        return fail(error.message);
    printf("%.6f\n", seconds_now() - start);
    return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    struct thoth_bundle *bundle;
    struct thoth_error error;
    int status;

    if (argc < 3 || (strcmp(argv[1], "jit") && argc != 4))
        return fail("wrong usage");
    if (thoth_bundle_open(argv[2], NULL, &bundle, &error) != THOTH_OK)
        return fail(error.message);
    if (!strcmp(argv[1], "jit"))
        status = measure_jit(bundle);
    else
        status = measure_build(bundle, strcmp(argv[1], "c") ? AOT_LLVM : AOT_C,
                               argv[3]);
    thoth_bundle_release(bundle);
    return status;
}
