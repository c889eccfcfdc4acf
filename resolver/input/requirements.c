/* SPDX-License-Identifier: Apache-2.0 */
/*
 * requirements.txt, requirements.in and constraints files: a requirement or
 * options (grammar/requirement_options.def) a line.
 */
#include "compiler/base/near_name.h"
#include "resolver/input/logical_line.h"
#include "resolver/input/project_reader.h"
#include "resolver/input/variables.h"

#include <sys/stat.h>
#include <unistd.h>

enum { INCLUDE_LIMIT = 16, HASH_LIMIT = 1000 };

enum option_action {
    OPTION_INCLUDE,
    OPTION_CONSTRAIN,
    OPTION_INDEX,
    OPTION_EXTRA_INDEX,
    OPTION_HASH,
    OPTION_PRE,
    OPTION_REFUSED,
    OPTION_IGNORED,
};

static const struct option_fact {
    const char *name, *letter;
    bool takes;
    enum option_action action;
} OPTIONS[] = {
#define REQUIREMENT_OPTION(name, letter, takes, action)                        \
    {name, letter, takes, OPTION_##action},
#include "grammar/requirement_options.def"
#undef REQUIREMENT_OPTION
};

enum { OPTION_COUNT = sizeof OPTIONS / sizeof *OPTIONS };

/* A file being read, and those that led to it. */
struct requirements_file {
    struct project_reader *reader;
    const struct requirements_file *from;
    struct thoth_text path;
    bool as_constraints;
    unsigned depth;
    struct logical_line line;
};

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static struct place place_at(const struct requirements_file *file,
                             size_t offset)
{
    return logical_line_place(&file->line, file->path, offset);
}

/* A word from `at` on, quotes around it removed; *at moves behind it. */
static struct thoth_text take_word(const struct logical_line *line, size_t *at)
{
    size_t start;
    char quote;

    while (*at < line->length && is_space(line->text[*at]))
        ++*at;
    start = *at;
    if (start < line->length &&
        (line->text[start] == '"' || line->text[start] == '\'')) {
        quote = line->text[start];
        for (++*at; *at < line->length && line->text[*at] != quote;)
            ++*at;
        if (*at < line->length)
            ++*at;
        return (struct thoth_text){line->text + start + 1,
                                   *at - start >= 2 ? *at - start - 2 : 0};
    }
    while (*at < line->length && !is_space(line->text[*at]))
        ++*at;
    return (struct thoth_text){line->text + start, *at - start};
}

/* The option that a word begins with, and what of the word is its value. */
static const struct option_fact *find_option(struct thoth_text word,
                                             struct thoth_text *value)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_fact *option = &OPTIONS[i];
        size_t length = strlen(option->name);

        *value = (struct thoth_text){NULL, 0};
        if (word.length >= length && !memcmp(word.at, option->name, length)) {
            if (word.length == length)
                return option;
            if (word.at[length] == '=') {
                *value = (struct thoth_text){word.at + length + 1,
                                             word.length - length - 1};
                return option;
            }
        }
        length = strlen(option->letter);
        if (length && word.length >= length &&
            !memcmp(word.at, option->letter, length)) {
            if (word.length > length)
                *value =
                    (struct thoth_text){word.at + length, word.length - length};
            return option;
        }
    }
    return NULL;
}

static void unknown_option(struct requirements_file *file, struct place place,
                           struct thoth_text word)
{
    struct near_name near;
    struct thoth_text advice = {NULL, 0};

    near_name_start(&near, word);
    for (int i = 0; i < OPTION_COUNT; i++)
        near_name_offer(&near, thoth_text_of(OPTIONS[i].name));
    if (near.best.length)
        advice = arena_format(file->reader->arena, "did you mean '%.*s'?",
                              (int)near.best.length, near.best.at);
    problem_error(file->reader->problems, place, advice.at,
                  "unknown option '%.*s'", (int)word.length, word.at);
}

static void read_file(struct requirements_file *file);

/* A path in the folder of the file that names it. */
static struct thoth_text beside(struct requirements_file *file,
                                struct thoth_text path)
{
    size_t folder = file->path.length;

