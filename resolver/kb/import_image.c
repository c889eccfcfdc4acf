/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A record of a base image: its RPM packages, Python packages and the symbols
 * of its libraries, as an analysis of the image found them.
 */
#include "resolver/kb/importer.h"

static const char *const RPM_KEYS[] = {
    "package_name",    "arch",    "epoch", "package_identifier",
    "package_version", "release",
};
static const char *const PACKAGE_KEYS[] = {
    "package_name",
    "package_version",
    "location",
};

enum { RPM_KEY_COUNT = 6, PACKAGE_KEY_COUNT = 3 };

/* Binds members of an object as parameters from 2 on. */
static bool bind_members(struct importer *importer, sqlite3_stmt *add,
                         const json_t *object, const char *const *keys,
                         int count)
{
    struct thoth_text text;

    for (int i = 0; i < count; i++) {
        if (!importer_text(importer, object, keys[i], i == 0, &text))
            return false;
        kb_bind_text(add, i + 2, text);
    }
    return true;
}

static bool store_rpm(struct importer *importer, int64_t image,
                      const json_t *rpm)
{
    sqlite3_stmt *add =
        kb_prepare(importer->kb, KB_ADD_IMAGE_RPM, importer->problems);
    const json_t *src = json_object_get(rpm, "src");

    if (!add || !json_is_object(rpm))
        return importer_fail(importer, NULL, "an RPM must be an object");
    kb_bind_number(add, 1, image);
    if (!bind_members(importer, add, rpm, RPM_KEYS, RPM_KEY_COUNT))
        return false;
    if (json_is_boolean(src))
        kb_bind_number(add, 8, json_is_true(src));
    else if (src && !json_is_null(src))
        return importer_fail(importer, NULL, "'src' must be true or false");
    return importer_store(importer, add);
}

static bool store_package(struct importer *importer, int64_t image,
                          const json_t *package)
{
    sqlite3_stmt *add =
        kb_prepare(importer->kb, KB_ADD_IMAGE_PACKAGE, importer->problems);

    if (!add || !json_is_object(package))
        return importer_fail(importer, NULL,
                             "a Python package must be an object");
    kb_bind_number(add, 1, image);
    return bind_members(importer, add, package, PACKAGE_KEYS,
                        PACKAGE_KEY_COUNT) &&
           importer_store(importer, add);
}

static bool store_symbol(struct importer *importer, int64_t image,
                         const json_t *symbol)
{
    sqlite3_stmt *add =
        kb_prepare(importer->kb, KB_ADD_IMAGE_SYMBOL, importer->problems);

    if (!add || !json_is_string(symbol))
        return importer_fail(importer, NULL, "a symbol must be a text");
    kb_bind_number(add, 1, image);
    kb_bind_text(add, 2,
                 (struct thoth_text){json_string_value(symbol),
                                     json_string_length(symbol)});
    return importer_store(importer, add);
}

static const struct {
    const char *key;
    enum kb_statement drop;
    bool (*store)(struct importer *importer, int64_t image,
                  const json_t *member);
} CONTENTS[] = {
    {"rpms", KB_DROP_IMAGE_RPMS, store_rpm},
    {"python_packages", KB_DROP_IMAGE_PACKAGES, store_package},
    {"symbols", KB_DROP_IMAGE_SYMBOLS, store_symbol},
};

/* The number of the image, made if it is new; 0 with an error. */
static int64_t number_of(struct importer *importer, struct thoth_text name,
                         struct thoth_text version)
{
    static const enum kb_statement ways[] = {KB_FIND_IMAGE, KB_ADD_IMAGE};

    for (size_t i = 0; i < 2; i++) {
        sqlite3_stmt *statement =
            kb_prepare(importer->kb, ways[i], importer->problems);
        int step;

        if (!statement)
            return 0;
        kb_bind_text(statement, 1, name);
        kb_bind_text(statement, 2, version);
        step = kb_step(importer->kb, statement, importer->problems);
        if (step < 0)
            return 0;
        if (step == 1) {
            int64_t id = sqlite3_column_int64(statement, 0);

            sqlite3_reset(statement);
            return id;
        }
    }
    return sqlite3_last_insert_rowid(importer->kb->database);
}

bool import_image(struct importer *importer, const json_t *record)
{
    struct thoth_text name, version;
    int64_t image;

    if (!importer_text(importer, record, "image", true, &name) ||
        !importer_text(importer, record, "tag", true, &version))
        return false;
    /* As thoth_context_image has it. */
    if (version.length > 1 && version.at[0] == 'v') {
        version.at++;
        version.length--;
    }
    image = number_of(importer, name, version);
    if (!image)
        return false;
    for (size_t i = 0; i < sizeof CONTENTS / sizeof *CONTENTS; i++) {
        const json_t *list, *member;
        sqlite3_stmt *drop =
            kb_prepare(importer->kb, CONTENTS[i].drop, importer->problems);
        size_t number;

        if (!drop || !importer_list(importer, record, CONTENTS[i].key, &list))
            return false;
        kb_bind_number(drop, 1, image);
        if (!importer_store(importer, drop))
            return false;
        json_array_foreach(list, number, member)
        {
            if (!CONTENTS[i].store(importer, image, member))
                return false;
        }
    }
    importer->imported->images++;
    return true;
}
