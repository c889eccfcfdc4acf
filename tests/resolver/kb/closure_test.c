/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a project can reach, in a knowledge base small enough to know all
 * answers by heart.
 */
#include "resolver/kb/closure.h"

#include "tests/harness/run.h"
#include "tests/resolver/kb/small_kb.h"

#include <stdio.h>

/* clang-format off */
static const char RECORDS[] =
    SMALL_VERSION("app", "1.0", "\"lib>=1\"", "")
    SMALL_VERSION("app", "2.0rc1", "\"lib>=2\"", "")
    SMALL_VERSION("app", "1.10",
                  "\"lib!=1.5,<3\",\"win; sys_platform == 'win32'\","
                  "\"fast>=1; extra == 'speed'\"", "")
    SMALL_VERSION("app", "1.9", "\"lib<2<3\"", "")
    SMALL_VERSION("app", "1.8", "\"other<2<3; extra == 'x'\"", "")
    SMALL_VERSION("lib", "1.0", "", "")
    SMALL_VERSION("lib", "1.5", "", "")
    SMALL_VERSION("lib", "2.0", "", ",\"requires_python\":\">=3.10\"")
    SMALL_VERSION("lib", "1.7", "", ",\"yanked\":true")
    SMALL_VERSION("lib", "1.6", "", "")
    SMALL_VERSION("fast", "1.0", "\"missing\",\"git @ https://x.org/g.zip\"",
                  "")
    "{\"name\":\"lib\",\"version\":\"9.0\",\"index_url\":"
    "\"https://other.org/simple/\"}\n"
    "{\"id\":\"PYSEC-1\",\"package\":\"Lib\",\"aliases\":["
    "\"CVE-1\",\"CVE-2\"],"
    "\"events\":[{\"introduced\":\"1.5\"},{\"fixed\":\"1.6\"}],"
    "\"versions\":[\"1.0.0\"]}\n"
    "{\"id\":\"PYSEC-2\",\"package\":\"lib\",\"withdrawn\":"
    "\"2020\","
    "\"events\":[{\"introduced\":\"0\"}]}\n";
/* clang-format on */

struct loaded {
    struct small_kb small;
    struct kb *kb;
    struct closure *closure;
};

static struct thoth_text text(const char *string)
{
    return thoth_text_of(string);
}

static bool is(struct thoth_text given, const char *expected)
{
    return thoth_text_equal(given, text(expected));
}

static void load(struct loaded *loaded, struct closure_wanted root,
                 const struct closure_wanted *constraint,
                 const struct thoth_text *indexes, size_t index_count)
{
    struct environment environment = {0};
    struct closure_request request = {
        .environment = &environment,
        .roots = &root,
        .root_count = 1,
        .constraints = constraint,
        .constraint_count = constraint != NULL,
        .indexes = indexes,
        .index_count = index_count,
    };

    environment.fields[ENVIRONMENT_PYTHON_VERSION] = text("3.9");
    small_kb_start(&loaded->small);
    CU_ASSERT_FATAL(small_kb_import(&loaded->small, RECORDS));
    loaded->kb = small_kb_open(&loaded->small);
    CU_ASSERT_PTR_NOT_NULL_FATAL(loaded->kb);
    CU_ASSERT_FATAL(closure_load(loaded->kb, &request, &loaded->closure,
                                 &loaded->small.problems));
}

static void load_app(struct loaded *loaded, const char *specifier,
                     const struct closure_wanted *constraint)
{
    static const struct thoth_text pypi = {"https://pypi.org/simple/", 24};

    load(loaded,
         (struct closure_wanted){.name = text("app"),
                                 .specifier = text(specifier)},
         constraint, &pypi, 1);
}

static void unload(struct loaded *loaded)
{
    closure_release(loaded->closure);
    kb_close(loaded->kb);
    small_kb_end(&loaded->small);
}

/* The versions of a requirement, "2.0 1.0 ", newest first. */
static const char *fitting(const struct closure *closure, uint32_t requirement,
                           char *out)
{
    struct closure_range ranges = closure->requirements[requirement].ranges;
    size_t length = 0;

    out[0] = '\0';
    for (uint32_t r = ranges.first; r < ranges.end; r++)
        for (uint32_t v = closure->ranges[r].first; v < closure->ranges[r].end;
             v++)
            length += (size_t)sprintf(out + length, "%.*s ",
                                      (int)closure->versions[v].text.length,
                                      closure->versions[v].text.at);
    return out;
}

