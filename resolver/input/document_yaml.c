/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Trees from YAML, and from JSON, which libyaml reads as well and, unlike
 * Jansson, tells the places of; Jansson has checked before that it is JSON.
 */
#include "resolver/base/text_table.h"
#include "resolver/input/document.h"

#include <jansson.h>
#include <yaml.h>

struct composer {
    yaml_parser_t parser;
    struct arena *arena;
    struct thoth_text path;
    struct problem_list *problems;
    unsigned depth;
    uint32_t values;
};

static struct place place_of(const struct composer *composer, yaml_mark_t mark)
{
    return (struct place){composer->path, (uint32_t)mark.line + 1,
                          (uint32_t)mark.column + 1};
}

static bool next_event(struct composer *composer, yaml_event_t *event)
{
    if (yaml_parser_parse(&composer->parser, event))
        return true;
    problem_error(composer->problems,
                  place_of(composer, composer->parser.problem_mark), NULL, "%s",
                  composer->parser.problem ? composer->parser.problem
                                           : "this cannot be read");
    return false;
}

static bool is_one_of(struct thoth_text text, const char *words)
{
    struct thoth_text rest = thoth_text_of(words);

    while (rest.length) {
        const char *space = memchr(rest.at, ' ', rest.length);
        size_t length = space ? (size_t)(space - rest.at) : rest.length;

        if (thoth_text_equal(text, (struct thoth_text){rest.at, length}))
            return true;
        rest.at += length + (space != NULL);
        rest.length -= length + (space != NULL);
    }
    return false;
}

static bool is_number(struct thoth_text text)
{
    size_t digits = 0, at = 0;

    if (text.length && (*text.at == '-' || *text.at == '+'))
        at = 1;
    for (; at < text.length; at++)
        if (text.at[at] >= '0' && text.at[at] <= '9')
            digits++;
        else if (!memchr(".eE+-_", text.at[at], 6))
            return false;
    return digits > 0;
}

/* What a scalar without quotes means. */
static void resolve(struct document_value *value)
{
    if (!value->text.length || is_one_of(value->text, "~ null Null NULL"))
        value->kind = DOCUMENT_NULL;
    else if (is_one_of(value->text, "true True TRUE yes Yes YES on On ON")) {
        value->kind = DOCUMENT_BOOLEAN;
        value->truth = true;
    } else if (is_one_of(value->text, "false False FALSE no No NO off Off OFF"))
        value->kind = DOCUMENT_BOOLEAN;
    else if (is_number(value->text))
        value->kind = DOCUMENT_NUMBER;
}

static struct document_value *new_value(struct composer *composer,
                                        const yaml_event_t *event)
{
    struct document_value *value;

    if (++composer->values > DOCUMENT_VALUE_LIMIT) {
        problem_error(composer->problems, place_of(composer, event->start_mark),
                      NULL, "there are more than %d values",
                      DOCUMENT_VALUE_LIMIT);
        return NULL;
    }
    value = ARENA_NEW(composer->arena, struct document_value);
    value->place = place_of(composer, event->start_mark);
    return value;
}

static struct document_value *compose_scalar(struct composer *composer,
                                             const yaml_event_t *event)
{
    struct document_value *value = new_value(composer, event);

    if (!value)
        return NULL;
    value->kind = DOCUMENT_TEXT;
    value->text = arena_copy_text(
        composer->arena,
        (struct thoth_text){(const char *)event->data.scalar.value,
                            event->data.scalar.length});
    if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE)
        resolve(value);
    return value;
}

static struct document_value *compose(struct composer *composer,
                                      const yaml_event_t *event);

/* A member of a table from the event of its key; NULL with an error. `names`:
 * the keys before it. */
static struct document_value *compose_member(struct composer *composer,
                                             struct text_table *names,
                                             const yaml_event_t *key)
{
    struct thoth_text name;
    struct document_value *member;
    yaml_event_t event;
    bool is_new;

    if (key->type != YAML_SCALAR_EVENT) {
        problem_error(composer->problems, place_of(composer, key->start_mark),
                      NULL, "a key must be a text");
        return NULL;
    }
    name = (struct thoth_text){(const char *)key->data.scalar.value,
                               key->data.scalar.length};
    text_table_add(names, name, 0, &is_new);
    if (!is_new) {
        problem_error(composer->problems, place_of(composer, key->start_mark),
                      "remove one of them", "the key '%.*s' is there twice",
                      (int)name.length, name.at);
        return NULL;
    }
    if (!next_event(composer, &event))
        return NULL;
    member = compose(composer, &event);
    yaml_event_delete(&event);
    if (member) {
        member->key = arena_copy_text(composer->arena, name);
        member->key_place = place_of(composer, key->start_mark);
    }
    return member;
}

