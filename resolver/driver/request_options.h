/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The command line of what `thoth advise` and `thoth why` have in common: the
 * project, the knowledge base, the rules and the search.
 */
#ifndef RESOLVER_DRIVER_REQUEST_OPTIONS_H
#define RESOLVER_DRIVER_REQUEST_OPTIONS_H

#include "resolver/driver/search_progress.h"

#include <getopt.h>

enum { REQUEST_LIST_LIMIT = 100 };

/* Values of getopt for options without a letter; those of a command alone
 * begin at REQUEST_OPTIONS_END. */
enum {
    OPTION_BEAM_WIDTH = 256,
    OPTION_DEV,
    OPTION_ENVIRONMENT,
    OPTION_EXTRA,
    OPTION_KB,
    OPTION_KEEP_LOCK,
    OPTION_LABEL,
    OPTION_LATEST_VERSIONS,
    OPTION_LIMIT,
    OPTION_PREDICTOR,
    OPTION_PROGRESS,
    OPTION_RECOMMENDATION,
    OPTION_RULES,
    OPTION_SEED,
    OPTION_TIMEOUT,
    OPTION_UPGRADE,
    OPTION_USAGE,
    REQUEST_OPTIONS_END
};

/* Rows of a table of options for getopt_long. */
#define REQUEST_OPTIONS                                                        \
    {"beam-width", required_argument, NULL, OPTION_BEAM_WIDTH},                \
        {"dev", no_argument, NULL, OPTION_DEV},                                \
        {"environment", required_argument, NULL, OPTION_ENVIRONMENT},          \
        {"extra", required_argument, NULL, OPTION_EXTRA},                      \
        {"kb", required_argument, NULL, OPTION_KB},                            \
        {"keep-lock", no_argument, NULL, OPTION_KEEP_LOCK},                    \
        {"label", required_argument, NULL, OPTION_LABEL},                      \
        {"limit", required_argument, NULL, OPTION_LIMIT},                      \
        {"limit-latest-versions", required_argument, NULL,                     \
         OPTION_LATEST_VERSIONS},                                              \
        {"predictor", required_argument, NULL, OPTION_PREDICTOR},              \
        {"progress", required_argument, NULL, OPTION_PROGRESS},                \
        {"recommendation-type", required_argument, NULL,                       \
         OPTION_RECOMMENDATION},                                               \
        {"rules", required_argument, NULL, OPTION_RULES},                      \
        {"seed", required_argument, NULL, OPTION_SEED},                        \
        {"timeout", required_argument, NULL, OPTION_TIMEOUT},                  \
        {"upgrade", required_argument, NULL, OPTION_UPGRADE},                  \
        {"usage", required_argument, NULL, OPTION_USAGE},                      \
        {"help", no_argument, NULL, 'h'},                                      \
    {                                                                          \
        NULL, 0, NULL, 0                                                       \
    }

/* What was said so far. The options point into it. */
struct request_line {
    const char *command; /* "advise", for messages */
    struct thoth_advise_options options;
    const char *labels[REQUEST_LIST_LIMIT], *extras[REQUEST_LIST_LIMIT],
        *upgrades[REQUEST_LIST_LIMIT];
    enum progress_choice progress;
};

void request_line_start(struct request_line *line, const char *command);

/* Takes an option as getopt_long returned it, its argument in optarg. False
 * with a message when it makes no sense. */
bool request_line_take(struct request_line *line, int option);

/* Takes the folder, if `folder` is not NULL, and lets an interrupt end the
 * search. */
void request_line_finish(struct request_line *line, const char *folder);

/* A whole number from `least` to `most`; false with a message. `name` is the
 * option's, without dashes. */
bool request_line_number(const struct request_line *line, const char *name,
                         const char *text, int64_t least, int64_t most,
                         int64_t *number);

/* The help on these options. */
void request_line_help(void);

#endif
