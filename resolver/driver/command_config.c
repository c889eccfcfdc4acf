/* SPDX-License-Identifier: Apache-2.0 */
/*
 * thoth config: describes this machine in .thoth.yaml. A file that is there
 * stays as it is unless --force says otherwise; a new one appears whole.
 */
#include "compiler/base/output_file.h"
#include "resolver/driver/command.h"
#include "resolver/environment/detect.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct config {
    struct environment wanted; /* what the command line says */
    const char *root, *output;
    bool force;
};

static void print_help(void)
{
    puts("Usage: thoth config [OPTION]...\n"
         "Writes .thoth.yaml with a description of this machine: operating\n"
         "system, processor, Python, CUDA, container image.\n"
         "\n"
         "  --base-image=IMAGE          the base image, with its tag\n"
         "  --force                     replace a file that is there\n"
         "  --name=NAME                 of the environment (default)\n"
         "  --output=FILE               write there; - for standard output\n"
         "  --recommendation-type=TYPE  stable, testing, latest, performance\n"
         "                              or security\n"
         "  --root=FOLDER               describe the system unpacked there\n"
         "  --help                      print this text");
}

static int write_file(const struct config *config, struct thoth_text text)
{
    int error;

    if (!config->force && !access(config->output, F_OK)) {
        fprintf(stderr,
                "thoth config: %s is there already; --force replaces it\n",
                config->output);
        return EXIT_TROUBLE;
    }
    error = output_file_save(config->output, text.at, text.length);
    if (error) {
        fprintf(stderr, "thoth config: %s: %s\n", config->output,
                strerror(error));
        return EXIT_TROUBLE;
    }
    return EXIT_DONE;
}

static int run(const struct config *config)
{
    struct arena arena = {0};
    struct environment environment;
    struct thoth_text text;
    int status = EXIT_DONE;

    environment_detect(&arena, config->root, &environment);
    environment_overlay(&environment, &config->wanted);
    text = environment_print(&arena, &environment);
    if (!strcmp(config->output, "-"))
        fwrite(text.at, 1, text.length, stdout);
    else
        status = write_file(config, text);
    arena_release(&arena);
    return command_finish("config", status);
}

/* Takes a field of the command line; false after a message. */
static bool want(struct config *config, enum environment_field field,
                 const char *option, const char *text)
{
    const char *fault = environment_fault(field, thoth_text_of(text));

    if (!fault) {
        config->wanted.fields[field] = thoth_text_of(text);
        return true;
    }
    command_usage_error("config", "--%s: '%s' %s", option, text, fault);
    return false;
}

int command_config(int argc, char **argv)
{
    static const struct option options[] = {
        {"base-image", required_argument, NULL, 'b'},
        {"force", no_argument, NULL, 'f'},
        {"name", required_argument, NULL, 'n'},
        {"output", required_argument, NULL, 'o'},
        {"recommendation-type", required_argument, NULL, 't'},
        {"root", required_argument, NULL, 'r'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    struct config config = {.root = "", .output = ".thoth.yaml"};
    int option, number = 0;
    bool fits = true;

    while (fits &&
           (option = getopt_long(argc, argv, "h", options, &number)) != -1)
        switch (option) {
        case 'b':
            fits = want(&config, ENVIRONMENT_BASE_IMAGE, "base-image", optarg);
            break;
        case 'f':
            config.force = true;
            break;
        case 'n':
            fits = want(&config, ENVIRONMENT_NAME, "name", optarg);
            break;
        case 'o':
            config.output = optarg;
            break;
        case 't':
            fits = want(&config, ENVIRONMENT_RECOMMENDATION,
                        "recommendation-type", optarg);
            break;
        case 'r':
            config.root = optarg;
            break;
        case 'h':
            print_help();
            return command_finish("config", EXIT_DONE);
        default:
            return command_option_error("config");
        }
    if (!fits)
        return EXIT_TROUBLE;
    if (optind < argc)
        return command_usage_error("config", "'%s' is too much", argv[optind]);
    if (!*config.output)
        return command_usage_error("config", "--output needs a name");
    return run(&config);
}
