/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `thothc check`: all that is wrong with rules, each finding with its place.
 */
#include "compiler/base/near_name.h"
#include "compiler/driver/cache_option.h"
#include "compiler/driver/check_run.h"
#include "compiler/driver/code_page.h"
#include "compiler/driver/command.h"
#include "compiler/driver/limit_option.h"

#include <getopt.h>
#include <stdio.h>
#include <unistd.h>

static const char usage_text[] =
    "Usage: thothc check [OPTION]... PATH...\n"
    "Checks rule files (.yaml, .yml, .rx), or all below folders, and prints\n"
    "what is wrong, where, and what was expected. 'thothc explain CODE' tells\n"
    "more of a code.\n"
    "\n"
    "What is checked:\n"
    "      --repository[=DIR]     check across files of a repository as well, "
    "but\n"
    "                             report on the paths only; default: the "
    "nearest\n"
    "                             parent with prescription metadata\n"
    "      --changed-since=REV    report only files changed since a revision "
    "of\n"
    "                             git; without PATH all below this folder\n"
    "  -j, --jobs=N               work on N files at once; default: "
    "processors\n" LIMIT_OPTIONS_USAGE CACHE_OPTIONS_USAGE "\n"
    "What is reported:\n"
    "      --select=CODES         only these codes; RX4 stands for all that "
    "begin\n"
    "                             so\n"
    "      --ignore=CODES         not these; the longer name decides\n"
    "      --error-on=LEVEL       fail from info, warning or error on; "
    "default:\n"
    "                             warning\n"
    "      --format=FORMAT        text, json, sarif, github or junit\n"
    "      --baseline=FILE        leave out the findings listed in FILE\n"
    "      --write-baseline       write all findings to that file instead\n"
    "\n"
    "What is repaired:\n"
    "      --fix                  apply the fixes that are safe, then report "
    "what\n"
    "                             is left\n"
    "      --unsafe-fixes         apply the others, too; look at what they "
    "change\n"
    "      --diff                 change nothing, show what would change\n"
    "\n"
    "      --config=FILE          settings to use; default: the nearest\n"
    "                             .thothc.yaml at or above the first path\n"
    "      --no-config            use none\n"
    "      --list                 list all codes\n"
    "      --help                 print this text\n"
    "\n"
    "Exit status: 0 if nothing was found from the level on; 1 if something "
    "was;\n"
    "2 for wrong usage or files that cannot be used.\n";

enum {
    OPTION_REPOSITORY = 256,
    OPTION_CHANGED_SINCE,
    OPTION_SELECT,
    OPTION_IGNORE,
    OPTION_ERROR_ON,
    OPTION_FORMAT,
    OPTION_BASELINE,
    OPTION_WRITE_BASELINE,
    OPTION_FIX,
    OPTION_UNSAFE_FIXES,
    OPTION_DIFF,
    OPTION_CONFIG,
    OPTION_NO_CONFIG,
    OPTION_LIST,
    OPTION_HELP,
};

static const struct option OPTIONS[] = {
    {"repository", optional_argument, NULL, OPTION_REPOSITORY},
    {"changed-since", required_argument, NULL, OPTION_CHANGED_SINCE},
    {"jobs", required_argument, NULL, 'j'},
    {"select", required_argument, NULL, OPTION_SELECT},
    {"ignore", required_argument, NULL, OPTION_IGNORE},
    {"error-on", required_argument, NULL, OPTION_ERROR_ON},
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"baseline", required_argument, NULL, OPTION_BASELINE},
    {"write-baseline", no_argument, NULL, OPTION_WRITE_BASELINE},
    {"fix", no_argument, NULL, OPTION_FIX},
    {"unsafe-fixes", no_argument, NULL, OPTION_UNSAFE_FIXES},
    {"diff", no_argument, NULL, OPTION_DIFF},
    {"config", required_argument, NULL, OPTION_CONFIG},
    {"no-config", no_argument, NULL, OPTION_NO_CONFIG},
    {"list", no_argument, NULL, OPTION_LIST},
    {"help", no_argument, NULL, OPTION_HELP},
    CACHE_OPTIONS,
    LIMIT_OPTIONS,
    {0}};

/* What the options said beside the settings. */
struct check_call {
    struct check_settings settings;
    struct cache_choice cache;
    bool list, help;
};

static bool complain(const char *option, const char *expected,
                     struct thoth_text near)
{
    if (near.length)
        command_usage_error("check", "--%s=%s: %s; did you mean '%.*s'?",
                            option, optarg, expected, (int)near.length,
                            near.at);
    else
        command_usage_error("check", "--%s=%s: %s", option, optarg, expected);
    return false;
}

static bool take_codes(struct check_settings *settings,
                       enum check_setting setting)
{
    bool select = setting == SETTING_SELECT;
    struct thoth_text wrong;

    settings->given[setting] = true;
    if (code_set_add_list(select ? &settings->select : &settings->ignore,
                          thoth_text_of(optarg), &wrong))
        return true;
    return complain(select ? "select" : "ignore",
                    "codes between commas, such as RX101, or what they begin "
                    "with",
                    code_nearest(wrong));
}

