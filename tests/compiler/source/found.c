/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One set for all cases, since they run one after the other.
 */
#include "tests/compiler/source/found.h"

#include "runtime/text.h"

#include <CUnit/CUnit.h>
#include <stdio.h>

struct source_set found;
static char shown[8192];

static void add(size_t *length, struct thoth_text text)
{
    *length +=
        (size_t)snprintf(shown + *length, sizeof(shown) - *length, "%s%.*s",
                         *length ? " " : "", (int)text.length, text.at);
}

/* The set's files in order, by what the view says of each. */
const char *found_show(enum found_view view)
{
    struct arena arena = {0};
    size_t length = 0;

    shown[0] = '\0';
    for (uint32_t i = 0; i < found.file_count; i++) {
        const struct source_file *file = &found.files[i];
        uint32_t metadata = found.directories[file->directory].metadata;

        if (view == PATHS)
            add(&length, source_path(&found, file, &arena));
        else if (view == RELATIVE)
            add(&length, source_relative_path(&found, file, &arena));
        else if (metadata == SOURCE_NONE)
            add(&length, thoth_text_of("-"));
        else
            add(&length,
                source_path(&found, &found.metadata[metadata].file, &arena));
    }
    arena_release(&arena);
    return shown;
}

uint32_t found_metadata(uint32_t file)
{
    return found.directories[found.files[file].directory].metadata;
}

/* The codes of what was reported while searching. */
const char *found_codes(void)
{
    size_t length = 0;

    shown[0] = '\0';
    for (struct diagnostic *each = found.diagnostics.first; each;
         each = each->next)
        add(&length, thoth_text_of(diagnostic_fact(each->code)->code));
    return shown;
}

void found_with(const char *const *paths, size_t count, unsigned threads,
                bool with_status)
{
    struct source_options options = {threads, with_status};
    bool fine = source_set_find(&found, paths, count, &options);

    CU_ASSERT_EQUAL(fine, found.diagnostics.errors == 0);
}

void found_leave(void)
{
    source_set_release(&found);
    tree_end();
}
