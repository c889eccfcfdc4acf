/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bundles that a compiler of another library compiles. The compiler here makes
 * no code but notes what it is given: all that libthoth-jit can rely on.
 */
#include "runtime/bundle.h"
#include "runtime/native_compiler.h"
#include "tests/harness/run.h"
#include "tests/runtime/bundle_sample.h"
#include "tests/runtime/short_memory.h"

#include <stdlib.h>
#include <string.h>

/* What the compiler saw; tests run one after the other. */
static struct {
    unsigned calls, released;
    bool differs; /* the source was not the bundle's */
    const struct thoth_bundle *bundle;
    enum thoth_status status; /* to answer with */
} seen;

static struct native_shape no_code[64];
static struct native_module module = {.abi = NATIVE_ABI, .shapes = no_code};

static enum thoth_status take(const struct native_source *source,
                              const struct native_module **made,
                              struct thoth_error *error)
{
    const struct thoth_bundle *bundle = seen.bundle;

    (void)error;
    seen.calls++;
    seen.differs |= source->count != bundle->shape_count ||
                    source->bundle != NULL ||
                    memcmp(source->build_id, bundle->header->build_id, 16) != 0;
    for (uint32_t i = 0; !seen.differs && i < source->count; i++)
        seen.differs |= source->shapes[i].shape != &bundle->shapes[i] ||
                        source->shapes[i].code !=
                            bundle->shape_code + bundle->shapes[i].code;
    *made = seen.status == THOTH_OK ? &module : NULL;
    return seen.status;
}

static void release(const struct native_module *made)
{
    CU_ASSERT_PTR_EQUAL(made, &module);
    seen.released++;
}

static const struct thoth_compiler COMPILER = {
    .interface = NATIVE_COMPILER,
    .abi = NATIVE_ABI,
    .format = BUNDLE_FORMAT,
    .compile = take,
    .release = release,
};

static struct thoth_bundle *open_sample(uint8_t **bytes,
                                        const struct thoth_allocator *allocator)
{
    struct bundle_builder builder = {0};
    struct thoth_bundle *bundle;
    size_t size;

    sample_build(&builder, 0);
    *bytes = builder_finish(&builder, &size);
    builder_release(&builder);
    CU_ASSERT_EQUAL_FATAL(
        thoth_bundle_open_memory(*bytes, size, allocator, &bundle, NULL),
        THOTH_OK);
    memset(&seen, 0, sizeof seen);
    seen.bundle = bundle;
    return bundle;
}

static void compiles_once(void)
{
    struct thoth_error error;
    uint8_t *bytes;
    struct thoth_bundle *bundle = open_sample(&bytes, NULL);

    CU_ASSERT_EQUAL(thoth_bundle_compile(bundle, &COMPILER, &error), THOTH_OK);
    CU_ASSERT_EQUAL(seen.calls, 1);
    CU_ASSERT_FALSE(seen.differs);
    CU_ASSERT_EQUAL(thoth_bundle_compile(bundle, &COMPILER, &error),
                    THOTH_E_ARGUMENT);
    CU_ASSERT_EQUAL(seen.calls, 1);
    CU_ASSERT_EQUAL(seen.released, 0);
    thoth_bundle_release(bundle);
    CU_ASSERT_EQUAL(seen.released, 1);
    free(bytes);
}

static void gives_failures_back(void)
{
    uint8_t *bytes;
    struct thoth_bundle *bundle = open_sample(&bytes, NULL);

    seen.status = THOTH_E_ENGINE;
    CU_ASSERT_EQUAL(thoth_bundle_compile(bundle, &COMPILER, NULL),
                    THOTH_E_ENGINE);
    seen.status = THOTH_OK;
    CU_ASSERT_EQUAL(thoth_bundle_compile(bundle, &COMPILER, NULL), THOTH_OK);
    thoth_bundle_release(bundle);
    CU_ASSERT_EQUAL(seen.released, 1);
    free(bytes);
}

static void refuses_other_versions(void)
{
    struct thoth_compiler others[] = {COMPILER, COMPILER, COMPILER};
    struct thoth_error error;
    uint8_t *bytes;
    struct thoth_bundle *bundle = open_sample(&bytes, NULL);

    others[0].interface++;
    others[1].abi++;
    others[2].format--;
    for (int i = 0; i < 3; i++) {
        CU_ASSERT_EQUAL(thoth_bundle_compile(bundle, &others[i], &error),
                        THOTH_E_ENGINE);
        CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "another version"));
    }
    CU_ASSERT_EQUAL(thoth_bundle_compile(bundle, NULL, &error),
                    THOTH_E_ARGUMENT);
    CU_ASSERT_EQUAL(seen.calls, 0);
    thoth_bundle_release(bundle);
    free(bytes);
}

static void survives_short_memory(void)
{
    struct short_memory memory;
    uint8_t *bytes;
    struct thoth_bundle *bundle;

    short_memory_start(&memory, SIZE_MAX);
    bundle = open_sample(&bytes, &memory.allocator);
    memory.left = 0;
    CU_ASSERT_EQUAL(thoth_bundle_compile(bundle, &COMPILER, NULL),
                    THOTH_E_MEMORY);
    CU_ASSERT_EQUAL(seen.calls, 0);
    memory.left = 1;
    CU_ASSERT_EQUAL(thoth_bundle_compile(bundle, &COMPILER, NULL), THOTH_OK);
    thoth_bundle_release(bundle);
    CU_ASSERT_EQUAL(memory.blocks, 0);
    free(bytes);
}

static const struct test_case cases[] = {
    {"compiles once, and gives the code back", compiles_once},
    {"gives failures back, and may be tried again", gives_failures_back},
    {"refuses compilers of other versions", refuses_other_versions},
    {"survives short memory", survives_short_memory},
};

TEST_MAIN("bundle_compile", cases)
