/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Options that say what is asked, and what an interrupt does.
 */
#include "resolver/driver/request_options.h"

#include "resolver/driver/command.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static volatile int interrupted;
static volatile int hurried;

static void interrupt(int signal)
{
    (void)signal;
    interrupted = 1;
}

void request_line_help(void)
{
    puts("  --kb=FILE            the knowledge base; see thoth kb\n"
         "  --rules=FILE         a bundle of thothc build; else $THOTH_RULES\n"
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
         "  --beam-width=N       states to keep; -1: all of them\n"
         "  --limit-latest-versions=N  candidates of a package; -1: all of "
         "them\n"
         "  --seed=N             of random choices; 0\n"
         "  --timeout=SECONDS    then the best found so far counts\n"
         "  --progress=WHEN      show how the search goes: always, never, or "
         "auto,\n"
         "                       which is on a terminal\n"
         "  --help               print this text");
}

bool request_line_number(const struct request_line *line, const char *name,
                         const char *text, int64_t least, int64_t most,
                         int64_t *number)
{
    char *end;
    long long value;

    errno = 0;
    value = strtoll(text, &end, 10);
    *number = value;
    if (errno == 0 && *text != '\0' && *end == '\0' && value >= least &&
        value <= most)
        return true;
    if (most == INT64_MAX)
        command_usage_error(line->command,
                            "--%s: '%s' is no number from %" PRId64, name, text,
                            least);
    else
        command_usage_error(line->command,
                            "--%s: '%s' is no number from %" PRId64
                            " to %" PRId64,
                            name, text, least, most);
    return false;
}

/* A number of things, or -1 for no limit. */
static bool read_width(const struct request_line *line, const char *name,
                       const char *text, int64_t *width)
{
    if (!request_line_number(line, name, text, -1, INT64_MAX, width))
        return false;
    if (*width != 0)
        return true;
    command_usage_error(line->command, "--%s: 0 leaves nothing", name);
    return false;
}

static bool read_limits(struct request_line *line, int option, const char *text)
{
    struct thoth_resolve_options *resolve = &line->options.resolve;
    int64_t number;

    switch (option) {
    case OPTION_LIMIT:
        if (!request_line_number(line, "limit", text, 1, INT64_MAX, &number))
            return false;
        resolve->limit = (uint64_t)number;
        return true;
    case OPTION_SEED:
        if (!request_line_number(line, "seed", text, 0, INT64_MAX, &number))
            return false;
        resolve->seed = (uint64_t)number;
        return true;
    case OPTION_BEAM_WIDTH:
        return read_width(line, "beam-width", text, &resolve->beam_width);
    default:
        return read_width(line, "limit-latest-versions", text,
                          &resolve->latest_versions);
    }
}

static bool read_timeout(const struct request_line *line, const char *text,
                         double *seconds)
{
    char *end;

    *seconds = strtod(text, &end);
    if (*text != '\0' && *end == '\0' && *seconds > 0 && *seconds < 1e9)
        return true;
    command_usage_error(line->command,
                        "--timeout: '%s' is no number of seconds", text);
    return false;
}

static bool read_predictor(const struct request_line *line, const char *text,
                           enum thoth_predictor *predictor)
{
    *predictor = thoth_predictor_find(thoth_text_of(text));
    if (*predictor < THOTH_PREDICTORS)
        return true;
    command_usage_error(line->command,
                        "--predictor: there is no '%s'; choose auto, "
                        "lookahead, td, mcts, asa, hill, latest, walk, sample "
                        "or exact",
                        text);
    return false;
}

static bool read_recommendation(struct request_line *line, const char *text)
{
    line->options.recommend = thoth_recommendation_find(
        thoth_text_of(text), &line->options.resolve.recommendation);
    if (line->options.recommend)
        return true;
    command_usage_error(line->command,
                        "--recommendation-type: there is no '%s'; choose "
                        "stable, testing, latest, performance or security",
                        text);
    return false;
}

static bool read_progress(const struct request_line *line, const char *text,
                          enum progress_choice *progress)
{
    if (progress_choice_find(text, progress))
        return true;
    command_usage_error(line->command,
                        "--progress: there is no '%s'; choose always, never "
                        "or auto",
                        text);
    return false;
}

static bool add(const struct request_line *line, const char **list,
                size_t *count, const char *text)
{
    if (*count < REQUEST_LIST_LIMIT) {
        list[(*count)++] = text;
        return true;
    }
    command_usage_error(line->command, "more than %d of an option",
                        REQUEST_LIST_LIMIT);
    return false;
}

/* Options that are a file, a name or a flag; false if it is none of these. */
static bool take_plain(struct thoth_advise_options *options, int option)
{
    switch (option) {
    case OPTION_KB:
        options->knowledge_base = optarg;
        return true;
    case OPTION_RULES:
        options->rules = optarg;
        return true;
    case OPTION_ENVIRONMENT:
        options->environment = optarg;
        return true;
    case OPTION_USAGE:
        options->usage = optarg;
        return true;
    case OPTION_DEV:
        return options->develop = true;
    case OPTION_KEEP_LOCK:
        return options->keep_lock = true;
    default:
        return false;
    }
}

bool request_line_take(struct request_line *line, int option)
{
    struct thoth_advise_options *options = &line->options;

    if (take_plain(options, option))
        return true;
    switch (option) {
    case OPTION_EXTRA:
        return add(line, line->extras, &options->extra_count, optarg);
    case OPTION_UPGRADE:
        return add(line, line->upgrades, &options->upgrade_count, optarg);
    case OPTION_LABEL:
        return add(line, line->labels, &options->label_count, optarg);
    case OPTION_RECOMMENDATION:
        return read_recommendation(line, optarg);
    case OPTION_PREDICTOR:
        return read_predictor(line, optarg, &options->resolve.predictor);
    case OPTION_PROGRESS:
        return read_progress(line, optarg, &line->progress);
    case OPTION_TIMEOUT:
        return read_timeout(line, optarg, &options->resolve.timeout);
    case '?':
        command_option_error(line->command);
        return false;
    default:
        return read_limits(line, option, optarg);
    }
}

static void hurry(int signal)
{
    (void)signal;
    hurried = 1;
}

void request_line_start(struct request_line *line, const char *command)
{
    memset(line, 0, sizeof(*line));
    line->command = command;
    thoth_advise_options_init(&line->options);
    line->options.rules = getenv("THOTH_RULES");
}

void request_line_finish(struct request_line *line, const char *folder)
{
    struct sigaction stop = {.sa_handler = interrupt};
    struct sigaction exploit = {.sa_handler = hurry};
    struct thoth_advise_options *options = &line->options;

    if (folder != NULL)
        options->folder = folder;
    options->labels = line->labels;
    options->extras = line->extras;
    options->upgrades = line->upgrades;
    options->resolve.stop = &interrupted;
    options->resolve.exploit = &hurried;
    sigaction(SIGINT, &stop, NULL);
    sigaction(SIGUSR1, &exploit, NULL);
}
