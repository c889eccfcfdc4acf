/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Looking into trees, and the bytes they are made from.
 */
#include "resolver/input/document.h"

#include "compiler/base/near_name.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static bool cannot(struct place place, const char *what, const char *why,
                   struct problem_list *problems)
{
    problem_error(problems, place, NULL, "%s: %s", what, why);
    return false;
}

static bool read_all(int file, size_t size, struct arena *arena,
                     struct place place, struct thoth_text *bytes,
                     struct problem_list *problems)
{
    char *buffer = arena_allocate(arena, size + 1);
    size_t length = 0;

    while (length < size) {
        ssize_t got = read(file, buffer + length, size - length);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return cannot(place, "cannot be read", strerror(errno), problems);
        if (!got)
            break;
        length += (size_t)got;
    }
    buffer[length] = '\0';
    *bytes = (struct thoth_text){buffer, length};
    return true;
}

bool document_load(const char *path, bool required, struct arena *arena,
                   struct thoth_text *bytes, bool *found,
                   struct problem_list *problems)
{
    struct place place = {
        .path = arena_copy_text(problems->arena, thoth_text_of(path))};
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat status;
    bool loaded = false;

    *bytes = (struct thoth_text){"", 0};
    *found = false;
    if (file < 0 && errno == ENOENT && !required)
        return true;
    if (file < 0)
        return cannot(place, "cannot be opened", strerror(errno), problems);
    if (fstat(file, &status))
        cannot(place, "cannot be read", strerror(errno), problems);
    else if (!S_ISREG(status.st_mode))
        cannot(place, "cannot be read", "this is no regular file", problems);
    else if (status.st_size > DOCUMENT_SIZE_LIMIT)
        problem_error(problems, place, "split it",
                      "the file is larger than %d MiB",
                      DOCUMENT_SIZE_LIMIT >> 20);
    else
        loaded = read_all(file, (size_t)status.st_size, arena, place, bytes,
                          problems);
    close(file);
    *found = loaded;
    return loaded;
}

const char *document_kind_name(enum document_kind kind)
{
    static const char *const NAMES[] = {
        [DOCUMENT_TABLE] = "a table",         [DOCUMENT_LIST] = "a list",
        [DOCUMENT_TEXT] = "a text",           [DOCUMENT_NUMBER] = "a number",
        [DOCUMENT_BOOLEAN] = "true or false", [DOCUMENT_NULL] = "null",
        [DOCUMENT_TIME] = "a time",
    };

    return NAMES[kind];
}

struct document_value *document_member(const struct document_value *table,
                                       const char *key)
{
    struct thoth_text wanted = thoth_text_of(key);
    struct document_value *member;

    if (!table || table->kind != DOCUMENT_TABLE)
        return NULL;
    for (member = table->first; member; member = member->next)
        if (thoth_text_equal(member->key, wanted))
            return member;
    return NULL;
}

void document_wrong(const struct document_value *value, const char *wanted,
                    struct problem_list *problems)
{
    if (value->key.length)
        problem_error(problems, value->place, NULL, "'%.*s' must be %s, not %s",
                      (int)value->key.length, value->key.at, wanted,
                      document_kind_name(value->kind));
    else
        problem_error(problems, value->place, NULL, "this must be %s, not %s",
                      wanted, document_kind_name(value->kind));
}

struct document_value *document_expect(const struct document_value *table,
                                       const char *key, enum document_kind kind,
                                       struct problem_list *problems)
{
    struct document_value *member = document_member(table, key);

    if (!member || member->kind == DOCUMENT_NULL)
        return NULL;
    if (member->kind == kind)
        return member;
    document_wrong(member, document_kind_name(kind), problems);
    return NULL;
}

struct thoth_text document_text(const struct document_value *table,
                                const char *key, struct problem_list *problems)
{
    struct document_value *member =
        document_expect(table, key, DOCUMENT_TEXT, problems);

    return member ? member->text : (struct thoth_text){"", 0};
}

bool document_truth(const struct document_value *table, const char *key,
                    bool otherwise, struct problem_list *problems)
{
    struct document_value *member =
        document_expect(table, key, DOCUMENT_BOOLEAN, problems);

    return member ? member->truth : otherwise;
}

bool document_is_key(struct thoth_text key, const char *const *keys)
{
    for (; *keys; keys++)
        if (thoth_text_equal(key, thoth_text_of(*keys)))
            return true;
    return false;
}

void document_unknown_key(const struct document_value *member,
                          const char *const *keys,
                          struct problem_list *problems)
{
    struct near_name near;
    struct thoth_text advice = {NULL, 0};

    near_name_start(&near, member->key);
    for (; *keys; keys++)
        near_name_offer(&near, thoth_text_of(*keys));
    if (near.best.length)
        advice = arena_format(problems->arena, "did you mean '%.*s'?",
                              (int)near.best.length, near.best.at);
    problem_error(problems, member->key_place, advice.at, "unknown key '%.*s'",
                  (int)member->key.length, member->key.at);
}
