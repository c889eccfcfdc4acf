/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files are laid out on all threads and reported on in their order.
 */
#include "compiler/driver/format_run.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/base/output_file.h"
#include "compiler/driver/command.h"
#include "compiler/driver/format_text.h"
#include "compiler/fix/line_diff.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void take_text(struct format_run *run, struct rule_worker *worker,
                      uint32_t item, struct thoth_text content)
{
    struct rule_set *rules = &run->rules;
    struct source_file *source = &rules->sources.files[item];
    struct formatted_file *file = &run->files[item];
    struct arena *scratch = &worker->front.scratch;
    struct thoth_text after;

    arena_reset(scratch);
    switch (format_text(content, source->name, &rules->options->limits, scratch,
                        &rules->files[item].diagnostics, &after)) {
    case FORMAT_FAULTY:
        return;
    case FORMAT_UNSURE:
        file->unsure = true;
        return;
    case FORMAT_DONE:
        break;
    }
    file->changed = !thoth_text_equal(content, after);
    if (!file->changed)
        return;
    if (run->diff) {
        file->before = arena_copy_text(&worker->arena, content);
        file->after = arena_copy_text(&worker->arena, after);
    } else if (!run->check) {
        file->error = output_file_rewrite(
            source_path(&rules->sources, source, scratch).at, after.at,
            after.length);
    }
}

/* Warnings are the check's business. */
static bool is_error(void *user, const struct diagnostic *diagnostic)
{
    (void)user;
    return diagnostic_fact(diagnostic->code)->severity == SEVERITY_ERROR;
}

/* A thread_pool_work: reads a file and lays it out. */
static void format_file(void *user, unsigned number, uint32_t item)
{
    /* The work is given the rule set. */
    struct format_run *run =
        (struct format_run *)((char *)user -
                              offsetof(struct format_run, rules));
    struct rule_set *rules = &run->rules;
    struct rule_worker *worker = &rules->workers[number];
    struct diagnostic_list *list = &rules->files[item].diagnostics;
    struct thoth_text content;

    diagnostic_list_start(list, &worker->arena);
    if (source_read(&rules->sources, &rules->sources.files[item],
                    rules->options->most_file_bytes, &worker->buffer, &content,
                    list))
        take_text(run, worker, item, content);
    diagnostic_list_filter(list, is_error, NULL);
    diagnostic_list_sort(list);
    progress_step(&rules->progress);
}

/* What became of a file, as its exit status. */
static int report_file(struct format_run *run, uint32_t item)
{
    struct rule_set *rules = &run->rules;
    const struct formatted_file *file = &run->files[item];
    struct thoth_text path = source_path(
        &rules->sources, &rules->sources.files[item], &rules->arena);

    if (file->unsure) {
        fprintf(stderr,
                "thothc fmt: %s: left as it is: laid out, it would not mean "
                "the same\n",
                path.at);
        return EXIT_TROUBLE;
    }
    if (file->error) {
        fprintf(stderr, "thothc fmt: %s: %s\n", path.at, strerror(file->error));
        return EXIT_TROUBLE;
    }
    if (!file->changed || (!run->check && !run->diff))
        return EXIT_DONE;
    if (run->check)
        printf("%s\n", path.at);
    if (run->diff)
        line_diff_write(stdout, &rules->arena, path, file->before, file->after);
    return EXIT_FINDINGS;
}

static int work(struct format_run *run, const struct build_options *options)
{
    struct rule_set *rules = &run->rules;
    enum build_result result;
    int status = EXIT_DONE;

    rule_set_start(rules, options);
    if (!rule_set_find(rules, run->paths, run->count, false))
        return EXIT_TROUBLE;
    run->files = ARENA_NEW_ARRAY(&rules->arena, struct formatted_file,
                                 rules->sources.file_count);
    rule_set_each(rules, format_file);
    rule_set_report(rules);
    result = rule_set_result(rules);
    if (result != BUILD_OK)
        status = result == BUILD_FINDINGS ? EXIT_FINDINGS : EXIT_TROUBLE;
    for (uint32_t i = 0; i < rules->sources.file_count; i++) {
        int one = report_file(run, i);

        status = one > status ? one : status;
    }
    return status;
}

int format_run(struct format_run *run, const struct build_options *options)
{
    struct memory_guard guard;
    volatile int status = EXIT_TROUBLE;

    if (!MEMORY_GUARD_ENTER(&guard)) {
        status = work(run, options);
        memory_guard_leave(&guard);
    } else {
        fputs("thothc: out of memory\n", stderr);
    }
    rule_set_release(&run->rules);
    return status;
}
