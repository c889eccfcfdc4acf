/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shows what the YAML front end makes of a file, for the script that compares
 * it with what is recorded:
 *   print ast FILE           the tree, nothing after an error
 *   print diagnostics FILE   all findings as text
 */
#include "compiler/ast/ast_print.h"
#include "compiler/base/diagnostic_print.h"
#include "compiler/yaml/yaml_read.h"

#include <stdio.h>
#include <string.h>

static void print_diagnostics(struct diagnostic_list *list, const char *path,
                              struct thoth_text content)
{
    const char *name = strrchr(path, '/');
    struct diagnostic_printer printer;

    diagnostic_list_sort(list);
    diagnostic_printer_start(&printer, list->arena, stdout, false,
                             thoth_text_of(name ? name + 1 : path), content);
    for (struct diagnostic *each = list->first; each; each = each->next)
        diagnostic_print(&printer, each);
}

static int print_file(const char *what, const char *path)
{
    static char content[1 << 16];
    struct yaml_limits limits = YAML_LIMITS_DEFAULT;
    FILE *file = fopen(path, "rb");
    struct arena arena = {0};
    struct diagnostic_list list;
    struct thoth_text text = {content, 0};
    struct ast_node *root;

    if (file == NULL) {
        perror(path);
        return 2;
    }
    text.length = fread(content, 1, sizeof(content), file);
    fclose(file);
    diagnostic_list_start(&list, &arena);
    root = yaml_read(text, &arena, &limits, &list);
    if (strcmp(what, "ast") == 0)
        ast_print(stdout, root);
    else
        print_diagnostics(&list, path, text);
    arena_release(&arena);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}

int main(int count, char **arguments)
{
    if (count == 3 && (strcmp(arguments[1], "ast") == 0 ||
                       strcmp(arguments[1], "diagnostics") == 0))
        return print_file(arguments[1], arguments[2]);
    fputs("usage: print ast|diagnostics FILE\n", stderr);
    return 2;
}
