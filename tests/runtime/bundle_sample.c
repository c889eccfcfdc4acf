/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The sample bundle, section by section in an order in which each refers to
 * what is there already.
 */
#include "tests/runtime/bundle_sample.h"

#include "grammar/prescription.h"
#include "runtime/pep440.h"
#include "runtime/thoth.h"

#include <CUnit/CUnit.h>
#include <string.h>

#define S(text) builder_string(builder, text)
#define ROW(...) ADD_WORDS(builder, BUNDLE_ROWS, __VA_ARGS__)
#define LIST(...) ADD_WORDS(builder, BUNDLE_LISTS, __VA_ARGS__)
#define SHAPE(kind, code, root)                                                \
    builder_shape(builder, BUNDLE_SHAPE_##kind, (code), (root), BUNDLE_NONE)
#define NONE BUNDLE_NONE

/* What later sections refer to. */
struct sample {
    uint32_t regular, irregular;     /* specs */
    uint32_t always, small, rich;    /* whens */
    uint32_t match_always, match_in; /* shapes */
};

static void add_bound(struct bundle_builder *builder, const char *text)
{
    struct pep440_version *version;
    uint32_t at;

    pep440_version_parse((struct thoth_text){text, strlen(text)}, NULL,
                         &version);
    CU_ASSERT_PTR_NOT_NULL_FATAL(version);
    at = builder_bytes(builder, BUNDLE_BOUND_KEYS, version->public_key.at,
                       version->public_key.length);
    ADD_WORDS(builder, BUNDLE_BOUNDS, at);
    pep440_version_free(version, NULL);
}

static void add_constants(struct bundle_builder *builder, struct sample *sample)
{
    static const double numbers[] = {0.5, -0.25};

    S("");
    builder_bytes(builder, BUNDLE_NUMBERS, numbers, sizeof(numbers));
    ADD_WORDS(builder, BUNDLE_INDEXES, S("https://a.example/simple"),
              S("https://b.example/simple"));
    add_bound(builder, "1.0");
    add_bound(builder, "2.0");
    ADD_WORDS(builder, BUNDLE_BOUNDS,
              (uint32_t)builder->sections[BUNDLE_BOUND_KEYS].size);
    sample->regular =
        ADD_WORDS(builder, BUNDLE_SPECS, S(">=1.0,<2.0"), 1, 1, 3);
    ADD_WORDS(builder, BUNDLE_SPECS, S("!=1.0"), 2, 0, 1, 2, UINT32_MAX);
    sample->irregular =
        ADD_WORDS(builder, BUNDLE_SPECS, S("===1.0"), BUNDLE_SPEC_IRREGULAR);
}

/* A condition with a constant of each type that conditions have. */
static uint32_t add_rich_when(struct bundle_builder *builder,
                              const struct sample *sample)
{
    struct shape_code code =
        SHAPE_CODE(IR_TYPE_PAIRS, IR_TYPE_USAGE, IR_TYPE_SYSTEMS, IR_TYPE_TEXTS,
                   IR_TYPE_SPEC, IR_TYPE_RPMS, IR_TYPE_PYTHONS);
    uint32_t operands[9] = {
        LEAF(&code, ADVISER, 0),
        LEAF(&code, RECOMMENDS, 5),
        BRANCH(&code, LABELLED, 0, COLUMN(0)),
        BRANCH(&code, USES, 0, COLUMN(1)),
        BRANCH(&code, SYSTEM_IN, 0, COLUMN(2)),
        BRANCH(&code, CPU_MODEL_IN, 0, COLUMN(3)),
        BRANCH(&code, PROVIDES, THOTH_CUDA, COLUMN(4)),
        BRANCH(&code, RPMS_ALL, 0, COLUMN(5)),
        BRANCH(&code, PYTHONS_NONE, 0, COLUMN(6)),
    };
    uint32_t shape, row;

    operands[5] = BRANCH(&code, NOT, 0, operands[5]);
    shape = SHAPE(WHEN, &code, code_node(&code, IR_OP_OR, 0, operands, 9));
    row = ROW(LIST(1, S("team"), S("core")), LIST(1, S("flask"), 1, S("a.*")),
              LIST(2, S("fedora"), NONE, S("rhel"), S("8")),
              LIST(2, S("7"), NONE), sample->regular,
              LIST(1, S("gcc"), NONE, NONE, NONE, S("10.2"), NONE, 0),
              LIST(2, S("six"), NONE, NONE, S("pip"), sample->irregular,
                   S("^/opt/.*")));
    return ADD_WORDS(builder, BUNDLE_WHENS, shape, row) / 2;
}

static void add_whens(struct bundle_builder *builder, struct sample *sample)
{
    struct shape_code always = {.count = 0}, adviser = {.count = 0};
    uint32_t shape = SHAPE(WHEN, &always, LEAF(&always, ALWAYS, 0));

    sample->always = ADD_WORDS(builder, BUNDLE_WHENS, shape, 0) / 2;
    shape = SHAPE(WHEN, &adviser, LEAF(&adviser, ADVISER, 0));
    sample->small = ADD_WORDS(builder, BUNDLE_WHENS, shape, 0) / 2;
    sample->rich = add_rich_when(builder, sample);
}

static void add_matches(struct bundle_builder *builder, struct sample *sample)
{
    struct shape_code always = {.count = 0};
    struct shape_code in = SHAPE_CODE(IR_TYPE_SPEC);

    sample->match_always = SHAPE(MATCH, &always, LEAF(&always, ALWAYS, 0));
    sample->match_in =
        SHAPE(MATCH, &in, BRANCH(&in, VERSION_IN, IR_PRERELEASES, COLUMN(0)));
}

static void add_unit(struct bundle_builder *builder, const char *name,
                     struct bundle_pattern pattern, uint32_t match,
                     uint32_t run)
{
    uint32_t at;

    pattern.namespace = S("sample");
    at = builder_bytes(builder, BUNDLE_PATTERNS, &pattern, sizeof(pattern));
    ADD_WORDS(builder, BUNDLE_UNITS, S(name), at / (uint32_t)sizeof(pattern),
              match, run);
}

static void add_boot(struct bundle_builder *builder,
                     const struct sample *sample)
{
    struct shape_code code = SHAPE_CODE(IR_TYPE_STR, IR_TYPE_STR);
    uint32_t log = BRANCH(&code, LOG, IR_SEVERITY_INFO << 8, COLUMN(0));
    uint32_t stop = BRANCH(&code, NOT_ACCEPTABLE, 0, COLUMN(1));

    add_unit(builder, "Boot",
             (struct bundle_pattern){
                 .type = UNIT_TYPE_BOOT,
                 .when = sample->small,
                 .match = sample->match_always,
                 .run = SHAPE(RUN, &code, BRANCH(&code, RUN, 0, log, stop))},
             0, ROW(S("a message"), S("a reason")));
}

static void add_pseudonym(struct bundle_builder *builder,
                          const struct sample *sample)
{
    struct shape_code code = SHAPE_CODE(IR_TYPE_STR, IR_TYPE_STR);
    uint32_t yield = BRANCH(&code, YIELD, IR_PART_NAME | IR_PART_INDEX_URL,
                            COLUMN(0), COLUMN(1));

    add_unit(builder, "Pseudonym",
             (struct bundle_pattern){
                 .type = UNIT_TYPE_PSEUDONYM,
                 .when = sample->always,
                 .match = sample->match_in,
                 .run = SHAPE(RUN, &code, BRANCH(&code, RUN, 0, yield))},
             ROW(sample->regular),
             ROW(S("numpy"), S("https://a.example/simple")));
}

/* The two matches of the step: one asks for the package and for another one,
 * the second for the dependents. */
static void add_instances(struct bundle_builder *builder,
                          const struct sample *sample)
{
    struct shape_code both =
        SHAPE_CODE(IR_TYPE_SPEC, IR_TYPE_PACKAGE, IR_TYPE_SPEC, IR_TYPE_INDEX);
    struct shape_code from = SHAPE_CODE(IR_TYPE_PACKAGE);
    uint32_t root = BRANCH(&both, VERSION_IN, 0, COLUMN(0));
    uint32_t in = BRANCH(&both, VERSION_IN, 0, COLUMN(2));
    uint32_t is = BRANCH(&both, INDEX_IS, 0, COLUMN(3));
    uint32_t fits = BRANCH(&both, AND, 0, in, is);
    uint32_t state = BRANCH(&both, RESOLVED, 0, COLUMN(1), fits);
    uint32_t shape =
        builder_shape(builder, BUNDLE_SHAPE_MATCH, &both, root, state);

    ADD_WORDS(builder, BUNDLE_INSTANCES, SAMPLE_STEP, SAMPLE_TENSORFLOW, shape,
              ROW(sample->regular, SAMPLE_NUMPY, sample->irregular, 1));
    root = LEAF(&from, ALWAYS, 0);
    fits = LEAF(&from, DEVELOP, 0);
    state = BRANCH(&from, FROM, 0, COLUMN(0), fits);
    state = BRANCH(&from, DEPENDENTS, IR_OTHERS, state);
    shape = builder_shape(builder, BUNDLE_SHAPE_MATCH, &from, root, state);
    ADD_WORDS(builder, BUNDLE_INSTANCES, SAMPLE_STEP, SAMPLE_NUMPY, shape,
              ROW(SAMPLE_TENSORFLOW));
}

static void add_step(struct bundle_builder *builder,
                     const struct sample *sample)
{
    struct shape_code code =
        SHAPE_CODE(IR_TYPE_STR, IR_TYPE_STR, IR_TYPE_NUMBER, IR_TYPE_STR);
    uint32_t info = BRANCH(&code, STACK_INFO, IR_SEVERITY_WARNING << 8,
                           COLUMN(0), COLUMN(1));
    uint32_t number = BRANCH(&code, CONSTANT, 0, COLUMN(2));
    uint32_t score = BRANCH(&code, SCORE, 0, number);
    uint32_t justify = BRANCH(&code, JUSTIFY,
                              IR_SEVERITY_ERROR << 8 | IR_JUSTIFY_PACKAGE_NAME |
                                  IR_JUSTIFY_CVE_ID,
                              COLUMN(0), COLUMN(1), SUBJECT, COLUMN(3));
    uint32_t multi = LEAF(&code, MULTI_PACKAGE, 0);
    uint32_t run = BRANCH(&code, RUN, 0, info, score, justify, multi);

    add_instances(builder, sample);
    add_unit(builder, "Step",
             (struct bundle_pattern){.type = UNIT_TYPE_STEP,
                                     .flags = BUNDLE_PATTERN_INSTANCES |
                                              BUNDLE_PATTERN_MULTI,
                                     .when = sample->rich,
                                     .match = NONE,
                                     .run = SHAPE(RUN, &code, run)},
             0, ROW(S("a \"message\""), S("https://a.example"), 1, S("CVE-1")));
}

static void add_add(struct bundle_builder *builder, const struct sample *sample)
{
    struct shape_code code = SHAPE_CODE(IR_TYPE_STR, IR_TYPE_STR, IR_TYPE_STR);
    uint32_t add = BRANCH(&code, ADD_PACKAGE, 7 | IR_ADD_DEVELOP, COLUMN(0),
                          COLUMN(1), COLUMN(2));

    add_unit(builder, "Add",
             (struct bundle_pattern){
                 .type = UNIT_TYPE_STEP_ADD_PACKAGE,
                 .when = sample->always,
                 .match = sample->match_in,
                 .run = SHAPE(RUN, &code, BRANCH(&code, RUN, 0, add))},
             ROW(sample->regular),
             ROW(S("tensorflow"), S("1.5"), S("https://a.example/simple")));
}

static void add_wraps(struct bundle_builder *builder,
                      const struct sample *sample)
{
    struct shape_code match = SHAPE_CODE(IR_TYPE_PACKAGE);
    struct shape_code advise = SHAPE_CODE(IR_TYPE_STR);
    struct shape_code notes = SHAPE_CODE(IR_TYPE_STR);
    uint32_t root = LEAF(&match, ALWAYS, 0);
    uint32_t inner = LEAF(&match, ALWAYS, 0);
    uint32_t state = BRANCH(&match, RESOLVED, 0, COLUMN(0), inner);
    uint32_t effect = BRANCH(&advise, ADVISE_MANIFEST, 0, COLUMN(0));

    add_unit(builder, "Wrap",
             (struct bundle_pattern){
                 .type = UNIT_TYPE_WRAP,
                 .when = sample->always,
                 .match = builder_shape(builder, BUNDLE_SHAPE_MATCH, &match,
                                        root, state),
                 .run = SHAPE(RUN, &advise, BRANCH(&advise, RUN, 0, effect))},
             ROW(SAMPLE_NUMPY), ROW(S("{\"a\": 1}")));
    effect = BRANCH(&notes, RELEASE_NOTES, 0, COLUMN(0));
    add_unit(builder, "Notes",
             (struct bundle_pattern){
                 .type = UNIT_TYPE_WRAP_GH_RELEASE_NOTES,
                 .flags = BUNDLE_PATTERN_ALWAYS,
                 .when = sample->always,
                 .match = sample->match_in,
                 .run = SHAPE(RUN, &notes, BRANCH(&notes, RUN, 0, effect))},
             ROW(sample->regular), ROW(S("https://a.example/tag/v")));
    ADD_WORDS(builder, BUNDLE_REQUIRES, SAMPLE_WRAP,
              LIST(2, 2, SAMPLE_BOOT, SAMPLE_STEP, 0));
}

static void add_groups(struct bundle_builder *builder)
{
    ADD_WORDS(builder, BUNDLE_PACKAGES, NONE, 0, S("numpy"), 1, S("tensorflow"),
              5, NONE, 7);
    ADD_WORDS(builder, BUNDLE_MEMBERS, SAMPLE_WRAP, SAMPLE_BOOT,
              SAMPLE_UNITS + 1, SAMPLE_ADD, SAMPLE_NOTES, SAMPLE_PSEUDONYM,
              SAMPLE_UNITS);
}

static void add_file(struct bundle_builder *builder, uint32_t *files,
                     uint32_t unit, const uint8_t *file, size_t size)
{
    uint32_t folder = *files == 0 ? 0 : 2;
    uint32_t at = builder_bytes(builder, BUNDLE_SOURCES, file, size);

    if (*files % BUNDLE_FILES_PER_CHECKPOINT == 0)
        ADD_WORDS(builder, BUNDLE_CHECKPOINTS, *files, unit, at, folder);
    ++*files;
}

static void add_sources(struct bundle_builder *builder, unsigned others)
{
    /* folder, name, units; line and column of each; distances are zigzag */
    static const uint8_t one[] = {4, 0, 5, 2, 3, 4, 3, 20, 5, 3, 3, 2, 0x81, 1};
    static const uint8_t none[] = {0, 1, 0}, two[] = {1, 2, 1, 6, 9};
    uint32_t files = 0;

    ADD_WORDS(builder, BUNDLE_FOLDERS, NONE, S(""), 0, S("rules"), 1, S("a"));
    ADD_WORDS(builder, BUNDLE_FILE_NAMES, S("one.yaml"), S("none.yaml"),
              S("two.yaml"));
    add_file(builder, &files, 0, one, sizeof(one));
    for (; others > 0; others--)
        add_file(builder, &files, SAMPLE_NOTES, none, sizeof(none));
    add_file(builder, &files, SAMPLE_NOTES, two, sizeof(two));
}

void sample_build(struct bundle_builder *builder, unsigned others)
{
    struct sample sample;

    add_constants(builder, &sample);
    add_whens(builder, &sample);
    add_matches(builder, &sample);
    add_boot(builder, &sample);
    add_pseudonym(builder, &sample);
    add_step(builder, &sample);
    add_add(builder, &sample);
    add_wraps(builder, &sample);
    add_groups(builder);
    add_sources(builder, others);
}
