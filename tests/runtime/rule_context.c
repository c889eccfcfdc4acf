/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Settings of a request from words. A word `-` stands for an unknown value.
 */
#include "tests/runtime/rule_case.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

#define MOST_WORDS 5

typedef enum thoth_status setting(struct thoth_context *context,
                                  const struct thoth_text *words);

static enum thoth_status recommend(struct thoth_context *context,
                                   const struct thoth_text *words)
{
    static const char *const names[] = {"stable", "testing", "latest",
                                        "performance", "security"};

    for (int i = 0; i < 5; i++)
        if (strlen(names[i]) == words[0].length &&
            !memcmp(names[i], words[0].at, words[0].length))
            thoth_context_recommend(context, (enum thoth_recommendation)i);
    return THOTH_OK;
}

static enum thoth_status decide(struct thoth_context *context,
                                const struct thoth_text *words)
{
    thoth_context_decide(context, *words[0].at == 'a' ? THOTH_DECIDE_ALL
                                                      : THOTH_DECIDE_RANDOM);
    return THOTH_OK;
}

static enum thoth_status authenticated(struct thoth_context *context,
                                       const struct thoth_text *words)
{
    (void)words;
    thoth_context_authenticate(context, true);
    return THOTH_OK;
}

static enum thoth_status label(struct thoth_context *context,
                               const struct thoth_text *words)
{
    return thoth_context_add_label(context, words[0], words[1]);
}

static enum thoth_status uses(struct thoth_context *context,
                              const struct thoth_text *words)
{
    return thoth_context_add_usage(context, words[0], words[1]);
}

static enum thoth_status system_(struct thoth_context *context,
                                 const struct thoth_text *words)
{
    return thoth_context_set_system(context, words[0], words[1]);
}

static enum thoth_status cpu(struct thoth_context *context,
                             const struct thoth_text *words)
{
    return thoth_context_set_cpu(context, words[0], words[1]);
}

static enum thoth_status gpu(struct thoth_context *context,
                             const struct thoth_text *words)
{
    return thoth_context_set_gpu(context, words[0]);
}

static enum thoth_status platform(struct thoth_context *context,
                                  const struct thoth_text *words)
{
    return thoth_context_set_platform(context, words[0]);
}

static enum thoth_status image(struct thoth_context *context,
                               const struct thoth_text *words)
{
    return thoth_context_set_base_image(context, words[0]);
}

static enum thoth_status analysis(struct thoth_context *context,
                                  const struct thoth_text *words)
{
    return thoth_context_set_analysis(context, words[0], words[1], true);
}

static enum thoth_status undocumented(struct thoth_context *context,
                                      const struct thoth_text *words)
{
    return thoth_context_set_analysis(context, words[0], words[1], false);
}

static enum thoth_status symbol(struct thoth_context *context,
                                const struct thoth_text *words)
{
    return thoth_context_add_symbol(context, words[0]);
}

static enum thoth_status rpm(struct thoth_context *context,
                             const struct thoth_text *words)
{
    struct thoth_rpm facts = {.package_name = words[0],
                              .arch = words[1],
                              .release = words[2],
                              .src = words[3].at ? *words[3].at - '0' : -1};

    return thoth_context_add_rpm(context, &facts);
}

static enum thoth_status installed(struct thoth_context *context,
                                   const struct thoth_text *words)
{
    return thoth_context_add_python_package(context, words[0], words[1],
                                            words[2]);
}

static enum thoth_status requires_package(struct thoth_context *context,
                                          const struct thoth_text *words)
{
    return thoth_context_add_requirement(context, words[0], false);
}

static enum thoth_status develops_package(struct thoth_context *context,
                                          const struct thoth_text *words)
{
    return thoth_context_add_requirement(context, words[0], true);
}

static const struct {
    const char *word;
    setting *set;
} settings[] = {
    {"recommend", recommend},
    {"decide", decide},
    {"authenticated", authenticated},
    {"label", label},       /* KEY VALUE */
    {"uses", uses},         /* LIBRARY SYMBOL */
    {"system", system_},    /* NAME VERSION */
    {"cpu", cpu},           /* FAMILY MODEL */
    {"gpu", gpu},           /* MODEL */
    {"platform", platform}, /* NAME */
    {"image", image},       /* IMAGE */
    {"analysis", analysis}, /* IMAGE VERSION */
    {"undocumented", undocumented},
    {"symbol", symbol},             /* NAME */
    {"rpm", rpm},                   /* NAME ARCH RELEASE SRC */
    {"installed", installed},       /* NAME VERSION LOCATION */
    {"requires", requires_package}, /* NAME */
    {"develops", develops_package},
};

static enum thoth_status set(struct thoth_context *context, const char *word,
                             const struct thoth_text *words)
{
    static const char *const components[THOTH_COMPONENTS] = {
        "python", "cuda", "openblas", "openmpi", "cudnn", "mkl"};

    for (int i = 0; i < THOTH_COMPONENTS; i++)
        if (!strcmp(word, components[i]))
            return thoth_context_set_version(context, (enum thoth_component)i,
                                             words[0]);
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        if (!strcmp(word, settings[i].word))
            return settings[i].set(context, words);
    return THOTH_E_ARGUMENT;
}

void rule_case_request(struct rule_case *rules, const char *words)
{
    char parts[MOST_WORDS][64];
    struct thoth_text values[MOST_WORDS] = {{NULL, 0}};
    int count = sscanf(words, "%63s %63s %63s %63s %63s", parts[0], parts[1],
                       parts[2], parts[3], parts[4]);

    for (int i = 1; i < count; i++)
        values[i - 1] = rule_text(strcmp(parts[i], "-") ? parts[i] : NULL);
    CU_ASSERT_EQUAL(set(rules->context, parts[0], values), THOTH_OK);
}
