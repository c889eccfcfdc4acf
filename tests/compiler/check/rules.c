/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads and checks rules for tests.
 */
#include "tests/compiler/check/rules.h"

#include "compiler/check/check.h"
#include "compiler/yaml/yaml_read.h"
#include "tests/harness/run.h"

#include <stdlib.h>
#include <string.h>

void rules_check(struct rules *rules, const char *yaml)
{
    struct yaml_limits limits = YAML_LIMITS_DEFAULT;

    *rules = (struct rules){.root = NULL};
    diagnostic_list_start(&rules->list, &rules->arena);
    rules->root =
        yaml_read(thoth_text_of(yaml), &rules->arena, &limits, &rules->list);
    CU_ASSERT_PTR_NOT_NULL(rules->root);
    if (rules->root != NULL)
        rules->valid = check_file(rules->root, &rules->list, NULL);
}

void rules_release(struct rules *rules)
{
    arena_release(&rules->arena);
}

static struct ast_node *step_into(const struct ast_node *node,
                                  struct thoth_text part)
{
    struct ast_entry *entry;
    unsigned long number;

    if (node->kind == AST_SEQUENCE) {
        number = strtoul(part.at, NULL, 10);
        return number < node->sequence.count ? node->sequence.items[number]
                                             : NULL;
    }
    entry = node->kind == AST_MAPPING ? ast_entry_find(node, part) : NULL;
    return entry != NULL ? entry->value : NULL;
}

struct ast_node *rules_at(const struct rules *rules, const char *path)
{
    struct ast_node *node = rules->root;

    while (node != NULL && *path != '\0') {
        size_t length = strcspn(path, ".");
        node = step_into(node, (struct thoth_text){path, length});
        path += length + (path[length] == '.');
    }
    CU_ASSERT_PTR_NOT_NULL_FATAL(node);
    return node;
}

unsigned rules_count(const struct rules *rules, enum diagnostic_code code)
{
    unsigned count = 0;

    for (const struct diagnostic *each = rules->list.first; each != NULL;
         each = each->next)
        count += each->code == code;
    return count;
}
