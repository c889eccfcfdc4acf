/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The files are in the folder of the knowledge base, in one of their own.
 */
#include "tests/resolver/advise/small_project.h"

#include "tests/harness/run.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* clang-format off */
static const char RECORDS[] =
    SMALL_VERSION("app", "1.0", "\"lib>=1\"", "")
    SMALL_VERSION("app", "2.0", "\"lib>=2\"", "")
    SMALL_VERSION("plugin", "1.0", "\"lib<2\"", "")
    SMALL_VERSION("modern", "1.0", "\"lib>=2\"", "")
    SMALL_VERSION("lib", "1.0", "", "")
    SMALL_VERSION("lib", "2.0", "", "")
    SMALL_VERSION("lib", "2.1", "", "")
    SMALL_VERSION("beside", "1.0", "", "")
    SMALL_VERSION("tester", "1.0", "\"beside\"", "")
    "{\"id\":\"PYSEC-1\",\"package\":\"lib\",\"aliases\":[],"
    "\"events\":[],\"versions\":[\"2.1\"]}\n";
/* clang-format on */

const char *small_project_path(const struct small_project *project,
                               const char *name)
{
    static char path[sizeof(project->folder) + 1 + NAME_MAX + 1];

    snprintf(path, sizeof(path), "%s/%s", project->folder, name);
    return path;
}

void small_project_write(const struct small_project *project, const char *name,
                         const char *content)
{
    FILE *file = fopen(small_project_path(project, name), "w");

    if (file == NULL || fputs(content, file) < 0 || fclose(file) != 0)
        abort();
}

void small_project_start(struct small_project *project, const char *name,
                         const char *content)
{
    memset(project, 0, sizeof(*project));
    small_kb_start(&project->kb);
    snprintf(project->folder, sizeof(project->folder), "%s/project",
             project->kb.folder);
    if (!small_kb_import(&project->kb, RECORDS) ||
        mkdir(project->folder, 0700) != 0)
        abort();
    small_project_write(project, name, content);
    thoth_advise_options_init(&project->options);
    project->options.folder = project->folder;
    project->options.knowledge_base = project->kb.path;
}

void small_project_ask(struct small_project *project)
{
    thoth_advice_release(project->advice);
    CU_ASSERT_EQUAL_FATAL(thoth_advise(&project->options, &project->advice),
                          THOTH_OK);
    CU_ASSERT_EQUAL_FATAL(
        thoth_advice_describe(project->advice, &project->facts), THOTH_OK);
}

bool small_project_complains(const struct small_project *project,
                             const char *part, struct thoth_problem *found)
{
    struct thoth_problem problem;

    for (uint32_t i = 0; thoth_advice_problem(project->advice, i, &problem);
         i++) {
        if (memmem(problem.message.at, problem.message.length, part,
                   strlen(part)) == NULL)
            continue;
        if (found != NULL)
            *found = problem;
        return true;
    }
    return false;
}

const char *small_project_version(struct small_project *project,
                                  const char *name)
{
    static char version[32];
    const struct thoth_advised_package *packages;
    uint32_t count;

    if (thoth_advice_packages(project->advice, 0, &packages, &count) !=
        THOTH_OK)
        return "";
    for (uint32_t i = 0; i < count; i++)
        if (thoth_text_equal(packages[i].name, thoth_text_of(name))) {
            snprintf(version, sizeof(version), "%.*s",
                     (int)packages[i].version.length, packages[i].version.at);
            return version;
        }
    return "";
}

char *small_project_read(const struct small_project *project, const char *name,
                         size_t *size)
{
    FILE *file = fopen(small_project_path(project, name), "r");
    struct stat status;
    char *bytes;

    if (file == NULL || fstat(fileno(file), &status) != 0)
        return NULL;
    *size = (size_t)status.st_size;
    bytes = malloc(*size + 1);
    if (bytes == NULL || fread(bytes, 1, *size, file) != *size)
        abort();
    fclose(file);
    return bytes;
}

void small_project_end(struct small_project *project)
{
    DIR *folder = opendir(project->folder);
    const struct dirent *entry;

    thoth_advice_release(project->advice);
    while (folder != NULL && (entry = readdir(folder)) != NULL)
        unlink(small_project_path(project, entry->d_name));
    if (folder != NULL)
        closedir(folder);
    rmdir(project->folder);
    small_kb_end(&project->kb);
}
