/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What can be made of all rule files below some paths: a bundle, findings, or
 * the text of a stage.
 */
#include "compiler/ast/ast_print.h"
#include "compiler/base/out_of_memory.h"
#include "compiler/driver/build.h"
#include "compiler/driver/incremental.h"
#include "compiler/driver/rule_set.h"
#include "compiler/link/bundle_write.h"
#include "compiler/link/passes.h"
#include "compiler/link/program_print.h"

/* One call of a function below; `work` makes its result. */
struct paths_build {
    struct rule_set rules;
    struct incremental incremental;
    char *const *paths;
    size_t count;
    unsigned char **bytes;
    size_t *size;
    const char *pass;
    FILE *stream;
    enum build_result (*work)(struct paths_build *build);
    enum build_result result;
};

static enum build_result run(struct paths_build *build,
                             const struct build_options *options)
{
    struct memory_guard guard;

    build->result = BUILD_TROUBLE;
    if (!MEMORY_GUARD_ENTER(&guard)) {
        rule_set_start(&build->rules, options);
        build->result = build->work(build);
        memory_guard_leave(&guard);
    } else if (options->diagnostics) {
        fputs("thothc: out of memory\n", options->diagnostics);
    }
    incremental_release(&build->incremental);
    rule_set_release(&build->rules);
    return build->result;
}

/* Files to a program, by way of their text or of the IR's. */
static enum build_result gather(struct paths_build *build,
                                struct program *program)
{
    struct rule_set *rules = &build->rules;

    if (ir_input_fits(build->paths, build->count))
        return ir_input_gather(rules, build->paths[0], program);
    if (!rule_set_find(rules, build->paths, build->count, false))
        return BUILD_TROUBLE;
    rule_set_each(rules, rule_set_compile_file);
    rule_set_report(rules);
    if (rules->errors)
        return rule_set_result(rules);
    rule_set_gather(rules, program);
    return BUILD_OK;
}

/* Passes and bundle. */
static enum build_result link_program(struct paths_build *build,
                                      struct program *program)
{
    FILE *diagnostics = build->rules.options->diagnostics;

    program_run_passes(program, NULL);
    if (bundle_write(program, build->rules.threads, build->bytes,
                     build->size) == BUNDLE_WRITE_OK)
        return BUILD_OK;
    if (diagnostics)
        fputs("thothc: the rules are too large for one bundle (2 GiB in one "
              "section); build them in parts\n",
              diagnostics);
    return BUILD_TROUBLE;
}

static void deliver(const struct paths_build *build, enum build_result result)
{
    const struct build_options *options = build->rules.options;

    if (result == BUILD_OK && options->deliver)
        options->deliver(options->deliver_user, *build->bytes, *build->size);
}

static enum build_result make_bundle(struct paths_build *build)
{
    struct program program;
    enum build_result result = gather(build, &program);

    if (result == BUILD_OK)
        result = link_program(build, &program);
    deliver(build, result);
    return result;
}

/* The same, with a cache: files it knows are not compiled again, and a bundle
 * that was made of the same files is taken as it is. */
static enum build_result make_bundle_incrementally(struct paths_build *build)
{
    struct rule_set *rules = &build->rules;
    struct incremental *incremental = &build->incremental;
    struct program program;
    enum build_result result;

    incremental_open(incremental, rules, build->paths, build->count);
    if (!rule_set_find(rules, build->paths, build->count, true))
        return BUILD_TROUBLE;
    incremental_find(incremental);
    if (!rules->errors &&
        incremental_bundle(incremental, build->bytes, build->size)) {
        rule_set_report(rules);
        deliver(build, BUILD_OK);
        return BUILD_OK;
    }
    incremental_restore(incremental);
    rule_set_each(rules, rule_set_compile_file);
    rule_set_report(rules);
    incremental_store(incremental);
    result = rule_set_result(rules);
    if (result == BUILD_OK) {
        rule_set_gather(rules, &program);
        result = link_program(build, &program);
    }
    if (result == BUILD_OK)
        incremental_store_bundle(incremental, *build->bytes, *build->size);
    deliver(build, result);
    incremental_stored(incremental);
    return result;
}

enum build_result build_paths(char *const *paths, size_t count,
                              const struct build_options *options,
                              unsigned char **bytes, size_t *size)
{
    struct paths_build build = {.paths = paths,
                                .count = count,
                                .bytes = bytes,
                                .size = size,
                                .work = make_bundle};

    *bytes = NULL;
    *size = 0;
    if (options->cache_folder && !ir_input_fits(paths, count))
        build.work = make_bundle_incrementally;
    return run(&build, options);
}

static enum build_result print_program(struct paths_build *build)
{
    struct program program;
    enum build_result result = gather(build, &program);

    if (result != BUILD_OK)
        return result;
    if (build->pass)
        program_run_passes(&program, build->pass);
    program_print(build->stream, &program);
    return BUILD_OK;
}

enum build_result build_print_program(char *const *paths, size_t count,
                                      const struct build_options *options,
                                      const char *pass, FILE *stream)
{
    struct paths_build build = {.paths = paths,
                                .count = count,
                                .pass = pass,
                                .stream = stream,
                                .work = print_program};

    return run(&build, options);
}

static void print_tree(struct paths_build *build, uint32_t number)
{
    struct rule_set *rules = &build->rules;
    struct rule_worker *worker = &rules->workers[0];
    struct source_file *source = &rules->sources.files[number];
    struct diagnostic_list *list = &rules->files[number].diagnostics;
    struct thoth_text content;
    struct ast_node *root = NULL;

    diagnostic_list_start(list, &rules->arena);
    arena_reset(&worker->front.scratch);
    if (source_read(&rules->sources, source, rules->options->most_file_bytes,
                    &worker->buffer, &content, list))
        root = front_tree(content, source->name,
                          source_named_by(&rules->sources, source),
                          &worker->front.limits, &worker->front.scratch, list);
    ast_print(build->stream, root);
    rule_report_file(rules, source, list);
}

static enum build_result print_trees(struct paths_build *build)
{
    struct rule_set *rules = &build->rules;

    if (!rule_set_find(rules, build->paths, build->count, false))
        return BUILD_TROUBLE;
    for (uint32_t i = 0; i < rules->sources.file_count; i++)
        print_tree(build, i);
    return rule_set_result(rules);
}

enum build_result build_print_trees(char *const *paths, size_t count,
                                    const struct build_options *options,
                                    FILE *stream)
{
    struct paths_build build = {
        .paths = paths, .count = count, .stream = stream, .work = print_trees};

    return run(&build, options);
}
