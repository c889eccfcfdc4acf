/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pipfile.lock: what the user runs today. Its hash tells whether it belongs to
 * the Pipfile as it is now.
 */
#include "resolver/input/project_reader.h"

static void read_meta(struct project_reader *reader,
                      const struct document_value *root)
{
    struct problem_list *problems = reader->problems;
    const struct document_value *meta =
        document_expect(root, "_meta", DOCUMENT_TABLE, problems);
    const struct document_value *hash =
        meta ? document_expect(meta, "hash", DOCUMENT_TABLE, problems) : NULL;

    if (!meta)
        problem_error(problems, root->place, "lock the project again",
                      "the lock file has no '_meta'");
    if (hash)
        reader->project->lock.manifest_hash =
            document_text(hash, "sha256", problems);
}

/* "==1.0" only: nothing else pins. */
static bool read_version(struct project_reader *reader,
                         const struct document_value *entry,
                         struct project_pin *pin)
{
    const struct document_value *version =
        document_expect(entry, "version", DOCUMENT_TEXT, reader->problems);

    if (!version || version->text.length < 3 ||
        memcmp(version->text.at, "==", 2) ||
        memchr(version->text.at, '*', version->text.length) ||
        memchr(version->text.at, ',', version->text.length)) {
        problem_error(reader->problems, version ? version->place : entry->place,
                      "lock the project again",
                      "'%.*s' is not pinned to one version by ==",
                      (int)entry->key.length, entry->key.at);
        return false;
    }
    pin->version =
        (struct thoth_text){version->text.at + 2, version->text.length - 2};
    if (*pin->version.at == '=') {
        pin->version.at++;
        pin->version.length--;
    }
    return true;
}

/* Adds the pin of an entry; *end is where the list ends. */
static void read_pin(struct project_reader *reader,
                     const struct document_value *entry, bool develop,
                     struct project_pin ***end)
{
    struct problem_list *problems = reader->problems;
    struct project_lock *lock = &reader->project->lock;
    struct project_pin *pin = ARENA_NEW(reader->arena, struct project_pin);

    if (entry->kind != DOCUMENT_TABLE) {
        document_wrong(entry, "a table", problems);
        return;
    }
    if (!requirement_is_name(entry->key)) {
        problem_error(problems, entry->key_place, NULL,
                      "'%.*s' is no name of a package", (int)entry->key.length,
                      entry->key.at);
        return;
    }
    pin->name = requirement_normal_name(reader->arena, entry->key);
    pin->place = entry->key_place;
    pin->develop = develop;
    pin->source = document_text(entry, "index", problems);
    pin->markers = document_text(entry, "markers", problems);
    project_read_texts(
        reader, document_expect(entry, "hashes", DOCUMENT_LIST, problems),
        &pin->hashes, &pin->hash_count);
    if (!read_version(reader, entry, pin))
        return;
    **end = pin;
    *end = &pin->next;
    lock->pin_count++;
}

void pipfile_lock_read(struct project_reader *reader, struct thoth_text path,
                       struct thoth_text bytes)
{
    static const char *const SECTIONS[] = {"default", "develop"};
    const struct document_value *root =
        document_parse_json(reader->arena, path, bytes, reader->problems);
    const struct document_value *section, *entry;
    struct project_pin **end = &reader->project->lock.pins;

    if (!root)
        return;
    if (root->kind != DOCUMENT_TABLE) {
        document_wrong(root, "a table", reader->problems);
        return;
    }
    reader->project->lock.present = true;
    reader->project->lock.path = path;
    read_meta(reader, root);
    for (int i = 0; i < 2; i++) {
        section = document_expect(root, SECTIONS[i], DOCUMENT_TABLE,
                                  reader->problems);
        for (entry = section ? section->first : NULL; entry;
             entry = entry->next)
            read_pin(reader, entry, i == 1, &end);
    }
}
