/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A program against thoth_resolver.h: a project needs "app" and "plugin", which
 * need versions of "lib"; what is the best stack, and is it proved?
 *
 *     cc example_resolver.c $(pkg-config --cflags --libs libthoth-resolver) \
 *         -o example_resolver
 */
#include <thoth_resolver.h>

#include <stdio.h>
#include <string.h>

enum { APP, PLUGIN, LIB, PACKAGES };

/* Versions, newest first, and what each scores. */
static const struct {
    const char *name;
    const char *versions[3];
    double scores[3];
} packages[PACKAGES] = {
    [APP] = {"app", {"2.0", "1.1", "1.0"}, {0, 0.1, 0}},
    [PLUGIN] = {"plugin", {"1.2", "1.1", "1.0"}, {0, 0, -0.3}},
    [LIB] = {"lib", {"3.0", "2.5", "2.0"}, {0.2, -0.2, 0.1}},
};

static struct thoth_text text(const char *string)
{
    return (struct thoth_text){string, strlen(string)};
}

static enum thoth_status add_packages(struct thoth_space *space)
{
    enum thoth_status status = THOTH_OK;

    for (uint32_t p = 0; p < PACKAGES && !status; p++) {
        uint32_t number;

        status =
            thoth_space_add_package(space, text(packages[p].name), 3, &number);
        for (uint32_t v = 0; v < 3 && !status; v++) {
            status = thoth_space_name_version(
                space, number, v, text(packages[p].versions[v]), text("pypi"));
            if (!status)
                status = thoth_space_judge_version(
                    space, number, v, THOTH_FATE_OPEN, packages[p].scores[v]);
        }
    }
    return status;
}

/* Each version of app and plugin goes with some versions of lib: bit 0 is 3.0,
 * bit 1 is 2.5, bit 2 is 2.0. */
static enum thoth_status add_requirements(struct thoth_space *space)
{
    static const uint64_t any = 7, lib[2][3] = {{1, 7, 4}, {6, 6, 1}};
    enum thoth_status status = thoth_space_require_directly(space, APP, &any);

    if (!status)
        status = thoth_space_require_directly(space, PLUGIN, &any);
    for (uint32_t p = 0; p < 2; p++)
        for (uint32_t v = 0; v < 3 && !status; v++)
            status = thoth_space_require(space, p, v, LIB, &lib[p][v]);
    return status;
}

static void print_best(const struct thoth_space *space,
                       const struct thoth_resolution *resolution)
{
    struct thoth_resolution_facts facts;
    double score = 0;
    uint32_t count = 0;
    const struct thoth_choice *stack =
        thoth_resolution_product(resolution, 0, &count, &score);

    thoth_resolution_describe(resolution, &facts);
    for (uint32_t i = 0; stack != NULL && i < count; i++) {
        struct thoth_text name =
            thoth_space_package_name(space, stack[i].package);
        struct thoth_text version =
            thoth_space_version_text(space, stack[i].package, stack[i].version);

        printf("%.*s %.*s\n", (int)name.length, name.at, (int)version.length,
               version.at);
    }
    printf("score %g, %s\n", score, thoth_end_text(facts.end));
}

int main(void)
{
    struct thoth_resolution *resolution = NULL;
    struct thoth_space *space = NULL;
    struct thoth_resolve_options options;
    enum thoth_status status = thoth_space_create(&space);

    if (!status)
        status = add_packages(space);
    if (!status)
        status = add_requirements(space);
    thoth_resolve_options_init(&options);
    options.predictor = THOTH_PREDICT_EXACT;
    options.count = 1;
    if (!status)
        status = thoth_resolve(space, &options, &resolution);
    if (!status)
        print_best(space, resolution);
    else
        fprintf(stderr, "failed: status %d\n", (int)status);
    thoth_resolution_release(resolution);
    thoth_space_release(space);
    return status != THOTH_OK;
}
