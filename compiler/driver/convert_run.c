/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files are converted on all threads and written as they come; metadata files
 * are copied. Nothing is left of a tree unless all of it could be converted.
 */
#include "compiler/driver/convert_run.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/base/thread_pool.h"
#include "compiler/driver/command.h"
#include "compiler/source/directory_listing.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FOLDERS_AT_ONCE = 64 };

/* Says what is wrong with a path; EXIT_TROUBLE. */
static int refuse(const char *path, const char *why)
{
    fprintf(stderr, "thothc convert: %s: %s\n", path, why);
    return EXIT_TROUBLE;
}

/* The path of a file of the new tree: its name gets the other ending. */
static struct thoth_text new_path(const struct convert_run *run,
                                  const struct source_file *file,
                                  struct arena *arena)
{
    struct thoth_text path =
        source_relative_path(&run->rules.sources, file, arena);
    const char *ending = run->to_rx ? ".rx" : ".yaml";

    if (source_name_is_rx(file->name) != run->to_rx)
        while (path.at[--path.length] != '.')
            continue;
    else
        ending = "";
    return arena_format(arena, "%.*s%s", (int)path.length, path.at, ending);
}

/* A thread_pool_work: reads, converts and writes a file. */
static void convert_file(void *user, unsigned number, uint32_t item)
{
    /* The work is given the rule set. */
    struct convert_run *run =
        (struct convert_run *)((char *)user -
                               offsetof(struct convert_run, rules));
    struct rule_set *rules = &run->rules;
    struct rule_worker *worker = &rules->workers[number];
    struct converter *converter = &run->converters[number];
    struct source_file *source = &rules->sources.files[item];
    struct diagnostic_list *list = &rules->files[item].diagnostics;
    struct converted_file *file = &run->files[item];
    struct thoth_text content, text = {NULL, 0};

    diagnostic_list_start(list, &worker->arena);
    rule_set_take(rules, item, &converter->front);
    if (source_read(&rules->sources, source, rules->options->most_file_bytes,
                    &worker->buffer, &content, list))
        text =
            convert_text(converter, content, run->to_rx, list, &file->obstacle);
    if (text.at && run->output)
        file->error = convert_tree_write(
            &run->tree, new_path(run, source, &converter->front.scratch), text);
    else if (text.at)
        fwrite(text.at, 1, text.length, run->stream);
    progress_step(&rules->progress);
}

/* A thread_pool_work: makes a folder of the new tree. */
static void make_folder(void *user, unsigned number, uint32_t item)
{
    struct convert_run *run = user;
    struct thoth_text relative = run->rules.sources.directories[item].relative;

    (void)number;
    if (relative.length)
        run->folders[item] = convert_tree_folder(&run->tree, relative);
}

static int make_folders(struct convert_run *run)
{
    const struct source_set *sources = &run->rules.sources;
    int error = 0;

    run->folders =
        ARENA_NEW_ARRAY(&run->rules.arena, int, sources->directory_count);
    if (!thread_pool_run(run->rules.threads, sources->directory_count,
                         FOLDERS_AT_ONCE, make_folder, run))
        memory_ran_out();
    for (uint32_t i = 0; i < sources->directory_count && !error; i++)
        error = run->folders[i];
    return error;
}

static int copy_metadata(struct convert_run *run)
{
    struct rule_set *rules = &run->rules;
    const struct source_set *sources = &rules->sources;
    struct arena *arena = &rules->arena;
    struct diagnostic_list ignored; /* said when metadata was read */
    int error = 0;

    for (uint32_t i = 0; i < sources->metadata_count && !error; i++) {
        struct source_file *file = &sources->metadata[i].file;
        struct thoth_text content;

        diagnostic_list_start(&ignored, arena);
        if (!source_read(sources, file, rules->options->most_file_bytes,
                         &rules->workers[0].buffer, &content, &ignored))
            return EIO;
        error = convert_tree_write(
            &run->tree, source_relative_path(sources, file, arena), content);
    }
    return error;
}

