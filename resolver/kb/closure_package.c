/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The versions of one package: read, put in order, judged. What is judged here
 * depends on the version alone; requirements follow for those that can be used.
 */
#include "resolver/kb/closure_builder.h"

#include "compiler/base/out_of_memory.h"

#include <stdlib.h>

struct version_row {
    struct thoth_version *version;
    struct thoth_text text;
    uint32_t index, python_row, list_row;
    bool yanked, sdist_only;
};

struct version_rows {
    struct version_row *list;
    uint32_t count, room;
};

/* Newest first; of equal versions the one of the earlier index. */
static int order_rows(const void *left, const void *right)
{
    const struct version_row *a = left, *b = right;
    int order = thoth_version_compare(b->version, a->version);

    if (order)
        return order;
    if (a->index != b->index)
        return a->index < b->index ? -1 : 1;
    return thoth_text_order(a->text, b->text);
}

static bool is_true(sqlite3_stmt *row, int column)
{
    return sqlite3_column_int(row, column) == 1;
}

static bool read_row(struct closure_builder *builder, sqlite3_stmt *from,
                     struct version_rows *rows)
{
    uint32_t index_row = kb_id(from, 0);
    struct version_row row = {
        .text = arena_copy_text(&builder->store->arena, kb_text(from, 1)),
        .index = index_row < CLOSURE_INDEX_LIMIT
                     ? builder->index_of_row[index_row]
                     : CLOSURE_NONE,
        .python_row = kb_id(from, 2),
        .list_row = kb_id(from, 3),
        .sdist_only = is_true(from, 4),
        .yanked = is_true(from, 5),
    };

    if (row.index == CLOSURE_NONE || !row.list_row || !row.text.length)
        return kb_damaged(builder->kb, "a row of a version", builder->problems);
    if (thoth_version_parse(row.text, &builder->allocator, &row.version))
        memory_ran_out();
    rows->list =
        closure_grow(rows->list, rows->count, &rows->room, sizeof *rows->list);
    rows->list[rows->count++] = row;
    return true;
}

static bool read_rows(struct closure_builder *builder, uint32_t package_row,
                      struct version_rows *rows)
{
    sqlite3_stmt *from =
        kb_prepare(builder->kb, KB_VERSIONS, builder->problems);
    int step = -1;

    if (!from)
        return false;
    kb_bind_number(from, 1, package_row);
    while ((step = kb_step(builder->kb, from, builder->problems)) == 1)
        if (!read_row(builder, from, rows)) {
            sqlite3_reset(from);
            return false;
        }
    if (rows->count)
        qsort(rows->list, rows->count, sizeof *rows->list, order_rows);
    return step == 0;
}

/* Does the environment's Python fit? What cannot be read asks for nothing, as
 * installers have it. 1, 0, or -1 after an error. */
static int python_fits(struct closure_builder *builder, uint32_t row)
{
    struct thoth_text key = closure_row_key(&row);
    uint32_t *known = text_table_find(&builder->python_rows, key);
    struct thoth_specifier *specifier;
    sqlite3_stmt *from;
    bool fits = true, added;

    if (!row || !builder->python)
        return 1;
    if (known)
        return (int)*known;
    from = kb_prepare(builder->kb, KB_PYTHON, builder->problems);
    if (!from)
        return -1;
    kb_bind_number(from, 1, row);
    if (kb_step(builder->kb, from, builder->problems) != 1) {
        kb_damaged(builder->kb, "a requires_python is not there",
                   builder->problems);
        return -1;
    }
    if (!thoth_specifier_parse(kb_text(from, 0), NULL, &specifier)) {
        fits = thoth_specifier_contains(specifier, builder->python, true);
        thoth_specifier_release(specifier);
    }
    sqlite3_reset(from);
    text_table_add(&builder->python_rows, key, fits, &added);
    return fits;
}

/* Does the project ask for just this version, by == or ===? Then a version is
 * taken although it was taken back (PEP 592). */
static bool is_pinned(const struct closure_builder *builder, uint32_t package,
                      const struct thoth_version *version)
{
    struct thoth_text name = builder->packages[package].name;

    for (size_t i = 0; i < builder->request->root_count; i++) {
        const struct closure_wanted *root = &builder->request->roots[i];
        struct thoth_specifier *specifier;
        bool pinned;

        if (!thoth_text_equal(root->name, name) || root->specifier.length < 3 ||
            memcmp(root->specifier.at, "==", 2) ||
            memchr(root->specifier.at, '*', root->specifier.length) ||
            thoth_specifier_parse(root->specifier, NULL, &specifier))
            continue;
        pinned = thoth_specifier_contains(specifier, version, true);
        thoth_specifier_release(specifier);
        if (pinned)
            return true;
    }
    return false;
}

