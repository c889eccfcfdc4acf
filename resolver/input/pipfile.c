/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pipfile: sources, packages, packages for development, the Python it needs,
 * and thoth's own section. What does not come from an index is refused.
 */
#include "compiler/base/near_name.h"
#include "resolver/input/project_reader.h"

static const char *const SECTIONS[] = {
    "source", "packages", "dev-packages", "requires",
    "thoth",  "pipenv",   "scripts",      NULL,
};

/* Keys of a package that make it come from elsewhere. */
static const char *const ELSEWHERE[] = {
    "git", "hg",       "svn", "bzr",          "path", "file",
    "url", "editable", "ref", "subdirectory", NULL,
};

static const char *const PACKAGE_KEYS[] = {
    "version", "extras", "index", "markers", "hashes", NULL,
};

/* Parts of a marker that a package may have as keys of their own. */
static const char *const MARKER_KEYS[] = {
    "os_name",
    "sys_platform",
    "platform_machine",
    "platform_python_implementation",
    "platform_release",
    "platform_system",
    "platform_version",
    "python_version",
    "python_full_version",
    "implementation_name",
    "implementation_version",
    NULL,
};

/* "*" and "" are any version. */
static void read_version(struct project_reader *reader,
                         const struct document_value *value,
                         struct project_requirement *requirement)
{
    struct thoth_text text = value->text;

    if (!text.length || thoth_text_equal(text, thoth_text_of("*")))
        return;
    project_read_specifier(reader, value->place, text,
                           &requirement->requirement.specifier);
}

static void read_extras(struct project_reader *reader,
                        const struct document_value *list,
                        struct project_requirement *requirement)
{
    struct requirement *to = &requirement->requirement;

    project_read_texts(reader, list, &to->extras, &to->extra_count);
    for (size_t i = 0; i < to->extra_count; i++) {
        if (!requirement_is_name(to->extras[i]))
            problem_error(reader->problems, list->place, NULL,
                          "'%.*s' is no name of an extra",
                          (int)to->extras[i].length, to->extras[i].at);
        to->extras[i] = requirement_normal_name(reader->arena, to->extras[i]);
    }
}

/* Joins a condition to the marker by `and`. */
static void add_marker(struct project_reader *reader, struct place place,
                       struct thoth_text condition,
                       struct project_requirement *requirement)
{
    struct requirement *to = &requirement->requirement;

    if (!project_parse_marker(reader, place, condition))
        return;
    if (to->marker_text.length)
        condition = arena_format(
            reader->arena, "(%.*s) and (%.*s)", (int)to->marker_text.length,
            to->marker_text.at, (int)condition.length, condition.at);
    to->marker = project_parse_marker(reader, place, condition);
    to->marker_text = condition;
}

static void read_markers(struct project_reader *reader,
                         const struct document_value *table,
                         struct project_requirement *requirement)
{
    const struct document_value *markers =
        document_expect(table, "markers", DOCUMENT_TEXT, reader->problems);

    if (markers)
        add_marker(reader, markers->place, markers->text, requirement);
    for (const char *const *key = MARKER_KEYS; *key; key++) {
        const struct document_value *part =
            document_expect(table, *key, DOCUMENT_TEXT, reader->problems);

        if (part)
            add_marker(reader, part->place,
                       arena_format(reader->arena, "%s %.*s", *key,
                                    (int)part->text.length, part->text.at),
                       requirement);
    }
}

static bool check_keys(struct project_reader *reader,
                       const struct document_value *table)
{
    const struct document_value *member;

    for (member = table->first; member; member = member->next) {
        if (document_is_key(member->key, ELSEWHERE)) {
            problem_error(reader->problems, member->key_place,
                          "name its versions; the knowledge base has packages "
                          "of indexes only",
                          "'%.*s' is to come from elsewhere: %.*s",
                          (int)table->key.length, table->key.at,
                          (int)member->key.length, member->key.at);
            return false;
        }
        if (!document_is_key(member->key, PACKAGE_KEYS) &&
            !document_is_key(member->key, MARKER_KEYS))
            document_unknown_key(member, PACKAGE_KEYS, reader->problems);
    }
    return true;
}

static bool read_table(struct project_reader *reader,
                       const struct document_value *table,
                       struct project_requirement *requirement)
{
    const struct document_value *version, *extras;

    if (!check_keys(reader, table))
        return false;
    version =
        document_expect(table, "version", DOCUMENT_TEXT, reader->problems);
    if (version)
        read_version(reader, version, requirement);
    extras = document_expect(table, "extras", DOCUMENT_LIST, reader->problems);
    if (extras)
        read_extras(reader, extras, requirement);
    read_markers(reader, table, requirement);
    project_read_texts(
        reader,
        document_expect(table, "hashes", DOCUMENT_LIST, reader->problems),
        &requirement->hashes, &requirement->hash_count);
    requirement->source = document_text(table, "index", reader->problems);
    return true;
}

