/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Knowledge bases: imports that fail change nothing, older schemas are brought
 * up, readers see whole imports, damage is found and never a crash.
 */
#include "resolver/kb/closure.h"
#include "resolver/kb/store.h"
#include "tests/harness/run.h"
#include "tests/resolver/kb/small_kb.h"

#include <stdio.h>
#include <stdlib.h>

static const char GOOD[] = SMALL_VERSION(
    "a", "1.0", "\"b>=1\"", ",\"hashes\":[\"sha256:bb\",\"sha256:aa\"]")
    SMALL_VERSION("b", "1.0", "",
                  "") "{\"image\":\"quay.io/x/"
                      "y\",\"tag\":\"v1\",\"symbols\":[\"S_2\",\"S_1\"],"
                      "\"rpms\":[{\"package_name\":\"glibc\",\"arch\":\"x86_"
                      "64\",\"src\":false}],"
                      "\"python_packages\":[{\"package_name\":\"pip\","
                      "\"package_version\":\"20\",\"location\":\"/usr\"}]}\n";

static const char *const BAD[][2] = {
    {"{", "no JSON"},
    {"[]", "must be a JSON object"},
    {"{}", "none of version, id and image"},
    {"{\"version\":\"1\",\"index_url\":\"u\"}", "'name' must be a text"},
    {"{\"version\":\"1\",\"index_url\":\"u\",\"name\":\"-\"}", "no name"},
    {"{\"version\":\"\",\"index_url\":\"u\",\"name\":\"a\"}",
     "must not be empty"},
    {"{\"version\":\"1\",\"index_url\":\"u\",\"name\":\"a\","
     "\"requires_dist\":3}",
     "must be a list"},
    {"{\"version\":\"1\",\"index_url\":\"u\",\"name\":\"a\","
     "\"requires_dist\":[3]}",
     "must be a text"},
    {"{\"version\":\"1\",\"index_url\":\"u\",\"name\":\"a\",\"yanked\":1}",
     "true, false or null"},
    {"{\"version\":\"1\",\"index_url\":\"u\",\"name\":\"a\","
     "\"hashes\":[\"zz\"]}",
     "a hash must be"},
    {"{\"id\":\"X\",\"package\":\"a\",\"events\":[{}]}", "an event must have"},
    {"{\"image\":\"i\",\"tag\":\"t\",\"rpms\":[1]}", "an RPM must be"},
};

static void refuses_bad_records(void)
{
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        struct small_kb small;
        struct kb_counts counts;
        struct kb *kb;
        char lines[2048];

        small_kb_start(&small);
        snprintf(lines, sizeof lines, "%s%s\n", GOOD, BAD[i][0]);
        CU_ASSERT_FALSE(small_kb_import(&small, lines));
        CU_ASSERT(small_kb_complains(&small, BAD[i][1]));
        CU_ASSERT_EQUAL(small.problems.first->place.line, 4);
        kb = small_kb_open(&small);
        CU_ASSERT_PTR_NOT_NULL_FATAL(kb);
        CU_ASSERT(kb_count(kb, &counts, &small.problems));
        CU_ASSERT_EQUAL(counts.versions, 0);
        CU_ASSERT_EQUAL(counts.images, 0);
        kb_close(kb);
        small_kb_end(&small);
    }
}

static void replaces_records(void)
{
    struct small_kb small;
    struct kb_counts counts;
    struct kb *kb;

    small_kb_start(&small);
    CU_ASSERT(small_kb_import(&small, GOOD));
    CU_ASSERT(small_kb_import(&small, GOOD));
    CU_ASSERT(small_kb_import(&small,
                              SMALL_VERSION("A", "1.0", "", ",\"hashes\":[]")));
    kb = small_kb_open(&small);
    CU_ASSERT_PTR_NOT_NULL_FATAL(kb);
    CU_ASSERT(kb_count(kb, &counts, &small.problems));
    CU_ASSERT_EQUAL(counts.packages, 2);
    CU_ASSERT_EQUAL(counts.versions, 2);
    CU_ASSERT_EQUAL(counts.members, 0);
    CU_ASSERT_EQUAL(counts.hashes, 0);
    CU_ASSERT_EQUAL(counts.images, 1);
    CU_ASSERT(kb_verify(kb, &small.problems));
    kb_close(kb);
    small_kb_end(&small);
}

