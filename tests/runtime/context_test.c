/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Setting up requests: copies, the name of the base image, lack of memory.
 */
#include "runtime/context.h"
#include "tests/harness/run.h"
#include "tests/runtime/short_memory.h"

static struct thoth_text text_of(const char *string)
{
    return (struct thoth_text){string, strlen(string)};
}

static bool is(struct thoth_text text, const char *string)
{
    if (string == NULL)
        return text.at == NULL;
    return text.at != NULL && thoth_text_equal(text, text_of(string));
}

static void texts_are_copied(void)
{
    struct thoth_context *context;
    char text[] = "rhel";

    CU_ASSERT_EQUAL_FATAL(thoth_context_create(NULL, &context), THOTH_OK);
    CU_ASSERT_EQUAL(thoth_context_set_system(context, text_of(text),
                                             (struct thoth_text){0}),
                    THOTH_OK);
    memset(text, 'x', sizeof text - 1);
    CU_ASSERT(is(context->system_name, "rhel"));
    CU_ASSERT(is(context->system_version, NULL));
    CU_ASSERT_EQUAL(thoth_context_set_gpu(context, text_of("")), THOTH_OK);
    CU_ASSERT(is(context->gpu_model, ""));
    thoth_context_release(context);
    thoth_context_release(NULL);
}

/* Enough of everything that chunks and lists grow; what was first stays. */
static void much_is_kept(void)
{
    struct thoth_context *context;
    const struct context_label *labels;
    char key[3000];

    memset(key, 'k', sizeof key);
    CU_ASSERT_EQUAL_FATAL(thoth_context_create(NULL, &context), THOTH_OK);
    for (size_t i = 0; i < 100; i++) {
        struct thoth_text text = {key, i * 30};

        CU_ASSERT_EQUAL(thoth_context_add_label(context, text, text_of("v")),
                        THOTH_OK);
    }
    labels = context->labels.at;
    CU_ASSERT_EQUAL_FATAL(context->labels.count, 100);
    for (size_t i = 0; i < 100; i++)
        CU_ASSERT(
            thoth_text_equal(labels[i].key, (struct thoth_text){key, i * 30}));
    thoth_context_release(context);
}

static void names_are_normalised(void)
{
    struct thoth_context *context;
    const struct context_requirement *required;

    CU_ASSERT_EQUAL_FATAL(thoth_context_create(NULL, &context), THOTH_OK);
    CU_ASSERT_EQUAL(
        thoth_context_add_requirement(context, text_of("Flask_.Login"), true),
        THOTH_OK);
    required = context->requirements.at;
    CU_ASSERT(is(required->name, "flask-login"));
    CU_ASSERT(required->develop);
    thoth_context_release(context);
}

static void image_names(void)
{
    static const struct {
        const char *image, *name, *version;
    } rows[] = {
        {NULL, NULL, NULL},
        {"q/a:v1.2", "q/a", "1.2"},
        {"q/a:1", "q/a", "1"},
        {"q/a", "q/a", NULL},
        {"q/a:", "q/a", ""},
        {"q/a:vv1", "q/a", "v1"},
        {"r:5000/a:v1", "r", "5000/a:v1"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct thoth_text name, version, image = {NULL, 0};
        struct thoth_context *context;

        if (rows[i].image)
            image = text_of(rows[i].image);
        CU_ASSERT_EQUAL_FATAL(thoth_context_create(NULL, &context), THOTH_OK);
        CU_ASSERT_EQUAL(thoth_context_set_base_image(context, image), THOTH_OK);
        thoth_context_image(context, &name, &version);
        CU_ASSERT(is(name, rows[i].name));
        CU_ASSERT(is(version, rows[i].version));
        thoth_context_release(context);
    }
}

static void wrong_components(void)
{
    struct thoth_context *context;

    CU_ASSERT_EQUAL_FATAL(thoth_context_create(NULL, &context), THOTH_OK);
    CU_ASSERT_EQUAL(
        thoth_context_set_version(context, THOTH_COMPONENTS, text_of("1")),
        THOTH_E_ARGUMENT);
    thoth_context_release(context);
}

static enum thoth_status set_all(struct thoth_context *context)
{
    struct thoth_rpm rpm = {.package_name = text_of("gcc"), .src = -1};
    char large[5000];
    enum thoth_status status;

    memset(large, 'l', sizeof large);
    status = thoth_context_add_label(context, text_of("a"), text_of("b"));
    if (status == THOTH_OK)
        status = thoth_context_add_usage(context, text_of("a"), text_of("b"));
    if (status == THOTH_OK)
        status = thoth_context_add_rpm(context, &rpm);
    if (status == THOTH_OK)
        status = thoth_context_add_symbol(
            context, (struct thoth_text){large, sizeof large});
    if (status == THOTH_OK)
        status = thoth_context_add_python_package(
            context, text_of("pip"), text_of("9"), (struct thoth_text){0});
    if (status == THOTH_OK)
        status = thoth_context_add_requirement(context, text_of("flask"), true);
    return status;
}

static void short_of_memory(void)
{
    enum thoth_status status = THOTH_E_MEMORY;

    for (size_t left = 0; status != THOTH_OK && left < 50; left++) {
        struct short_memory memory;
        struct thoth_context *context;

        short_memory_start(&memory, left);
        status = thoth_context_create(&memory.allocator, &context);
        if (status == THOTH_OK)
            status = set_all(context);
        CU_ASSERT(status == THOTH_OK || status == THOTH_E_MEMORY);
        thoth_context_release(context);
        CU_ASSERT_EQUAL(memory.blocks, 0);
    }
    CU_ASSERT_EQUAL(status, THOTH_OK);
}

static const struct test_case cases[] = {
    {"texts are copied, no text stays no text", texts_are_copied},
    {"what was added first stays when much is added", much_is_kept},
    {"names of requirements are normalised", names_are_normalised},
    {"base images have a name and a version for analyses", image_names},
    {"there are only so many components", wrong_components},
    {"no memory is an error, and nothing is lost", short_of_memory},
};

TEST_MAIN("context", cases)
