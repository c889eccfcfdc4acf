/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the kinds of records share: members of objects, and numbers of texts.
 */
#include "resolver/kb/importer.h"

#include "resolver/requirement/requirement.h"

#include <stdarg.h>
#include <stdio.h>

/* Fills a table with the rows of a statement: a number and a text. */
static bool read_interned(struct importer *importer, struct interned *interned,
                          enum kb_statement all, enum kb_statement add)
{
    sqlite3_stmt *rows = kb_prepare(importer->kb, all, importer->problems);
    bool added;
    int step = -1;

    interned->table.arena = &importer->arena;
    interned->add = add;
    if (!rows)
        return false;
    while ((step = kb_step(importer->kb, rows, importer->problems)) == 1) {
        uint32_t id = kb_id(rows, 0);

        if (!id) {
            sqlite3_reset(rows);
            return kb_damaged(importer->kb, "a row has no number",
                              importer->problems);
        }
        text_table_add(&interned->table, kb_bytes(rows, 1), id, &added);
        if (id > interned->last)
            interned->last = id;
    }
    return step == 0;
}

bool importer_start(struct importer *importer)
{
    return read_interned(importer, &importer->packages, KB_ALL_PACKAGES,
                         KB_ADD_PACKAGE) &&
           read_interned(importer, &importer->indexes, KB_ALL_INDEXES,
                         KB_ADD_INDEX) &&
           read_interned(importer, &importer->pythons, KB_ALL_PYTHONS,
                         KB_ADD_PYTHON) &&
           read_interned(importer, &importer->lists, KB_ALL_LISTS,
                         KB_ADD_LIST) &&
           read_interned(importer, &importer->requirements, KB_ALL_REQUIREMENTS,
                         KB_ADD_REQUIREMENT);
}

void importer_release(struct importer *importer)
{
    text_table_release(&importer->packages.table);
    text_table_release(&importer->indexes.table);
    text_table_release(&importer->pythons.table);
    text_table_release(&importer->lists.table);
    text_table_release(&importer->requirements.table);
    arena_release(&importer->arena);
    arena_release(&importer->scratch);
}

bool importer_fail(struct importer *importer, const char *advice,
                   const char *format, ...)
{
    struct place place = importer->place;
    char message[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    place.path = arena_copy_text(importer->problems->arena, place.path);
    problem_error(importer->problems, place, advice, "%s", message);
    return false;
}

static bool has_control(struct thoth_text text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.at[i] < ' ' || text.at[i] == 0x7F)
            return true;
    return false;
}

bool importer_text(struct importer *importer, const json_t *object,
                   const char *key, bool required, struct thoth_text *text)
{
    const json_t *member = json_object_get(object, key);

    *text = (struct thoth_text){NULL, 0};
    if ((!member || json_is_null(member)) && !required)
        return true;
    if (!json_is_string(member))
        return importer_fail(importer, "see docs/knowledge-base.md",
                             "'%s' must be a text", key);
    *text = (struct thoth_text){json_string_value(member),
                                json_string_length(member)};
    if (required && !text->length)
        return importer_fail(importer, "see docs/knowledge-base.md",
                             "'%s' must not be empty", key);
    if (has_control(*text))
        return importer_fail(importer, NULL, "'%s' has control characters",
                             key);
    return true;
}

bool importer_list(struct importer *importer, const json_t *object,
                   const char *key, const json_t **list)
{
    const json_t *member = json_object_get(object, key);

    *list = NULL;
    if (!member || json_is_null(member))
        return true;
    if (!json_is_array(member))
        return importer_fail(importer, "see docs/knowledge-base.md",
                             "'%s' must be a list", key);
    *list = member;
    return true;
}

bool importer_store(struct importer *importer, sqlite3_stmt *statement)
{
    return statement &&
           kb_step(importer->kb, statement, importer->problems) == 0;
}

uint32_t importer_intern(struct importer *importer, struct interned *interned,
                         struct thoth_text text)
{
    uint32_t *known = text_table_find(&interned->table, text);
    sqlite3_stmt *add;
    bool added;

    if (known)
        return *known;
    add = kb_prepare(importer->kb, interned->add, importer->problems);
    if (!add || interned->last >= UINT32_MAX - 2)
        return 0;
    kb_bind_number(add, 1, ++interned->last);
    if (interned == &importer->lists)
        sqlite3_bind_blob64(add, 2, text.length ? text.at : "", text.length,
                            SQLITE_STATIC);
    else
        kb_bind_text(add, 2, text);
    if (!importer_store(importer, add))
        return 0;
    text_table_add(&interned->table, text, interned->last, &added);
    return interned->last;
}

uint32_t importer_package(struct importer *importer, struct thoth_text name)
{
    if (!requirement_is_name(name)) {
        importer_fail(importer, NULL, "'%.*s' is no name of a package",
                      (int)name.length, name.at);
        return 0;
    }
    return importer_intern(importer, &importer->packages,
                           requirement_normal_name(&importer->scratch, name));
}

/* The extras of a requirement, separated by commas. */
static struct thoth_text join_extras(struct arena *arena,
                                     const struct requirement *requirement)
{
    struct thoth_text text = {"", 0};

    for (size_t i = 0; i < requirement->extra_count; i++)
        text = arena_format(arena, "%.*s%s%.*s", (int)text.length, text.at,
                            i ? "," : "", (int)requirement->extras[i].length,
                            requirement->extras[i].at);
    return text;
}

static struct thoth_text or_empty(struct thoth_text text)
{
    return text.at ? text : (struct thoth_text){"", 0};
}

/* Requirements that nobody can read are kept, without a package. */
uint32_t importer_requirement(struct importer *importer, struct thoth_text text)
{
    struct interned *interned = &importer->requirements;
    uint32_t *known = text_table_find(&interned->table, text), package = 0;
    struct requirement requirement;
    struct marker_fault fault;
    sqlite3_stmt *add;
    bool readable, added;

    if (known)
        return *known;
    readable =
        requirement_parse(&importer->scratch, text, &requirement, &fault);
    if (readable) {
        package = importer_package(importer, requirement.written);
        if (!package)
            return 0;
    } else {
        requirement = (struct requirement){0};
        importer->imported->unreadable++;
    }
    add = kb_prepare(importer->kb, interned->add, importer->problems);
    if (!add || interned->last >= UINT32_MAX - 2)
        return 0;
    kb_bind_number(add, 1, ++interned->last);
    kb_bind_text(add, 2, text);
    if (readable)
        kb_bind_number(add, 3, package);
    kb_bind_text(add, 4, join_extras(&importer->scratch, &requirement));
    kb_bind_text(add, 5, or_empty(requirement.specifier));
    kb_bind_text(add, 6, or_empty(requirement.url));
    kb_bind_text(add, 7, or_empty(requirement.marker_text));
    if (!importer_store(importer, add))
        return 0;
    text_table_add(&interned->table, text, interned->last, &added);
    return interned->last;
}
