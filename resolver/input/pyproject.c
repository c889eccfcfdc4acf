/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pyproject.toml: the table [project] (PEP 621), and [tool.thoth] for what it
 * cannot say: flags and sources.
 */
#include "resolver/input/project_reader.h"

static void read_dependencies(struct project_reader *reader,
                              const struct document_value *list)
{
    const struct document_value *member;
    struct project_requirement requirement;

    for (member = list ? list->first : NULL; member; member = member->next) {
        if (member->kind != DOCUMENT_TEXT)
            document_wrong(member, "a text", reader->problems);
        else if (project_parse_requirement(reader, member->place, member->text,
                                           NULL, 0, &requirement))
            project_add_requirement(reader, &reader->project->requirements,
                                    &requirement);
    }
}

/* The list of an extra by its name, in whatever spelling. */
static const struct document_value *
find_extra(struct project_reader *reader, const struct document_value *table,
           struct thoth_text name)
{
    const struct document_value *member;

    name = requirement_normal_name(reader->arena, name);
    for (member = table ? table->first : NULL; member; member = member->next)
        if (thoth_text_equal(
                requirement_normal_name(reader->arena, member->key), name))
            return member;
    return NULL;
}

static void read_extras(struct project_reader *reader,
                        const struct document_value *project)
{
    const struct project_options *options = reader->options;
    const struct document_value *table = document_expect(
        project, "optional-dependencies", DOCUMENT_TABLE, reader->problems);

    for (size_t i = 0; i < options->extra_count; i++) {
        const struct document_value *list =
            find_extra(reader, table, thoth_text_of(options->extras[i]));

        if (!list)
            problem_error(reader->problems,
                          table ? table->place : project->place, NULL,
                          "the project has no optional dependencies '%s'",
                          options->extras[i]);
        else if (list->kind != DOCUMENT_LIST)
            document_wrong(list, "a list", reader->problems);
        else
            read_dependencies(reader, list);
    }
}

/* Dependencies that a build would find out are not known here. */
static void check_dynamic(struct project_reader *reader,
                          const struct document_value *project)
{
    const struct document_value *list =
        document_expect(project, "dynamic", DOCUMENT_LIST, reader->problems);
    const struct document_value *member;

    for (member = list ? list->first : NULL; member; member = member->next)
        if (member->kind == DOCUMENT_TEXT &&
            (thoth_text_equal(member->text, thoth_text_of("dependencies")) ||
             thoth_text_equal(member->text,
                              thoth_text_of("optional-dependencies"))))
            problem_error(reader->problems, member->place,
                          "list them in [project], or in requirements.txt",
                          "the project's %.*s are known to its build only",
                          (int)member->text.length, member->text.at);
}

static void read_tool(struct project_reader *reader,
                      const struct document_value *root)
{
    static const char *const KEYS[] = {
        "allow_prereleases", "disable_index_adjustment", "source", NULL};
    const struct document_value *tool =
        document_expect(root, "tool", DOCUMENT_TABLE, reader->problems);
    const struct document_value *thoth =
        document_expect(tool, "thoth", DOCUMENT_TABLE, reader->problems);
    const struct document_value *member;

    for (member = thoth ? thoth->first : NULL; member; member = member->next)
        if (!document_is_key(member->key, KEYS))
            document_unknown_key(member, KEYS, reader->problems);
    project_read_flags(reader, thoth);
    project_read_sources(reader, document_expect(thoth, "source", DOCUMENT_LIST,
                                                 reader->problems));
}

void pyproject_read(struct project_reader *reader, struct thoth_text path,
                    struct thoth_text bytes)
{
    struct problem_list *problems = reader->problems;
    const struct document_value *root =
        document_parse_toml(reader->arena, path, bytes, problems);
    const struct document_value *project, *python;

    if (!root)
        return;
    read_tool(reader, root);
    project = document_expect(root, "project", DOCUMENT_TABLE, problems);
    if (!project) {
        problem_error(problems, (struct place){path, 1, 1},
                      "add [project] with dependencies (PEP 621), or write a "
                      "Pipfile or a requirements.txt",
                      "there is no table [project]");
        return;
    }
    check_dynamic(reader, project);
    python =
        document_expect(project, "requires-python", DOCUMENT_TEXT, problems);
    if (python && python->text.length)
        project_read_specifier(reader, python->place, python->text,
                               &reader->project->requires_python);
    read_dependencies(reader, document_expect(project, "dependencies",
                                              DOCUMENT_LIST, problems));
    read_extras(reader, project);
}
