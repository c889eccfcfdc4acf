/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A closure in use, and the end of one.
 */
#include "resolver/kb/closure.h"

#include "resolver/kb/closure_builder.h"

#include <stdlib.h>

uint32_t closure_find(const struct closure *closure, struct thoth_text name)
{
    const struct closure_store *store = (const struct closure_store *)closure;
    const uint32_t *number = text_table_find(&store->names, name);

    return number ? *number : CLOSURE_NONE;
}

void closure_release(struct closure *closure)
{
    struct closure_store *store = (struct closure_store *)closure;

    if (!store)
        return;
    free((void *)closure->packages);
    free((void *)closure->versions);
    free((void *)closure->requirements);
    free((void *)closure->edges);
    free((void *)closure->ranges);
    free((void *)closure->advisories);
    text_table_release(&store->names);
    arena_release(&store->arena);
    free(store);
}
