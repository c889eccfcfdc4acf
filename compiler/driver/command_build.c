/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `thothc build`: rules to a bundle, portable or native.
 */
#include "compiler/base/output_file.h"
#include "compiler/driver/build.h"
#include "compiler/driver/cache_option.h"
#include "compiler/driver/command.h"
#include "compiler/driver/limit_option.h"
#include "compiler/emit/aot.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage_text[] =
    "Usage: thothc build -o OUT [OPTION]... PATH...\n"
    "Compiles the rule files below the paths, YAML (.yaml, .yml) and files of\n"
    "the match/run language (.rx), to one bundle. OUT decides what kind:\n"
    "NAME.thb is the portable bundle, NAME.so carries native code made by the\n"
    "system's C compiler, or by LLVM, as well. When the rules have errors all\n"
    "of them are printed and nothing is written.\n"
    "\n"
    "  -o, --output=OUT           the bundle to write\n"
    "  -j, --jobs=N               work on N files at once; default: "
    "processors\n"
    "      --backend=BACKEND      c (default) or llvm for NAME.so, none for\n"
    "                             NAME.thb; it must agree with OUT\n"
    "      --cc=COMMAND           the C compiler for NAME.so; with llvm it "
    "only\n"
    "                             links\n" CACHE_OPTIONS_USAGE
        LIMIT_OPTIONS_USAGE "  -q, --quiet                no progress bar\n"
    "      --help                 print this text\n"
    "\n"
    "Exit status: 0 if OUT was written; 1 if the rules have errors; 2 for "
    "wrong\n"
    "usage or files that cannot be used.\n";

enum {
    OPTION_BACKEND = 256,
    OPTION_CC,
    OPTION_HELP,
};

struct build_call {
    struct build_options options;
    const char *output;
    const char *backend;
    const char *compiler;
    struct cache_choice cache;
    bool help, native, llvm;
    int status; /* of writing the output */
};

static const struct option OPTIONS[] = {
    {"output", required_argument, NULL, 'o'},
    {"jobs", required_argument, NULL, 'j'},
    {"quiet", no_argument, NULL, 'q'},
    {"backend", required_argument, NULL, OPTION_BACKEND},
    {"cc", required_argument, NULL, OPTION_CC},
    {"help", no_argument, NULL, OPTION_HELP},
    CACHE_OPTIONS,
    LIMIT_OPTIONS,
    {0}};

static bool take_option(struct build_call *call, int option)
{
    uint64_t number;

    switch (option) {
    case 'o':
        call->output = optarg;
        return true;
    case 'j':
        if (!command_number(optarg, 1, 1024, &number))
            return false;
        call->options.threads = (unsigned)number;
        return true;
    case 'q':
        call->options.progress = false;
        return true;
    case OPTION_BACKEND:
        call->backend = optarg;
        return true;
    case OPTION_CC:
        call->compiler = optarg;
        return true;
    case OPTION_HELP:
        call->help = true;
        return true;
    default:
        return cache_option(&call->cache, option) ||
               limit_option(&call->options, option);
    }
}

static bool ends_in(const char *name, const char *end)
{
    size_t length = strlen(name), last = strlen(end);

    return length > last && !strcmp(name + length - last, end);
}

/* Output and back end must agree; 0 or the status of a usage error. */
static int settle_backend(struct build_call *call)
{
    bool portable;

    if (!call->output)
        return command_usage_error("build", "no output given; use -o");
    portable = ends_in(call->output, ".thb");
    call->native = ends_in(call->output, ".so");
    if (!portable && !call->native)
        return command_usage_error(
            "build", "'%s' should end in .thb (portable) or .so (native)",
            call->output);
    if (call->compiler && !*call->compiler)
        return command_usage_error("build", "--cc names no command");
    if (!call->backend)
        return 0;
    call->llvm = !strcmp(call->backend, "llvm");
    if (!call->llvm && strcmp(call->backend, "c") &&
        strcmp(call->backend, "none"))
        return command_usage_error(
            "build", "'%s' is no back end; use c, llvm or none", call->backend);
    if (call->native != (strcmp(call->backend, "none") != 0))
        return command_usage_error("build", "--backend=%s contradicts '%s'",
                                   call->backend, call->output);
    return 0;
}

