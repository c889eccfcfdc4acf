/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the knowledge base says of a version's Python, and the markers of the
 * requirements by which it came into the stack. A version that somebody
 * requires without a condition is required without one.
 */
#include "resolver/advise/lock_markers.h"

#include <string.h>

/* Alternatives that were found so far. */
struct alternatives {
    struct arena *arena;
    struct thoth_text text;
    bool found, always;
};

static void add_alternative(struct alternatives *all,
                            const struct marker *marker)
{
    struct thoth_text text =
        marker == NULL ? (struct thoth_text){"", 0}
                       : marker_print_without_extra(all->arena, marker);

    all->found = true;
    if (text.length == 0)
        all->always = true;
    else if (all->text.length == 0)
        all->text = text;
    else if (memmem(all->text.at, all->text.length, text.at, text.length) ==
             NULL)
        all->text =
            arena_format(all->arena, "%.*s or %.*s", (int)all->text.length,
                         all->text.at, (int)text.length, text.at);
}

static void add_direct(struct thoth_advice *advise, struct thoth_text name,
                       struct alternatives *all)
{
    const struct project_requirement *at = advise->project.requirements.first;

    for (; at != NULL; at = at->next)
        if (thoth_text_equal(at->requirement.name, name) &&
            (!at->develop || advise->options.develop))
            add_alternative(all, at->requirement.marker);
}

/* The markers under which one version requires the package. */
static void add_of_version(struct thoth_advice *advise, struct thoth_choice by,
                           struct thoth_text name, struct alternatives *all)
{
    struct thoth_text *texts;
    size_t count;

    if (!kb_requirements_of(
            advise->kb, &advise->arena,
            thoth_space_package_name(advise->space, by.package),
            thoth_space_version_text(advise->space, by.package, by.version),
            thoth_space_version_index(advise->space, by.package, by.version),
            &texts, &count, &advise->problems))
        return;
    for (size_t i = 0; i < count; i++) {
        struct requirement requirement;
        struct marker_fault fault;

        if (requirement_parse(&advise->arena, texts[i], &requirement, &fault) &&
            thoth_text_equal(requirement.name, name))
            add_alternative(all, requirement.marker);
    }
}

static struct thoth_text requirement_markers(struct thoth_advice *advise,
                                             const struct thoth_choice *stack,
                                             uint32_t count,
                                             struct thoth_choice choice)
{
    struct thoth_text name =
        thoth_space_package_name(advise->space, choice.package);
    struct alternatives all = {.arena = &advise->arena, .text = {"", 0}};

    add_direct(advise, name, &all);
    for (uint32_t i = 0; i < count && !all.always; i++) {
        uint32_t required, number = 0;

        while (thoth_space_requirement(advise->space, stack[i], number++,
                                       &required, NULL))
            if (required == choice.package) {
                add_of_version(advise, stack[i], name, &all);
                break;
            }
    }
    return all.always ? (struct thoth_text){"", 0} : all.text;
}

/* ---- requires_python ------------------------------------------------------
 */

struct clause {
    struct thoth_text operator, version;
};

static struct thoth_text trim(struct thoth_text text)
{
    while (text.length > 0 && text.at[0] == ' ') {
        text.at++;
        text.length--;
    }
    while (text.length > 0 && text.at[text.length - 1] == ' ')
        text.length--;
    return text;
}

/* Takes the next clause off the text. */
static bool next_clause(struct thoth_text *text, struct clause *clause)
{
    const char *comma;
    struct thoth_text part;
    size_t length = 0;

    if (text->length == 0)
        return false;
    comma = memchr(text->at, ',', text->length);
    part = (struct thoth_text){
        text->at, comma == NULL ? text->length : (size_t)(comma - text->at)};
    length = part.length + (comma != NULL);
    text->at += length;
    text->length -= length;
    part = trim(part);
    for (length = 0;
         length < part.length && memchr("<>=!~", part.at[length], 5) != NULL;)
        length++;
    clause->operator=(struct thoth_text){part.at, length};
    clause->version =
        trim((struct thoth_text){part.at + length, part.length - length});
    return true;
}

