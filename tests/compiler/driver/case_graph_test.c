/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The graph of a case: which questions it answers with what, and in which
 * order it names candidates.
 */
#include "compiler/driver/case_graph.h"
#include "runtime/text.h"
#include "tests/harness/run.h"

#include <stdio.h>
#include <string.h>

struct fixture {
    json_t *json;
    struct arena arena;
    struct case_graph graph;
    struct case_fault fault;
    char found[200]; /* versions and indexes of candidates */
};

static bool setup(struct fixture *fixture, const char *json)
{
    *fixture = (struct fixture){.json = json_loads(json, 0, NULL)};
    return case_graph_read(&fixture->graph, fixture->json, &fixture->arena,
                           &fixture->fault);
}

static void teardown(struct fixture *fixture)
{
    arena_release(&fixture->arena);
    json_decref(fixture->json);
}

static int collect(void *sink, struct thoth_text name,
                   struct thoth_text version, struct thoth_text index)
{
    struct fixture *fixture = sink;
    size_t length = strlen(fixture->found);

    (void)name;
    snprintf(fixture->found + length, sizeof fixture->found - length,
             "%.*s@%.*s ", (int)version.length, version.at, (int)index.length,
             index.at);
    return strstr(fixture->found, "stop") != NULL;
}

static const char *candidates(struct fixture *fixture, const char *name,
                              const char *version, const char *index)
{
    struct thoth_graph graph = case_graph_callbacks(&fixture->graph);
    struct thoth_text any = {NULL, 0};

    fixture->found[0] = '\0';
    graph.candidates(graph.user, thoth_text_of(name),
                     version ? thoth_text_of(version) : any,
                     index ? thoth_text_of(index) : any, collect, fixture);
    return fixture->found;
}

static bool knows(struct fixture *fixture, const char *name,
                  const char *version, const char *index)
{
    struct thoth_graph graph = case_graph_callbacks(&fixture->graph);

    return graph.knows(graph.user, thoth_text_of(name), thoth_text_of(version),
                       thoth_text_of(index));
}

static void candidates_keep_the_order_without_repetitions(void)
{
    struct fixture fixture;

    CU_ASSERT_TRUE(
        setup(&fixture, "{\"known\": [[\"b\",\"9\",\"i\"], [\"a\",\"2\",\"j\"],"
                        "[\"a\",\"1\",\"i\"], [\"a\",\"2\",\"j\"],"
                        "[\"a\",\"2\",\"i\"], [\"a\",\"10\",\"j\"]]}"));
    CU_ASSERT_STRING_EQUAL(candidates(&fixture, "a", NULL, NULL),
                           "2@j 1@i 2@i 10@j ");
    CU_ASSERT_STRING_EQUAL(candidates(&fixture, "a", "2", NULL), "2@j 2@i ");
    CU_ASSERT_STRING_EQUAL(candidates(&fixture, "a", NULL, "i"), "1@i 2@i ");
    CU_ASSERT_STRING_EQUAL(candidates(&fixture, "a", "1", "j"), "");
    CU_ASSERT_STRING_EQUAL(candidates(&fixture, "c", NULL, NULL), "");
    CU_ASSERT_STRING_EQUAL(candidates(&fixture, "", NULL, NULL), "");
    teardown(&fixture);
}

static void candidates_end_when_they_are_told(void)
{
    struct fixture fixture;

    CU_ASSERT_TRUE(setup(
        &fixture, "{\"known\": [[\"a\",\"1\",\"i\"], [\"a\",\"stop\",\"i\"],"
                  "[\"a\",\"2\",\"i\"]]}"));
    CU_ASSERT_STRING_EQUAL(candidates(&fixture, "a", NULL, NULL),
                           "1@i stop@i ");
    teardown(&fixture);
}

static void all_indexes_are_enabled_unless_listed(void)
{
    struct fixture fixture;

    CU_ASSERT_TRUE(setup(&fixture, "{\"known\": [[\"a\",\"1\",\"i\"]]}"));
    CU_ASSERT_TRUE(knows(&fixture, "a", "1", "i"));
    CU_ASSERT_FALSE(knows(&fixture, "a", "1", "j"));
    CU_ASSERT_FALSE(knows(&fixture, "A", "1", "i"));
    CU_ASSERT_FALSE(knows(&fixture, "a", "1.0", "i"));
    teardown(&fixture);
}

static void listed_indexes_decide_what_is_known_only(void)
{
    struct fixture fixture;

    CU_ASSERT_TRUE(
        setup(&fixture, "{\"known\": [[\"a\",\"1\",\"i\"], [\"a\",\"1\",\"j\"],"
                        "[\"a\",\"1\",\"k\"]],"
                        "\"indexes\": {\"i\": true, \"j\": false}}"));
    CU_ASSERT_TRUE(knows(&fixture, "a", "1", "i"));
    CU_ASSERT_FALSE(knows(&fixture, "a", "1", "j"));
    CU_ASSERT_FALSE(knows(&fixture, "a", "1", "k"));
    CU_ASSERT_STRING_EQUAL(candidates(&fixture, "a", "1", NULL),
                           "1@i 1@j 1@k ");
    teardown(&fixture);
}

static void nothing_is_known_of_no_graph(void)
{
    struct fixture fixture = {0};

    CU_ASSERT_TRUE(
        case_graph_read(&fixture.graph, NULL, &fixture.arena, &fixture.fault));
    CU_ASSERT_FALSE(knows(&fixture, "a", "1", "i"));
    CU_ASSERT_STRING_EQUAL(candidates(&fixture, "a", NULL, NULL), "");
    teardown(&fixture);
}

static void malformed_graphs_are_refused(void)
{
    static const char *const graphs[] = {
        "{\"known\": {}}",
        "{\"known\": [7]}",
        "{\"known\": [[\"a\",\"1\"]]}",
        "{\"known\": [[\"a\",\"1\",null]]}",
        "{\"known\": [[\"a\",\"1\",\"i\",\"i\"]]}",
        "{\"indexes\": []}",
        "{\"indexes\": {\"i\": 1}}",
    };

    for (size_t i = 0; i < sizeof graphs / sizeof graphs[0]; i++) {
        struct fixture fixture;

        CU_ASSERT_FALSE(setup(&fixture, graphs[i]));
        CU_ASSERT_NOT_EQUAL(fixture.fault.text[0], '\0');
        teardown(&fixture);
    }
}

static const struct test_case cases[] = {
    {"candidates keep the order without repetitions",
     candidates_keep_the_order_without_repetitions},
    {"candidates end when they are told", candidates_end_when_they_are_told},
    {"all indexes are enabled unless listed",
     all_indexes_are_enabled_unless_listed},
    {"listed indexes decide what is known only",
     listed_indexes_decide_what_is_known_only},
    {"nothing is known of no graph", nothing_is_known_of_no_graph},
    {"malformed graphs are refused", malformed_graphs_are_refused},
};

TEST_MAIN("case_graph", cases)
