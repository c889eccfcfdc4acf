/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The text form of the IR as input of the compiler.
 */
#include "compiler/base/diagnostic_print.h"
#include "compiler/base/out_of_memory.h"
#include "compiler/driver/rule_set.h"
#include "compiler/ir/ir_text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool ir_input_fits(char *const *paths, size_t count)
{
    size_t length = count == 1 ? strlen(paths[0]) : 0;

    return length > 3 && !strcmp(paths[0] + length - 3, ".ir");
}

/* The whole file, in the rule set's arena. */
static bool read_text(struct rule_set *rules, const char *path,
                      struct thoth_text *text)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    size_t size = 0, room = 0, got;

    if (!file)
        return false;
    do {
        if (room - size < 1 << 16) {
            room = room * 2 + (1 << 20);
            bytes = memory_grow(bytes, room, 1);
        }
        got = fread(bytes + size, 1, room - size, file);
        size += got;
    } while (got && size <= rules->options->most_file_bytes);
    *text = arena_copy_text(&rules->arena, (struct thoth_text){bytes, size});
    free(bytes);
    if (ferror(file) || size > rules->options->most_file_bytes) {
        errno = ferror(file) ? errno : EFBIG;
        fclose(file);
        return false;
    }
    fclose(file);
    return true;
}

static void report(struct rule_set *rules, const char *path,
                   struct thoth_text text, const struct diagnostic_list *list)
{
    struct diagnostic_printer printer;

    if (!rules->options->diagnostics)
        return;
    diagnostic_printer_start(
        &printer, &rules->arena, rules->options->diagnostics,
        rules->options->colour, (struct thoth_text){path, strlen(path)}, text);
    for (const struct diagnostic *one = list->first; one; one = one->next)
        diagnostic_print(&printer, one);
}

/* Folders of a path, made where they are not there yet: files of one folder
 * mostly follow each other, so the latest ones are looked at first. */
struct folder_tree {
    struct rule_set *rules;
    struct program_folder *folders;
    uint32_t count, room;
};

static uint32_t folder_of(struct folder_tree *tree, uint32_t parent,
                          struct thoth_text name)
{
    str_id id = intern(tree->rules->session.strings, name);

    for (uint32_t i = tree->count; i-- > 1;)
        if (tree->folders[i].parent == parent && tree->folders[i].name == id)
            return i;
    if (tree->count == tree->room) {
        tree->room = tree->room * 2 + 16;
        tree->folders =
            memory_grow(tree->folders, tree->room, sizeof *tree->folders);
    }
    tree->folders[tree->count] = (struct program_folder){parent, id};
    return tree->count++;
}

static void place_file(struct folder_tree *tree,
                       const struct ir_text_file *from, struct program_file *to)
{
    struct thoth_text rest = from->path;
    uint32_t folder = 0;
    const char *slash;

    while ((slash = rest.length ? memchr(rest.at, '/', rest.length) : NULL)) {
        size_t length = (size_t)(slash - rest.at);

        folder = folder_of(tree, folder, (struct thoth_text){rest.at, length});
        rest.at += length + 1;
        rest.length -= length + 1;
    }
    *to = (struct program_file){
        .folder = folder,
        .name = intern(tree->rules->session.strings, rest),
        .namespace_ = from->namespace_,
        .object = from->object,
    };
}

static void gather(struct rule_set *rules, const struct ir_text_program *text,
                   struct program *program)
{
    struct folder_tree tree = {.rules = rules};
    struct program_file *files =
        ARENA_NEW_ARRAY(&rules->arena, struct program_file, text->file_count);
    struct program_folder *folders;

    folder_of(&tree, PROGRAM_NONE, (struct thoth_text){"", 0});
    for (uint32_t i = 0; i < text->file_count; i++)
        place_file(&tree, &text->files[i], &files[i]);
    folders = ARENA_NEW_ARRAY(&rules->arena, struct program_folder, tree.count);
    memcpy(folders, tree.folders, tree.count * sizeof *folders);
    free(tree.folders);
    program_gather(program, &rules->session, &rules->arena, folders, tree.count,
                   files, text->file_count);
}

bool ir_input_gather(struct rule_set *rules, const char *path,
                     struct program *program)
{
    struct diagnostic_list diagnostics;
    struct ir_text_program parsed;
    struct thoth_text text;

    if (!read_text(rules, path, &text)) {
        if (rules->options->diagnostics)
            fprintf(rules->options->diagnostics, "thothc: %s: %s\n", path,
                    strerror(errno));
        return false;
    }
    diagnostic_list_start(&diagnostics, &rules->arena);
    if (!ir_parse(text, &rules->session, &rules->arena, &diagnostics,
                  &parsed)) {
        report(rules, path, text, &diagnostics);
        return false;
    }
    gather(rules, &parsed, program);
    return true;
}
