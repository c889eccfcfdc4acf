/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From paths to results. A rule with an error fails the run before any test:
 * nothing can pass by being left out.
 */
#include "compiler/testing/trial_run.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/driver/command.h"
#include "compiler/emit/aot.h"

#include <stddef.h>
#include <stdlib.h>

/* A thread_pool_work: compiles a file and reads its tests, as long as its tree
 * is there. */
static void read_rules(void *user, unsigned worker, uint32_t item)
{
    struct rule_set *rules = user;
    struct trial_run *run =
        (struct trial_run *)(void *)((char *)user -
                                     offsetof(struct trial_run, rules));

    rule_set_compile_file(user, worker, item);
    if (rules->files[item].readable && rules->workers[worker].front.root)
        trial_file_read(&run->files[item], rules->workers[worker].front.root,
                        &rules->workers[worker].arena);
}

/* Units with tests, or, for suggestions, those without. */
static bool is_subject(const struct trial_run *run,
                       const struct tried_unit *unit)
{
    return run->options->suggest ? !unit->trial_count : unit->trial_count;
}

static void add_subject(struct trial_run *run, const struct unit_names *names,
                        uint32_t file, uint32_t number)
{
    struct trial_subject *subject = &run->subjects[run->subject_count++];
    const struct source_set *sources = &run->rules.sources;
    const struct tried_unit *unit = &run->files[file].units[number];
    struct thoth_text space = source_namespace(sources, &sources->files[file]);

    *subject = (struct trial_subject){
        .unit = unit,
        .file = file,
        .number = number,
        .name = arena_format(&run->arena, "%.*s.%.*s", (int)space.length,
                             space.at, (int)unit->name.length, unit->name.at),
        .path = source_path(sources, &sources->files[file], &run->arena),
    };
    if (!trial_bundle_make(&subject->bundle, names, &run->rules, file, number))
        memory_ran_out(); /* a part of rules that fit is no larger */
    subject->side.bundle = subject->bundle.bundle;
    unit_probe_open(&subject->side.probe, subject->bundle.bundle);
    coverage_start(&subject->coverage, &subject->side.probe,
                   subject->bundle.unit, &run->arena);
}

static void make_subjects(struct trial_run *run)
{
    const struct unit_names *names = unit_names_read(&run->rules, &run->arena);
    uint32_t files = run->rules.sources.file_count, count = 0;

    for (uint32_t i = 0; i < files; i++)
        run->unit_count += run->files[i].unit_count;
    run->subjects =
        ARENA_NEW_ARRAY(&run->arena, struct trial_subject, run->unit_count);
    for (uint32_t i = 0; i < files; i++)
        for (uint32_t k = 0; k < run->files[i].unit_count; k++)
            if (is_subject(run, &run->files[i].units[k]))
                add_subject(run, names, i, k);
    for (uint32_t i = 0; i < run->subject_count; i++)
        for (uint32_t k = 0; k < run->subjects[i].unit->trial_count; k++)
            count += run->subjects[i].unit->trials[k].expectation_count;
    run->results = ARENA_NEW_ARRAY(&run->arena, struct trial_result, count);
}

/* Gives all bundles the native code of their shapes. NULL after a message. */
static struct aot_library *compile_natively(struct trial_run *run)
{
    const struct thoth_bundle **bundles = ARENA_NEW_ARRAY(
        &run->arena, const struct thoth_bundle *, run->subject_count);
    struct aot_library *library = NULL;
    struct aot_error error;

    for (uint32_t i = 0; i < run->subject_count; i++)
        bundles[i] = run->subjects[i].bundle.bundle;
    if (!aot_shape_library(bundles, run->subject_count, NULL, &library,
                           &error)) {
        fprintf(stderr, "thothc test: %s\n", error.message);
        return NULL;
    }
    for (uint32_t i = 0; i < run->subject_count; i++)
        if (!aot_attach(library, run->subjects[i].bundle.bundle, &error)) {
            fprintf(stderr, "thothc test: %s\n", error.message);
            aot_library_release(library);
            return NULL;
        }
    return library;
}

static int run_tests(struct trial_run *run)
{
    struct aot_library *library = NULL;

    if (run->options->native && run->subject_count) {
        library = compile_natively(run);
        if (!library)
            return EXIT_TROUBLE;
    }
    trial_run_subjects(run);
    aot_library_release(library);
    trial_report(run, stdout);
    return run->failed ? EXIT_FINDINGS : EXIT_DONE;
}

static int work(struct trial_run *run, char *const *paths, size_t count)
{
    struct rule_set *rules = &run->rules;

    rule_set_start(rules, &run->options->build);
    if (!rule_set_find(rules, paths, count, false))
        return EXIT_TROUBLE;
    run->files = ARENA_NEW_ARRAY(&run->arena, struct trial_file,
                                 rules->sources.file_count);
    rule_set_each(rules, read_rules);
    rule_set_report(rules);
    if (rule_set_result(rules) != BUILD_OK)
        return rule_set_result(rules) == BUILD_FINDINGS ? EXIT_FINDINGS
                                                        : EXIT_TROUBLE;
    make_subjects(run);
    if (!run->options->suggest)
        return run_tests(run);
    trial_suggest(run, stdout);
    return EXIT_DONE;
}

static void release(struct trial_run *run)
{
    for (uint32_t i = 0; i < run->subject_count; i++) {
        unit_probe_release(&run->subjects[i].side.probe);
        trial_bundle_release(&run->subjects[i].bundle);
    }
    for (uint32_t i = 0; run->files && i < run->rules.sources.file_count; i++)
        trial_file_release(&run->files[i]);
    rule_set_release(&run->rules);
    arena_release(&run->arena);
}

int trial_run(const struct trial_options *options, char *const *paths,
              size_t count)
{
    struct trial_run run = {.options = options};
    struct memory_guard guard;
    volatile int status = EXIT_TROUBLE;

    if (!MEMORY_GUARD_ENTER(&guard)) {
        status = work(&run, paths, count);
        memory_guard_leave(&guard);
    } else {
        fputs("thothc test: out of memory\n", stderr);
    }
    release(&run);
    return status;
}