    while (folder && file->path.at[folder - 1] != '/')
        folder--;
    if (path.length && path.at[0] == '/')
        folder = 0;
    return arena_format(file->reader->arena, "%.*s%.*s", (int)folder,
                        file->path.at, (int)path.length, path.at);
}

/* A path may hold anything, NULs included. */
static bool is_readable(const struct thoth_text *path)
{
    struct stat status;

    return !memchr(path->at, '\0', path->length) && !access(path->at, R_OK) &&
           !stat(path->at, &status) && S_ISREG(status.st_mode);
}

static void include(struct requirements_file *file, struct place place,
                    struct thoth_text path, bool as_constraints)
{
    struct requirements_file included = {
        .reader = file->reader,
        .from = file,
        .path = beside(file, path),
        .as_constraints = as_constraints || file->as_constraints,
        .depth = file->depth + 1,
    };

    if (memchr(path.at, ':', path.length) &&
        memmem(path.at, path.length, "://", 3)) {
        problem_error(file->reader->problems, place, "fetch the file first",
                      "files are not read from URLs");
        return;
    }
    for (const struct requirements_file *each = file; each; each = each->from)
        if (thoth_text_equal(each->path, included.path)) {
            problem_error(file->reader->problems, place, "remove this line",
                          "the file includes itself");
            return;
        }
    if (included.depth > INCLUDE_LIMIT)
        problem_error(file->reader->problems, place, NULL,
                      "files include each other more than %d deep",
                      INCLUDE_LIMIT);
    else if (!is_readable(&included.path))
        problem_error(file->reader->problems, place, NULL,
                      "'%.*s' is no file that can be read",
                      (int)included.path.length, included.path.at);
    else
        read_file(&included);
}

/* The main index comes first, whatever was named before. */
static void set_index(struct requirements_file *file, struct place place,
                      struct thoth_text url)
{
    struct project_source *others = file->reader->project->sources, *last;

    file->reader->project->sources = NULL;
    project_add_source(file->reader, (struct thoth_text){"", 0}, url, true,
                       place);
    last = file->reader->project->sources;
    while (others) {
        struct project_source *next = others->next;

        if (!last || !thoth_text_equal(last->location, others->location)) {
            struct project_source **end = &file->reader->project->sources;

            while (*end)
                end = &(*end)->next;
            others->next = NULL;
            *end = others;
        }
        others = next;
    }
}

static void add_hash(struct requirements_file *file, struct place place,
                     struct thoth_text hash,
                     struct project_requirement *requirement)
{
    if (!requirement || !hash.length || !memchr(hash.at, ':', hash.length)) {
        problem_error(file->reader->problems, place,
                      "write --hash=sha256:... behind a requirement",
                      "this hash belongs to no requirement or has no form");
        return;
    }
    if (!requirement->hashes)
        requirement->hashes =
            ARENA_NEW_ARRAY(file->reader->arena, struct thoth_text, HASH_LIMIT);
    if (requirement->hash_count == HASH_LIMIT)
        problem_error(file->reader->problems, place, NULL,
                      "there are more than %d hashes", HASH_LIMIT);
    else
        requirement->hashes[requirement->hash_count++] =
            arena_copy_text(file->reader->arena, hash);
}

/* `requirement`: whose line it is, or NULL. */
static void obey(struct requirements_file *file, struct place place,
                 const struct option_fact *option, struct thoth_text value,
                 struct project_requirement *requirement)
{
    struct project *project = file->reader->project;

    value = arena_copy_text(file->reader->arena, value);
    if (option->action != OPTION_INDEX && option->action != OPTION_EXTRA_INDEX)
        value = variables_expand(file->reader->arena, value);
    switch (option->action) {
    case OPTION_INCLUDE:
    case OPTION_CONSTRAIN:
        include(file, place, value, option->action == OPTION_CONSTRAIN);
        break;
    case OPTION_INDEX:
        set_index(file, place, value);
        break;
    case OPTION_EXTRA_INDEX:
        if (!project->sources)
            project_add_source(file->reader, thoth_text_of("pypi"),
                               thoth_text_of(PROJECT_PYPI), true, place);
        project_add_source(file->reader, (struct thoth_text){"", 0}, value,
                           true, place);
        break;
    case OPTION_HASH:
        add_hash(file, place, value, requirement);
        break;
    case OPTION_PRE:
        project->allow_prereleases = true;
        break;
    case OPTION_REFUSED:
        problem_error(file->reader->problems, place,
                      "the knowledge base has packages of indexes only",
                      "%s cannot be obeyed", option->name);
        break;
    case OPTION_IGNORED:
        break;
    }
}