static bool take_format(struct check_settings *settings)
{
    struct near_name near;

    settings->given[SETTING_FORMAT] = true;
    settings->format = report_format_find(thoth_text_of(optarg));
    if (settings->format != REPORT_FORMAT_COUNT)
        return true;
    near_name_start(&near, thoth_text_of(optarg));
    for (enum report_format format = 0; format < REPORT_FORMAT_COUNT; format++)
        near_name_offer(&near, thoth_text_of(report_format_name(format)));
    return complain("format", "text, json, sarif, github or junit", near.best);
}

static bool take_limit(struct check_settings *settings, int option)
{
    uint64_t threads;

    if (option == 'j' && command_number(optarg, 1, 1024, &threads))
        settings->build.threads = (unsigned)threads;
    else if (option == 'j' || !limit_option(&settings->build, option))
        return command_usage_error("check", "'%s' is no fitting number",
                                   optarg) == EXIT_DONE;
    else
        settings->given[SETTING_MAX_NESTING + option - OPTION_MAX_NESTING] =
            true;
    return true;
}

/* The options that choose what is checked and where settings come from. */
static bool take_choice(struct check_call *call, int option)
{
    struct check_settings *settings = &call->settings;

    switch (option) {
    case OPTION_REPOSITORY:
        settings->repository = true;
        settings->repository_folder = optarg;
        return true;
    case OPTION_CHANGED_SINCE:
        settings->changed_since = optarg;
        if (*optarg && *optarg != '-')
            return true;
        return complain("changed-since", "a revision of git",
                        (struct thoth_text){0});
    case OPTION_BASELINE:
        settings->given[SETTING_BASELINE] = true;
        settings->baseline = optarg;
        return true;
    case OPTION_WRITE_BASELINE:
        return settings->write_baseline = true;
    case OPTION_FIX:
        return settings->fix = true;
    case OPTION_UNSAFE_FIXES:
        return settings->fix = settings->unsafe_fixes = true;
    case OPTION_DIFF:
        return settings->fix = settings->show_diff = true;
    case OPTION_CONFIG:
        settings->configuration = optarg;
        return true;
    case OPTION_NO_CONFIG:
        return settings->no_configuration = true;
    case OPTION_LIST:
        return call->list = true;
    case OPTION_HELP:
        return call->help = true;
    default:
        return cache_option(&call->cache, option) ||
               take_limit(settings, option);
    }
}

/* False after a message. */
static bool take_option(struct check_call *call, int option)
{
    struct check_settings *settings = &call->settings;

    switch (option) {
    case OPTION_SELECT:
        return take_codes(settings, SETTING_SELECT);
    case OPTION_IGNORE:
        return take_codes(settings, SETTING_IGNORE);
    case OPTION_ERROR_ON:
        settings->given[SETTING_ERROR_ON] = true;
        return check_severity_find(thoth_text_of(optarg),
                                   &settings->error_on) ||
               complain("error-on", "info, warning or error",
                        (struct thoth_text){0});
    case OPTION_FORMAT:
        return take_format(settings);
    case '?':
        command_option_error("check");
        return false;
    default:
        return take_choice(call, option);
    }
}

/* The paths, or where we are if the options say what of it is meant. */
static int run(struct check_settings *settings, char **paths, int count)
{
    static char here[] = ".";
    char *const folder[] = {here};
    char *const repository[] = {(char *)(uintptr_t)settings->repository_folder};

    if (count)
        return check_run(settings, paths, (size_t)count);
    if (settings->repository_folder)
        return check_run(settings, repository, 1);
    if (settings->changed_since)
        return check_run(settings, folder, 1);
    return command_usage_error("check", "no rules given");
}

int command_check(int argc, char **argv)
{
    struct check_call call = {.settings = {.build = BUILD_OPTIONS_DEFAULT,
                                           .error_on = SEVERITY_WARNING,
                                           .format = REPORT_TEXT}};
    int option, status;

    call.settings.build.colour = command_colour(STDOUT_FILENO);
    call.settings.build.suppressions = true;
    call.settings.build.lint = true;
    while ((option = getopt_long(argc, argv, "j:", OPTIONS, NULL)) != -1)
        if (!take_option(&call, option))
            return EXIT_TROUBLE;
    if (call.help || call.list) {
        if (call.help)
            fputs(usage_text, stdout);
        else
            code_page_list(stdout);
        return command_finish("check", EXIT_DONE);
    }
    if (call.settings.fix && call.settings.write_baseline)
        return command_usage_error("check",
                                   "--write-baseline contradicts --fix");
    call.settings.build.hash_contents = call.settings.fix;
    status = cache_option_settle(&call.cache, "check", &call.settings.build);
    if (!status)
        status = run(&call.settings, argv + optind, argc - optind);
    cache_choice_release(&call.cache);
    return command_finish("check", status);
}
