/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shows what the check stage makes of an input, for the scripts that compare
 * it with what is recorded:
 *   print diagnostics FILE   all findings of a rules file as text
 *   print schema             JSON Schema
 *   print trees              of each line {"id", "yaml"} on standard input
 *                            {"id", "valid", "tree"}; no `tree` if the text is
 *                            no YAML or has no JSON form
 */
#include "compiler/ast/ast_json.h"
#include "compiler/base/diagnostic_print.h"
#include "compiler/check/check.h"
#include "compiler/check/schema_print.h"
#include "compiler/yaml/yaml_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct ast_node *read_and_check(struct thoth_text text,
                                       struct arena *arena,
                                       struct diagnostic_list *list)
{
    struct yaml_limits limits = YAML_LIMITS_DEFAULT;
    struct ast_node *root;

    diagnostic_list_start(list, arena);
    root = yaml_read(text, arena, &limits, list);
    if (root != NULL)
        check_file(root, list, NULL);
    diagnostic_list_sort(list);
    return root;
}

static int print_diagnostics(const char *path)
{
    static char content[1 << 20];
    const char *name = strrchr(path, '/');
    FILE *file = fopen(path, "rb");
    struct arena arena = {0};
    struct diagnostic_printer printer;
    struct diagnostic_list list;
    struct thoth_text text = {content, 0};

    if (file == NULL) {
        perror(path);
        return 2;
    }
    text.length = fread(content, 1, sizeof(content), file);
    fclose(file);
    read_and_check(text, &arena, &list);
    diagnostic_printer_start(&printer, &arena, stdout, false,
                             thoth_text_of(name ? name + 1 : path), text);
    for (struct diagnostic *each = list.first; each; each = each->next)
        diagnostic_print(&printer, each);
    arena_release(&arena);
    return 0;
}

static json_t *answer(const json_t *question, struct arena *arena)
{
    const json_t *yaml = json_object_get(question, "yaml");
    struct thoth_text text = {json_string_value(yaml),
                              json_string_length(yaml)};
    struct diagnostic_list list;
    struct ast_node *root = read_and_check(text, arena, &list);
    const struct ast_node *odd;
    json_t *result = json_object();

    json_object_set(result, "id", json_object_get(question, "id"));
    json_object_set_new(result, "valid", json_boolean(list.errors == 0));
    if (root != NULL)
        json_object_set_new(result, "tree", ast_to_json(root, &odd));
    return result;
}

static int print_trees(void)
{
    struct arena arena = {0};
    json_t *question;

    while ((question = json_loadf(
                stdin, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, NULL))) {
        json_t *result = answer(question, &arena);
        json_dumpf(result, stdout, JSON_COMPACT);
        putchar('\n');
        json_decref(result);
        json_decref(question);
        arena_reset(&arena);
    }
    arena_release(&arena);
    return feof(stdin) ? 0 : 2;
}

static int run(int count, char **arguments)
{
    const char *what = count > 1 ? arguments[1] : "";

    if (strcmp(what, "diagnostics") == 0 && count == 3)
        return print_diagnostics(arguments[2]);
    if (strcmp(what, "trees") == 0 && count == 2)
        return print_trees();
    if (strcmp(what, "schema") == 0 && count == 2) {
        schema_print(stdout);
        return 0;
    }
    fputs("usage: print diagnostics FILE | schema | trees\n", stderr);
    return 2;
}

int main(int count, char **arguments)
{
    int status = run(count, arguments);

    return fflush(stdout) == 0 && !ferror(stdout) ? status : 2;
}
