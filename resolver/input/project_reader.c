/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the readers of a project's files share.
 */
#include "resolver/input/project_reader.h"
#include "resolver/input/variables.h"

void project_add_requirement(struct project_reader *reader,
                             struct project_requirements *list,
                             const struct project_requirement *requirement)
{
    struct project_requirement *copy =
        ARENA_NEW(reader->arena, struct project_requirement);

    *copy = *requirement;
    copy->next = NULL;
    if (!list->end)
        list->end = &list->first;
    *list->end = copy;
    list->end = &copy->next;
    list->count++;
}

static struct thoth_text drop_slashes(struct thoth_text url)
{
    while (url.length && url.at[url.length - 1] == '/')
        url.length--;
    return url;
}

static bool begins_with(struct thoth_text text, const char *start)
{
    size_t length = strlen(start);

    return text.length > length && !memcmp(text.at, start, length);
}

static bool has_space(struct thoth_text text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.at[i] <= ' ' || text.at[i] == 0x7F)
            return true;
    return false;
}

/* "https://USER:PASSWORD@HOST/PATH" without what is before the host. */
static struct thoth_text drop_credentials(struct arena *arena,
                                          struct thoth_text url)
{
    const char *host = memmem(url.at, url.length, "://", 3), *path, *at;
    const char *end = url.at + url.length;

    if (host == NULL)
        return url;
    host += 3;
    path = memchr(host, '/', (size_t)(end - host));
    if (path == NULL)
        path = end;
    at = memrchr(host, '@', (size_t)(path - host));
    if (at == NULL)
        return url;
    return arena_format(arena, "%.*s%.*s", (int)(host - url.at), url.at,
                        (int)(end - at - 1), at + 1);
}

static bool is_index(struct thoth_text location)
{
    return (begins_with(location, "https://") ||
            begins_with(location, "http://") ||
            begins_with(location, "file://")) &&
           !has_space(location);
}

static void report_no_index(struct project_reader *reader,
                            struct thoth_text url, struct place place)
{
    struct thoth_text unset = variables_first(url);
    const char *advice =
        "write the URL of a package index, such as " PROJECT_PYPI;

    if (unset.length > 0)
        advice = arena_format(reader->arena,
                              "set %.*s in the environment to the URL of a "
                              "package index, or to a part of it",
                              (int)unset.length, unset.at)
                     .at;
    problem_error(reader->problems, place, advice,
                  "'%.*s' is no URL of an index", (int)url.length, url.at);
}

void project_add_source(struct project_reader *reader, struct thoth_text name,
                        struct thoth_text url, bool verify_ssl,
                        struct place place)
{
    struct project_source **last = &reader->project->sources, *source;
    struct thoth_text location;

    url = drop_slashes(url);
    location = drop_slashes(variables_expand(reader->arena, url));
    location = drop_credentials(reader->arena, location);
    if (!is_index(location)) {
        report_no_index(reader, url, place);
        return;
    }
    for (; *last; last = &(*last)->next) {
        if (name.length && thoth_text_equal((*last)->name, name)) {
            problem_error(reader->problems, place, "give it another name",
                          "there are two sources '%.*s'", (int)name.length,
                          name.at);
            return;
        }
        if (thoth_text_equal((*last)->location, location))
            return;
    }
    source = ARENA_NEW(reader->arena, struct project_source);
    source->name = arena_copy_text(reader->arena, name);
    source->url = arena_copy_text(reader->arena, url);
    source->location = arena_copy_text(reader->arena, location);
    source->verify_ssl = verify_ssl;
    source->place = place;
    *last = source;
}

struct thoth_text project_source_location(const struct project *project,
                                          struct thoth_text name)
{
    const struct project_source *source;
    struct thoth_text url = drop_slashes(name);

    for (source = project->sources; source; source = source->next)
        if (thoth_text_equal(source->name, name) ||
            thoth_text_equal(source->url, url) ||
            thoth_text_equal(source->location, url))
            return source->location;
    return (struct thoth_text){"", 0};
}

const struct project_source *project_source_at(const struct project *project,
                                               struct thoth_text location)
{
    const struct project_source *source = project->sources;

    while (source && !thoth_text_equal(source->location, location))
        source = source->next;
    return source;
}

bool project_parse_requirement(struct project_reader *reader,
                               struct place place, struct thoth_text text,
                               const struct logical_line *line, size_t start,
                               struct project_requirement *requirement)
{
    struct marker_fault fault;

