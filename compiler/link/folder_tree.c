/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbering folders as files ask for them.
 */
#include "compiler/link/folder_tree.h"

#include <string.h>

static uint32_t add_folder(struct folder_tree *tree, uint32_t parent,
                           str_id name)
{
    if (tree->count == tree->room) {
        uint32_t room = tree->room * 2 + 256;
        struct program_folder *folders =
            ARENA_NEW_ARRAY(tree->arena, struct program_folder, room);

        if (tree->count)
            memcpy(folders, tree->folders, tree->count * sizeof *folders);
        tree->folders = folders;
        tree->room = room;
    }
    tree->folders[tree->count] = (struct program_folder){parent, name};
    return tree->count++;
}

void folder_tree_start(struct folder_tree *tree, struct ir_session *session,
                       struct arena *arena)
{
    *tree = (struct folder_tree){.arena = arena};
    row_table_start(&tree->numbers, arena);
    add_folder(tree, PROGRAM_NONE,
               intern(session->strings, (struct thoth_text){"", 0}));
}

uint32_t folder_tree_find(struct folder_tree *tree, uint32_t parent,
                          str_id name)
{
    uint32_t found =
        row_table_find(&tree->numbers, parent, &name, 1, tree->count);

    return found < tree->count ? found : add_folder(tree, parent, name);
}
