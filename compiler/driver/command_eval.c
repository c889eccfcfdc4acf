/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `thothc eval`: reads cases as JSON lines, evaluates each under the rules
 * given, or its own, and writes an answer a line.
 */
#include "compiler/base/out_of_memory.h"
#include "compiler/driver/build.h"
#include "compiler/driver/case_answer.h"
#include "compiler/driver/case_own.h"
#include "compiler/driver/command.h"
#include "compiler/emit/compiler_module.h"
#include "runtime/thoth.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage_text[] =
    "Usage: thothc eval (--bundle=FILE | --rules=PATH...) [--engine=ENGINE]\n"
    "Evaluates cases from standard input, one JSON object a line, and writes\n"
    "an answer a line. A case is an object, or stands under \"case\" of one;\n"
    "the answer carries its \"id\", or else the number of the line.\n"
    "\n"
    "  -b, --bundle=FILE    evaluate under a bundle made by thothc build\n"
    "  -r, --rules=PATH     compile these rules first; may be repeated\n"
    "  -e, --engine=ENGINE  auto (default): native code where there is some;\n"
    "                       interp: the interpreter; native: native code "
    "only;\n"
    "                       jit: native code made now, with LLVM\n"
    "      --plans          evaluate steps by plan: the answers are the same\n"
    "      --help           print this text\n"
    "\n"
    "Under the rules given, an answer holds counts and hashes of the units\n"
    "that take part. A case with \"prescriptions\" is evaluated under these\n"
    "rules of its own instead, and its answer lists the units.\n"
    "\n"
    "Exit status: 0 if every case was evaluated; 1 if the rules have errors\n"
    "or a case could not be evaluated (its answer says why); 2 for wrong\n"
    "usage, input that is no JSON, or files that cannot be used.\n";

struct eval_options {
    const char *bundle;
    char **rules;
    size_t rule_count;
    enum thoth_engine engine;
    bool plans;
};

struct eval_rules {
    struct thoth_bundle *bundle;
    unsigned char *bytes; /* the bundle's, if it was compiled here */
    struct arena arena;
    struct case_names names;
};

/* -1 to go on, otherwise the exit status. */
static int set_engine(struct eval_options *options, const char *name)
{
    static const char *const names[] = {
        [THOTH_ENGINE_AUTO] = "auto",
        [THOTH_ENGINE_INTERP] = "interp",
        [THOTH_ENGINE_NATIVE] = "native",
        [THOTH_ENGINE_JIT] = "jit",
    };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i]) == 0) {
            options->engine = (enum thoth_engine)i;
            return -1;
        }
    return command_usage_error("eval", "there is no engine %s", name);
}

