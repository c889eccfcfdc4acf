/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From the list of a version's requirements to numbers of requirements: what
 * the environment or a missing extra rules out is gone.
 */
#include "resolver/kb/closure_builder.h"

/* Is what nobody can read at least behind an extra: `; extra == "name"`? An
 * extra whose name begins with a colon is an old way to write a marker. */
static bool is_behind_extra(struct thoth_text text)
{
    static const char *const WORDS[] = {"extra", "=="};
    const char *at = text.length ? memchr(text.at, ';', text.length) : NULL;
    const char *end = text.at + text.length;

    if (!at)
        return false;
    at++;
    for (size_t i = 0; i < 2; i++) {
        size_t length = strlen(WORDS[i]);

        while (at < end && *at == ' ')
            at++;
        if ((size_t)(end - at) < length || memcmp(at, WORDS[i], length))
            return false;
        at += length;
    }
    while (at < end && (*at == ' ' || *at == '"' || *at == '\''))
        at++;
    return at < end && *at != ':';
}

/* `and extra == "test"` at the end of a marker, with anything in front, counts
 * as well: the text is readable up to its versions. */
static bool ends_in_extra(struct thoth_text text)
{
    static const char AND_EXTRA[] = " and extra == ";

    return text.length &&
           memmem(text.at, text.length, AND_EXTRA, sizeof AND_EXTRA - 1);
}

/* Columns of the statement REQUIREMENT: package, specifier, url, marker, text.
 * A marker that cannot be read makes the requirement unreadable. */
static void read_known(struct closure_builder *builder, sqlite3_stmt *row,
                       struct known_requirement *known)
{
    struct thoth_text text =
        arena_copy_text(&builder->scratch, kb_text(row, 3));
    struct marker_fault fault;

    *known = (struct known_requirement){
        .state = KNOWN_ALWAYS,
        .package_row = kb_id(row, 0),
        .specifier = arena_copy_text(&builder->scratch, kb_text(row, 1)),
        .direct_url = kb_text(row, 2).length > 0,
        .number = CLOSURE_NONE,
    };
    if (text.length) {
        known->marker = marker_parse(&builder->scratch, text, &fault);
        if (!known->marker)
            known->state = KNOWN_UNREADABLE;
        else if (marker_asks_extra(known->marker))
            known->state = KNOWN_BY_EXTRA;
        else if (!marker_holds(known->marker, &builder->values,
                               thoth_text_of("")))
            known->state = KNOWN_NEVER;
    }
    if (!known->package_row)
        known->state =
            is_behind_extra(kb_text(row, 4)) || ends_in_extra(kb_text(row, 4))
                ? KNOWN_NEVER
                : KNOWN_UNREADABLE;
}

/* The number in `known` of a row; false after an error. */
static bool find_known(struct closure_builder *builder, uint32_t row,
                       uint32_t *number)
{
    struct thoth_text key = closure_row_key(&row);
    uint32_t *there = text_table_find(&builder->requirement_rows, key);
    sqlite3_stmt *from;
    bool added;

    if (there) {
        *number = *there;
        return true;
    }
    from = kb_prepare(builder->kb, KB_REQUIREMENT, builder->problems);
    if (!from)
        return false;
    kb_bind_number(from, 1, row);
    if (kb_step(builder->kb, from, builder->problems) != 1)
        return kb_damaged(builder->kb, "a requirement is not there",
                          builder->problems);
    *number = builder->known_count;
    builder->known = closure_grow(builder->known, *number, &builder->known_room,
                                  sizeof *builder->known);
    read_known(builder, from, &builder->known[builder->known_count++]);
    sqlite3_reset(from);
    text_table_add(&builder->requirement_rows, key, *number, &added);
    return true;
}

/* Gives a requirement that is wanted its number in the closure. */
static bool number_known(struct closure_builder *builder,
                         struct known_requirement *known)
{
    sqlite3_stmt *from =
        kb_prepare(builder->kb, KB_PACKAGE_NAME, builder->problems);
    uint32_t package;

