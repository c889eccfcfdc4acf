/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Finding and compiling rule files.
 */
#include "compiler/driver/rule_set.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/base/thread_pool.h"
#include "compiler/link/folder_tree.h"
#include "compiler/source/directory_listing.h"
#include "compiler/yaml/metadata.h"

#include <string.h>

enum { FILES_AT_ONCE = 32 };

void rule_set_start(struct rule_set *rules, const struct build_options *options)
{
    *rules = (struct rule_set){.options = options};
    rules->threads =
        options->threads ? options->threads : thread_pool_processors();
    ir_session_start(&rules->session);
    if (options->lint)
        rules->lint = lint_session_create();
    rules->workers =
        ARENA_NEW_ARRAY(&rules->arena, struct rule_worker, rules->threads);
    for (unsigned i = 0; i < rules->threads; i++) {
        rules->workers[i].front.limits = options->limits;
        rules->workers[i].front.lowering.session = &rules->session;
        rules->workers[i].front.lint = rules->lint;
    }
}

void rule_set_release(struct rule_set *rules)
{
    for (unsigned i = 0; rules->workers && i < rules->threads; i++) {
        front_release(&rules->workers[i].front);
        arena_release(&rules->workers[i].arena);
        source_buffer_release(&rules->workers[i].buffer);
    }
    ir_session_release(&rules->session);
    lint_session_release(rules->lint);
    source_set_release(&rules->sources);
    arena_release(&rules->arena);
}

/* The hash of one hash and of bytes behind it. */
static struct content_hash hash_on(struct content_hash hash, const void *bytes,
                                   size_t size)
{
    const struct content_hash both[] = {hash, content_hash(bytes, size)};

    return content_hash(both, sizeof both);
}

/* What a text means depends on its language, and a `namespace` in a file must
 * be that of its rules: what is said otherwise names the place of theirs. */
struct content_hash rule_set_hash(const struct rule_set *rules, uint32_t item,
                                  struct thoth_text content)
{
    const struct source_file *source = &rules->sources.files[item];
    const struct source_metadata *by = source_named_by(&rules->sources, source);
    struct content_hash hash = content_hash(content.at, content.length);

    if (!source_name_is_rx(source->name))
        return hash;
    hash = hash_on(hash, "rx", 2);
    if (!by)
        return hash;
    hash = hash_on(hash, by->name_space.at, by->name_space.length);
    hash = hash_on(hash, by->path.at, by->path.length);
    return hash_on(hash, &by->name_span, sizeof by->name_span);
}

void rule_set_take(const struct rule_set *rules, uint32_t item,
                   struct front *front)
{
    const struct source_file *source = &rules->sources.files[item];

    front->name = source->name;
    front->named_by = source_named_by(&rules->sources, source);
}

/* Few files have such comments, so that only those are read a second time. */
static void read_suppressions(struct rule_worker *worker,
                              struct rule_file *file, struct thoth_text content)
{
    struct front *front = &worker->front;
    struct arena *scratch = &worker->front.scratch;
    struct diagnostic_list ignored; /* said when the file was compiled */

    arena_reset(scratch);
    diagnostic_list_start(&ignored, scratch);
    file->suppressions = ARENA_NEW(&worker->arena, struct suppression_set);
    suppression_read(file->suppressions, content,
                     front_comments(content, front->name, scratch),
                     front_tree(content, front->name, front->named_by,
                                &front->limits, scratch, &ignored),
                     &worker->arena);
}

/* What is wanted of a file's text: all, or only its comments if the rest is
 * known. */
static void take_content(struct rule_set *rules, struct rule_worker *worker,
                         uint32_t item, struct thoth_text content)
{
    struct rule_file *file = &rules->files[item];

    rule_set_take(rules, item, &worker->front);
    if (!file->known) {
        file->readable = true;
        file->comments = suppression_possible(content);
        if (rules->options->cache_folder || rules->options->hash_contents)
            file->content = rule_set_hash(rules, item, content);
        file->object = front_compile(&worker->front, content, &worker->arena,
                                     &file->diagnostics);
    }
    if (rules->options->suppressions && file->comments)
        read_suppressions(worker, file, content);
}

void rule_set_compile_file(void *user, unsigned number, uint32_t item)
{
    struct rule_set *rules = user;
    struct rule_worker *worker = &rules->workers[number];
    struct rule_file *file = &rules->files[item];
    struct diagnostic_list ignored; /* said when the file was compiled */
    struct diagnostic_list *list = &file->diagnostics;
    struct thoth_text content;

    if (file->known && !(rules->options->suppressions && file->comments))
        return;
    if (file->known)
        list = &ignored;
    diagnostic_list_start(list, &worker->arena);
    if (source_read(&rules->sources, &rules->sources.files[item],
                    rules->options->most_file_bytes, &worker->buffer, &content,
                    list))
        take_content(rules, worker, item, content);
    progress_step(&rules->progress);
}

