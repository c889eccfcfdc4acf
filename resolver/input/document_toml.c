/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Trees from TOML. The events come from C++, so memory that runs out while one
 * is taken stops the walk; it unwinds once that has ended.
 */
#include "compiler/base/out_of_memory.h"
#include "resolver/input/document.h"
#include "resolver/input/toml_shim.h"

struct toml_composer {
    struct arena *arena;
    struct thoth_text path;
    struct problem_list *problems;
    struct document_value *root;
    struct document_value *open[DOCUMENT_DEPTH_LIMIT];
    struct document_value **last[DOCUMENT_DEPTH_LIMIT];
    unsigned depth;
    uint32_t values;
    bool no_memory;
};

static const enum document_kind KINDS[] = {
    [TOML_TABLE] = DOCUMENT_TABLE,     [TOML_LIST] = DOCUMENT_LIST,
    [TOML_TEXT] = DOCUMENT_TEXT,       [TOML_NUMBER] = DOCUMENT_NUMBER,
    [TOML_BOOLEAN] = DOCUMENT_BOOLEAN, [TOML_TIME] = DOCUMENT_TIME,
};

static bool refuse(struct toml_composer *composer, struct place place,
                   const char *message)
{
    problem_error(composer->problems, place, NULL, "%s", message);
    return false;
}

static void put(struct toml_composer *composer, struct document_value *value)
{
    if (!composer->depth) {
        composer->root = value;
        return;
    }
    *composer->last[composer->depth - 1] = value;
    composer->last[composer->depth - 1] = &value->next;
}

static bool add(struct toml_composer *composer, const struct toml_event *event)
{
    struct document_value *value;
    struct place place = {composer->path, event->line, event->column};

    if (event->kind == TOML_END) {
        composer->depth--;
        return true;
    }
    if (++composer->values > DOCUMENT_VALUE_LIMIT)
        return refuse(composer, place, "there are too many values");
    value = ARENA_NEW(composer->arena, struct document_value);
    value->kind = KINDS[event->kind];
    value->place = place;
    value->key = arena_copy_text(
        composer->arena, (struct thoth_text){event->key, event->key_length});
    value->key_place =
        (struct place){composer->path, event->key_line, event->key_column};
    value->text = arena_copy_text(
        composer->arena, (struct thoth_text){event->text, event->text_length});
    value->truth = event->truth;
    put(composer, value);
    if (event->kind != TOML_TABLE && event->kind != TOML_LIST)
        return true;
    if (composer->depth == DOCUMENT_DEPTH_LIMIT)
        return refuse(composer, place, "tables and lists are nested too deep");
    composer->open[composer->depth] = value;
    composer->last[composer->depth++] = &value->first;
    return true;
}

static bool take(void *user, const struct toml_event *event)
{
    struct toml_composer *composer = user;
    struct memory_guard guard;
    bool taken;

    if (MEMORY_GUARD_ENTER(&guard)) {
        composer->no_memory = true;
        return false;
    }
    taken = add(composer, event);
    memory_guard_leave(&guard);
    return taken;
}

struct document_value *document_parse_toml(struct arena *arena,
                                           struct thoth_text path,
                                           struct thoth_text bytes,
                                           struct problem_list *problems)
{
    struct toml_composer composer = {
        .arena = arena, .path = path, .problems = problems};
    struct toml_sink sink = {take, &composer};
    struct toml_fault fault;
    struct place place = {.path = path};

    switch (toml_shim_parse(bytes.at, bytes.length, &sink, &fault)) {
    case TOML_PARSED:
        return composer.root;
    case TOML_INVALID:
        place.line = fault.line;
        place.column = fault.column;
        problem_error(problems, place, NULL, "no TOML: %s", fault.message);
        return NULL;
    case TOML_STOPPED:
        if (!composer.no_memory)
            return NULL;
        break;
    case TOML_NO_MEMORY:
        break;
    }
    memory_ran_out();
}