static void finds_hashes(void)
{
    struct thoth_text index = thoth_text_of("https://pypi.org/simple"), *hashes;
    struct small_kb small;
    size_t count;
    struct kb *kb;

    small_kb_start(&small);
    CU_ASSERT(small_kb_import(&small, GOOD));
    kb = small_kb_open(&small);
    CU_ASSERT_PTR_NOT_NULL_FATAL(kb);
    CU_ASSERT(kb_hashes(kb, &small.arena, thoth_text_of("a"),
                        thoth_text_of("1.0"), index, &hashes, &count,
                        &small.problems));
    CU_ASSERT_EQUAL_FATAL(count, 2);
    CU_ASSERT(thoth_text_equal(hashes[0], thoth_text_of("sha256:aa")));
    CU_ASSERT(thoth_text_equal(hashes[1], thoth_text_of("sha256:bb")));
    CU_ASSERT(kb_hashes(kb, &small.arena, thoth_text_of("b"),
                        thoth_text_of("1.0"), index, &hashes, &count,
                        &small.problems));
    CU_ASSERT_EQUAL(count, 0);
    kb_close(kb);
    small_kb_end(&small);
}

static void describes_images(void)
{
    struct thoth_context *context;
    struct small_kb small;
    struct kb *kb;

    small_kb_start(&small);
    CU_ASSERT(small_kb_import(&small, GOOD));
    kb = small_kb_open(&small);
    CU_ASSERT_PTR_NOT_NULL_FATAL(kb);
    CU_ASSERT_EQUAL_FATAL(thoth_context_create(NULL, &context), THOTH_OK);
    CU_ASSERT_EQUAL(
        thoth_context_set_base_image(context, thoth_text_of("quay.io/x/y:v1")),
        THOTH_OK);
    CU_ASSERT(kb_describe_image(kb, context, &small.problems));
    CU_ASSERT_EQUAL(small.problems.count, 0);
    thoth_context_release(context);
    kb_close(kb);
    small_kb_end(&small);
}

/* A file of an older thoth, as far as the step says. */
static void make_old(struct small_kb *small, int step)
{
    struct kb kb = {.path = small->path};
    char sql[64];

    CU_ASSERT_EQUAL_FATAL(sqlite3_open(small->path, &kb.database), SQLITE_OK);
    CU_ASSERT(kb_migrate(&kb, step, &small->problems));
    snprintf(sql, sizeof sql, "INSERT INTO package VALUES (7, 'old')");
    CU_ASSERT_EQUAL(sqlite3_exec(kb.database, sql, NULL, NULL, NULL),
                    SQLITE_OK);
    for (int i = 0; i < KB_STATEMENTS; i++)
        sqlite3_finalize(kb.statements[i]);
    sqlite3_close(kb.database);
}

static void upgrades_schemas(void)
{
    for (int step = 1; step < kb_schema_current(); step++) {
        struct small_kb small;
        struct kb *kb;

        small_kb_start(&small);
        make_old(&small, step);
        CU_ASSERT_PTR_NULL(small_kb_open(&small));
        CU_ASSERT(small_kb_complains(&small, "older schema"));
        CU_ASSERT(small_kb_import(&small, GOOD));
        kb = small_kb_open(&small);
        CU_ASSERT_PTR_NOT_NULL_FATAL(kb);
        CU_ASSERT(kb_verify(kb, &small.problems));
        kb_close(kb);
        small_kb_end(&small);
    }
}

static void refuses_newer_schemas(void)
{
    struct small_kb small;
    sqlite3 *database;

    small_kb_start(&small);
    CU_ASSERT(small_kb_import(&small, GOOD));
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(small.path, &database), SQLITE_OK);
    sqlite3_exec(database, "PRAGMA user_version = 99", NULL, NULL, NULL);
    sqlite3_close(database);
    CU_ASSERT_PTR_NULL(small_kb_open(&small));
    CU_ASSERT(small_kb_complains(&small, "has schema 99"));
    CU_ASSERT_FALSE(small_kb_import(&small, GOOD));
    small_kb_end(&small);
}

static void refuses_other_files(void)
{
    struct small_kb small;
    sqlite3 *database;
    FILE *file;

    small_kb_start(&small);
    CU_ASSERT_PTR_NULL(small_kb_open(&small));
    CU_ASSERT(small_kb_complains(&small, "No such file"));
    file = fopen(small.path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    for (int i = 0; i < 1000; i++)
        fputs("no database ", file);
    fclose(file);
    CU_ASSERT_PTR_NULL(small_kb_open(&small));
    CU_ASSERT_FALSE(small_kb_import(&small, GOOD));
    remove(small.path);
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(small.path, &database), SQLITE_OK);
    sqlite3_exec(database, "CREATE TABLE t (x)", NULL, NULL, NULL);
    sqlite3_close(database);
    CU_ASSERT_PTR_NULL(small_kb_open(&small));
    CU_ASSERT_FALSE(small_kb_import(&small, GOOD));
    small_kb_end(&small);
}

static bool load(struct kb *kb, struct problem_list *problems)
{
    struct environment environment = {0};
    struct thoth_text pypi = thoth_text_of("https://pypi.org/simple");
    struct closure_wanted root = {.name = thoth_text_of("a")};
    struct closure_request request = {
        .environment = &environment,
        .roots = &root,
        .root_count = 1,
        .indexes = &pypi,
        .index_count = 1,
    };
    struct closure *closure;
    bool loaded = closure_load(kb, &request, &closure, problems);

    closure_release(closure);
    return loaded;
}