static bool compose_members(struct composer *composer,
                            struct document_value *value,
                            struct text_table *names)
{
    yaml_event_type_t end = value->kind == DOCUMENT_TABLE
                                ? YAML_MAPPING_END_EVENT
                                : YAML_SEQUENCE_END_EVENT;
    struct document_value **last = &value->first;
    bool is_end = false;

    while (!is_end) {
        yaml_event_t event;

        if (!next_event(composer, &event))
            return false;
        is_end = event.type == end;
        if (!is_end)
            *last = value->kind == DOCUMENT_TABLE
                        ? compose_member(composer, names, &event)
                        : compose(composer, &event);
        yaml_event_delete(&event);
        if (!is_end && !*last)
            return false;
        if (!is_end)
            last = &(*last)->next;
    }
    return true;
}

static struct document_value *compose(struct composer *composer,
                                      const yaml_event_t *event)
{
    struct text_table names = {.arena = composer->arena};
    struct document_value *value;

    if (event->type == YAML_SCALAR_EVENT)
        return compose_scalar(composer, event);
    if (event->type == YAML_ALIAS_EVENT) {
        problem_error(composer->problems, place_of(composer, event->start_mark),
                      "write the value out", "aliases are not read here");
        return NULL;
    }
    if (composer->depth == DOCUMENT_DEPTH_LIMIT) {
        problem_error(composer->problems, place_of(composer, event->start_mark),
                      NULL, "tables and lists are nested deeper than %d",
                      DOCUMENT_DEPTH_LIMIT);
        return NULL;
    }
    value = new_value(composer, event);
    if (!value)
        return NULL;
    value->kind = event->type == YAML_MAPPING_START_EVENT ? DOCUMENT_TABLE
                                                          : DOCUMENT_LIST;
    composer->depth++;
    if (!compose_members(composer, value, &names))
        value = NULL;
    text_table_release(&names);
    composer->depth--;
    return value;
}

/* The first document of the stream; an empty one is null. */
static struct document_value *compose_stream(struct composer *composer)
{
    struct document_value *value = NULL;
    yaml_event_t event;

    do {
        if (!next_event(composer, &event))
            return NULL;
        if (event.type == YAML_STREAM_END_EVENT) {
            value = new_value(composer, &event);
            value->kind = DOCUMENT_NULL;
            return value;
        }
        if (event.type != YAML_STREAM_START_EVENT &&
            event.type != YAML_DOCUMENT_START_EVENT) {
            value = compose(composer, &event);
            yaml_event_delete(&event);
            return value;
        }
        yaml_event_delete(&event);
    } while (true);
}

struct document_value *document_parse_yaml(struct arena *arena,
                                           struct thoth_text path,
                                           struct thoth_text bytes,
                                           struct problem_list *problems)
{
    struct composer composer = {
        .arena = arena, .path = path, .problems = problems};
    struct document_value *value;

    if (!yaml_parser_initialize(&composer.parser))
        return NULL;
    yaml_parser_set_encoding(&composer.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&composer.parser,
                                 (const unsigned char *)bytes.at, bytes.length);
    value = compose_stream(&composer);
    yaml_parser_delete(&composer.parser);
    return value;
}

struct document_value *document_parse_json(struct arena *arena,
                                           struct thoth_text path,
                                           struct thoth_text bytes,
                                           struct problem_list *problems)
{
    json_error_t error;
    json_t *json =
        json_loadb(bytes.at, bytes.length, JSON_REJECT_DUPLICATES, &error);

    if (!json) {
        struct place place = {path, error.line > 0 ? (uint32_t)error.line : 1,
                              error.column > 0 ? (uint32_t)error.column : 1};

        problem_error(problems, place, NULL, "no JSON: %s", error.text);
        return NULL;
    }
    json_decref(json);
    return document_parse_yaml(arena, path, bytes, problems);
}
