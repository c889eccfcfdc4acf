/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The steps of a run in their order. Findings are settled for all files before
 * any is written, since some formats begin with their number.
 */
#include "compiler/driver/check_run.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/driver/command.h"

#include <stdio.h>
#include <sys/stat.h>

static bool is_folder(const char *path)
{
    struct stat status;

    return !stat(path, &status) && S_ISDIR(status.st_mode);
}

/* Checks across files need more than single files. */
static bool wants_across(const struct check_run *run)
{
    for (size_t i = 0; i < run->scope.path_count; i++)
        if (is_folder(run->scope.paths[i]))
            return true;
    return run->settings->repository;
}

/* Single files are checked faster than a cache can be read. */
static void open_cache(struct check_run *run)
{
    struct build_options *options = &run->settings->build;
    const struct check_scope *scope = &run->scope;

    if (!run->across)
        options->cache_folder = NULL;
    if (options->cache_folder)
        incremental_open(&run->incremental, &run->rules, scope->paths,
                         scope->complete ? scope->repository_count
                                         : scope->path_count);
}

static void settle(struct check_run *run)
{
    struct rule_set *rules = &run->rules;

    check_settle_list(run, &rules->sources.diagnostics);
    for (uint32_t i = 0; i < rules->sources.metadata_count; i++)
        check_settle_list(run, &rules->metadata_diagnostics[i]);
    for (uint32_t i = 0; run->checked && i < rules->sources.file_count; i++)
        check_settle_file(run, i);
    check_beside_finish(run);
}

/* A part of the report: a list, and the file it is about or a path. */
typedef void report_part(struct check_run *run, struct source_file *source,
                         const char *path, const struct diagnostic_list *list);

/* Calls `work` for all parts of the report, in their order. Rule files are in
 * it even if nothing was found. */
static void each_part(struct check_run *run, report_part *work)
{
    struct rule_set *rules = &run->rules;
    struct source_set *sources = &rules->sources;

    if (sources->diagnostics.count)
        work(run, NULL, "", &sources->diagnostics);
    for (uint32_t i = 0; i < sources->metadata_count; i++)
        if (rules->metadata_diagnostics[i].count)
            work(run, &sources->metadata[i].file, NULL,
                 &rules->metadata_diagnostics[i]);
    for (uint32_t i = 0; run->checked && i < sources->file_count; i++)
        if (rules->files[i].diagnostics.count ||
            check_scope_has(&run->scope, &sources->files[i]))
            work(run, &sources->files[i], NULL, &rules->files[i].diagnostics);
    if (run->baseline_diagnostics.count)
        work(run, NULL, run->settings->baseline, &run->baseline_diagnostics);
}

static void count_part(struct check_run *run, struct source_file *source,
                       const char *path, const struct diagnostic_list *list)
{
    bool failed = false;

    (void)source, (void)path;
    for (const struct diagnostic *one = list->first; one; one = one->next) {
        failed |=
            diagnostic_fact(one->code)->severity >= run->settings->error_on;
        run->trouble |= code_is_trouble(one->code);
    }
    run->totals.files++;
    run->totals.findings += list->count;
    run->totals.failed += failed;
}

static void write_part(struct check_run *run, struct source_file *source,
                       const char *path, const struct diagnostic_list *list)
{
    struct rule_set *rules = &run->rules;
    struct report_file file = {.list = list};

    if (!list->count && !report_format_names_all(run->settings->format))
        return;
    file.path = source ? check_scope_path(&run->scope, &rules->sources, source,
                                          &rules->arena)
                       : thoth_text_of(path);
    if (source && list->count &&
        report_format_shows_source(run->settings->format))
        file.source = rule_set_content(rules, source);
    report_writer_file(&run->writer, &file);
}

static void write_report(struct check_run *run)
{
    struct report_options options = {
        .format = run->settings->format,
        .stream = stdout,
        .colour = run->settings->build.colour,
        .fails = run->settings->error_on,
    };

    each_part(run, count_part);
    options.totals = run->totals;
    report_writer_start(&run->writer, &run->rules.arena, &options);
    each_part(run, write_part);
    report_writer_finish(&run->writer);
}

static int work(struct check_run *run, char *const *paths, size_t count)
{
    struct check_settings *settings = run->settings;
    struct rule_set *rules = &run->rules;

    rule_set_start(rules, &settings->build);
    if (!check_configuration_load(settings, paths[0], &rules->arena) ||
        !check_baseline_read(run) ||
        !check_scope_find(&run->scope, settings, paths, count, &rules->arena))
        return EXIT_TROUBLE;
    run->suppression.today = suppression_today();
    run->across = wants_across(run);
    open_cache(run);
    run->checked = rule_set_find(rules, run->scope.paths, run->scope.path_count,
                                 run->scope.by_name || run->scope.by_change ||
                                     settings->build.cache_folder);
    run->real_folders = ARENA_NEW_ARRAY(&rules->arena, const char *,
                                        rules->sources.directory_count);
    if (run->scope.by_name || run->scope.by_change)
        run->beside = ARENA_NEW_ARRAY(&rules->arena, struct check_beside *,
                                      rules->sources.file_count);
    if (run->checked)
        check_files(run);
    settle(run);
    if (settings->fix)
        return run->checked ? check_fix(run) : EXIT_DONE;
    if (run->checked && settings->write_baseline && !check_baseline_write(run))
        return EXIT_TROUBLE;
    check_baseline_finish(run);
    write_report(run);
    if (run->trouble || !run->checked)
        return EXIT_TROUBLE;
    return run->totals.failed ? EXIT_FINDINGS : EXIT_DONE;
}

static int run_once(struct check_settings *settings, char *const *paths,
                    size_t count)
{
    struct check_run run = {.settings = settings};
    struct memory_guard guard;
    volatile int status = EXIT_TROUBLE;

    if (!MEMORY_GUARD_ENTER(&guard)) {
        status = work(&run, paths, count);
        memory_guard_leave(&guard);
    } else {
        fputs("thothc: out of memory\n", stderr);
    }
    check_scope_release(&run.scope);
    check_fix_release(&run.fix);
    incremental_release(&run.incremental);
    finding_image_release(&run.across_image);
    rule_set_release(&run.rules);
    return status;
}

/* Fixing is a run of its own, so that what it leaves is found as if it had
 * always been so. */
int check_run(struct check_settings *settings, char *const *paths, size_t count)
{
    struct check_settings first = *settings;
    int status = EXIT_DONE, left;

    if (settings->fix)
        status = run_once(&first, paths, count);
    if (settings->show_diff)
        return status;
    settings->fix = false;
    left = run_once(settings, paths, count);
    return status == EXIT_TROUBLE ? status : left;
}