    if (!from)
        return false;
    kb_bind_number(from, 1, known->package_row);
    if (kb_step(builder->kb, from, builder->problems) != 1)
        return kb_damaged(builder->kb, "a package is not there",
                          builder->problems);
    package = closure_package_number(builder, kb_text(from, 0));
    sqlite3_reset(from);
    known->number = closure_requirement_number(
        builder, package, known->specifier, known->direct_url);
    return true;
}

static void add_edge(struct closure_builder *builder, uint32_t number)
{
    struct closure *closure = &builder->store->closure;

    builder->edges = closure_grow(builder->edges, closure->edge_count,
                                  &builder->edge_room, sizeof *builder->edges);
    closure->edges = builder->edges;
    builder->edges[closure->edge_count++] = number;
}

struct members {
    uint32_t *rows;
    size_t count;
};

static bool read_members(struct closure_builder *builder, uint32_t list_row,
                         struct members *members)
{
    sqlite3_stmt *from = kb_prepare(builder->kb, KB_MEMBERS, builder->problems);
    struct thoth_text bytes;

    if (!from)
        return false;
    kb_bind_number(from, 1, list_row);
    if (kb_step(builder->kb, from, builder->problems) != 1)
        return kb_damaged(builder->kb, "a list of requirements is not there",
                          builder->problems);
    bytes = kb_bytes(from, 0);
    members->count = bytes.length / 4;
    members->rows =
        ARENA_NEW_ARRAY(&builder->scratch, uint32_t, members->count);
    for (size_t i = 0; i < members->count; i++) {
        const unsigned char *byte = (const unsigned char *)bytes.at + 4 * i;

        members->rows[i] = (uint32_t)byte[0] | (uint32_t)byte[1] << 8 |
                           (uint32_t)byte[2] << 16 | (uint32_t)byte[3] << 24;
    }
    sqlite3_reset(from);
    return true;
}

/* Adds the edges; *depends when an extra would have changed them. */
static bool walk(struct closure_builder *builder, uint32_t package,
                 const struct members *members, struct known_list *list,
                 bool *depends)
{
    for (size_t i = 0; i < members->count; i++) {
        uint32_t number = 0;
        struct known_requirement *known;

        if (!find_known(builder, members->rows[i], &number))
            return false;
        known = &builder->known[number];
        if (known->state == KNOWN_NEVER)
            continue;
        if (known->state == KNOWN_UNREADABLE) {
            list->unreadable = true;
            continue;
        }
        if (known->state == KNOWN_BY_EXTRA) {
            *depends = true;
            if (!requirement_applies(known->marker, &builder->values,
                                     builder->wishes[package].extras,
                                     builder->wishes[package].extra_count))
                continue;
        }
        if (known->number == CLOSURE_NONE && !number_known(builder, known))
            return false;
        add_edge(builder, known->number);
    }
    return true;
}

bool closure_load_edges(struct closure_builder *builder, uint32_t package,
                        uint32_t list_row, struct closure_range *edges,
                        bool *unreadable)
{
    struct thoth_text key = closure_row_key(&list_row);
    bool plain = !builder->wishes[package].extra_count, depends = false, added;
    uint32_t *there = plain ? text_table_find(&builder->list_rows, key) : NULL;
    struct known_list list = {0};
    struct members members = {NULL, 0};

    if (!there) {
        list.edges.first = builder->store->closure.edge_count;
        if (!read_members(builder, list_row, &members) ||
            !walk(builder, package, &members, &list, &depends))
            return false;
        list.edges.end = builder->store->closure.edge_count;
    } else {
        list = builder->lists[*there];
    }
    *edges = list.edges;
    *unreadable = list.unreadable;
    if (there || !(plain || !depends))
        return true;
    builder->lists = closure_grow(builder->lists, builder->list_count,
                                  &builder->list_room, sizeof *builder->lists);
    text_table_add(&builder->list_rows, key, builder->list_count, &added);
    if (added)
        builder->lists[builder->list_count++] = list;
    return true;
}
