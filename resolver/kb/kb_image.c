/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is known of a base image, handed to the context of a request.
 */
#include "resolver/kb/store.h"

static sqlite3_stmt *of_image(struct kb *kb, enum kb_statement statement,
                              int64_t image, struct problem_list *problems)
{
    sqlite3_stmt *rows = kb_prepare(kb, statement, problems);

    if (rows)
        kb_bind_number(rows, 1, image);
    return rows;
}

static enum thoth_status add_rpm(struct thoth_context *context,
                                 sqlite3_stmt *row)
{
    struct thoth_rpm rpm = {
        .package_name = kb_text(row, 0),
        .arch = kb_text(row, 1),
        .epoch = kb_text(row, 2),
        .package_identifier = kb_text(row, 3),
        .package_version = kb_text(row, 4),
        .release = kb_text(row, 5),
        .src = -1,
    };

    if (sqlite3_column_type(row, 6) == SQLITE_INTEGER)
        rpm.src = sqlite3_column_int(row, 6) != 0;
    return thoth_context_add_rpm(context, &rpm);
}

static enum thoth_status add_package(struct thoth_context *context,
                                     sqlite3_stmt *row)
{
    return thoth_context_add_python_package(context, kb_text(row, 0),
                                            kb_text(row, 1), kb_text(row, 2));
}

static enum thoth_status add_symbol(struct thoth_context *context,
                                    sqlite3_stmt *row)
{
    return thoth_context_add_symbol(context, kb_text(row, 0));
}

static const struct {
    enum kb_statement rows;
    enum thoth_status (*add)(struct thoth_context *context, sqlite3_stmt *row);
} CONTENTS[] = {
    {KB_IMAGE_RPMS, add_rpm},
    {KB_IMAGE_PACKAGES, add_package},
    {KB_IMAGE_SYMBOLS, add_symbol},
};

static bool add_contents(struct kb *kb, struct thoth_context *context,
                         int64_t image, struct problem_list *problems)
{
    for (size_t i = 0; i < sizeof CONTENTS / sizeof *CONTENTS; i++) {
        sqlite3_stmt *rows = of_image(kb, CONTENTS[i].rows, image, problems);
        int step = -1;

        while (rows && (step = kb_step(kb, rows, problems)) == 1)
            if (CONTENTS[i].add(context, rows)) {
                sqlite3_reset(rows);
                return kb_damaged(kb, "contents of a base image", problems);
            }
        if (step != 0)
            return false;
    }
    return true;
}

bool kb_describe_image(struct kb *kb, struct thoth_context *context,
                       struct problem_list *problems)
{
    struct thoth_text name, version;
    sqlite3_stmt *find = kb_prepare(kb, KB_FIND_IMAGE, problems);
    int64_t image;
    int step;

    thoth_context_image(context, &name, &version);
    if (!name.at || !version.at)
        return true;
    if (!find)
        return false;
    kb_bind_text(find, 1, name);
    kb_bind_text(find, 2, version);
    step = kb_step(kb, find, problems);
    if (step <= 0)
        return step == 0;
    image = sqlite3_column_int64(find, 0);
    sqlite3_reset(find);
    if (thoth_context_set_analysis(context, name, version, true))
        return kb_damaged(kb, "a base image", problems);
    return add_contents(kb, context, image, problems);
}
