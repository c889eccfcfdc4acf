/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The generated text itself: a few shapes as they are written, kept beside this
 * file in c_text.golden; `THOTH_UPDATE_GOLDEN=1
 * tests/compiler/emit/c_text_test` rewrites it for review. And what holds for
 * any text: it starts with the interface, compilers find nothing to warn of, it
 * is the same every time.
 */
#include "compiler/emit/emit_c.h"
#include "runtime/ir_table.h"
#include "tests/compiler/emit/random_shape.h"
#include "tests/harness/run.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct shape_builder builder;

static uint32_t leaf(unsigned op, uint32_t immediate)
{
    const char *letters = ir_ops[op].operands;
    uint32_t column;

    if (!*letters)
        return build_node(&builder, op, immediate, NULL, 0);
    column = build_column(&builder, ir_operand_type(*letters));
    return build_node(&builder, op, immediate, &column, 1);
}

static uint32_t pair(unsigned op, uint32_t left, uint32_t right)
{
    return build_node(&builder, op, 0, (uint32_t[]){left, right}, 2);
}

static uint32_t negate(uint32_t operand)
{
    return build_node(&builder, IR_OP_NOT, 0, &operand, 1);
}

/* `package` is a column, made before the specifier's. */
static uint32_t found(unsigned op)
{
    uint32_t package = build_column(&builder, IR_TYPE_PACKAGE);

    return pair(op, package, leaf(IR_OP_VERSION_IN, 0));
}

/* A condition with each way to write a test of the request. */
static void add_condition(struct shape_set *set)
{
    uint32_t part[8];

    part[0] = leaf(IR_OP_LABELLED, 0);
    part[1] = leaf(IR_OP_USES, 0);
    part[1] = pair(IR_OP_AND, part[1], leaf(IR_OP_AUTHENTICATED, 0));
    part[7] = negate(pair(IR_OP_OR, part[0], part[1]));
    part[0] = leaf(IR_OP_ADVISER, 0);
    part[1] = leaf(IR_OP_RECOMMENDS, 5);
    part[2] = negate(leaf(IR_OP_AUTHENTICATED, 0));
    part[3] = leaf(IR_OP_MONKEY, 0);
    part[3] = pair(IR_OP_OR, part[3], leaf(IR_OP_DECIDES, 2));
    part[4] = leaf(IR_OP_PROVIDES, 1);
    part[5] = negate(leaf(IR_OP_CPU_FAMILY_IN, 0));
    part[6] = leaf(IR_OP_CPU_FLAGS_ALL, 3);
    build_shape(&builder, set, BUNDLE_SHAPE_WHEN,
                build_node(&builder, IR_OP_AND, 0, part, 8), BUNDLE_NONE);
    build_shape(&builder, set, BUNDLE_SHAPE_WHEN, leaf(IR_OP_ALWAYS, 0),
                BUNDLE_NONE);
}

/* A match on the package version, on the packages resolved, on dependents. */
static void add_match(struct shape_set *set)
{
    uint32_t root = leaf(IR_OP_VERSION_IN, 1), from[2], state;

    root = pair(IR_OP_AND, root, negate(leaf(IR_OP_INDEX_IS, 0)));
    from[0] = found(IR_OP_FROM);
    from[1] = found(IR_OP_FROM);
    state = build_node(&builder, IR_OP_DEPENDENTS, 0, from, 2);
    state = pair(IR_OP_AND, state, found(IR_OP_RESOLVED));
    build_shape(&builder, set, BUNDLE_SHAPE_MATCH, root, state);
    root = leaf(IR_OP_DEVELOP, 0);
    from[0] = found(IR_OP_FROM);
    state = build_node(&builder, IR_OP_DEPENDENTS, 1, from, 1);
    build_shape(&builder, set, BUNDLE_SHAPE_MATCH, root, state);
    root = leaf(IR_OP_VERSION_IN, 0);
    root = pair(IR_OP_OR, root, leaf(IR_OP_FAIL, 0));
    build_shape(&builder, set, BUNDLE_SHAPE_MATCH, root, BUNDLE_NONE);
}

static uint32_t compare(unsigned outcomes, uint32_t left, uint32_t right)
{
    return build_node(&builder, IR_OP_COMPARE, outcomes,
                      (uint32_t[]){left, right}, 2);
}

/* Comparisons, and a score that is computed. */
static void add_numbers(struct shape_set *set)
{
    uint32_t root, score, parts[4];

    root =
        compare(IR_LESS, leaf(IR_OP_VERSION_MINOR, 0), leaf(IR_OP_CONSTANT, 0));
    root = pair(IR_OP_OR, root, negate(leaf(IR_OP_RELEASE_IS, 5)));
    root = pair(IR_OP_AND, root, leaf(IR_OP_NAMED, 0));
    build_shape(
        &builder, set, BUNDLE_SHAPE_MATCH, root,
        compare(IR_EQUAL, leaf(IR_OP_STACK_SIZE, 0), leaf(IR_OP_CONSTANT, 0)));
    parts[0] = leaf(IR_OP_LABELLED, 0);
    parts[1] = pair(IR_OP_DIVIDE, leaf(IR_OP_VERSION_AGE, 0),
                    build_column(&builder, IR_TYPE_NUMBER));
    parts[2] = leaf(IR_OP_VERSION_MAJOR, 0);
    parts[2] = build_node(&builder, IR_OP_NEGATE, 0, &parts[2], 1);
    parts[2] = pair(IR_OP_ADD, parts[2], leaf(IR_OP_CONSTANT, 0));
    score = build_node(&builder, IR_OP_CHOOSE, 0, parts, 3);
    parts[0] = score;
    parts[1] = leaf(IR_OP_VERSION_EPOCH, 0);
    parts[1] = build_node(&builder, IR_OP_ABSOLUTE, 0, &parts[1], 1);
    parts[1] = pair(IR_OP_MINIMUM, parts[1], leaf(IR_OP_VERSION_PATCH, 0));
    parts[2] = leaf(IR_OP_CONSTANT, 0);
    score = build_node(&builder, IR_OP_CLAMP, 0, parts, 3);
    score = build_node(&builder, IR_OP_SCORE, 0, &score, 1);
    build_shape(&builder, set, BUNDLE_SHAPE_RUN,
                build_node(&builder, IR_OP_RUN, 0, &score, 1), BUNDLE_NONE);
}

