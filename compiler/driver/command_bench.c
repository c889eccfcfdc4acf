/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `thothc bench`: what it costs to evaluate a bundle, by stage, shape and unit,
 * and what the innermost loop of a resolver is left with.
 */
#include "compiler/base/out_of_memory.h"
#include "compiler/driver/bench_report.h"
#include "compiler/driver/case_context.h"
#include "compiler/driver/case_line.h"
#include "compiler/driver/command.h"
#include "compiler/emit/compiler_module.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS 5
#define TOP 10
#define TOP_MOST 100000

static const char usage_text[] =
    "Usage: thothc bench [--case=FILE] [--engine=ENGINE] [--top=N] BUNDLE\n"
    "Measures what evaluating a bundle costs: the time of each stage, the\n"
    "shapes and units that cost most, and the steps that stay in a resolver's\n"
    "inner loop, each with the predicate that only a state can decide.\n"
    "Package versions and states are made up from what the rules ask for.\n"
    "\n"
    "  -c, --case=FILE      the request of the first case in FILE; default: a\n"
    "                       stable recommendation of which nothing is known\n"
    "  -e, --engine=ENGINE  auto (default), interp, native, or jit: code made\n"
    "                       now, with LLVM\n"
    "  -n, --top=N          print at most N lines of each list (10)\n"
    "      --help           print this text\n"
    "\n"
    "Exit status: 0 if all was measured; 1 if the request cannot be\n"
    "evaluated; 2 for wrong usage or files that cannot be used.\n";

struct bench_options {
    const char *bundle, *request;
    enum thoth_engine engine;
    uint64_t top;
};

static const char *const engines[] = {
    [THOTH_ENGINE_AUTO] = "auto",
    [THOTH_ENGINE_INTERP] = "interp",
    [THOTH_ENGINE_NATIVE] = "native",
    [THOTH_ENGINE_JIT] = "jit",
};

/* -1 to go on, otherwise the exit status. */
static int set_engine(struct bench_options *options, const char *name)
{
    for (size_t i = 0; i < sizeof engines / sizeof engines[0]; i++)
        if (strcmp(name, engines[i]) == 0) {
            options->engine = (enum thoth_engine)i;
            return -1;
        }
    return command_usage_error("bench", "there is no engine %s", name);
}

