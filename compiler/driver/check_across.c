/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checks across files: over the program that all files make, then file by file
 * for those with findings, which are read again for exact places and fixes.
 * What was found goes through the form in which it is kept, so that findings
 * out of the cache and new ones are the same.
 */
#include "compiler/base/out_of_memory.h"
#include "compiler/driver/check_run.h"
#include "compiler/lint/program_lint.h"

#include <string.h>

struct across {
    struct check_run *run;
    struct program program;
    struct program_findings findings;
    uint32_t *files; /* with findings that are reported */
    uint32_t count;
    struct diagnostic_list *lists; /* as files */
    uint32_t *numbers;             /* 0, 1, 2... */
};

/* In place of paths, which may be shown in another way the next time: the
 * number of a file, as bytes. */
static struct thoth_text number_of(void *user, uint32_t file)
{
    const uint32_t *numbers = ((struct across *)user)->numbers;

    return (struct thoth_text){(const char *)&numbers[file],
                               sizeof numbers[file]};
}

/* Will a finding of the file be reported, there or at the other unit? Others
 * need no words. */
static bool is_reported(const struct across *across, uint32_t file)
{
    struct check_run *run = across->run;
    const struct source_file *files = run->rules.sources.files;

    if (!run->beside || check_scope_has(&run->scope, &files[file]))
        return true;
    for (const struct program_finding *one = across->findings.of_file[file];
         one; one = one->next)
        if (one->other != PROGRAM_NONE && one->code != DIAG_LINK_SHARED &&
            check_scope_has(&run->scope,
                            &files[across->program.units[one->other].file]))
            return true;
    return false;
}

static void list_files(struct across *across)
{
    struct rule_set *rules = &across->run->rules;
    uint32_t count = rules->sources.file_count;

    across->files = ARENA_NEW_ARRAY(&rules->arena, uint32_t, count);
    across->numbers = ARENA_NEW_ARRAY(&rules->arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        across->numbers[i] = i;
        if (across->findings.of_file[i] && is_reported(across, i))
            across->files[across->count++] = i;
    }
    across->lists =
        ARENA_NEW_ARRAY(&rules->arena, struct diagnostic_list, across->count);
}

/* A thread_pool_work: words the findings of a file. */
static void word_file(void *user, unsigned number, uint32_t item)
{
    struct across *across = user;
    struct rule_set *rules = &across->run->rules;
    struct rule_worker *worker = &rules->workers[number];
    uint32_t file = across->files[item];
    const struct program_paths paths = {number_of, across};
    struct diagnostic_list again; /* said when the file was compiled */
    struct thoth_text content = {"", 0};
    struct ast_node *root = NULL;

    diagnostic_list_start(&again, &worker->arena);
    diagnostic_list_start(&across->lists[item], &worker->arena);
    if (source_read(&rules->sources, &rules->sources.files[file],
                    rules->options->most_file_bytes, &worker->buffer, &content,
                    &again)) {
        rule_set_take(rules, file, &worker->front);
        root = front_read(&worker->front, content, &again);
    }
    lint_program_report(&across->program, &across->findings, file, root,
                        content, &paths, &worker->front.scratch,
                        &across->lists[item]);
    front_settle_fixes(&worker->front, content, across->lists[item].first,
                       across->lists[item].arena);
}

/* Puts paths in place of the numbers of files, in findings of file `owner`.
 * False if there is no such file. */
static bool name_files(struct check_run *run, uint32_t owner,
                       struct diagnostic_list *list)
{
    struct source_set *sources = &run->rules.sources;

    for (struct diagnostic *one = list->first; one; one = one->next)
        for (struct diagnostic_place *at = one->secondary; at; at = at->next) {
            uint32_t file;

            if (!at->path.length)
                continue;
            if (at->path.length != sizeof file)
                return false;
            memcpy(&file, at->path.at, sizeof file);
            if (file >= sources->file_count)
                return false;
            at->path = check_scope_path(&run->scope, sources,
                                        &sources->files[file], list->arena);
            check_beside_note(run, owner, one, at, file);
        }
    return true;
}

static bool is_within(struct span inner, struct span outer)
{
    return inner.line == outer.line && outer.line == outer.end_line &&
           inner.column >= outer.column && inner.end_column <= outer.end_column;
}

/* What a file alone tells of a link need not be said twice; but only all rules
 * together tell what the link should be. */
static bool is_news(void *user, const struct diagnostic *found)
{
    struct diagnostic_list *list = user;

    if (found->code != DIAG_LINK_SHARED)
        return true;
    for (struct diagnostic *own = list->first; own; own = own->next)
        if (own->code == DIAG_LINK_PACKAGE &&
            is_within(own->span, found->span)) {
            if (!own->fix)
                own->fix = found->fix;
            return false;
        }
    return true;
}

/* Adds what was found to the lists of the files. */
static void take(struct check_run *run, const struct across_entry *entries,
                 uint32_t count, const unsigned char *findings)
{
    for (uint32_t i = 0; i < count; i++) {
        struct diagnostic_list *list =
            &run->rules.files[entries[i].file].diagnostics;
        struct diagnostic_list found;

        diagnostic_list_start(&found, &run->rules.arena);
        if (!finding_image_read(findings + entries[i].first_finding,
                                (size_t)entries[i].finding_size, &found) ||
            !name_files(run, entries[i].file, &found))
            continue;
        diagnostic_list_filter(&found, is_news, list);
        list->arena = found.arena;
        diagnostic_list_join(list, &found);
        diagnostic_list_sort(list);
    }
}

/* The findings in the form in which they are kept. */
static struct across_entry *make_image(struct across *across,
                                       struct finding_image *image)
{
    struct across_entry *entries = ARENA_NEW_ARRAY(
        &across->run->rules.arena, struct across_entry, across->count);

    for (uint32_t i = 0; i < across->count; i++) {
        entries[i].file = across->files[i];
        entries[i].first_finding = image->size;
        finding_image_add(image, &across->lists[i]);
        entries[i].finding_size = image->size - entries[i].first_finding;
    }
    return entries;
}

bool check_across_known(struct check_run *run)
{
    const struct across_entry *entries;
    const unsigned char *findings;
    uint32_t count;

    if (!incremental_across(&run->incremental, &entries, &count, &findings))
        return false;
    take(run, entries, count, findings);
    return true;
}

void check_across(struct check_run *run)
{
    struct across across = {.run = run};
    struct rule_set *rules = &run->rules;
    struct across_entry *entries;

    rule_set_gather(rules, &across.program);
    lint_program(&across.program, !run->partial, &across.findings);
    list_files(&across);
    if (across.count &&
        !thread_pool_run(rules->threads, across.count, 8, word_file, &across))
        memory_ran_out();
    run->across_image.size = 0;
    entries = make_image(&across, &run->across_image);
    if (rules->options->cache_folder && !run->beside)
        incremental_store_across(&run->incremental, entries, across.count,
                                 &run->across_image);
    take(run, entries, across.count, run->across_image.bytes);
}