static void read_package(struct project_reader *reader,
                         const struct document_value *value, bool develop)
{
    struct project_requirement requirement = {.develop = develop,
                                              .place = value->key_place};
    bool usable = true;

    if (!requirement_is_name(value->key)) {
        problem_error(reader->problems, value->key_place, NULL,
                      "'%.*s' is no name of a package", (int)value->key.length,
                      value->key.at);
        return;
    }
    requirement.requirement.written = value->key;
    requirement.requirement.name =
        requirement_normal_name(reader->arena, value->key);
    if (value->kind == DOCUMENT_TEXT)
        read_version(reader, value, &requirement);
    else if (value->kind == DOCUMENT_TABLE)
        usable = read_table(reader, value, &requirement);
    else
        document_wrong(value, "a text or a table", reader->problems);
    if (usable)
        project_add_requirement(reader, &reader->project->requirements,
                                &requirement);
}

static void read_packages(struct project_reader *reader,
                          const struct document_value *root,
                          const char *section, bool develop)
{
    const struct document_value *table =
        document_expect(root, section, DOCUMENT_TABLE, reader->problems);
    const struct document_value *member;

    for (member = table ? table->first : NULL; member; member = member->next)
        read_package(reader, member, develop);
}

static void read_requires(struct project_reader *reader,
                          const struct document_value *table)
{
    static const char *const KEYS[] = {"python_full_version", "python_version"};

    for (size_t i = 0; table && i < 2; i++) {
        const struct document_value *version =
            document_expect(table, KEYS[i], DOCUMENT_TEXT, reader->problems);
        const char *fault;

        if (!version || !version->text.length ||
            reader->project->python_version.length)
            continue;
        fault = environment_fault(ENVIRONMENT_PYTHON_VERSION, version->text);
        if (fault)
            problem_error(reader->problems, version->place,
                          "write a version such as \"3.9\"", "'%.*s' %s",
                          (int)version->text.length, version->text.at, fault);
        else
            reader->project->python_version = version->text;
    }
}

/* Every index that a package names must be a source. */
static void check_indexes(struct project_reader *reader)
{
    const struct project_requirement *each;

    for (each = reader->project->requirements.first; each; each = each->next)
        if (each->source.length &&
            !project_source_location(reader->project, each->source).length)
            problem_error(reader->problems, each->place,
                          "add a [[source]] of this name",
                          "'%.*s' comes from the index '%.*s', which is no "
                          "source",
                          (int)each->requirement.written.length,
                          each->requirement.written.at,
                          (int)each->source.length, each->source.at);
}

static void warn_of_section(struct project_reader *reader,
                            const struct document_value *section)
{
    const char *advice = "packages of a category of your own are not read";
    struct near_name near;

    near_name_start(&near, section->key);
    for (int i = 0; SECTIONS[i]; i++)
        near_name_offer(&near, thoth_text_of(SECTIONS[i]));
    if (near.best.length)
        advice = arena_format(reader->arena, "did you mean '%.*s'? %s",
                              (int)near.best.length, near.best.at, advice)
                     .at;
    problem_warning(reader->problems, section->key_place, advice,
                    "the section '%.*s' means nothing here",
                    (int)section->key.length, section->key.at);
}

void pipfile_read(struct project_reader *reader, struct thoth_text path,
                  struct thoth_text bytes)
{
    const struct document_value *root =
        document_parse_toml(reader->arena, path, bytes, reader->problems);
    const struct document_value *member;
    struct problem_list *problems = reader->problems;

    if (!root)
        return;
    for (member = root->first; member; member = member->next)
        if (!document_is_key(member->key, SECTIONS))
            warn_of_section(reader, member);
    project_read_sources(
        reader, document_expect(root, "source", DOCUMENT_LIST, problems));
    if (!reader->project->sources)
        project_add_source(reader, thoth_text_of("pypi"),
                           thoth_text_of(PROJECT_PYPI), true,
                           (struct place){.path = path});
    read_packages(reader, root, "packages", false);
    read_packages(reader, root, "dev-packages", true);
    read_requires(reader,
                  document_expect(root, "requires", DOCUMENT_TABLE, problems));
    project_read_flags(
        reader, document_expect(root, "pipenv", DOCUMENT_TABLE, problems));
    project_read_flags(
        reader, document_expect(root, "thoth", DOCUMENT_TABLE, problems));
    check_indexes(reader);
}