/* A reader in the middle of an import sees nothing of it. */
static void reads_while_importing(void)
{
    struct small_kb small;
    struct kb *writer, *reader;
    struct kb_counts counts;

    small_kb_start(&small);
    CU_ASSERT(small_kb_import(&small, SMALL_VERSION("b", "1.0", "", "")));
    writer = kb_open(small.path, KB_WRITE, &small.problems);
    reader = small_kb_open(&small);
    CU_ASSERT_PTR_NOT_NULL_FATAL(writer);
    CU_ASSERT_PTR_NOT_NULL_FATAL(reader);
    CU_ASSERT(kb_run(writer, KB_BEGIN, &small.problems));
    CU_ASSERT_EQUAL(sqlite3_exec(writer->database,
                                 "INSERT INTO package VALUES (99, 'z');"
                                 "INSERT INTO version VALUES (99, 1, '1', NULL,"
                                 " 1, NULL, NULL, NULL, NULL)",
                                 NULL, NULL, NULL),
                    SQLITE_OK);
    CU_ASSERT(kb_count(reader, &counts, &small.problems));
    CU_ASSERT_EQUAL(counts.versions, 1);
    CU_ASSERT(kb_run(writer, KB_COMMIT, &small.problems));
    CU_ASSERT(kb_count(reader, &counts, &small.problems));
    CU_ASSERT_EQUAL(counts.versions, 2);
    kb_close(writer);
    kb_close(reader);
    small_kb_end(&small);
}

static const char *const DAMAGES[] = {
    "DELETE FROM requirement",
    "DELETE FROM requirement_list",
    "DELETE FROM package WHERE name = 'b'",
    "DELETE FROM source_index",
    "UPDATE requirement_list SET members = x'ffffffff' WHERE id = 1",
    "UPDATE requirement_list SET members = x'01' WHERE id = 1",
    "UPDATE requirement SET specifier = '>=2'",
    "UPDATE version SET requirements = 77",
    "UPDATE requirement SET marker = 'nonsense'",
};

static void finds_damage(void)
{
    for (size_t i = 0; i < sizeof DAMAGES / sizeof *DAMAGES; i++) {
        struct small_kb small;
        sqlite3 *database;
        struct kb *kb;

        small_kb_start(&small);
        CU_ASSERT(small_kb_import(&small, GOOD));
        CU_ASSERT_EQUAL_FATAL(sqlite3_open(small.path, &database), SQLITE_OK);
        CU_ASSERT_EQUAL(sqlite3_exec(database, DAMAGES[i], NULL, NULL, NULL),
                        SQLITE_OK);
        sqlite3_close(database);
        kb = small_kb_open(&small);
        CU_ASSERT_PTR_NOT_NULL_FATAL(kb);
        CU_ASSERT_FALSE(kb_verify(kb, &small.problems));
        CU_ASSERT(small_kb_complains(&small, "damaged"));
        load(kb, &small.problems); /* whatever comes of it: no crash */
        kb_close(kb);
        small_kb_end(&small);
    }
}

/* Bytes of the file replaced by others; the file is then cut off. */
static void damage_file(const char *path, unsigned seed)
{
    FILE *file = fopen(path, "r+");
    long size;

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fseek(file, 0, SEEK_END);
    size = ftell(file);
    srand(seed);
    for (int i = 0; i < 40; i++) {
        fseek(file, rand() % size, SEEK_SET);
        fputc(rand() % 256, file);
    }
    fclose(file);
}

static void survives_damaged_bytes(void)
{
    for (unsigned seed = 1; seed <= 300; seed++) {
        struct small_kb small;
        struct kb_counts counts;
        struct kb *kb;

        small_kb_start(&small);
        CU_ASSERT(small_kb_import(&small, GOOD));
        damage_file(small.path, seed);
        kb = small_kb_open(&small);
        if (kb) {
            kb_verify(kb, &small.problems);
            kb_count(kb, &counts, &small.problems);
            load(kb, &small.problems);
        }
        kb_close(kb);
        small_kb_end(&small);
    }
}

static const struct test_case cases[] = {
    {"a wrong record leaves everything as it was", refuses_bad_records},
    {"what is there already is replaced", replaces_records},
    {"hashes are found by version and index", finds_hashes},
    {"contents of a base image reach the context", describes_images},
    {"files of older schemas are upgraded", upgrades_schemas},
    {"files of newer schemas are refused", refuses_newer_schemas},
    {"files of other programs are refused", refuses_other_files},
    {"readers see an import as a whole", reads_while_importing},
    {"damage is found", finds_damage},
    {"damaged bytes crash nothing", survives_damaged_bytes},
};

TEST_MAIN("resolver/kb/kb", cases)