/* Options from an offset to the end of the line. */
static void read_options(struct requirements_file *file, size_t at,
                         struct project_requirement *requirement)
{
    struct logical_line line = file->line;

    while (at < line.length) {
        struct thoth_text value, word;
        const struct option_fact *option;
        struct place place;

        while (at < line.length && is_space(line.text[at]))
            at++;
        place = place_at(file, at);
        word = take_word(&line, &at);
        option = find_option(word, &value);
        if (!option) {
            unknown_option(file, place, word);
            return;
        }
        if (option->takes && !value.at)
            value = take_word(&line, &at);
        if (option->takes && !value.length) {
            problem_error(file->reader->problems, place, NULL,
                          "%s needs a value", option->name);
            return;
        }
        obey(file, place, option, value, requirement);
    }
}

/* Paths and URLs instead of names. */
static bool is_elsewhere(struct thoth_text text)
{
    return text.length &&
           (text.at[0] == '.' || text.at[0] == '/' || text.at[0] == '~' ||
            (memmem(text.at, text.length, "://", 3) &&
             !memchr(text.at, '@', text.length) &&
             !memchr(text.at, ';', text.length)) ||
            (text.length > 4 && !memcmp(text.at + text.length - 4, ".whl", 4)));
}

/* Where the options behind a requirement begin. */
static size_t options_start(const struct logical_line *line)
{
    for (size_t i = 1; i < line->length; i++)
        if (line->text[i] == '-' && is_space(line->text[i - 1]))
            return i;
    return line->length;
}

static void read_requirement(struct requirements_file *file, size_t start)
{
    struct project_reader *reader = file->reader;
    struct project_requirement requirement;
    size_t end = options_start(&file->line), options = end;
    struct thoth_text text, expanded;
    struct place place = place_at(file, start);

    while (end > start && is_space(file->line.text[end - 1]))
        end--;
    text = (struct thoth_text){file->line.text + start, end - start};
    expanded = variables_expand(reader->arena, text);
    if (is_elsewhere(text)) {
        problem_error(reader->problems, place,
                      "name the package and its versions; the knowledge base "
                      "has packages of indexes only",
                      "'%.*s' is to come from a file or a URL",
                      (int)text.length, text.at);
        return;
    }
    if (!project_parse_requirement(reader, place, expanded,
                                   expanded.at == text.at ? &file->line : NULL,
                                   start, &requirement))
        return;
    read_options(file, options, &requirement);
    if (file->as_constraints && requirement.requirement.extra_count)
        problem_error(reader->problems, place, "leave the extras out",
                      "a constraint cannot have extras");
    project_add_requirement(reader,
                            file->as_constraints
                                ? &reader->project->constraints
                                : &reader->project->requirements,
                            &requirement);
}

static void read_file(struct requirements_file *file)
{
    struct thoth_text bytes;
    size_t start;
    bool found;
    char *path =
        arena_copy(file->reader->arena, file->path.at, file->path.length);

    file->path = (struct thoth_text){path, file->path.length};
    if (!document_load(path, true, file->reader->arena, &bytes, &found,
                       file->reader->problems))
        return;
    logical_line_start(&file->line, file->reader->arena, bytes);
    while (logical_line_next(&file->line)) {
        start = 0;
        while (start < file->line.length && is_space(file->line.text[start]))
            start++;
        if (start == file->line.length)
            continue;
        if (file->line.text[start] == '-')
            read_options(file, start, NULL);
        else
            read_requirement(file, start);
    }
}

void requirements_read(struct project_reader *reader, const char *path,
                       bool as_constraints)
{
    struct requirements_file file = {.reader = reader,
                                     .path = thoth_text_of(path),
                                     .as_constraints = as_constraints};

    read_file(&file);
}
