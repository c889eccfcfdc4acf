/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A record of a vulnerability, in the way of OSV: versions that are listed, and
 * ranges between the events `introduced` and `fixed` or `last_affected`.
 */
#include "resolver/kb/importer.h"

/* Versions affected from `introduced` on. */
struct affected {
    struct thoth_text introduced, ending; /* `at` NULL: none */
    bool inclusive;
};

static bool store_range(struct importer *importer, int64_t advisory,
                        const struct affected *affected)
{
    sqlite3_stmt *add =
        kb_prepare(importer->kb, KB_ADD_ADVISORY_RANGE, importer->problems);

    if (!add)
        return false;
    kb_bind_number(add, 1, advisory);
    kb_bind_text(add, 2, affected->introduced);
    kb_bind_text(add, 3, affected->ending);
    kb_bind_number(add, 4, affected->inclusive);
    return importer_store(importer, add);
}

/* An event closes the range that is open, or opens one. */
static bool read_event(struct importer *importer, const json_t *event,
                       int64_t advisory, struct affected *open)
{
    struct thoth_text introduced, fixed, last;
    struct affected closed = *open;

    if (!json_is_object(event))
        return importer_fail(importer, NULL, "an event must be an object");
    if (!importer_text(importer, event, "introduced", false, &introduced) ||
        !importer_text(importer, event, "fixed", false, &fixed) ||
        !importer_text(importer, event, "last_affected", false, &last))
        return false;
    if (introduced.length) {
        *open = (struct affected){.introduced = introduced};
        return !closed.introduced.at ||
               store_range(importer, advisory, &closed);
    }
    closed.inclusive = !fixed.length;
    closed.ending = fixed.length ? fixed : last;
    if (!closed.ending.length)
        return importer_fail(importer, NULL,
                             "an event must have introduced, fixed or "
                             "last_affected");
    if (!closed.introduced.at)
        closed.introduced = (struct thoth_text){"0", 1};
    *open = (struct affected){0};
    return store_range(importer, advisory, &closed);
}

static bool store_events(struct importer *importer, const json_t *record,
                         int64_t advisory)
{
    struct affected open = {0};
    const json_t *list, *event;
    size_t i;

    if (!importer_list(importer, record, "events", &list))
        return false;
    json_array_foreach(list, i, event)
    {
        if (!read_event(importer, event, advisory, &open))
            return false;
    }
    return !open.introduced.at || store_range(importer, advisory, &open);
}

static bool store_versions(struct importer *importer, const json_t *record,
                           int64_t advisory)
{
    const json_t *list, *version;
    size_t i;

    if (!importer_list(importer, record, "versions", &list))
        return false;
    json_array_foreach(list, i, version)
    {
        sqlite3_stmt *add = kb_prepare(importer->kb, KB_ADD_ADVISORY_VERSION,
                                       importer->problems);

        if (!json_is_string(version))
            return importer_fail(importer, NULL, "a version must be a text");
        if (!add)
            return false;
        kb_bind_number(add, 1, advisory);
        kb_bind_text(add, 2,
                     (struct thoth_text){json_string_value(version),
                                         json_string_length(version)});
        if (!importer_store(importer, add))
            return false;
    }
    return true;
}

/* What was known under the same name goes. */
static bool drop_old(struct importer *importer, uint32_t package,
                     struct thoth_text name)
{
    static const enum kb_statement drops[] = {
        KB_DROP_ADVISORY_RANGES, KB_DROP_ADVISORY_VERSIONS, KB_DROP_ADVISORY};
    sqlite3_stmt *find =
        kb_prepare(importer->kb, KB_FIND_ADVISORY, importer->problems);
    int64_t id;
    int step;

    if (!find)
        return false;
    kb_bind_number(find, 1, package);
    kb_bind_text(find, 2, name);
    step = kb_step(importer->kb, find, importer->problems);
    if (step <= 0)
        return step == 0;
    id = sqlite3_column_int64(find, 0);
    sqlite3_reset(find);
    for (size_t i = 0; i < sizeof drops / sizeof *drops; i++) {
        sqlite3_stmt *drop =
            kb_prepare(importer->kb, drops[i], importer->problems);

        if (!drop)
            return false;
        kb_bind_number(drop, 1, id);
        if (!importer_store(importer, drop))
            return false;
    }
    return true;
}

/* Aliases, separated by spaces. */
static bool read_aliases(struct importer *importer, const json_t *record,
                         struct thoth_text *aliases)
{
    const json_t *list, *alias;
    size_t i;

    *aliases = (struct thoth_text){"", 0};
    if (!importer_list(importer, record, "aliases", &list))
        return false;
    json_array_foreach(list, i, alias)
    {
        if (!json_is_string(alias))
            return importer_fail(importer, NULL, "an alias must be a text");
        *aliases =
            arena_format(&importer->scratch, "%.*s%s%s", (int)aliases->length,
                         aliases->at, i ? " " : "", json_string_value(alias));
    }
    return true;
}

bool import_advisory(struct importer *importer, const json_t *record)
{
    static const char *const TIMES[] = {"published", "modified", "withdrawn"};
    struct thoth_text name, package_name, aliases, times[3];
    uint32_t package;
    sqlite3_stmt *add;
    int64_t id;

    if (!importer_text(importer, record, "id", true, &name) ||
        !importer_text(importer, record, "package", true, &package_name) ||
        !read_aliases(importer, record, &aliases))
        return false;
    for (int i = 0; i < 3; i++)
        if (!importer_text(importer, record, TIMES[i], false, &times[i]))
            return false;
    package = importer_package(importer, package_name);
    if (!package || !drop_old(importer, package, name))
        return false;
    add = kb_prepare(importer->kb, KB_ADD_ADVISORY, importer->problems);
    if (!add)
        return false;
    kb_bind_number(add, 1, package);
    kb_bind_text(add, 2, name);
    kb_bind_text(add, 3, aliases);
    for (int i = 0; i < 3; i++)
        kb_bind_text(add, 4 + i, times[i]);
    if (!importer_store(importer, add))
        return false;
    id = sqlite3_last_insert_rowid(importer->kb->database);
    importer->imported->advisories++;
    return store_events(importer, record, id) &&
           store_versions(importer, record, id);
}
