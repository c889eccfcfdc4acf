/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From the fields of `tests` to trials.
 */
#include "compiler/testing/trial.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/check/field.h"
#include "compiler/lower/opaque.h"

#include <stdlib.h>
#include <string.h>

static const char USUAL_INDEX[] = "https://pypi.org/simple";

struct trial_reader {
    struct trial_file *file;
    struct arena *arena;
};

void trial_file_release(struct trial_file *file)
{
    json_decref(file->values);
    file->values = NULL;
}

/* Takes over a new value. */
static json_t *keep(struct trial_reader *reader, json_t *value)
{
    if (!value || json_array_append_new(reader->file->values, value))
        memory_ran_out();
    return value;
}

static struct thoth_text text_of(const struct ast_node *node)
{
    return node ? node->text : (struct thoth_text){"", 0};
}

/* The version behind `==`; the check saw that it is exact. */
static struct thoth_text exact_version(const struct ast_node *package)
{
    struct thoth_text text =
        text_of(field_value(package, FIELD_PACKAGE_VERSION));

    while (text.length && strchr("= ", *text.at))
        text = (struct thoth_text){text.at + 1, text.length - 1};
    return text;
}

static json_t *read_package(struct trial_reader *reader,
                            const struct ast_node *package)
{
    const struct ast_node *index =
        field_value(package, FIELD_PACKAGE_INDEX_URL);
    const struct ast_node *develop =
        field_value(package, FIELD_PACKAGE_DEVELOP);
    struct thoth_text name = text_of(field_value(package, FIELD_PACKAGE_NAME));
    struct thoth_text version = exact_version(package);
    struct thoth_text url = index ? index->text : thoth_text_of(USUAL_INDEX);
    json_t *value =
        keep(reader, json_pack("[s%, s%, s%]", name.at, name.length, version.at,
                               version.length, url.at, url.length));

    if (develop && develop->truth && json_array_append_new(value, json_true()))
        memory_ran_out();
    return value;
}

static const json_t *read_given(struct trial_reader *reader,
                                const struct ast_node *given)
{
    json_t *list = keep(reader, json_array());

    for (uint32_t i = 0; given && i < given->sequence.count; i++)
        if (json_array_append(list,
                              read_package(reader, given->sequence.items[i])))
            memory_ran_out();
    return list;
}

static const json_t *read_request(struct trial_reader *reader,
                                  const struct ast_node *request)
{
    json_error_t error;
    json_t *value;
    char *text;

    if (!request)
        return NULL;
    text = opaque_text(request);
    value = json_loads(text, JSON_DECODE_ANY, &error);
    free(text);
    return keep(reader, value);
}

static double number_of(const struct ast_node *node)
{
    return node->kind == AST_FLOAT ? node->number : strtod(node->text.at, NULL);
}

/* "flask 1.0" */
static struct thoth_text package_text(struct arena *arena,
                                      const json_t *package)
{
    return arena_format(arena, "%s %s",
                        json_string_value(json_array_get(package, 0)),
                        json_string_value(json_array_get(package, 1)));
}

static void read_choice(struct expectation *expectation,
                        enum expectation_kind kind, enum choice_set set,
                        const struct ast_node *node)
{
    expectation->kind = kind;
    expectation->choice = choice_find(set, node->text);
}

/* What is expected, and as words. */
static void read_kind(struct trial_reader *reader, const struct ast_node *node,
                      struct expectation *to)
{
    static const struct {
        enum field_id field;
        enum expectation_kind kind;
        const char *verb;
    } OTHERS[] = {{FIELD_EXPECT_ADDS, EXPECTS_ADDED, "adds"},
                  {FIELD_EXPECT_YIELDS, EXPECTS_YIELDED, "yields"}};
    struct thoth_text about = {"the unit", 8};
    const struct ast_node *value;