static int report_output(const struct build_call *call, int error)
{
    fprintf(stderr, "thothc build: %s: %s\n", call->output, strerror(error));
    return EXIT_TROUBLE;
}

static int write_portable(const struct build_call *call,
                          const unsigned char *bytes, size_t size)
{
    int error;

    if (output_file_holds(call->output, bytes, size))
        return EXIT_DONE;
    error = output_file_save(call->output, bytes, size);
    return error ? report_output(call, error) : EXIT_DONE;
}

/* Whatever the compiler says, its output must be a native bundle. */
static bool opens(const char *path, void *user, struct aot_error *failure)
{
    struct thoth_bundle *bundle;
    struct thoth_error error;

    (void)user;
    if (thoth_bundle_open(path, NULL, &bundle, &error))
        return aot_error_set(failure, "the compiler made no bundle: %s",
                             error.message);
    thoth_bundle_release(bundle);
    return true;
}

static int write_native(const struct build_call *call,
                        const unsigned char *bytes, size_t size)
{
    struct aot_options options = {.backend = call->llvm ? AOT_LLVM : AOT_C,
                                  .compiler = call->compiler,
                                  .processes = call->options.threads,
                                  .check = opens};
    struct aot_error failure;
    struct thoth_bundle *bundle;
    struct thoth_error error;
    int status = EXIT_DONE;

    if (thoth_bundle_open_memory(bytes, size, NULL, &bundle, &error)) {
        fprintf(stderr, "thothc build: %s\n", error.message);
        return EXIT_TROUBLE;
    }
    if (!aot_build(bundle, call->output, &options, &failure)) {
        fprintf(stderr, "thothc build: %s: %s\n", call->output,
                failure.message);
        status = EXIT_TROUBLE;
    }
    thoth_bundle_release(bundle);
    return status;
}

/* Takes the bundle of struct build_options. */
static void write_output(void *user, const unsigned char *bytes, size_t size)
{
    struct build_call *call = user;

    call->status =
        (call->native ? write_native : write_portable)(call, bytes, size);
}

static int build(struct build_call *call, char **paths, size_t count)
{
    unsigned char *bytes;
    size_t size;
    enum build_result result;

    call->options.deliver = write_output;
    call->options.deliver_user = call;
    result = build_paths(paths, count, &call->options, &bytes, &size);
    free(bytes);
    if (result == BUILD_OK)
        return call->status;
    return result == BUILD_FINDINGS ? EXIT_FINDINGS : EXIT_TROUBLE;
}

int command_build(int argc, char **argv)
{
    struct build_call call = {.options = BUILD_OPTIONS_DEFAULT};
    int option, status;

    call.options.diagnostics = stderr;
    call.options.colour = command_colour(STDERR_FILENO);
    call.options.progress = command_terminal(STDERR_FILENO);
    while ((option = getopt_long(argc, argv, "o:j:q", OPTIONS, NULL)) != -1) {
        if (option == '?')
            return command_option_error("build");
        if (!take_option(&call, option))
            return command_usage_error("build", "'%s' is no fitting number",
                                       optarg);
    }
    if (call.help) {
        fputs(usage_text, stdout);
        return command_finish("build", EXIT_DONE);
    }
    status = settle_backend(&call);
    if (status)
        return status;
    if (optind == argc)
        return command_usage_error("build", "no rules given");
    status = cache_option_settle(&call.cache, "build", &call.options);
    if (!status)
        status = build(&call, argv + optind, (size_t)(argc - optind));
    cache_choice_release(&call.cache);
    return status;
}
