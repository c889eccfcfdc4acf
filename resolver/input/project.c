/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which files of a folder make a project: the first manifest in a fixed order,
 * and what belongs to it. Files of an environment's overlay come first.
 */
#include "resolver/input/project.h"

#include "compiler/base/near_name.h"
#include "resolver/input/project_reader.h"

#include <unistd.h>

static char *path_in(struct project_reader *reader, const char *folder,
                     const char *name)
{
    struct thoth_text path =
        !strcmp(folder, ".")
            ? thoth_text_of(name)
            : arena_format(reader->arena, "%s/%s", folder, name);

    return arena_copy(reader->arena, path.at, path.length);
}

typedef void document_reader(struct project_reader *reader,
                             struct thoth_text path, struct thoth_text bytes);

/* Reads a file if it is there. */
static bool read_if_there(struct project_reader *reader, const char *folder,
                          const char *name, document_reader *read)
{
    char *path = path_in(reader, folder, name);
    struct thoth_text bytes;
    bool found;

    document_load(path, false, reader->arena, &bytes, &found, reader->problems);
    if (found)
        read(reader, thoth_text_of(path), bytes);
    return found;
}

/* A requirements file in the way that pip has it. */
static bool read_requirements(struct project_reader *reader, const char *folder,
                              const char *name)
{
    char *path = path_in(reader, folder, name);

    if (access(path, F_OK))
        return false;
    requirements_read(reader, path, false);
    reader->project->manifest = MANIFEST_REQUIREMENTS;
    reader->project->manifest_path = thoth_text_of(path);
    return true;
}

static bool read_manifest(struct project_reader *reader, const char *folder)
{
    struct project *project = reader->project;

    if (read_if_there(reader, folder, "Pipfile", pipfile_read)) {
        project->manifest = MANIFEST_PIPFILE;
        project->manifest_path =
            thoth_text_of(path_in(reader, folder, "Pipfile"));
        read_if_there(reader, folder, "Pipfile.lock", pipfile_lock_read);
        return true;
    }
    if (read_requirements(reader, folder, "requirements.in") ||
        read_requirements(reader, folder, "requirements.txt"))
        return true;
    if (read_if_there(reader, folder, "pyproject.toml", pyproject_read)) {
        project->manifest = MANIFEST_PYPROJECT;
        project->manifest_path =
            thoth_text_of(path_in(reader, folder, "pyproject.toml"));
        return true;
    }
    return false;
}

/* "there are a, b"; no text if there are none. */
static struct thoth_text list_environments(struct project_reader *reader)
{
    const struct project_environment *each = reader->project->environments;
    struct thoth_text list = {NULL, 0};

    for (; each; each = each->next) {
        struct thoth_text name = each->environment.fields[ENVIRONMENT_NAME];

        if (name.length)
            list = arena_format(reader->arena, "%.*s%s%.*s", (int)list.length,
                                list.length ? list.at : "",
                                list.length ? ", " : "there are ",
                                (int)name.length, name.at);
    }
    return list;
}

static void no_environment(struct project_reader *reader)
{
    const struct project_environment *each;
    struct thoth_text wanted = thoth_text_of(reader->options->environment);
    struct thoth_text advice = {NULL, 0};
    struct near_name near;
    struct place place = {.path = thoth_text_of(path_in(
                              reader, reader->options->folder, ".thoth.yaml"))};

    near_name_start(&near, wanted);
    for (each = reader->project->environments; each; each = each->next)
        near_name_offer(&near, each->environment.fields[ENVIRONMENT_NAME]);
    if (!near.best.length)
        advice = list_environments(reader);
    else
        advice = arena_format(reader->arena, "did you mean '%.*s'?",
                              (int)near.best.length, near.best.at);
    problem_error(reader->problems, place, advice.at,
                  "there is no runtime environment '%s'",
                  reader->options->environment);
}

/* The environment asked for, or the first one, or an empty one. */
static void choose_environment(struct project_reader *reader)
{
    struct project *project = reader->project;
    const struct project_environment *each = project->environments;
    const char *wanted = reader->options->environment;

    while (each && wanted &&
           !thoth_text_equal(each->environment.fields[ENVIRONMENT_NAME],
                             thoth_text_of(wanted)))
        each = each->next;
    if (each)
        project->environment = each->environment;
    else if (wanted)
        no_environment(reader);
}

/* The folder of the chosen environment's own files, or that of the project. */
static const char *overlay_folder(struct project_reader *reader)
{
    struct project *project = reader->project;
    struct thoth_text name = project->environment.fields[ENVIRONMENT_NAME];
    struct thoth_text folder;
    char *path;

    if (!project->overlays.length || !name.length ||
        memchr(name.at, '/', name.length) || name.at[0] == '.')
        return reader->options->folder;
    folder =
        arena_format(reader->arena, "%.*s/%.*s", (int)project->overlays.length,
                     project->overlays.at, (int)name.length, name.at);
    path = path_in(reader, reader->options->folder, folder.at);
    return access(path, F_OK) ? reader->options->folder : path;
}

static void read_rest(struct project_reader *reader, const char *folder)
{
    const struct project_options *options = reader->options;
    char *constraints = path_in(reader, folder, "constraints.txt");
    struct thoth_text bytes;
    bool found;

    if (!access(constraints, F_OK))
        requirements_read(reader, constraints, true);
    if (options->usage) {
        document_load(options->usage, true, reader->arena, &bytes, &found,
                      reader->problems);
        if (found)
            usage_read(reader, thoth_text_of(options->usage), bytes);
    }
    for (size_t i = 0; i < options->label_count; i++)
        labels_read(reader, options->labels[i]);
}

/* What the manifest says of Python fills in what the environment does not.
 * Where files could not be read, nothing is said of one that is missing. */
static void settle(struct project_reader *reader, const char *folder,
                   bool is_read)
{
    struct project *project = reader->project;
    struct thoth_text *python =
        &project->environment.fields[ENVIRONMENT_PYTHON_VERSION];
    struct place place = {.path = thoth_text_of(folder)};

    if (project->manifest == MANIFEST_NONE && is_read)
        problem_error(reader->problems, place,
                      "write a Pipfile, a requirements.txt or a "
                      "pyproject.toml",
                      "there is no project: none of Pipfile, "
                      "requirements.in, requirements.txt, pyproject.toml");
    if (!python->length)
        *python = project->python_version;
    if (!project->sources)
        project_add_source(reader, thoth_text_of("pypi"),
                           thoth_text_of(PROJECT_PYPI), true, place);
}

bool project_read(struct arena *arena, const struct project_options *options,
                  struct project *project, struct problem_list *problems)
{
    struct project_reader reader = {arena, options, project, problems};
    uint32_t before = problems->errors;
    const char *folder;

    *project = (struct project){0};
    read_if_there(&reader, options->folder, ".thoth.yaml", configuration_read);
    choose_environment(&reader);
    folder = overlay_folder(&reader);
    if (!read_manifest(&reader, folder) && folder != options->folder)
        read_manifest(&reader, folder = options->folder);
    read_rest(&reader, folder);
    settle(&reader, folder, problems->errors == before);
    return problems->errors == before;
}