/* Is the new folder at or below the one that is converted? */
static bool is_inside(const char *output, const char *path)
{
    char *source = realpath(path, NULL), *target = realpath(output, NULL);
    const char *slash = strrchr(output, '/');
    bool inside = false;
    size_t length;

    if (!target && slash && slash > output) {
        char *parent = memory_allocate((size_t)(slash - output) + 1);

        memcpy(parent, output, (size_t)(slash - output));
        parent[slash - output] = '\0';
        target = realpath(parent, NULL);
        free(parent);
    } else if (!target) {
        target = realpath(slash ? "/" : ".", NULL);
    }
    if (source && target) {
        length = strlen(source);
        inside = !strncmp(source, target, length) &&
                 (target[length] == '/' || !target[length]);
    }
    free(source);
    free(target);
    return inside;
}

/* Says what kept a file from being converted, if something did. */
static int report_file(struct convert_run *run, uint32_t item)
{
    struct rule_set *rules = &run->rules;
    const struct converted_file *file = &run->files[item];
    const char *path =
        source_path(&rules->sources, &rules->sources.files[item], &rules->arena)
            .at;

    if (file->obstacle.reason) {
        fprintf(stderr, "%s:%u:%u: error: %s\n", path, file->obstacle.span.line,
                file->obstacle.span.column, file->obstacle.reason);
        return EXIT_FINDINGS;
    }
    if (file->error == EEXIST)
        return refuse(path, "another file's converted form has the same name");
    return file->error ? refuse(run->output, strerror(file->error)) : EXIT_DONE;
}

static int convert_all(struct convert_run *run)
{
    struct rule_set *rules = &run->rules;
    enum build_result result;
    int status = EXIT_DONE;

    rule_set_each(rules, convert_file);
    rule_set_report(rules);
    result = rule_set_result(rules);
    if (result != BUILD_OK)
        status = result == BUILD_FINDINGS ? EXIT_FINDINGS : EXIT_TROUBLE;
    for (uint32_t i = 0; i < rules->sources.file_count; i++) {
        const struct converted_file *file = &run->files[i];

        if ((file->obstacle.reason || file->error) &&
            report_file(run, i) > status)
            status = file->obstacle.reason ? EXIT_FINDINGS : EXIT_TROUBLE;
    }
    return status;
}

static int convert_folder(struct convert_run *run)
{
    int error, status;

    if (is_inside(run->output, run->path))
        return refuse(run->output, "lies within the folder to be converted");
    error = convert_tree_open(&run->tree, run->output);
    if (!error)
        error = make_folders(run);
    if (!error)
        error = copy_metadata(run);
    if (error)
        return refuse(run->output, error == ENOTEMPTY
                                       ? "the folder is not empty"
                                       : strerror(error));
    status = convert_all(run);
    if (status != EXIT_DONE)
        return status;
    error = convert_tree_commit(&run->tree);
    return error ? refuse(run->output, strerror(error)) : EXIT_DONE;
}

static int work(struct convert_run *run, const struct build_options *options)
{
    struct rule_set *rules = &run->rules;
    char *paths[] = {(char *)run->path};

    rule_set_start(rules, options);
    run->converters =
        ARENA_NEW_ARRAY(&rules->arena, struct converter, rules->threads);
    for (unsigned i = 0; i < rules->threads; i++)
        converter_start(&run->converters[i], &options->limits, &rules->session,
                        run->verify);
    if (!rule_set_find(rules, paths, 1, false))
        return EXIT_TROUBLE;
    run->files = ARENA_NEW_ARRAY(&rules->arena, struct converted_file,
                                 rules->sources.file_count);
    return run->output ? convert_folder(run) : convert_all(run);
}

int convert_run(struct convert_run *run, const struct build_options *options)
{
    struct memory_guard guard;
    volatile int status = EXIT_TROUBLE;

    if (!MEMORY_GUARD_ENTER(&guard)) {
        status = work(run, options);
        memory_guard_leave(&guard);
    } else {
        fputs("thothc: out of memory\n", stderr);
    }
    convert_tree_discard(&run->tree);
    for (unsigned i = 0; run->converters && i < run->rules.threads; i++)
        converter_release(&run->converters[i]);
    rule_set_release(&run->rules);
    return status;
}