    *requirement = (struct project_requirement){.place = place};
    text = arena_copy_text(reader->arena, text);
    if (!requirement_parse(reader->arena, text, &requirement->requirement,
                           &fault)) {
        problem_error(
            reader->problems,
            line ? logical_line_place(line, place.path, start + fault.offset)
                 : place_within(place, text, fault.offset),
            "see PEP 508 for the form of a requirement",
            "'%.*s' is no requirement: %s", (int)text.length, text.at,
            fault.message);
        return false;
    }
    if (requirement->requirement.url.length) {
        problem_error(reader->problems, place,
                      "name the package and its versions; the knowledge base "
                      "has packages of indexes only",
                      "'%.*s' is to come from a URL",
                      (int)requirement->requirement.written.length,
                      requirement->requirement.written.at);
        return false;
    }
    return true;
}

const struct marker *project_parse_marker(struct project_reader *reader,
                                          struct place place,
                                          struct thoth_text text)
{
    struct marker_fault fault;
    const struct marker *marker;

    text = arena_copy_text(reader->arena, text);
    if (text.length > REQUIREMENT_LIMIT) {
        problem_error(reader->problems, place, NULL, "the marker is too long");
        return NULL;
    }
    marker = marker_parse(reader->arena, text, &fault);
    if (!marker)
        problem_error(
            reader->problems, place, "see PEP 508 for the form of a marker",
            "'%.*s' is no marker: %s (at character %zu)", (int)text.length,
            text.at, fault.message, fault.offset + 1);
    return marker;
}

bool project_read_specifier(struct project_reader *reader, struct place place,
                            struct thoth_text text,
                            struct thoth_text *specifier)
{
    /* Read as what stands behind a name, so that both take the same. */
    struct thoth_text whole =
        arena_format(reader->arena, "name%.*s", (int)text.length, text.at);
    struct requirement requirement;
    struct marker_fault fault;

    if (text.length <= THOTH_SPECIFIER_LIMIT &&
        requirement_parse(reader->arena, whole, &requirement, &fault) &&
        requirement.specifier.length && !requirement.extra_count &&
        !requirement.marker && requirement.written.length == 4) {
        *specifier = requirement.specifier;
        return true;
    }
    problem_error(reader->problems, place,
                  "write versions as in PEP 440, such as >=1.0,<2",
                  "'%.*s' is no set of versions", (int)text.length, text.at);
    return false;
}

void project_read_flags(struct project_reader *reader,
                        const struct document_value *table)
{
    struct project *project = reader->project;

    project->allow_prereleases =
        document_truth(table, "allow_prereleases", project->allow_prereleases,
                       reader->problems);
    project->disable_index_adjustment =
        document_truth(table, "disable_index_adjustment",
                       project->disable_index_adjustment, reader->problems);
}

static void read_source(struct project_reader *reader,
                        const struct document_value *table)
{
    static const char *const KEYS[] = {"name", "url", "verify_ssl", NULL};
    const struct document_value *member;
    struct document_value *url;

    if (table->kind != DOCUMENT_TABLE) {
        document_wrong(table, "a table", reader->problems);
        return;
    }
    for (member = table->first; member; member = member->next)
        if (!document_is_key(member->key, KEYS))
            document_unknown_key(member, KEYS, reader->problems);
    url = document_expect(table, "url", DOCUMENT_TEXT, reader->problems);
    if (!url) {
        problem_error(reader->problems, table->place, "add url = \"...\"",
                      "a source needs a url");
        return;
    }
    project_add_source(
        reader, document_text(table, "name", reader->problems), url->text,
        document_truth(table, "verify_ssl", true, reader->problems),
        url->place);
}

void project_read_sources(struct project_reader *reader,
                          const struct document_value *list)
{
    const struct document_value *member;

    for (member = list ? list->first : NULL; member; member = member->next)
        read_source(reader, member);
}

void project_read_texts(struct project_reader *reader,
                        const struct document_value *list,
                        struct thoth_text **texts, size_t *count)
{
    const struct document_value *member;
    size_t most = 0;

    *texts = NULL;
    *count = 0;
    if (!list)
        return;
    for (member = list->first; member; member = member->next)
        most++;
    *texts = ARENA_NEW_ARRAY(reader->arena, struct thoth_text, most);
    for (member = list->first; member; member = member->next)
        if (member->kind == DOCUMENT_TEXT)
            (*texts)[(*count)++] = member->text;
        else
            document_wrong(member, "a text", reader->problems);
}

struct project_pair **project_add_pair(struct project_reader *reader,
                                       struct project_pair **list,
                                       struct thoth_text key,
                                       struct thoth_text value)
{
    struct project_pair *pair = ARENA_NEW(reader->arena, struct project_pair);

    while (*list)
        list = &(*list)->next;
    pair->key = arena_copy_text(reader->arena, key);
    pair->value = arena_copy_text(reader->arena, value);
    *list = pair;
    return &pair->next;
}