    if (to->package)
        about = package_text(reader->arena, to->package);
    if ((value = field_value(node, FIELD_EXPECT_UNIT)) != NULL) {
        read_choice(to, EXPECTS_UNIT, CHOICE_SET_INCLUSION, value);
    } else if ((value = field_value(node, FIELD_EXPECT_IS)) != NULL) {
        read_choice(to, EXPECTS_OUTCOME, CHOICE_SET_OUTCOME, value);
    } else if ((value = field_value(node, FIELD_EXPECT_SCORES)) != NULL) {
        to->kind = EXPECTS_SCORE;
        to->score = number_of(value);
        to->text = arena_format(reader->arena, "%.*s scores %g",
                                (int)about.length, about.at, to->score);
    } else if ((value = field_value(node, FIELD_EXPECT_SAYS)) != NULL) {
        to->kind = EXPECTS_WORDS;
        to->words = arena_copy_text(reader->arena, value->text);
        to->text = arena_format(reader->arena, "%.*s says \"%s\"",
                                (int)about.length, about.at, to->words.at);
    }
    if (to->choice != CHOICE_COUNT)
        to->text = arena_format(reader->arena, "%.*s is %s", (int)about.length,
                                about.at, choice_fact(to->choice)->name.at);
    for (int i = 0; i < 2; i++) {
        value = field_value(node, OTHERS[i].field);
        if (!value)
            continue;
        to->kind = OTHERS[i].kind;
        to->other = read_package(reader, value);
        to->text = arena_format(reader->arena, "%.*s %s %s", (int)about.length,
                                about.at, OTHERS[i].verb,
                                package_text(reader->arena, to->other).at);
    }
}

static void read_expectation(struct trial_reader *reader,
                             const struct ast_node *node,
                             struct expectation *to)
{
    const struct ast_node *package = field_value(node, FIELD_EXPECT_PACKAGE);

    *to = (struct expectation){
        .kind = EXPECTS_OUTCOME, .choice = CHOICE_COUNT, .span = node->span};
    if (package)
        to->package = read_package(reader, package);
    read_kind(reader, node, to);
}

static void read_trial(struct trial_reader *reader, const struct ast_node *node,
                       struct trial *to)
{
    const struct ast_node *name = field_value(node, FIELD_TEST_NAME);
    const struct ast_node *expect = field_value(node, FIELD_TEST_EXPECT);

    *to = (struct trial){
        .name = arena_copy_text(reader->arena, text_of(name)),
        .given = read_given(reader, field_value(node, FIELD_TEST_GIVEN)),
        .request = read_request(reader, field_value(node, FIELD_TEST_REQUEST)),
        .expectations = ARENA_NEW_ARRAY(reader->arena, struct expectation,
                                        expect->sequence.count),
        .expectation_count = expect->sequence.count,
        .span = node->span,
    };
    for (uint32_t i = 0; i < expect->sequence.count; i++)
        read_expectation(reader, expect->sequence.items[i],
                         &to->expectations[i]);
}

static void read_unit(struct trial_reader *reader, const struct ast_node *node,
                      enum unit_section kind, struct tried_unit *to)
{
    const struct ast_node *name = field_value(node, FIELD_UNIT_NAME);
    const struct ast_node *tests = field_value(node, FIELD_UNIT_TESTS);
    uint32_t count = tests ? tests->sequence.count : 0;

    *to = (struct tried_unit){
        .name = arena_copy_text(reader->arena, name->text),
        .kind = kind,
        .span = name->span,
        .trials = ARENA_NEW_ARRAY(reader->arena, struct trial, count),
        .trial_count = count,
    };
    for (uint32_t i = 0; i < count; i++)
        read_trial(reader, tests->sequence.items[i], &to->trials[i]);
}

static const struct ast_node *units_of(const struct ast_node *root, int kind)
{
    return field_value(field_value(root, FIELD_FILE_UNITS),
                       unit_section_fact((enum unit_section)kind)->field);
}

void trial_file_read(struct trial_file *file, const struct ast_node *root,
                     struct arena *arena)
{
    struct trial_reader reader = {file, arena};
    uint32_t count = 0;

    for (int kind = 0; kind < UNIT_SECTION_COUNT; kind++)
        if (units_of(root, kind))
            count += units_of(root, kind)->sequence.count;
    *file = (struct trial_file){
        .units = ARENA_NEW_ARRAY(arena, struct tried_unit, count),
        .values = json_array(),
    };
    if (!file->values)
        memory_ran_out();
    for (int kind = 0; kind < UNIT_SECTION_COUNT; kind++) {
        const struct ast_node *list = units_of(root, kind);

        for (uint32_t i = 0; list && i < list->sequence.count; i++)
            read_unit(&reader, list->sequence.items[i], (enum unit_section)kind,
                      &file->units[file->unit_count++]);
    }
}