static const struct closure_version *find(const struct closure *closure,
                                          const char *name, const char *version)
{
    uint32_t package = closure_find(closure, text(name));

    CU_ASSERT_NOT_EQUAL_FATAL(package, CLOSURE_NONE);
    for (uint32_t v = closure->packages[package].versions.first;
         v < closure->packages[package].versions.end; v++)
        if (is(closure->versions[v].text, version))
            return &closure->versions[v];
    CU_FAIL_FATAL("no such version");
    return NULL;
}

static void orders_versions(void)
{
    struct loaded loaded;
    char out[256];

    load_app(&loaded, "", NULL);
    CU_ASSERT_STRING_EQUAL(
        fitting(loaded.closure, loaded.closure->roots[0].requirement, out),
        "2.0rc1 1.10 1.8 1.0 ");
    CU_ASSERT(find(loaded.closure, "app", "2.0rc1")->prerelease);
    CU_ASSERT_FALSE(find(loaded.closure, "app", "1.10")->prerelease);
    CU_ASSERT_FALSE(
        loaded.closure->requirements[loaded.closure->roots[0].requirement]
            .prereleases);
    unload(&loaded);
}

static void names_prereleases(void)
{
    struct loaded loaded;
    char out[256];

    load_app(&loaded, ">=2.0rc1", NULL);
    CU_ASSERT_STRING_EQUAL(
        fitting(loaded.closure, loaded.closure->roots[0].requirement, out),
        "2.0rc1 ");
    CU_ASSERT(loaded.closure->requirements[loaded.closure->roots[0].requirement]
                  .prereleases);
    unload(&loaded);
}

static void evaluates_markers(void)
{
    struct loaded loaded;
    const struct closure_version *app;
    char out[256];

    load_app(&loaded, "", NULL);
    app = find(loaded.closure, "app", "1.10");
    CU_ASSERT_EQUAL_FATAL(app->requirements.end - app->requirements.first, 1);
    CU_ASSERT_STRING_EQUAL(
        fitting(loaded.closure, loaded.closure->edges[app->requirements.first],
                out),
        "1.6 1.0 ");
    CU_ASSERT_EQUAL(closure_find(loaded.closure, text("win")), CLOSURE_NONE);
    CU_ASSERT_EQUAL(closure_find(loaded.closure, text("fast")), CLOSURE_NONE);
    unload(&loaded);
}

static void follows_extras(void)
{
    static const struct thoth_text pypi = {"https://pypi.org/simple", 23};
    struct thoth_text extra = text("speed");
    const struct closure_version *app, *fast;
    const struct closure_requirement *url;
    struct loaded loaded;
    uint32_t missing;

    load(&loaded,
         (struct closure_wanted){
             .name = text("app"), .extras = &extra, .extra_count = 1},
         NULL, &pypi, 1);
    app = find(loaded.closure, "app", "1.10");
    CU_ASSERT_EQUAL(app->requirements.end - app->requirements.first, 2);
    fast = find(loaded.closure, "fast", "1.0");
    missing = closure_find(loaded.closure, text("missing"));
    CU_ASSERT_NOT_EQUAL_FATAL(missing, CLOSURE_NONE);
    CU_ASSERT_FALSE(loaded.closure->packages[missing].known);
    url =
        &loaded.closure
             ->requirements[loaded.closure->edges[fast->requirements.end - 1]];
    CU_ASSERT(url->direct_url);
    CU_ASSERT_EQUAL(url->ranges.first, url->ranges.end);
    unload(&loaded);
}

static void says_why_not(void)
{
    struct loaded loaded;

    load_app(&loaded, "", NULL);
    CU_ASSERT_EQUAL(find(loaded.closure, "app", "1.9")->refusal,
                    CLOSURE_REFUSED_UNREADABLE);
    CU_ASSERT_EQUAL(find(loaded.closure, "app", "1.8")->refusal, 0);
    CU_ASSERT_EQUAL(find(loaded.closure, "lib", "2.0")->refusal,
                    CLOSURE_REFUSED_PYTHON);
    CU_ASSERT_EQUAL(find(loaded.closure, "lib", "1.7")->refusal,
                    CLOSURE_REFUSED_YANKED);
    CU_ASSERT_EQUAL(find(loaded.closure, "lib", "9.0")->refusal,
                    CLOSURE_REFUSED_INDEX);
    CU_ASSERT_EQUAL(loaded.closure->index_count, 2);
    CU_ASSERT_EQUAL(loaded.closure->enabled_index_count, 1);
    unload(&loaded);
}

static void takes_pinned_yanked_versions(void)
{
    static const struct thoth_text pypi = {"https://pypi.org/simple", 23};
    struct loaded loaded;

    load(&loaded,
         (struct closure_wanted){.name = text("lib"),
                                 .specifier = text("==1.7.0")},
         NULL, &pypi, 1);
    CU_ASSERT_EQUAL(find(loaded.closure, "lib", "1.7")->refusal, 0);
    unload(&loaded);
}

