/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A record of a package version: what it requires, for which Python, from which
 * index, and, where that is known, the hashes of its files.
 */
#include "resolver/kb/importer.h"

enum { VERSION_LIMIT = 512, REQUIREMENTS_LIMIT = 20000 };

/* -1 unknown, 0 no, 1 yes; -2 with an error. */
static int read_flag(struct importer *importer, const json_t *record,
                     const char *key)
{
    const json_t *member = json_object_get(record, key);

    if (!member || json_is_null(member))
        return -1;
    if (json_is_boolean(member))
        return json_is_true(member);
    importer_fail(importer, "see docs/knowledge-base.md",
                  "'%s' must be true, false or null", key);
    return -2;
}

static struct thoth_text drop_slash(struct thoth_text url)
{
    while (url.length && url.at[url.length - 1] == '/')
        url.length--;
    return url;
}

static struct thoth_text text_of(const json_t *text)
{
    return (struct thoth_text){json_string_value(text),
                               json_string_length(text)};
}

/* The number of the version's list of requirements; 0 with an error. */
static uint32_t intern_requirements(struct importer *importer,
                                    const json_t *record)
{
    const json_t *list;
    unsigned char *members;
    size_t count;

    if (!importer_list(importer, record, "requires_dist", &list))
        return 0;
    count = json_array_size(list);
    if (count > REQUIREMENTS_LIMIT) {
        importer_fail(importer, NULL, "there are more than %d requirements",
                      REQUIREMENTS_LIMIT);
        return 0;
    }
    members = arena_allocate(&importer->scratch, 4 * count + 1);
    for (size_t i = 0; i < count; i++) {
        const json_t *text = json_array_get(list, i);
        uint32_t id = 0;

        if (json_is_string(text))
            id = importer_requirement(importer, text_of(text));
        else
            importer_fail(importer, NULL, "a requirement must be a text");
        if (!id)
            return 0;
        for (int byte = 0; byte < 4; byte++)
            members[4 * i + (size_t)byte] = (unsigned char)(id >> 8 * byte);
    }
    importer->imported->requirements += count;
    return importer_intern(
        importer, &importer->lists,
        (struct thoth_text){(const char *)members, 4 * count});
}

/* "ALGORITHM:HEXADECIMAL" */
static bool is_digest(struct thoth_text digest)
{
    const char *colon = memchr(digest.at, ':', digest.length);

    if (!colon || colon == digest.at || colon + 1 == digest.at + digest.length)
        return false;
    for (const char *at = colon + 1; at < digest.at + digest.length; at++)
        if (!((*at >= '0' && *at <= '9') || (*at >= 'a' && *at <= 'f')))
            return false;
    return true;
}

/* A version of a package on an index. */
struct version_key {
    uint32_t package, index;
    struct thoth_text text;
};

static sqlite3_stmt *keyed(struct importer *importer,
                           enum kb_statement statement,
                           const struct version_key *key)
{
    sqlite3_stmt *prepared =
        kb_prepare(importer->kb, statement, importer->problems);

    if (!prepared)
        return NULL;
    kb_bind_number(prepared, 1, key->package);
    kb_bind_number(prepared, 2, key->index);
    kb_bind_text(prepared, 3, key->text);
    return prepared;
}

static bool store_hashes(struct importer *importer, const json_t *record,
                         const struct version_key *key)
{
    const json_t *list, *member;
    size_t i;

    if (!importer_list(importer, record, "hashes", &list))
        return false;
    if (!list)
        return true;
    if (!importer_store(importer, keyed(importer, KB_DROP_HASHES, key)))
        return false;
    json_array_foreach(list, i, member)
    {
        sqlite3_stmt *add;

        if (!json_is_string(member) || !is_digest(text_of(member)))
            return importer_fail(importer,
                                 "write sha256: and 64 hexadecimal digits",
                                 "a hash must be a text such as sha256:...");
        add = keyed(importer, KB_ADD_HASH, key);
        if (!add)
            return false;
        kb_bind_text(add, 4, text_of(member));
        if (!importer_store(importer, add))
            return false;
    }
    return true;
}

static bool read_key(struct importer *importer, const json_t *record,
                     struct version_key *key)
{
    struct thoth_text name, index;

    if (!importer_text(importer, record, "name", true, &name) ||
        !importer_text(importer, record, "version", true, &key->text) ||
        !importer_text(importer, record, "index_url", true, &index))
        return false;
    if (key->text.length > VERSION_LIMIT)
        return importer_fail(importer, NULL, "the version is too long");
    key->package = importer_package(importer, name);
    if (!key->package)
        return false;
    key->index =
        importer_intern(importer, &importer->indexes, drop_slash(index));
    return key->index != 0;
}

bool import_version(struct importer *importer, const json_t *record)
{
    struct version_key key;
    struct thoth_text python, time, origin;
    uint32_t python_id = 0, list;
    int sdist_only = read_flag(importer, record, "sdist_only");
    int yanked = read_flag(importer, record, "yanked");
    sqlite3_stmt *add;

    if (sdist_only == -2 || yanked == -2 || !read_key(importer, record, &key) ||
        !importer_text(importer, record, "requires_python", false, &python) ||
        !importer_text(importer, record, "upload_time", false, &time) ||
        !importer_text(importer, record, "src", false, &origin))
        return false;
    if (python.length)
        python_id = importer_intern(importer, &importer->pythons, python);
    list = intern_requirements(importer, record);
    if (!list || (python.length && !python_id))
        return false;
    add = keyed(importer, KB_ADD_VERSION, &key);
    if (!add)
        return false;
    if (python_id)
        kb_bind_number(add, 4, python_id);
    kb_bind_number(add, 5, list);
    if (sdist_only >= 0)
        kb_bind_number(add, 6, sdist_only);
    if (yanked >= 0)
        kb_bind_number(add, 7, yanked);
    kb_bind_text(add, 8, time);
    kb_bind_text(add, 9, origin);
    importer->imported->versions++;
    return importer_store(importer, add) &&
           store_hashes(importer, record, &key);
}
