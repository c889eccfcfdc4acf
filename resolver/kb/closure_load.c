/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From the direct requirements to all that they reach: breadth first, in one
 * read transaction, so that an import under way cannot be seen in part.
 */
#include "resolver/kb/closure.h"

#include "compiler/base/out_of_memory.h"
#include "resolver/kb/closure_builder.h"

#include <stdlib.h>

void *closure_grow(void *array, uint32_t count, uint32_t *room, size_t size)
{
    if (count < *room)
        return array;
    if (*room > UINT32_MAX / 4)
        memory_ran_out();
    *room = *room ? 2 * *room : 64;
    return memory_grow(array, *room, size);
}

struct thoth_text closure_row_key(const uint32_t *row)
{
    return (struct thoth_text){(const char *)row, sizeof *row};
}

uint32_t closure_package_number(struct closure_builder *builder,
                                struct thoth_text name)
{
    struct closure *closure = &builder->store->closure;
    uint32_t room = builder->package_room;
    bool added;
    uint32_t number = *text_table_add(&builder->store->names, name,
                                      closure->package_count, &added);

    if (!added)
        return number;
    builder->packages = closure_grow(builder->packages, number, &room,
                                     sizeof *builder->packages);
    closure->packages = builder->packages;
    builder->wishes =
        closure_grow(builder->wishes, number, &builder->package_room,
                     sizeof *builder->wishes);
    builder->packages[number] = (struct closure_package){
        .name = arena_copy_text(&builder->store->arena, name)};
    builder->wishes[number] = (struct package_wishes){.index = CLOSURE_NONE};
    closure->package_count++;
    return number;
}

uint32_t closure_requirement_number(struct closure_builder *builder,
                                    uint32_t package,
                                    struct thoth_text specifier,
                                    bool direct_url)
{
    struct closure *closure = &builder->store->closure;
    struct thoth_text key = arena_format(&builder->scratch, "%u%c%.*s", package,
                                         direct_url ? '@' : ' ',
                                         (int)specifier.length, specifier.at);
    bool added;
    uint32_t number = *text_table_add(&builder->meanings, key,
                                      closure->requirement_count, &added);

    if (!added)
        return number;
    builder->requirements =
        closure_grow(builder->requirements, number, &builder->requirement_room,
                     sizeof *builder->requirements);
    closure->requirements = builder->requirements;
    builder->requirements[number] = (struct closure_requirement){
        .package = package,
        .direct_url = direct_url,
        .specifier = arena_copy_text(&builder->store->arena, specifier)};
    closure->requirement_count++;
    return number;
}

static void *take(void *arena, size_t size)
{
    return arena_allocate(arena, size);
}

static void keep(void *arena, void *memory)
{
    (void)arena;
    (void)memory;
}

static struct thoth_text drop_slash(struct thoth_text url)
{
    while (url.length && url.at[url.length - 1] == '/')
        url.length--;
    return url;
}

/* The number of an index that is in the list already, or CLOSURE_NONE. */
static uint32_t find_index(const struct closure *closure, struct thoth_text url)
{
    for (uint32_t i = 0; i < closure->index_count; i++)
        if (thoth_text_equal(closure->indexes[i], url))
            return i;
    return CLOSURE_NONE;
}

static uint32_t add_index(struct closure_builder *builder,
                          struct thoth_text *list, struct thoth_text url)
{
    struct closure *closure = &builder->store->closure;
    uint32_t number = find_index(closure, url);

    if (number != CLOSURE_NONE)
        return number;
    list[closure->index_count] = arena_copy_text(&builder->store->arena, url);
    return closure->index_count++;
}

/* The project's indexes, those of single packages, those of the file. */
static bool load_indexes(struct closure_builder *builder)
{
    const struct closure_request *request = builder->request;
    struct closure *closure = &builder->store->closure;
    struct thoth_text *list = ARENA_NEW_ARRAY(
        &builder->store->arena, struct thoth_text,
        request->index_count + request->root_count + CLOSURE_INDEX_LIMIT);
    sqlite3_stmt *rows;
    int step = -1;

    closure->indexes = list;
    for (size_t i = 0; i < request->index_count; i++)
        add_index(builder, list, drop_slash(request->indexes[i]));
    closure->enabled_index_count = closure->index_count;
    for (size_t i = 0; i < request->root_count; i++)
        if (request->roots[i].index.length)
            add_index(builder, list, drop_slash(request->roots[i].index));
    builder->index_of_row =
        ARENA_NEW_ARRAY(&builder->scratch, uint32_t, CLOSURE_INDEX_LIMIT);
    for (uint32_t i = 0; i < CLOSURE_INDEX_LIMIT; i++)
        builder->index_of_row[i] = CLOSURE_NONE;
    rows = kb_prepare(builder->kb, KB_ALL_INDEXES, builder->problems);
    while (rows &&
           (step = kb_step(builder->kb, rows, builder->problems)) == 1) {
        uint32_t row = kb_id(rows, 0);

        if (!row || row >= CLOSURE_INDEX_LIMIT) {
            sqlite3_reset(rows);
            return kb_damaged(builder->kb, "the number of an index",
                              builder->problems);
        }
        builder->index_of_row[row] = add_index(builder, list, kb_text(rows, 1));
    }
    return step == 0;
}

/* A constraint whose specifier set cannot be read was refused before. */
static void wish_constraint(struct closure_builder *builder,
                            const struct closure_wanted *wanted)
{
    uint32_t package = closure_package_number(builder, wanted->name);
    struct wished_constraint *constraint =
        ARENA_NEW(&builder->scratch, struct wished_constraint);

    if (!wanted->specifier.length ||
        thoth_specifier_parse(wanted->specifier, &builder->allocator,
                              &constraint->specifier))
        return;
    constraint->next = builder->wishes[package].constraints;
    builder->wishes[package].constraints = constraint;
}

