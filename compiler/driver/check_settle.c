/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What of a file's findings is reported. Comments are applied first, to all
 * findings, so that a comment is not taken for useless because its code is not
 * selected; then codes, then the baseline.
 */
#include "compiler/driver/check_folder.h"
#include "compiler/driver/check_run.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

struct settling {
    struct check_run *run;
    struct code_set ignore; /* for this file */
    struct thoth_text name; /* in the baseline */
};

struct thoth_text check_file_name(struct check_run *run, uint32_t number,
                                  const char *folder)
{
    struct rule_set *rules = &run->rules;
    const struct source_file *file = &rules->sources.files[number];
    const char **real = &run->real_folders[file->directory];
    struct thoth_text path;

    if (!*real) {
        path = rules->sources.directories[file->directory].path;
        *real = check_folder_of(
            path.length ? arena_copy_text(&rules->arena, path).at : ".",
            &rules->arena);
    }
    if (!*real) /* removed meanwhile */
        return source_path(&rules->sources, file, &rules->arena);
    path = arena_format(&rules->arena, "%s/%.*s", (*real)[1] ? *real : "",
                        (int)file->name.length, file->name.at);
    return check_folder_relative(folder, path, &rules->arena);
}

static bool is_trouble(void *user, const struct diagnostic *diagnostic)
{
    (void)user;
    return code_is_trouble(diagnostic->code);
}

static bool is_enabled(void *user, const struct diagnostic *diagnostic)
{
    const struct settling *settling = user;

    return code_enabled(diagnostic->code, &settling->run->settings->select,
                        &settling->ignore);
}

static bool is_new(void *user, const struct diagnostic *diagnostic)
{
    struct settling *settling = user;

    return !baseline_hides(&settling->run->baseline, settling->name,
                           diagnostic);
}

/* Which codes of a file are fully known: where it has errors none, since later
 * checks were not made. */
static void judge_codes(struct check_run *run, bool errors)
{
    for (uint32_t code = 0; code < DIAG_COUNT; code++)
        run->suppression.judged[code] =
            !errors &&
            (diagnostic_fact((enum diagnostic_code)code)->scope == SCOPE_FILE ||
             (run->across && !run->partial));
}

static void join_path_ignores(struct settling *settling, uint32_t number)
{
    const struct check_settings *settings = settling->run->settings;
    struct thoth_text name;
    const char *path;

    if (!settings->path_ignore_count)
        return;
    name = check_file_name(settling->run, number, settings->folder);
    path = arena_copy_text(&settling->run->rules.arena, name).at;
    for (uint32_t i = 0; i < settings->path_ignore_count; i++)
        if (!fnmatch(settings->path_ignores[i].pattern, path, 0))
            code_set_join(&settling->ignore, &settings->path_ignores[i].codes);
}

void check_settle_codes(struct check_run *run, uint32_t number,
                        struct diagnostic_list *list)
{
    struct settling settling = {.run = run, .ignore = run->settings->ignore};

    if (!list->count)
        return;
    join_path_ignores(&settling, number);
    diagnostic_list_filter(list, is_enabled, &settling);
}

static void apply_baseline(struct settling *settling, uint32_t number,
                           struct diagnostic_list *list)
{
    struct check_run *run = settling->run;

    settling->name = baseline_file_name(
        &run->rules.arena, check_file_name(run, number, run->baseline_folder));
    baseline_judge(&run->baseline, settling->name);
    diagnostic_list_filter(list, is_new, settling);
}

static void hide(struct check_run *run, uint32_t number)
{
    struct rule_file *file = &run->rules.files[number];
    struct diagnostic_list *list = &file->diagnostics;
    struct settling settling = {.run = run, .ignore = run->settings->ignore};

    if (file->suppressions) {
        judge_codes(run, list->errors > 0);
        suppression_apply(file->suppressions, &run->suppression, list);
    }
    check_settle_codes(run, number, list);
    if (run->baseline.count)
        apply_baseline(&settling, number, list);
}

void check_settle_file(struct check_run *run, uint32_t number)
{
    bool reported =
        check_scope_has(&run->scope, &run->rules.sources.files[number]);

    if (reported || (run->beside && run->beside[number]))
        hide(run, number);
    if (reported)
        return;
    check_beside_take(run, number);
    diagnostic_list_filter(&run->rules.files[number].diagnostics, is_trouble,
                           NULL);
}

void check_settle_list(struct check_run *run, struct diagnostic_list *list)
{
    struct settling settling = {.run = run, .ignore = run->settings->ignore};

    diagnostic_list_filter(list, is_enabled, &settling);
}