static bool index_allowed(const struct closure_builder *builder,
                          uint32_t package, uint32_t index)
{
    uint32_t only = builder->wishes[package].index;

    if (only != CLOSURE_NONE)
        return index == only;
    if (builder->request->first_index_only)
        return index == 0 && builder->store->closure.enabled_index_count;
    return index < builder->store->closure.enabled_index_count;
}

static bool is_constrained(const struct closure_builder *builder,
                           uint32_t package,
                           const struct thoth_version *version)
{
    const struct wished_constraint *constraint =
        builder->wishes[package].constraints;

    while (constraint &&
           thoth_specifier_contains(constraint->specifier, version, true))
        constraint = constraint->next;
    return constraint != NULL;
}

static bool judge(struct closure_builder *builder, uint32_t package,
                  const struct version_row *row, uint8_t *refusal)
{
    int fits = python_fits(builder, row->python_row);

    *refusal = 0;
    if (fits < 0)
        return false;
    if (!fits)
        *refusal |= CLOSURE_REFUSED_PYTHON;
    if (!index_allowed(builder, package, row->index))
        *refusal |= CLOSURE_REFUSED_INDEX;
    if (is_constrained(builder, package, row->version))
        *refusal |= CLOSURE_REFUSED_CONSTRAINT;
    if (row->yanked && !is_pinned(builder, package, row->version))
        *refusal |= CLOSURE_REFUSED_YANKED;
    return true;
}

static void append(struct closure_builder *builder,
                   const struct closure_version *version,
                   struct thoth_version *parsed)
{
    struct closure *closure = &builder->store->closure;
    uint32_t number = closure->version_count, room = builder->version_room;

    builder->versions =
        closure_grow(builder->versions, number, &room, sizeof *version);
    closure->versions = builder->versions;
    builder->parsed =
        closure_grow(builder->parsed, number, &builder->version_room,
                     sizeof *builder->parsed);
    builder->versions[number] = *version;
    builder->parsed[number] = parsed;
    closure->version_count++;
}

static bool add_version(struct closure_builder *builder, uint32_t package,
                        const struct version_row *row)
{
    struct closure_version version = {
        .package = package,
        .index = row->index,
        .text = row->text,
        .prerelease = thoth_version_is_prerelease(row->version),
        .yanked = row->yanked,
        .sdist_only = row->sdist_only,
    };
    bool unreadable = false;

    if (!judge(builder, package, row, &version.refusal))
        return false;
    if (!version.refusal &&
        !closure_load_edges(builder, package, row->list_row,
                            &version.requirements, &unreadable))
        return false;
    if (unreadable) {
        version.refusal |= CLOSURE_REFUSED_UNREADABLE;
        version.requirements = (struct closure_range){0, 0};
    }
    append(builder, &version, row->version);
    return true;
}

/* The row of a package by its name; 0 if there is none. */
static bool find_package(struct closure_builder *builder, uint32_t package,
                         uint32_t *row)
{
    sqlite3_stmt *find =
        kb_prepare(builder->kb, KB_FIND_PACKAGE, builder->problems);
    int step;

    *row = 0;
    if (!find)
        return false;
    kb_bind_text(find, 1, builder->packages[package].name);
    step = kb_step(builder->kb, find, builder->problems);
    if (step == 1) {
        *row = kb_id(find, 0);
        sqlite3_reset(find);
    }
    return step >= 0;
}

bool closure_load_package(struct closure_builder *builder, uint32_t package)
{
    struct closure *closure = &builder->store->closure;
    struct version_rows rows = {0};
    uint32_t first = closure->version_count, row;
    bool loaded = find_package(builder, package, &row);

    if (loaded && row)
        loaded = read_rows(builder, row, &rows);
    for (uint32_t i = 0; loaded && i < rows.count; i++)
        loaded = add_version(builder, package, &rows.list[i]);
    builder->packages[package].known = rows.count > 0;
    builder->packages[package].versions =
        (struct closure_range){first, closure->version_count};
    free(rows.list);
    if (loaded && row)
        loaded = closure_load_advisories(builder, package, row);
    return loaded;
}