/* -1 to go on, otherwise the exit status. */
static int read_options(int argc, char **argv, struct eval_options *options)
{
    static const struct option long_options[] = {
        {"bundle", required_argument, NULL, 'b'},
        {"rules", required_argument, NULL, 'r'},
        {"engine", required_argument, NULL, 'e'},
        {"plans", no_argument, NULL, 'p'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int option, status = -1;

    while (status < 0 &&
           (option = getopt_long(argc, argv, "b:r:e:", long_options, NULL)) !=
               -1) {
        if (option == 'b') {
            if (options->bundle)
                return command_usage_error("eval", "give one bundle");
            options->bundle = optarg;
        } else if (option == 'r') {
            options->rules[options->rule_count++] = optarg;
        } else if (option == 'e') {
            status = set_engine(options, optarg);
        } else if (option == 'p') {
            options->plans = true;
        } else if (option == 'h') {
            fputs(usage_text, stdout);
            return command_finish("eval", EXIT_DONE);
        } else {
            return command_option_error("eval");
        }
    }
    if (status < 0 && optind < argc)
        return command_usage_error("eval",
                                   "cases are read from standard input");
    if (status < 0 && (options->bundle != NULL) == (options->rule_count > 0))
        return command_usage_error("eval", "give either --bundle or --rules");
    return status;
}

static int compile_rules(const struct eval_options *options,
                         struct eval_rules *rules)
{
    struct build_options build = BUILD_OPTIONS_DEFAULT;
    struct thoth_error error;
    enum build_result result;
    size_t size;

    build.diagnostics = stderr;
    result = build_paths(options->rules, options->rule_count, &build,
                         &rules->bytes, &size);
    if (result != BUILD_OK)
        return result == BUILD_FINDINGS ? EXIT_FINDINGS : EXIT_TROUBLE;
    if (thoth_bundle_open_memory(rules->bytes, size, NULL, &rules->bundle,
                                 &error) == THOTH_OK)
        return -1;
    fprintf(stderr, "thothc eval: %s\n", error.message);
    return EXIT_TROUBLE;
}

/* -1 to go on, otherwise the exit status. */
static int open_rules(const struct eval_options *options,
                      struct eval_rules *rules)
{
    struct thoth_bundle_facts facts;
    struct aot_error failure;
    int status = -1;

    if (options->rule_count > 0)
        status = compile_rules(options, rules);
    else
        rules->bundle = command_open_bundle("eval", options->bundle, false);
    if (status >= 0 || !rules->bundle)
        return status >= 0 ? status : EXIT_TROUBLE;
    thoth_bundle_describe(rules->bundle, &facts);
    if (options->engine == THOTH_ENGINE_NATIVE && !facts.native) {
        fputs("thothc eval: the rules are no native code; "
              "thothc build -o NAME.so makes some\n",
              stderr);
        return EXIT_TROUBLE;
    }
    if (options->engine == THOTH_ENGINE_JIT &&
        !compiler_module_apply(NULL, rules->bundle, &failure)) {
        fprintf(stderr, "thothc eval: %s\n", failure.message);
        return EXIT_TROUBLE;
    }
    case_names_read(&rules->names, rules->bundle, &rules->arena);
    return -1;
}

static void close_rules(struct eval_rules *rules)
{
    thoth_bundle_release(rules->bundle);
    free(rules->bytes);
    arena_release(&rules->arena);
}

/* Writes out what is there; false after an error, which is reported. */
static bool flush(struct case_writer *writer)
{
    fwrite(writer->bytes, 1, writer->length, stdout);
    writer->length = 0;
    return command_finish("eval", EXIT_DONE) == EXIT_DONE;
}

static int answer_cases(const struct eval_options *options,
                        const struct eval_rules *rules,
                        struct case_reader *reader, struct case_writer *writer)
{
    const struct case_rules shared = {rules->bundle, options->engine,
                                      &rules->names, NULL, options->plans};
    enum case_line_result read;
    struct case_line line;
    int status = EXIT_DONE;

    while ((read = case_line_read(reader, "thothc eval", &line)) ==
           CASE_LINE_READ) {
        enum case_result result =
            case_has_rules(&line)
                ? case_answer_own(&line, &shared, stderr, writer)
                : case_answer(&shared, &line, writer);

        case_line_release(&line);
        if (result != CASE_ANSWERED)
            status = EXIT_FINDINGS;
        if (!flush(writer))
            return EXIT_TROUBLE;
    }
    return read == CASE_LINE_END ? status : EXIT_TROUBLE;
}

static int evaluate(const struct eval_options *options)
{
    struct case_reader reader = {.stream = stdin};
    struct case_writer writer = {0};
    struct eval_rules rules = {0};
    int status = open_rules(options, &rules);

    if (status < 0)
        status = answer_cases(options, &rules, &reader, &writer);
    case_reader_release(&reader);
    case_writer_release(&writer);
    close_rules(&rules);
    return status;
}

int command_eval(int argc, char **argv)
{
    struct eval_options options = {.engine = THOTH_ENGINE_AUTO};
    int status;

    options.rules = memory_cleared((size_t)argc, sizeof *options.rules);
    status = read_options(argc, argv, &options);
    if (status < 0)
        status = evaluate(&options);
    free(options.rules);
    return status;
}
