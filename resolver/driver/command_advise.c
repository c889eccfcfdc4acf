/* SPDX-License-Identifier: Apache-2.0 */
/*
 * thoth advise: its command line, and what an interrupt does.
 */
#include "resolver/driver/advise.h"
#include "resolver/driver/command.h"

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIST_LIMIT = 100 };

/* Options without a letter. */
enum {
    OPTION_FIRST = 256,
    OPTION_BEAM_WIDTH,
    OPTION_COUNT,
    OPTION_DEV,
    OPTION_DRY_RUN,
    OPTION_ENVIRONMENT,
    OPTION_EXTRA,
    OPTION_KB,
    OPTION_KEEP_LOCK,
    OPTION_LABEL,
    OPTION_LATEST_VERSIONS,
    OPTION_LIMIT,
    OPTION_LOCK,
    OPTION_PREDICTOR,
    OPTION_REASONS,
    OPTION_RECOMMENDATION,
    OPTION_REQUIREMENTS,
    OPTION_RULES,
    OPTION_SEED,
    OPTION_TIMEOUT,
    OPTION_UPGRADE,
    OPTION_USAGE,
};

static const struct option OPTIONS[] = {
    {"beam-width", required_argument, NULL, OPTION_BEAM_WIDTH},
    {"count", required_argument, NULL, OPTION_COUNT},
    {"dev", no_argument, NULL, OPTION_DEV},
    {"dry-run", no_argument, NULL, OPTION_DRY_RUN},
    {"environment", required_argument, NULL, OPTION_ENVIRONMENT},
    {"extra", required_argument, NULL, OPTION_EXTRA},
    {"kb", required_argument, NULL, OPTION_KB},
    {"keep-lock", no_argument, NULL, OPTION_KEEP_LOCK},
    {"label", required_argument, NULL, OPTION_LABEL},
    {"limit", required_argument, NULL, OPTION_LIMIT},
    {"limit-latest-versions", required_argument, NULL, OPTION_LATEST_VERSIONS},
    {"lock", required_argument, NULL, OPTION_LOCK},
    {"predictor", required_argument, NULL, OPTION_PREDICTOR},
    {"reasons", no_argument, NULL, OPTION_REASONS},
    {"recommendation-type", required_argument, NULL, OPTION_RECOMMENDATION},
    {"requirements", required_argument, NULL, OPTION_REQUIREMENTS},
    {"rules", required_argument, NULL, OPTION_RULES},
    {"seed", required_argument, NULL, OPTION_SEED},
    {"timeout", required_argument, NULL, OPTION_TIMEOUT},
    {"upgrade", required_argument, NULL, OPTION_UPGRADE},
    {"usage", required_argument, NULL, OPTION_USAGE},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

struct command_line {
    struct advise_options options;
    const char *labels[LIST_LIMIT], *extras[LIST_LIMIT], *upgrades[LIST_LIMIT];
    const char *recommendation;
};

static volatile int interrupted;

static void interrupt(int signal)
{
    (void)signal;
    interrupted = 1;
}

static void print_help(void)
{
    puts("Usage: thoth advise [OPTION]... [FOLDER]\n"
         "Finds the best stack of package versions for the project in the "
         "folder,\n"
         "the current one unless another is named, and prints it with its "
         "score\n"
         "and reasons. For a Pipfile, Pipfile.lock is written.\n"
         "\n"
         "  --kb=FILE            the knowledge base; see thoth kb\n"
         "  --rules=FILE         a bundle of thothc build; else $THOTH_RULES\n"
         "  --lock=FILE          write a Pipfile.lock there; - is standard "
         "output\n"
         "  --requirements=FILE  write pinned requirements, likewise\n"
         "  --dry-run            write no files\n"
         "  --reasons            print reasons of severity INFO, too\n"
         "\n"
         "  --dev                with packages for development\n"
         "  --keep-lock          keep the versions of the lock file\n"
         "  --upgrade=PACKAGE    keep them but for this package\n"
         "  --environment=NAME   an entry of runtime_environments in "
         ".thoth.yaml\n"
         "  --extra=NAME         with these optional dependencies\n"
         "  --label=KEY=VALUE    a label of the request\n"
         "  --usage=FILE         library usage, a JSON file\n"
         "  --recommendation-type=TYPE  stable, testing, latest, performance "
         "or\n"
         "                       security\n"
         "\n"
         "  --predictor=NAME     auto, lookahead, td, mcts, asa, hill, latest, "
         "walk,\n"
         "                       sample or exact\n"
         "  --limit=N            stacks to look at; 10000\n"
         "  --count=N            stacks to keep; 3\n"
         "  --beam-width=N       states to keep; -1: all of them\n"
         "  --limit-latest-versions=N  candidates of a package; -1: all of "
         "them\n"
         "  --seed=N             of random choices; 0\n"
         "  --timeout=SECONDS    then the best found so far counts\n"
         "  --help               print this text");
}

/* A whole number from `least` on; false with a message. */
static bool read_number(const char *name, const char *text, int64_t least,
                        int64_t *number)
{
    char *end;
    long long value;

    errno = 0;
    value = strtoll(text, &end, 10);
    *number = value;
    if (errno == 0 && *text != '\0' && *end == '\0' && value >= least)
        return true;
    command_usage_error("advise", "--%s: '%s' is no number from %" PRId64, name,
                        text, least);
    return false;
}

static bool read_limits(struct thoth_resolve_options *resolve, int option,
                        const char *text)
{
    int64_t number;

    switch (option) {
    case OPTION_COUNT:
        if (!read_number("count", text, 1, &number) || number > 1000)
            return false;
        resolve->count = (uint32_t)number;
        return true;
    case OPTION_LIMIT:
        if (!read_number("limit", text, 1, &number))
            return false;
        resolve->limit = (uint64_t)number;
        return true;
    case OPTION_SEED:
        if (!read_number("seed", text, 0, &number))
            return false;
        resolve->seed = (uint64_t)number;
        return true;
    case OPTION_BEAM_WIDTH:
        return read_number("beam-width", text, -1, &resolve->beam_width) &&
               resolve->beam_width != 0;
    default:
        return read_number("limit-latest-versions", text, -1,
                           &resolve->latest_versions) &&
               resolve->latest_versions != 0;
    }
}

static bool read_timeout(const char *text, double *seconds)
{
    char *end;

    *seconds = strtod(text, &end);
    if (*text != '\0' && *end == '\0' && *seconds > 0 && *seconds < 1e9)
        return true;
    command_usage_error("advise", "--timeout: '%s' is no number of seconds",
                        text);
    return false;
}

static bool read_predictor(const char *text, enum thoth_predictor *predictor)
{
    *predictor = thoth_predictor_find(thoth_text_of(text));
    if (*predictor < THOTH_PREDICTORS)
        return true;
    command_usage_error("advise", "--predictor: there is no '%s'", text);
    return false;
}

static bool add(const char **list, size_t *count, const char *text)
{
    if (*count < LIST_LIMIT) {
        list[(*count)++] = text;
        return true;
    }
    command_usage_error("advise", "more than %d of an option", LIST_LIMIT);
    return false;
}

/* Options that are a file or a flag; false if it is none of these. */
static bool take_plain(struct advise_options *options, int option)
{
    switch (option) {
    case OPTION_KB:
        options->kb = optarg;
        return true;
    case OPTION_RULES:
        options->rules = optarg;
        return true;
    case OPTION_LOCK:
        options->lock = optarg;
        return true;
    case OPTION_REQUIREMENTS:
        options->requirements = optarg;
        return true;
    case OPTION_ENVIRONMENT:
        options->project.environment = optarg;
        return true;
    case OPTION_USAGE:
        options->project.usage = optarg;
        return true;
    case OPTION_DEV:
        return options->develop = true;
    case OPTION_KEEP_LOCK:
        return options->keep_lock = true;
    case OPTION_DRY_RUN:
        return options->dry_run = true;
    case OPTION_REASONS:
        return options->all_reasons = true;
    default:
        return false;
    }
}

static bool take_option(struct command_line *line, int option)
{
    struct advise_options *options = &line->options;

    if (take_plain(options, option))
        return true;
    switch (option) {
    case OPTION_EXTRA:
        return add(line->extras, &options->project.extra_count, optarg);
    case OPTION_UPGRADE:
        return add(line->upgrades, &options->upgrade_count, optarg);
    case OPTION_LABEL:
        return add(line->labels, &options->project.label_count, optarg);
    case OPTION_RECOMMENDATION:
        line->recommendation = optarg;
        return true;
    case OPTION_PREDICTOR:
        return read_predictor(optarg, &options->resolve.predictor);
    case OPTION_TIMEOUT:
        return read_timeout(optarg, &options->resolve.timeout);
    case '?':
        command_option_error("advise");
        return false;
    default:
        return read_limits(&options->resolve, option, optarg);
    }
}

static bool take_recommendation(struct command_line *line)
{
    if (line->recommendation == NULL ||
        environment_recommendation(thoth_text_of(line->recommendation),
                                   &line->options.resolve.recommendation))
        return true;
    command_usage_error("advise", "--recommendation-type: there is no '%s'",
                        line->recommendation);
    return false;
}

int command_advise(int argc, char **argv)
{
    struct command_line line = {.options.project.folder = "."};
    struct sigaction action = {.sa_handler = interrupt};
    int option;

    line.options.rules = getenv("THOTH_RULES");
    thoth_resolve_options_init(&line.options.resolve);
    while ((option = getopt_long(argc, argv, "h", OPTIONS, NULL)) != -1) {
        if (option == 'h') {
            print_help();
            return command_finish("advise", EXIT_DONE);
        }
        if (!take_option(&line, option))
            return EXIT_TROUBLE;
    }
    if (!take_recommendation(&line))
        return EXIT_TROUBLE;
    if (argc - optind > 1)
        return command_usage_error("advise", "'%s' is too much",
                                   argv[optind + 1]);
    if (optind < argc)
        line.options.project.folder = argv[optind];
    line.options.project.labels = line.labels;
    line.options.project.extras = line.extras;
    line.options.upgrades = line.upgrades;
    line.options.recommendation_given = line.recommendation != NULL;
    line.options.resolve.stop = &interrupted;
    sigaction(SIGINT, &action, NULL);
    return advise_run(&line.options);
}