static void read_metadata(struct rule_set *rules, uint32_t number)
{
    struct source_metadata *metadata = &rules->sources.metadata[number];
    struct rule_worker *worker = &rules->workers[0];
    struct diagnostic_list *diagnostics = &rules->metadata_diagnostics[number];
    struct thoth_text content;

    diagnostic_list_start(diagnostics, &rules->arena);
    arena_reset(&worker->front.scratch);
    if (source_read(&rules->sources, &metadata->file,
                    rules->options->most_file_bytes, &worker->buffer, &content,
                    diagnostics))
        metadata_read(&rules->sources, metadata, content,
                      &worker->front.scratch, &worker->front.limits,
                      diagnostics);
    rule_report_file(rules, &metadata->file, diagnostics);
}

bool rule_set_find(struct rule_set *rules, char *const *paths, size_t count,
                   bool with_status)
{
    struct source_options options = {.threads = rules->threads,
                                     .with_status = with_status};
    uint32_t files;

    source_set_find(&rules->sources, (const char *const *)paths, count,
                    &options);
    rule_report_file(rules, NULL, &rules->sources.diagnostics);
    rules->metadata_diagnostics = ARENA_NEW_ARRAY(
        &rules->arena, struct diagnostic_list, rules->sources.metadata_count);
    for (uint32_t i = 0; i < rules->sources.metadata_count; i++)
        read_metadata(rules, i);
    files = rules->sources.file_count;
    rules->files = ARENA_NEW_ARRAY(&rules->arena, struct rule_file, files);
    return !rules->sources.diagnostics.errors;
}

void rule_set_each(struct rule_set *rules, thread_pool_work *work)
{
    uint32_t count = rules->sources.file_count;
    bool complete;

    progress_start(
        &rules->progress,
        rules->options->progress ? rules->options->diagnostics : NULL, count);
    complete =
        thread_pool_run(rules->threads, count, FILES_AT_ONCE, work, rules);
    progress_clear(&rules->progress);
    if (!complete)
        memory_ran_out();
}

/* Namespaces of files as strings of the session; most files have the one of the
 * file before. */
struct namespace_memory {
    struct thoth_text text;
    str_id id;
};

static str_id namespace_of(const struct rule_set *rules, uint32_t item,
                           struct namespace_memory *last)
{
    struct thoth_text text =
        source_namespace(&rules->sources, &rules->sources.files[item]);

    if (text.at != last->text.at || text.length != last->text.length)
        *last = (struct namespace_memory){text,
                                          intern(rules->session.strings, text)};
    return last->id;
}

/* Folders of directories, by number of the directory plus 1; 0: not yet. */
struct folder_numbers {
    struct rule_set *rules;
    struct folder_tree tree;
    uint32_t *of_directory;
};

/* The folder of a directory. All roots are the one nameless folder, so that
 * paths are relative to the root they were found under. */
static uint32_t folder_of(struct folder_numbers *numbers, uint32_t directory)
{
    const struct source_directory *of =
        &numbers->rules->sources.directories[directory];
    uint32_t *number = &numbers->of_directory[directory];

    if (of->parent == SOURCE_NONE)
        return 0;
    if (!*number)
        *number = folder_tree_find(
                      &numbers->tree, folder_of(numbers, of->parent),
                      intern(numbers->rules->session.strings, of->name)) +
                  1;
    return *number - 1;
}

void rule_set_gather(struct rule_set *rules, struct program *program)
{
    const struct source_set *sources = &rules->sources;
    uint32_t count = sources->file_count;
    struct folder_numbers folders = {.rules = rules};
    struct namespace_memory last = {{NULL, 0}, STR_NONE};
    struct program_file *files =
        ARENA_NEW_ARRAY(&rules->arena, struct program_file, count);

    folder_tree_start(&folders.tree, &rules->session, &rules->arena);
    folders.of_directory =
        ARENA_NEW_ARRAY(&rules->arena, uint32_t, sources->directory_count);
    for (uint32_t i = 0; i < count; i++) {
        const struct source_file *source = &sources->files[i];

        files[i] = (struct program_file){
            .folder = folder_of(&folders, source->directory),
            .name = intern(rules->session.strings, source->name),
            .namespace_ = namespace_of(rules, i, &last),
            .object = rules->files[i].object,
        };
    }
    program_gather(program, &rules->session, &rules->arena,
                   folders.tree.folders, folders.tree.count, files, count);
}
