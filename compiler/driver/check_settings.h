/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What decides how rules are checked and what of it is reported: out of the
 * command line and, for what that leaves open, a .thothc.yaml.
 */
#ifndef COMPILER_DRIVER_CHECK_SETTINGS_H
#define COMPILER_DRIVER_CHECK_SETTINGS_H

#include "compiler/driver/build.h"
#include "compiler/report/code_set.h"
#include "compiler/report/report_writer.h"

#include <stdbool.h>
#include <stdint.h>

#define CHECK_CONFIGURATION_NAME ".thothc.yaml"

enum check_setting {
#define CONFIGURATION_KEY(id, key, value, documentation) SETTING_##id,
#define CONFIGURATION_LIMIT(id, key, documentation) SETTING_##id,
#include "grammar/configuration.def"
#undef CONFIGURATION_KEY
#undef CONFIGURATION_LIMIT
    SETTING_COUNT
};

/* Codes that are not reported for some files. */
struct path_ignore {
    const char *pattern;
    struct code_set codes;
};

/* Texts belong to whoever set them: the command line or an arena. */
struct check_settings {
    struct build_options build;
    struct code_set select, ignore;
    enum severity error_on;
    enum report_format format;
    const char *baseline; /* path, or NULL */
    bool write_baseline;
    bool fix;                      /* apply fixes that are safe, */
    bool unsafe_fixes;             /* and others, too; */
    bool show_diff;                /* or only show what would change */
    const char *changed_since;     /* revision, or NULL */
    bool repository;               /* check across files... */
    const char *repository_folder; /* of this folder; NULL: find it */
    const char *configuration;     /* its path; NULL: find it */
    bool no_configuration;
    const char *folder; /* real path of the configuration's, or NULL */
    struct path_ignore *path_ignores;
    uint32_t path_ignore_count;
    bool given[SETTING_COUNT]; /* by the command line, which wins */
};

/* A level of --error-on; false if there is none of that name. */
bool check_severity_find(struct thoth_text name, enum severity *severity);

/* Takes over what a configuration sets and the command line did not give. It is
 * found upwards from `path`, up to the top of a repository (a folder with
 * .git), unless the settings name one or want none. Texts are in the arena.
 * False after messages on standard error. Unwinds when memory is short. */
bool check_configuration_load(struct check_settings *settings, const char *path,
                              struct arena *arena);

#endif