static void add_effects(struct shape_set *set)
{
    uint32_t texts[2], effects[2], score;

    texts[0] = build_column(&builder, IR_TYPE_STR);
    texts[1] = build_column(&builder, IR_TYPE_STR);
    score = leaf(IR_OP_CONSTANT, 0);
    effects[0] = build_node(&builder, IR_OP_STACK_INFO, 1 << 8, texts, 2);
    effects[1] = build_node(&builder, IR_OP_SCORE, 0, &score, 1);
    build_shape(&builder, set, BUNDLE_SHAPE_RUN,
                build_node(&builder, IR_OP_RUN, 0, effects, 2), BUNDLE_NONE);
    build_shape(&builder, set, BUNDLE_SHAPE_RUN,
                build_node(&builder, IR_OP_RUN, 0, NULL, 0), BUNDLE_NONE);
}

/* malloc'ed, NUL-terminated. */
static char *text_of(struct shape_set *set)
{
    struct thoth_bundle bundle = shape_set_bundle(set);
    char *text;
    size_t size;
    FILE *stream = open_memstream(&text, &size);

    CU_ASSERT_FATAL(stream != NULL);
    emit_c(stream, &bundle);
    CU_ASSERT_EQUAL_FATAL(fclose(stream), 0);
    return text;
}

static char *read_source(const char *name)
{
    static char text[1 << 16];
    const char *top = getenv("TOP_SRCDIR");
    char path[512];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", top ? top : ".", name);
    file = fopen(path, "r");
    CU_ASSERT_FATAL(file != NULL);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

static void write_golden(const char *text)
{
    const char *top = getenv("TOP_SRCDIR");
    char path[512];
    FILE *file;

    snprintf(path, sizeof path, "%s/tests/compiler/emit/c_text.golden",
             top ? top : ".");
    file = fopen(path, "w");
    CU_ASSERT_FATAL(file != NULL);
    fputs(text, file);
    fclose(file);
}

static void test_golden(void)
{
    struct shape_set set = {.build_id = {0, 1, 10, 100, 255}};
    char *text, *body;

    add_condition(&set);
    add_match(&set);
    add_effects(&set);
    add_numbers(&set);
    text = text_of(&set);
    body = strstr(text, "/* What the library is asked");
    CU_ASSERT_FATAL(body != NULL);
    if (getenv("THOTH_UPDATE_GOLDEN"))
        write_golden(body);
    CU_ASSERT_EQUAL(
        strcmp(body, read_source("tests/compiler/emit/c_text.golden")), 0);
    free(text);
    shape_set_release(&set);
}

static void test_interface(void)
{
    struct shape_set set = {0};
    char *text = text_of(&set);

    CU_ASSERT_PTR_NOT_NULL(strstr(text, read_source("runtime/native_abi.h")));
    free(text);
}

static void random_text(char **text)
{
    struct dice dice = {8};
    struct shape_set set = {0};

    for (uint32_t i = 0; i < 90; i++)
        random_shape(&dice, &set, i % BUNDLE_SHAPE_KINDS, i);
    *text = text_of(&set);
    shape_set_release(&set);
}

static void test_same(void)
{
    char *first, *second;

    random_text(&first);
    random_text(&second);
    CU_ASSERT_STRING_EQUAL(first, second);
    free(first);
    free(second);
}

/* Functions of native_abi.h need their parameters, predicates may not. */
static void test_warnings(void)
{
    static const char *const flags =
        "-std=gnu11 -O1 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror "
        "-Wno-unused-parameter -ffreestanding -c -o /dev/null";
    char folder[] = "/tmp/c_text_test.XXXXXX", command[512], *text;
    FILE *file;

    CU_ASSERT_FATAL(mkdtemp(folder) != NULL);
    snprintf(command, sizeof command, "%s/shapes.c", folder);
    file = fopen(command, "w");
    CU_ASSERT_FATAL(file != NULL);
    random_text(&text);
    fputs(text, file);
    free(text);
    CU_ASSERT_EQUAL(fclose(file), 0);
    snprintf(command, sizeof command,
             "cd %s && : >%s && %s %s shapes.c >&2; status=$?; rm -r %s; "
             "exit $status",
             folder, C_BUNDLE_FILE, CONFIGURED_CC, flags, folder);
    CU_ASSERT_EQUAL(system(command), 0);
}

static const struct test_case cases[] = {
    {"shapes are written as in c_text.golden", test_golden},
    {"the text holds the interface as it is", test_interface},
    {"equal shapes give equal text", test_same},
    {"compilers find nothing to warn of", test_warnings},
};

TEST_MAIN("c_text", cases)