/* -1 to go on, otherwise the exit status. */
static int read_options(int argc, char **argv, struct bench_options *options)
{
    static const struct option long_options[] = {
        {"case", required_argument, NULL, 'c'},
        {"engine", required_argument, NULL, 'e'},
        {"top", required_argument, NULL, 'n'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int option, status = -1;

    while (status < 0 &&
           (option = getopt_long(argc, argv, "c:e:n:", long_options, NULL)) !=
               -1) {
        if (option == 'c') {
            options->request = optarg;
        } else if (option == 'e') {
            status = set_engine(options, optarg);
        } else if (option == 'n') {
            if (!command_number(optarg, 0, TOP_MOST, &options->top))
                return command_usage_error("bench", "--top=%s: no number",
                                           optarg);
        } else if (option == 'h') {
            fputs(usage_text, stdout);
            return command_finish("bench", EXIT_DONE);
        } else {
            return command_option_error("bench");
        }
    }
    if (status < 0 && optind + 1 != argc)
        return command_usage_error("bench", "give one bundle");
    if (status < 0)
        options->bundle = argv[optind];
    return status;
}

/* Reads the request of the first case into the context. */
static bool read_case(FILE *stream, const char *path,
                      struct thoth_context *context)
{
    struct case_reader reader = {.stream = stream};
    struct case_fault fault = {.text = ""};
    struct case_line line;
    bool done = false;

    if (case_line_read(&reader, "thothc bench", &line) == CASE_LINE_READ) {
        done = case_context_read(json_object_get(line.body, "builder"), context,
                                 &fault);
        if (!done) {
            case_fault_place(&fault, "builder");
            fprintf(stderr, "thothc bench: %s: %s\n", path, fault.text);
        }
        case_line_release(&line);
    } else {
        fprintf(stderr, "thothc bench: %s: no case\n", path);
    }
    case_reader_release(&reader);
    return done;
}

static bool read_request(const char *path, struct thoth_context *context)
{
    FILE *stream;
    bool done;

    if (path == NULL)
        return true;
    stream = fopen(path, "r");
    if (stream == NULL) {
        fprintf(stderr, "thothc bench: %s: %s\n", path, strerror(errno));
        return false;
    }
    done = read_case(stream, path, context);
    fclose(stream);
    return done;
}

/* The bundle, and how long opening it took. */
static struct thoth_bundle *time_open(const char *path, double *time)
{
    struct thoth_bundle *bundle = NULL;
    double values[ROUNDS];

    for (uint32_t i = 0; i < ROUNDS; i++) {
        double start;

        thoth_bundle_release(bundle);
        start = bench_seconds();
        bundle = command_open_bundle("bench", path, false);
        if (bundle == NULL)
            return NULL;
        values[i] = bench_seconds() - start;
    }
    *time = bench_median(values, ROUNDS);
    return bundle;
}

/* The pipeline, and how long building it took; NULL after a message. */
static struct thoth_pipeline *time_pipeline(const struct thoth_bundle *bundle,
                                            const struct thoth_context *context,
                                            enum thoth_engine engine,
                                            double *time)
{
    struct thoth_pipeline *pipeline = NULL;
    struct thoth_error error;
    double values[ROUNDS];

    for (uint32_t i = 0; i < ROUNDS; i++) {
        double start;

        thoth_pipeline_release(pipeline);
        start = bench_seconds();
        if (thoth_pipeline_build(bundle, context, engine, NULL, &pipeline,
                                 &error) != THOTH_OK) {
            fprintf(stderr, "thothc bench: %s\n", error.message);
            return NULL;
        }
        values[i] = bench_seconds() - start;
    }
    *time = bench_median(values, ROUNDS);
    return pipeline;
}

static void print_stages(const struct bench_world *world,
                         const struct bench_times *times)
{
    uint32_t met = thoth_state_count(world->met);

    printf("plan      %9.2f us  of a package version; %u are planned\n",
           times->plan * 1e6, times->planned);
    printf("step      %9.1f ns  by plan, nothing resolved\n",
           times->step * 1e9);
    printf("step      %9.1f ns  by plan, %u packages resolved that steps ask "
           "for\n",
           times->step_met * 1e9, met);
    printf("step      %9.1f ns  the same without plans\n",
           times->step_plain * 1e9);
    printf("wraps     %9.2f us  of these %u packages\n", times->wrap * 1e6,
           met);
}

static int measure(const struct bench_options *options,
                   const struct thoth_bundle *bundle,
                   struct thoth_pipeline *pipeline)
{
    uint32_t top = (uint32_t)options->top;
    struct bench_world world;
    struct bench_times times;
    struct thoth_error error;
    enum thoth_status status =
        bench_world_open(&world, bundle, pipeline, &error);

    if (status == THOTH_OK)
        status = bench_time_stages(&world, &times, &error);
    if (status == THOTH_OK) {
        print_stages(&world, &times);
        bench_time_matches(&world);
        bench_report_shapes(&world, top);
        bench_report_units(&world, top);
        bench_report_loop(&world, top);
    } else {
        fprintf(stderr, "thothc bench: %s\n", error.message);
    }
    bench_world_release(&world);
    return status == THOTH_OK ? EXIT_DONE : EXIT_FINDINGS;
}

/* What the engine needs; false after a message. */
static bool prepare_engine(const struct bench_options *options,
                           struct thoth_bundle *bundle)
{
    double start = bench_seconds();
    struct aot_error failure;

    if (options->engine == THOTH_ENGINE_NATIVE && bundle->native == NULL) {
        fprintf(stderr,
                "thothc bench: %s: no native code; "
                "thothc build -o NAME.so makes some\n",
                options->bundle);
        return false;
    }
    if (options->engine != THOTH_ENGINE_JIT)
        return true;
    if (!compiler_module_apply(NULL, bundle, &failure)) {
        fprintf(stderr, "thothc bench: %s\n", failure.message);
        return false;
    }
    printf("compile   %9.2f ms  %u shapes\n", (bench_seconds() - start) * 1e3,
           bundle->shape_count);
    return true;
}

static int measure_bundle(const struct bench_options *options,
                          const struct thoth_context *context,
                          struct thoth_bundle *bundle)
{
    struct thoth_pipeline *pipeline;
    double seconds = 0;

    if (!prepare_engine(options, bundle))
        return EXIT_TROUBLE;
    pipeline = time_pipeline(bundle, context, options->engine, &seconds);
    if (pipeline == NULL)
        return EXIT_FINDINGS;
    printf("pipeline  %9.2f ms  %u units, %u matches take part; engine %s\n",
           seconds * 1e3, bundle->unit_count, pipeline->kind_first[THOTH_KINDS],
           engines[thoth_pipeline_engine(pipeline)]);
    return measure(options, bundle, pipeline);
}

static int run(const struct bench_options *options)
{
    struct thoth_context *context = NULL;
    struct thoth_bundle *bundle;
    double seconds = 0;
    int status = EXIT_TROUBLE;

    if (thoth_context_create(NULL, &context) != THOTH_OK)
        memory_ran_out();
    bundle = read_request(options->request, context)
                 ? time_open(options->bundle, &seconds)
                 : NULL;
    if (bundle != NULL) {
        printf("open      %9.2f ms\n", seconds * 1e3);
        status = measure_bundle(options, context, bundle);
    }
    thoth_bundle_release(bundle);
    thoth_context_release(context);
    return status;
}

int command_bench(int argc, char **argv)
{
    struct bench_options options = {.engine = THOTH_ENGINE_AUTO, .top = TOP};
    int status = read_options(argc, argv, &options);

    if (status < 0)
        status = command_finish("bench", run(&options));
    return status;
}