static void obeys_constraints(void)
{
    struct closure_wanted constraint = {.name = text("lib"),
                                        .specifier = text("<1.6")};
    struct loaded loaded;

    load_app(&loaded, "", &constraint);
    CU_ASSERT_EQUAL(find(loaded.closure, "lib", "1.6")->refusal,
                    CLOSURE_REFUSED_CONSTRAINT);
    CU_ASSERT_EQUAL(find(loaded.closure, "lib", "1.5")->refusal, 0);
    unload(&loaded);
}

/* A package with an index of its own comes from nowhere else. */
static void keeps_to_indexes(void)
{
    struct thoth_text both[] = {text("https://pypi.org/simple"),
                                text("https://other.org/simple")};
    struct loaded loaded;
    char out[256];

    load(&loaded,
         (struct closure_wanted){.name = text("lib"), .index = both[0]}, NULL,
         both, 2);
    CU_ASSERT_STRING_EQUAL(
        fitting(loaded.closure, loaded.closure->roots[0].requirement, out),
        "1.6 1.5 1.0 ");
    unload(&loaded);
    load(&loaded, (struct closure_wanted){.name = text("lib")}, NULL, both, 2);
    CU_ASSERT_STRING_EQUAL(
        fitting(loaded.closure, loaded.closure->roots[0].requirement, out),
        "9.0 1.6 1.5 1.0 ");
    unload(&loaded);
}

static void finds_advisories(void)
{
    const struct closure_version *lib;
    struct loaded loaded;

    load_app(&loaded, "", NULL);
    lib = find(loaded.closure, "lib", "1.5");
    CU_ASSERT_EQUAL_FATAL(lib->advisories.end - lib->advisories.first, 1);
    CU_ASSERT(
        is(loaded.closure->advisories[lib->advisories.first].id, "PYSEC-1"));
    CU_ASSERT(is(loaded.closure->advisories[lib->advisories.first].aliases,
                 "CVE-1 CVE-2"));
    lib = find(loaded.closure, "lib", "1.0");
    CU_ASSERT_EQUAL(lib->advisories.end - lib->advisories.first, 1);
    lib = find(loaded.closure, "lib", "1.6");
    CU_ASSERT_EQUAL(lib->advisories.end, lib->advisories.first);
    unload(&loaded);
}

/* What rules may bring in is there, where what they speak of is. */
static void loads_companions(void)
{
    static const struct thoth_text pypi = {"https://pypi.org/simple", 23};
    const struct closure_companion companions[] = {
        {.with = text("lib"), .name = text("fast")},
        {.with = text("nobody"), .name = text("app")},
        {.name = text("git"), .index = text("https://other.org/simple")},
    };
    const struct closure_wanted root = {.name = text("lib")};
    struct environment environment = {0};
    struct closure_request request = {.environment = &environment,
                                      .roots = &root,
                                      .root_count = 1,
                                      .indexes = &pypi,
                                      .index_count = 1,
                                      .companions = companions,
                                      .companion_count = 3};
    struct loaded loaded;

    small_kb_start(&loaded.small);
    CU_ASSERT_FATAL(small_kb_import(&loaded.small, RECORDS));
    loaded.kb = small_kb_open(&loaded.small);
    CU_ASSERT_PTR_NOT_NULL_FATAL(loaded.kb);
    CU_ASSERT_FATAL(closure_load(loaded.kb, &request, &loaded.closure,
                                 &loaded.small.problems));
    CU_ASSERT_EQUAL(find(loaded.closure, "fast", "1.0")->refusal, 0);
    CU_ASSERT_NOT_EQUAL(closure_find(loaded.closure, text("missing")),
                        CLOSURE_NONE);
    CU_ASSERT_EQUAL(closure_find(loaded.closure, text("app")), CLOSURE_NONE);
    unload(&loaded);
}

static const struct test_case cases[] = {
    {"companions are loaded", loads_companions},
    {"candidates come newest first", orders_versions},
    {"a specifier set may ask for pre-releases", names_prereleases},
    {"markers are decided for the environment", evaluates_markers},
    {"extras are followed when asked for", follows_extras},
    {"versions that cannot be used say why", says_why_not},
    {"a pinned version may be a yanked one", takes_pinned_yanked_versions},
    {"constraints rule versions out", obeys_constraints},
    {"a package comes from its index only", keeps_to_indexes},
    {"advisories hit the versions they name", finds_advisories},
};

TEST_MAIN("resolver/kb/closure", cases)
