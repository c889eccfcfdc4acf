/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A resolver's whole life under our own rules, from opening the bundle to the
 * last wrap, with every single allocation failing in turn: for good, which must
 * end in THOTH_E_MEMORY and leave nothing behind, and once, after which the
 * call that failed is made again and everything must go on as if nothing had
 * happened.
 */
#include "compiler/driver/build.h"
#include "compiler/emit/aot.h"
#include "tests/harness/run.h"
#include "tests/runtime/torture_life.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/torture_test.XXXXXX";
static char portable[64], native[64];
static struct life undisturbed, disturbed;

/* A life with so many allocations; afterwards nothing must be left of it. */
static enum thoth_status live_with(const char *path, enum thoth_engine engine,
                                   size_t allocations, bool once)
{
    enum thoth_status status;

    memset(&disturbed, 0, sizeof disturbed);
    short_memory_start(&disturbed.memory, allocations);
    disturbed.memory.once = once;
    disturbed.allocator = disturbed.outcome.allocator =
        &disturbed.memory.allocator;
    disturbed.engine = engine;
    status = life_live(&disturbed, path);
    life_end(&disturbed);
    CU_ASSERT_EQUAL(disturbed.memory.blocks, 0);
    return status;
}

static void torture(const char *path, enum thoth_engine engine, bool once)
{
    size_t room = 0;

    for (;; room++) {
        enum thoth_status status = live_with(path, engine, room, once);

        if (!disturbed.memory.failed)
            break;
        CU_ASSERT_EQUAL(status, once ? THOTH_OK : THOTH_E_MEMORY);
        if (once && strcmp(disturbed.story, undisturbed.story))
            CU_FAIL("a call that is made again says something else");
    }
    CU_ASSERT(room > 50);

    CU_ASSERT_STRING_EQUAL(disturbed.story, undisturbed.story);
}

static void for_good(void)
{
    torture(portable, THOTH_ENGINE_INTERP, false);
}

static void for_once(void)
{
    torture(portable, THOTH_ENGINE_INTERP, true);
}

static void native_for_good(void)
{
    torture(native, THOTH_ENGINE_NATIVE, false);
}

static void native_for_once(void)
{
    torture(native, THOTH_ENGINE_NATIVE, true);
}

/* Writes our rules as both kinds of bundle. */
static bool compile(void)
{
    const char *top = getenv("TOP_SRCDIR");
    struct build_options options = BUILD_OPTIONS_DEFAULT;
    struct aot_error failure;
    struct thoth_bundle *bundle;
    char rules[4096], *paths[] = {rules};
    unsigned char *bytes;
    size_t size;
    FILE *file;
    bool fine;

    snprintf(rules, sizeof rules, "%s/prescriptions", top ? top : ".");
    options.diagnostics = stderr;
    if (!mkdtemp(folder) ||
        build_paths(paths, 1, &options, &bytes, &size) != BUILD_OK)
        return false;
    snprintf(portable, sizeof portable, "%s/rules.thb", folder);
    snprintf(native, sizeof native, "%s/rules.so", folder);
    file = fopen(portable, "wb");
    fine = file && fwrite(bytes, 1, size, file) == size;
    fine = file && !fclose(file) && fine &&
           thoth_bundle_open(portable, NULL, &bundle, NULL) == THOTH_OK;
    free(bytes);
    if (!fine)
        return false;
    fine = aot_build(bundle, native, NULL, &failure);
    thoth_bundle_release(bundle);
    return fine;
}

static void all_goes_well(void)
{
    CU_ASSERT_FATAL(compile());
    CU_ASSERT_EQUAL(life_live(&undisturbed, portable), THOTH_OK);
    life_end(&undisturbed);
    CU_ASSERT_PTR_NOT_NULL(strstr(undisturbed.story, "Flask before 2.0"));
}

static const struct test_case CASES[] = {
    {"our rules have something to say", all_goes_well},
    {"no allocation is missed when memory has run out", for_good},
    {"a call that failed for want of memory can be made again", for_once},
    {"the same with native code", native_for_good},
    {"the same again with native code", native_for_once},
};

int main(void)
{
    int status = test_run("torture", CASES, sizeof CASES / sizeof *CASES);

    unlink(portable);
    unlink(native);
    rmdir(folder);
    return status;
}
