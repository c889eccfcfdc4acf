/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names out of the program of all rule files.
 */
#include "compiler/lsp/workspace.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/check/field.h"
#include "compiler/driver/cache_option.h"
#include "compiler/driver/incremental.h"
#include "compiler/driver/rule_set.h"

#include <stdlib.h>
#include <string.h>

void lsp_workspace_add(struct lsp_workspace *workspace, const char *folder)
{
    workspace->folders =
        memory_grow(workspace->folders, workspace->folder_count + 1,
                    sizeof *workspace->folders);
    workspace->folders[workspace->folder_count] =
        memory_allocate(strlen(folder) + 1);
    strcpy(workspace->folders[workspace->folder_count++], folder);
    workspace->known = false;
}

void lsp_workspace_release(struct lsp_workspace *workspace)
{
    for (size_t i = 0; i < workspace->folder_count; i++)
        free(workspace->folders[i]);
    free(workspace->folders);
    arena_release(&workspace->arena);
}

static int compare_texts(const void *left, const void *right)
{
    return thoth_text_order(*(const struct thoth_text *)left,
                            *(const struct thoth_text *)right);
}

static void take_unit(struct lsp_workspace *workspace, struct rule_set *rules,
                      const struct program *program,
                      const struct program_unit *unit)
{
    const struct program_file *file = &program->files[unit->file];
    struct thoth_text space =
        intern_text(rules->session.strings, file->namespace_);
    struct thoth_text name = intern_text(rules->session.strings, unit->name);

    workspace->units[workspace->unit_count++] = (struct lsp_unit){
        .name = arena_format(&workspace->arena, "%.*s.%.*s", (int)space.length,
                             space.at, (int)name.length, name.at),
        .kind = (enum unit_section)program_kind(unit),
        .path = source_path(&rules->sources, &rules->sources.files[unit->file],
                            &workspace->arena),
        .line = unit->line,
        .column = unit->column,
    };
}

static void take_packages(struct lsp_workspace *workspace,
                          struct rule_set *rules, const struct program *program)
{
    struct thoth_text *names = workspace->packages;
    uint32_t count = 0, distinct = 0;

    for (uint32_t i = 0; i < program->instance_count; i++)
        if (program->instances[i].package != STR_NONE)
            names[count++] = intern_text(rules->session.strings,
                                         program->instances[i].package);
    qsort(names, count, sizeof *names, compare_texts);
    for (uint32_t i = 0; i < count; i++)
        if (!distinct || !thoth_text_equal(names[i], names[distinct - 1]))
            names[distinct++] = names[i];
    for (uint32_t i = 0; i < distinct; i++)
        names[i] = arena_copy_text(&workspace->arena, names[i]);
    workspace->package_count = distinct;
}

static void take_names(struct lsp_workspace *workspace, struct rule_set *rules)
{
    struct program program;

    rule_set_gather(rules, &program);
    workspace->units =
        ARENA_NEW_ARRAY(&workspace->arena, struct lsp_unit, program.unit_count);
    workspace->packages = ARENA_NEW_ARRAY(&workspace->arena, struct thoth_text,
                                          program.instance_count);
    for (uint32_t i = 0; i < program.unit_count; i++)
        take_unit(workspace, rules, &program, &program.units[i]);
    take_packages(workspace, rules, &program);
}

/* Files with errors have no units; the others are known all the same. */
static void compile(struct lsp_workspace *workspace, struct rule_set *rules,
                    struct incremental *incremental)
{
    bool cached = rules->options->cache_folder != NULL;

    if (cached)
        incremental_open(incremental, rules, workspace->folders,
                         workspace->folder_count);
    rule_set_find(rules, workspace->folders, workspace->folder_count, cached);
    if (cached) {
        incremental_find(incremental);
        incremental_restore(incremental);
    }
    rule_set_each(rules, rule_set_compile_file);
    if (cached && !incremental_is_complete(incremental))
        incremental_store(incremental);
    take_names(workspace, rules);
}

void lsp_workspace_update(struct lsp_workspace *workspace)
{
    struct build_options options = BUILD_OPTIONS_DEFAULT;
    struct cache_choice choice = {0};
    struct incremental incremental = {0};
    struct rule_set rules = {0};
    struct memory_guard guard;
    volatile bool complete = false;

    if (workspace->known || !workspace->folder_count)
        return;
    arena_reset(&workspace->arena);
    workspace->unit_count = workspace->package_count = 0;
    if (!MEMORY_GUARD_ENTER(&guard)) {
        options.lint = true; /* the same cache as that of checks */
        cache_option_settle(&choice, "lsp", &options);
        rule_set_start(&rules, &options);
        compile(workspace, &rules, &incremental);
        memory_guard_leave(&guard);
        complete = workspace->known = true;
    }
    incremental_release(&incremental);
    rule_set_release(&rules);
    cache_choice_release(&choice);
    if (!complete)
        memory_ran_out();
}