/* The extras that all direct requirements of a package ask for. */
static void wish_extras(struct closure_builder *builder,
                        struct package_wishes *wishes,
                        const struct closure_wanted *wanted)
{
    struct thoth_text *extras;
    size_t count = wishes->extra_count;

    if (!wanted->extra_count)
        return;
    extras = ARENA_NEW_ARRAY(&builder->store->arena, struct thoth_text,
                             count + wanted->extra_count);
    if (count)
        memcpy(extras, wishes->extras, count * sizeof *extras);
    for (size_t i = 0; i < wanted->extra_count; i++)
        extras[count++] =
            arena_copy_text(&builder->store->arena, wanted->extras[i]);
    wishes->extras = extras;
    wishes->extra_count = count;
}

/* One root for all that mean the same; for development if all are. */
static void load_root(struct closure_builder *builder,
                      const struct closure_wanted *wanted,
                      struct closure_root *roots, uint32_t *root_of_requirement)
{
    struct closure *closure = &builder->store->closure;
    uint32_t package = closure_package_number(builder, wanted->name);
    struct package_wishes *wishes = &builder->wishes[package];
    uint32_t number, *root;

    wish_extras(builder, wishes, wanted);
    if (wanted->index.length)
        wishes->index = find_index(closure, drop_slash(wanted->index));
    number =
        closure_requirement_number(builder, package, wanted->specifier, false);
    root = &root_of_requirement[number];
    if (*root == 0) {
        roots[closure->root_count++] =
            (struct closure_root){number, wanted->develop};
        *root = closure->root_count;
    } else if (!wanted->develop) {
        roots[*root - 1].develop = false;
    }
}

static void load_roots(struct closure_builder *builder)
{
    const struct closure_request *request = builder->request;
    struct closure_root *roots = ARENA_NEW_ARRAY(
        &builder->store->arena, struct closure_root, request->root_count);
    /* Of each requirement the root + 1; there are none but roots' as yet. */
    uint32_t *root_of_requirement =
        ARENA_NEW_ARRAY(&builder->scratch, uint32_t, request->root_count + 1);

    for (size_t i = 0; i < request->root_count; i++)
        load_root(builder, &request->roots[i], roots, root_of_requirement);
    builder->store->closure.roots = roots;
    for (size_t i = 0; i < request->constraint_count; i++)
        wish_constraint(builder, &request->constraints[i]);
}

static void read_python(struct closure_builder *builder)
{
    struct thoth_text text = builder->values.of[MARKER_PYTHON_FULL_VERSION];

    if (text.length &&
        thoth_version_parse(text, &builder->allocator, &builder->python))
        memory_ran_out();
}

/* May the project take packages from the index? */
static bool is_enabled(const struct closure *closure, struct thoth_text url)
{
    return !url.length ||
           find_index(closure, drop_slash(url)) < closure->enabled_index_count;
}

/* Numbers what rules may bring in with a package that has versions. */
static void number_companions(struct closure_builder *builder, uint32_t package)
{
    const struct closure_request *request = builder->request;
    const struct closure_package *with = &builder->packages[package];
    struct thoth_text name = with->name;

    if (!with->known)
        return;
    for (size_t i = 0; i < request->companion_count; i++) {
        const struct closure_companion *companion = &request->companions[i];

        if ((!companion->with.length ||
             thoth_text_equal(companion->with, name)) &&
            is_enabled(&builder->store->closure, companion->index))
            closure_package_number(builder, companion->name);
    }
}

static bool load_all(struct closure_builder *builder)
{
    struct closure *closure = &builder->store->closure;
    bool loaded;

    marker_values_of(&builder->values, builder->request->environment);
    read_python(builder);
    if (!kb_run(builder->kb, KB_BEGIN_READ, builder->problems))
        return false;
    loaded = load_indexes(builder);
    if (loaded)
        load_roots(builder);
    for (uint32_t i = 0; loaded && i < closure->package_count; i++) {
        loaded = closure_load_package(builder, i);
        number_companions(builder, i);
    }
    if (loaded)
        closure_make_ranges(builder);
    return kb_run(builder->kb, KB_COMMIT, builder->problems) && loaded;
}

static void release(struct closure_builder *builder)
{
    text_table_release(&builder->meanings);
    text_table_release(&builder->requirement_rows);
    text_table_release(&builder->list_rows);
    text_table_release(&builder->python_rows);
    free(builder->wishes);
    free(builder->parsed);
    free(builder->known);
    free(builder->lists);
    arena_release(&builder->scratch);
}

bool closure_load(struct kb *kb, const struct closure_request *request,
                  struct closure **closure, struct problem_list *problems)
{
    struct closure_builder builder = {
        .kb = kb, .problems = problems, .request = request};
    bool loaded;

    builder.store = memory_cleared(1, sizeof *builder.store);
    builder.store->names.arena = &builder.store->arena;
    builder.allocator =
        (struct thoth_allocator){take, keep, &builder.store->arena};
    builder.meanings.arena = &builder.scratch;
    builder.requirement_rows.arena = &builder.scratch;
    builder.list_rows.arena = &builder.scratch;
    builder.python_rows.arena = &builder.scratch;
    loaded = load_all(&builder);
    release(&builder);
    *closure = &builder.store->closure;
    if (!loaded) {
        closure_release(*closure);
        *closure = NULL;
    }
    return loaded;
}