static bool ends_in_star(struct thoth_text version)
{
    return version.length > 2 &&
           memcmp(version.at + version.length - 2, ".*", 2) == 0;
}

static bool is_operator(const struct clause *clause, const char *text)
{
    return thoth_text_equal(clause->operator, thoth_text_of(text));
}

/* Whether python_version, which has two numbers, can decide the clause. */
static bool is_short(const struct clause *clause)
{
    uint32_t dots = 0;

    for (size_t i = 0; i < clause->version.length; i++)
        dots += clause->version.at[i] == '.';
    if (ends_in_star(clause->version))
        return dots <= 2;
    return dots <= 1 && (is_operator(clause, ">=") || is_operator(clause, "<"));
}

static struct thoth_text one_marker(struct arena *arena,
                                    const struct clause *clause)
{
    struct thoth_text version = clause->version;

    if (ends_in_star(version))
        version.length -= 2;
    return arena_format(arena, "%s %.*s '%.*s'",
                        is_short(clause) ? "python_version"
                                         : "python_full_version",
                        (int)clause->operator.length, clause->operator.at,
                        (int)version.length, version.at);
}

/* All excluded series of the text, "3.0, 3.1", if there are several. */
static struct thoth_text excluded_series(struct arena *arena,
                                         struct thoth_text text)
{
    struct thoth_text joined = {"", 0};
    struct clause clause;
    uint32_t count = 0;

    while (next_clause(&text, &clause)) {
        if (!is_operator(&clause, "!=") || !ends_in_star(clause.version) ||
            !is_short(&clause))
            continue;
        joined =
            arena_format(arena, "%.*s%s%.*s", (int)joined.length, joined.at,
                         count++ > 0 ? ", " : "",
                         (int)clause.version.length - 2, clause.version.at);
    }
    return count > 1 ? joined : (struct thoth_text){"", 0};
}

/* A specifier set on Python as a marker; empty when it is none. */
static struct thoth_text python_markers(struct arena *arena,
                                        struct thoth_text text)
{
    struct thoth_text joined = {"", 0};
    struct thoth_text series = excluded_series(arena, text);
    struct thoth_specifier *specifier;
    struct clause clause;
    bool excluded = false;

    if (text.length == 0 ||
        thoth_specifier_parse(text, NULL, &specifier) != THOTH_OK)
        return joined;
    thoth_specifier_release(specifier);
    while (next_clause(&text, &clause)) {
        struct thoth_text marker = one_marker(arena, &clause);

        if (series.length > 0 && is_operator(&clause, "!=") &&
            ends_in_star(clause.version) && is_short(&clause)) {
            if (excluded)
                continue;
            excluded = true;
            marker = arena_format(arena, "python_version not in '%.*s'",
                                  (int)series.length, series.at);
        }
        joined = arena_format(arena, "%.*s%s%.*s", (int)joined.length,
                              joined.at, joined.length > 0 ? " and " : "",
                              (int)marker.length, marker.at);
    }
    return joined;
}

struct thoth_text lock_markers(struct thoth_advice *advise,
                               const struct thoth_choice *stack, uint32_t count,
                               uint32_t place)
{
    struct thoth_choice choice = stack[place];
    struct thoth_text python = {"", 0}, wanted;

    if (!kb_requires_python(
            advise->kb, &advise->arena,
            thoth_space_package_name(advise->space, choice.package),
            thoth_space_version_text(advise->space, choice.package,
                                     choice.version),
            thoth_space_version_index(advise->space, choice.package,
                                      choice.version),
            &python, &advise->problems))
        python = (struct thoth_text){"", 0};
    python = python_markers(&advise->arena, python);
    wanted = requirement_markers(advise, stack, count, choice);
    if (python.length == 0)
        return wanted;
    if (wanted.length == 0)
        return python;
    return arena_format(&advise->arena, "%.*s and (%.*s)", (int)python.length,
                        python.at, (int)wanted.length, wanted.at);
}
