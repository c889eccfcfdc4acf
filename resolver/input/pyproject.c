/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pyproject.toml: the table [project] (PEP 621), and [tool.thoth] for what it
 * cannot say: flags and sources.
 */
#include "compiler/base/near_name.h"
#include "resolver/base/text_table.h"
#include "resolver/input/project_reader.h"

/* The project while it is read: its own name and extras, since one extra may
 * name others as "project[extra]". */
struct pyproject {
    struct project_reader *reader;
    struct thoth_text name;              /* normal form, or "" */
    const struct document_value *table;  /* optional-dependencies, or NULL */
    struct text_table extras;            /* by normal name: their numbers */
    const struct document_value **lists; /* by number */
    bool *is_taken;                      /* by number */
    const struct document_value **taken; /* in the order to read them */
    size_t taken_count;
};

/* Names in whatever spelling; of two that are the same the first one counts. */
static void number_extras(struct pyproject *at)
{
    const struct document_value *first = at->table ? at->table->first : NULL;
    const struct document_value *member;
    struct arena *arena = at->reader->arena;
    uint32_t count = 1;
    bool is_new;

    for (member = first; member; member = member->next)
        count++;
    at->extras.arena = arena;
    at->lists = ARENA_NEW_ARRAY(arena, const struct document_value *, count);
    at->taken = ARENA_NEW_ARRAY(arena, const struct document_value *, count);
    at->is_taken = ARENA_NEW_ARRAY(arena, bool, count);
    count = 0;
    for (member = first; member; member = member->next) {
        text_table_add(&at->extras, requirement_normal_name(arena, member->key),
                       count, &is_new);
        if (is_new)
            at->lists[count++] = member;
    }
}

static void no_extra(const struct pyproject *at, struct place place,
                     struct thoth_text name)
{
    const struct document_value *member = at->table ? at->table->first : NULL;
    struct thoth_text advice = {NULL, 0};
    struct near_name near;

    near_name_start(&near, name);
    for (; member; member = member->next)
        near_name_offer(&near, member->key);
    if (near.best.length)
        advice = arena_format(at->reader->arena, "did you mean '%.*s'?",
                              (int)near.best.length, near.best.at);
    problem_error(at->reader->problems, place, advice.at,
                  "the project has no optional dependencies '%.*s'",
                  (int)name.length, name.at);
}

/* An extra whose dependencies are to be read, once. */
static void take_extra(struct pyproject *at, struct place place,
                       struct thoth_text name)
{
    const uint32_t *number = text_table_find(
        &at->extras, requirement_normal_name(at->reader->arena, name));

    if (!number)
        no_extra(at, place, name);
    else if (!at->is_taken[*number])
        at->taken[at->taken_count++] = at->lists[*number];
    if (number)
        at->is_taken[*number] = true;
}

static void read_dependency(struct pyproject *at,
                            const struct document_value *member)
{
    struct project_reader *reader = at->reader;
    struct project_requirement requirement;

    if (!project_parse_requirement(reader, member->place, member->text, NULL, 0,
                                   &requirement))
        return;
    if (!at->name.length ||
        !thoth_text_equal(requirement.requirement.name, at->name)) {
        project_add_requirement(reader, &reader->project->requirements,
                                &requirement);
        return;
    }
    for (size_t i = 0; i < requirement.requirement.extra_count; i++)
        take_extra(at, member->place, requirement.requirement.extras[i]);
}

static void read_dependencies(struct pyproject *at,
                              const struct document_value *list)
{
    const struct document_value *member;

    for (member = list ? list->first : NULL; member; member = member->next)
        if (member->kind != DOCUMENT_TEXT)
            document_wrong(member, "a text", at->reader->problems);
        else
            read_dependency(at, member);
}

/* Dependencies, then those of the extras that the options name. */
static void read_requirements(struct project_reader *reader,
                              const struct document_value *project)
{
    const struct project_options *options = reader->options;
    struct thoth_text name = document_text(project, "name", reader->problems);
    struct pyproject at = {
        .reader = reader,
        .table = document_expect(project, "optional-dependencies",
                                 DOCUMENT_TABLE, reader->problems)};

    if (name.length)
        at.name = requirement_normal_name(reader->arena, name);
    number_extras(&at);
    read_dependencies(&at, document_expect(project, "dependencies",
                                           DOCUMENT_LIST, reader->problems));
    for (size_t i = 0; i < options->extra_count; i++)
        take_extra(&at, at.table ? at.table->place : project->place,
                   thoth_text_of(options->extras[i]));
    for (size_t i = 0; i < at.taken_count; i++)
        if (at.taken[i]->kind == DOCUMENT_LIST)
            read_dependencies(&at, at.taken[i]);
        else
            document_wrong(at.taken[i], "a list", reader->problems);
    text_table_release(&at.extras);
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
    read_requirements(reader, project);
}
