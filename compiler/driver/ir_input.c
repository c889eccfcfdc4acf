/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The text form of the IR as input of the compiler.
 */
#include "compiler/base/diagnostic_print.h"
#include "compiler/base/out_of_memory.h"
#include "compiler/driver/rule_set.h"
#include "compiler/ir/ir_text.h"
#include "compiler/link/folder_tree.h"

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
    int error;

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
    error = ferror(file)                             ? errno
            : size > rules->options->most_file_bytes ? EFBIG
                                                     : 0;
    fclose(file);
    errno = error;
    return !error;
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

static void place_file(struct rule_set *rules, struct folder_tree *tree,
                       const struct ir_text_file *from, struct program_file *to)
{
    struct intern_table *strings = rules->session.strings;
    struct thoth_text rest = from->path;
    uint32_t folder = 0;
    const char *slash;

    while ((slash = rest.length ? memchr(rest.at, '/', rest.length) : NULL)) {
        size_t length = (size_t)(slash - rest.at);

        folder = folder_tree_find(
            tree, folder,
            intern(strings, (struct thoth_text){rest.at, length}));
        rest.at += length + 1;
        rest.length -= length + 1;
    }
    *to = (struct program_file){
        .folder = folder,
        .name = intern(strings, rest),
        .namespace_ = from->namespace_,
        .object = from->object,
    };
}

static void gather(struct rule_set *rules, const struct ir_text_program *text,
                   struct program *program)
{
    struct folder_tree tree;
    struct program_file *files =
        ARENA_NEW_ARRAY(&rules->arena, struct program_file, text->file_count);

    folder_tree_start(&tree, &rules->session, &rules->arena);
    for (uint32_t i = 0; i < text->file_count; i++)
        place_file(rules, &tree, &text->files[i], &files[i]);
    program_gather(program, &rules->session, &rules->arena, tree.folders,
                   tree.count, files, text->file_count);
}

enum build_result ir_input_gather(struct rule_set *rules, const char *path,
                                  struct program *program)
{
    struct diagnostic_list diagnostics;
    struct ir_text_program parsed;
    struct thoth_text text;

    if (!read_text(rules, path, &text)) {
        if (rules->options->diagnostics)
            fprintf(rules->options->diagnostics, "thothc: %s: %s\n", path,
                    strerror(errno));
        return BUILD_TROUBLE;
    }
    diagnostic_list_start(&diagnostics, &rules->arena);
    if (!ir_parse(text, &rules->session, &rules->arena, &diagnostics,
                  &parsed)) {
        report(rules, path, text, &diagnostics);
        return BUILD_FINDINGS;
    }
    gather(rules, &parsed, program);
    return BUILD_OK;
}
