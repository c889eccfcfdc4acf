/* SPDX-License-Identifier: Apache-2.0 */
/*
 * .thoth.yaml: the environments that the project may run in, each an entry of
 * `runtime_environments` (grammar/environment_fields.def). Other keys are for
 * other programs that read this file.
 */
#include "resolver/input/project_reader.h"

/* Groups and keys of an entry, for "did you mean". */
static const char *const ENTRY_KEYS[] = {
    "operating_system",
    "hardware",
    "labels",
#define ENVIRONMENT_FIELD(id, group, key, shape) key,
#include "grammar/environment_fields.def"
#undef ENVIRONMENT_FIELD
    NULL,
};

/* The words of a list, or of a text, joined by one space. */
static struct thoth_text join_words(struct project_reader *reader,
                                    const struct document_value *list)
{
    struct thoth_text text = {"", 0}, *words;
    size_t count;

    project_read_texts(reader, list, &words, &count);
    for (size_t i = 0; i < count; i++)
        text =
            arena_format(reader->arena, "%.*s%s%.*s", (int)text.length, text.at,
                         i ? " " : "", (int)words[i].length, words[i].at);
    return text;
}

/* A version such as 3.8 may be written without quotes. */
static void read_field(struct project_reader *reader,
                       const struct document_value *value,
                       enum environment_field field, struct thoth_text *text)
{
    const char *fault;

    if (environment_fact(field)->shape == SHAPE_WORDS &&
        value->kind == DOCUMENT_LIST) {
        *text = join_words(reader, value);
        return;
    }
    if (value->kind == DOCUMENT_NULL)
        return;
    if (value->kind != DOCUMENT_TEXT && value->kind != DOCUMENT_NUMBER) {
        document_wrong(value, "a text", reader->problems);
        return;
    }
    fault = environment_fault(field, value->text);
    if (fault)
        problem_error(reader->problems, value->place, NULL, "'%.*s' %s",
                      (int)value->text.length, value->text.at, fault);
    else
        *text = value->text;
}

static void read_group(struct project_reader *reader,
                       const struct document_value *table, const char *group,
                       struct environment *environment)
{
    for (int i = 0; i < ENVIRONMENT_FIELDS; i++) {
        const struct environment_fact *fact =
            environment_fact((enum environment_field)i);
        const struct document_value *value =
            strcmp(fact->group, group) ? NULL
                                       : document_member(table, fact->key);

        if (value)
            read_field(reader, value, (enum environment_field)i,
                       &environment->fields[i]);
    }
}

static bool is_known(struct thoth_text key, const char *group)
{
    static const char *const GROUPS[] = {"operating_system", "hardware",
                                         "labels", NULL};

    if (!*group && document_is_key(key, GROUPS))
        return true;
    for (int i = 0; i < ENVIRONMENT_FIELDS; i++) {
        const struct environment_fact *fact =
            environment_fact((enum environment_field)i);

        if (!strcmp(fact->group, group) &&
            thoth_text_equal(key, thoth_text_of(fact->key)))
            return true;
    }
    return false;
}

static void check_keys(struct project_reader *reader,
                       const struct document_value *table, const char *group)
{
    const struct document_value *member;

    for (member = table ? table->first : NULL; member; member = member->next)
        if (!is_known(member->key, group))
            document_unknown_key(member, ENTRY_KEYS, reader->problems);
}

static void read_entry(struct project_reader *reader,
                       const struct document_value *entry,
                       struct project_environment ***last)
{
    static const char *const GROUPS[] = {"operating_system", "hardware"};
    struct project_environment *environment;

    if (entry->kind != DOCUMENT_TABLE) {
        document_wrong(entry, "a table", reader->problems);
        return;
    }
    environment = ARENA_NEW(reader->arena, struct project_environment);
    environment->place = entry->place;
    check_keys(reader, entry, "");
    read_group(reader, entry, "", &environment->environment);
    for (int i = 0; i < 2; i++) {
        const struct document_value *table =
            document_expect(entry, GROUPS[i], DOCUMENT_TABLE, reader->problems);

        check_keys(reader, table, GROUPS[i]);
        read_group(reader, table, GROUPS[i], &environment->environment);
    }
    **last = environment;
    *last = &environment->next;
}

static void read_labels(struct project_reader *reader,
                        const struct document_value *table)
{
    const struct document_value *member;

    for (member = table ? table->first : NULL; member; member = member->next)
        if (member->kind == DOCUMENT_TEXT || member->kind == DOCUMENT_NUMBER)
            project_add_pair(reader, &reader->project->labels, member->key,
                             member->text);
        else
            document_wrong(member, "a text", reader->problems);
}

void configuration_read(struct project_reader *reader, struct thoth_text path,
                        struct thoth_text bytes)
{
    struct project_environment **last = &reader->project->environments;
    const struct document_value *root =
        document_parse_yaml(reader->arena, path, bytes, reader->problems);
    const struct document_value *list, *entry;

    if (!root || root->kind == DOCUMENT_NULL)
        return;
    if (root->kind != DOCUMENT_TABLE) {
        document_wrong(root, "a table", reader->problems);
        return;
    }
    list = document_expect(root, "runtime_environments", DOCUMENT_LIST,
                           reader->problems);
    for (entry = list ? list->first : NULL; entry; entry = entry->next)
        read_entry(reader, entry, &last);
    read_labels(reader, document_expect(root, "labels", DOCUMENT_TABLE,
                                        reader->problems));
    reader->project->overlays =
        document_text(root, "overlays_dir", reader->problems);
}
