/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A folder with a project of a few lines, and a knowledge base of packages
 * whose stacks are known by heart: app and plugin need lib, in versions that
 * newest ones do not agree on.
 */
#ifndef TESTS_RESOLVER_ADVISE_SMALL_PROJECT_H
#define TESTS_RESOLVER_ADVISE_SMALL_PROJECT_H

#include "resolver/thoth_resolver.h"
#include "tests/resolver/kb/small_kb.h"

struct small_project {
    struct small_kb kb;
    char folder[96];
    struct thoth_advise_options options; /* of folder and knowledge base */
    struct thoth_advice *advice;         /* of the last question */
    struct thoth_advice_facts facts;
};

/* With a file of the folder; "requirements.txt" or "Pipfile". */
void small_project_start(struct small_project *project, const char *name,
                         const char *content);
void small_project_write(const struct small_project *project, const char *name,
                         const char *content);

/* Asks, and takes the facts; an advice that was there is released. */
void small_project_ask(struct small_project *project);

/* Has some problem this in its message? Its line and severity go to *found,
 * which may be NULL. */
bool small_project_complains(const struct small_project *project,
                             const char *part, struct thoth_problem *found);

/* The version of a package in the best stack; "" if it is not there. */
const char *small_project_version(struct small_project *project,
                                  const char *name);

/* Removes all files. */
void small_project_end(struct small_project *project);

/* A path in the folder; valid until the next call. */
const char *small_project_path(const struct small_project *project,
                               const char *name);

/* The bytes of a file, freed by the caller; NULL if there is none. */
char *small_project_read(const struct small_project *project, const char *name,
                         size_t *size);

#endif
