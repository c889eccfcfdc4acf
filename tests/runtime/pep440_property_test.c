/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Properties over all versions that a few segments combine to, thousands of
 * them: keys order them as PEP 440's text says when it is applied to the
 * segments themselves, plain clauses hold as it says, and intervals take what
 * pep440_contains takes. Sets are drawn by a generator with a fixed seed.
 */
#include "runtime/pep440_interval.h"
#include "tests/runtime/pep440_text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { ABSENT = -1, NUMBERS = 3 };

/* A version by its segments; absent numbers are ABSENT. */
struct sample {
    int epoch;
    int release[NUMBERS], release_count;
    int pre; /* 10 * letter + number */
    int post, dev;
    int local; /* index of local_texts */
    char text[64];
    struct pep440_version *version;
};

static const char *const release_texts[] = {
    "0", "1", "1.0", "1.0.0", "0.0.1", "1.0.1", "1.2", "1.2.0", "1.10", "2"};
static const int pres[] = {ABSENT, 0, 1, 10, 21};
static const int small_numbers[] = {ABSENT, 0, 1};
static const char *const local_texts[] = {"", "+a", "+a.1", "+0"}; /* ascend */

enum {
    RELEASES = sizeof(release_texts) / sizeof(release_texts[0]),
    PRES = sizeof(pres) / sizeof(pres[0]),
    SMALL = sizeof(small_numbers) / sizeof(small_numbers[0]),
    LOCALS = sizeof(local_texts) / sizeof(local_texts[0]),
    SAMPLES = 2 * RELEASES * PRES * SMALL * SMALL * LOCALS,
    SETS = 3000
};

static struct sample samples[SAMPLES];

/* Appends formatted text to a sample. */
__attribute__((format(printf, 2, 3))) static void say(struct sample *sample,
                                                      const char *format, ...)
{
    size_t length = strlen(sample->text);
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(sample->text + length, sizeof(sample->text) - length, format,
              arguments);
    va_end(arguments);
}

static void set_release(struct sample *sample, const char *text)
{
    sample->release_count = sscanf(text, "%d.%d.%d", &sample->release[0],
                                   &sample->release[1], &sample->release[2]);
    say(sample, "%s", text);
}

/* The sample of a number below SAMPLES, a mixed-radix code of its segments. */
static void make_sample(struct sample *sample, int code)
{
    static const char *const letters[] = {"a", "b", "rc"};
    const char *release = release_texts[code % RELEASES];

    *sample = (struct sample){0};
    code /= RELEASES;
    sample->pre = pres[code % PRES];
    code /= PRES;
    sample->post = small_numbers[code % SMALL];
    code /= SMALL;
    sample->dev = small_numbers[code % SMALL];
    code /= SMALL;
    sample->local = code % LOCALS;
    sample->epoch = code / LOCALS;
    if (sample->epoch > 0)
        say(sample, "%d!", sample->epoch);
    set_release(sample, release);
    if (sample->pre != ABSENT)
        say(sample, "%s%d", letters[sample->pre / 10], sample->pre % 10);
    if (sample->post != ABSENT)
        say(sample, ".post%d", sample->post);
    if (sample->dev != ABSENT)
        say(sample, ".dev%d", sample->dev);
    say(sample, "%s", local_texts[sample->local]);
    sample->version = make_version(thoth_text_of(sample->text));
}

static void make_samples(void)
{
    for (int i = 0; i < SAMPLES; ++i)
        make_sample(&samples[i], i);
}

static void free_samples(void)
{
    for (int i = 0; i < SAMPLES; ++i)
        pep440_version_free(samples[i].version, NULL);
}

static int compare(int a, int b)
{
    return (a > b) - (a < b);
}

static int base_order(const struct sample *a, const struct sample *b)
{
    int order = compare(a->epoch, b->epoch);

    for (int i = 0; order == 0 && i < NUMBERS; ++i)
        order = compare(a->release[i], b->release[i]);
    return order;
}

/* PEP 440: dev-only releases, pre-releases, then what has no pre segment. */
static int pre_rank(const struct sample *sample)
{
    if (sample->pre != ABSENT)
        return sample->pre;
    return sample->post == ABSENT && sample->dev != ABSENT ? -1 : 100;
}

static int public_order(const struct sample *a, const struct sample *b)
{
    int order = base_order(a, b);

    if (order == 0)
        order = compare(pre_rank(a), pre_rank(b));
    if (order == 0)
        order = compare(a->post, b->post);
    if (order == 0)
        order = compare(a->dev == ABSENT ? 100 : a->dev,
                        b->dev == ABSENT ? 100 : b->dev);
    return order;
}

static int model_order(const struct sample *a, const struct sample *b)
{
    int order = public_order(a, b);

    return order == 0 ? compare(a->local, b->local) : order;
}

static void keys_order_as_segments_do(void)
{
    size_t wrong = 0;

    make_samples();
    for (int i = 0; i < SAMPLES; ++i)
        for (int k = 0; k < SAMPLES; ++k) {
            const struct sample *a = &samples[i], *b = &samples[k];
            int order = thoth_text_order(a->version->public_key,
                                         b->version->public_key);

            wrong +=
                pep440_compare(a->version, b->version) != model_order(a, b);
            wrong += order != public_order(a, b);
            wrong +=
                thoth_text_equal(a->version->base_key, b->version->base_key) !=
                (base_order(a, b) == 0);
        }
    CU_ASSERT_EQUAL(wrong, 0);
    free_samples();
}

static bool is_prerelease(const struct sample *sample)
{
    return sample->pre != ABSENT || sample->dev != ABSENT;
}

/* What PEP 440 says of `version OP bound`; bound has no local segment. */
static bool model_holds(const char *op, const struct sample *version,
                        const struct sample *bound)
{
    int order = public_order(version, bound);
    bool same_base = base_order(version, bound) == 0;

    if (strcmp(op, "==") == 0)
        return order == 0;
    if (strcmp(op, "!=") == 0)
        return order != 0;
    if (strcmp(op, "<=") == 0)
        return order <= 0;
    if (strcmp(op, ">=") == 0)
        return order >= 0;
    if (strcmp(op, "<") == 0)
        return order < 0 &&
               !(same_base && is_prerelease(version) && !is_prerelease(bound));
    return order > 0 && !(same_base && version->local > 0) &&
           !(same_base && version->post != ABSENT && bound->post == ABSENT);
}

static void plain_clauses_hold_as_pep_440_says(void)
{
    static const char *const ops[] = {"==", "!=", "<=", ">=", "<", ">"};
    size_t wrong = 0;

    make_samples();
    for (int i = 0; i < SAMPLES; i += 3) {
        const struct sample *bound = &samples[i];
        const char *op = ops[i / 3 % 6];
        struct pep440_specifier *specifier;
        char text[80];

        if (bound->local > 0)
            continue;
        snprintf(text, sizeof(text), "%s %s", op, bound->text);
        specifier = make_specifier(thoth_text_of(text));
        for (int k = 0; k < SAMPLES; ++k)
            wrong += pep440_contains(specifier, samples[k].version,
                                     PEP440_PRERELEASES_ALLOWED) !=
                     model_holds(op, &samples[k], bound);
        pep440_specifier_free(specifier, NULL);
    }
    CU_ASSERT_EQUAL(wrong, 0);
    free_samples();
}

/* xorshift32: the same sets each time. */
static int draw(uint32_t *state, int below)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return (int)(*state % (uint32_t)below);
}

/* Writes a clause of any kind, valid or not, nasty ones included. */
static size_t draw_clause(uint32_t *state, char *out, size_t room)
{
    static const char *const ops[] = {
        "==", "!=", "<=", ">=", "<", ">", "~=", "==="};
    static const char *const prefixes[] = {"v", "0", "0!"};
    const struct sample *sample;
    const char *op = ops[draw(state, 15) % 8];
    const char *version, *prefix = "", *tail = "";

    do
        sample = &samples[draw(state, SAMPLES)];
    while (sample->local > 0 && draw(state, 20) > 0);
    if (draw(state, 10) == 0)
        prefix = prefixes[draw(state, 3)];
    version = sample->text;
    if (draw(state, 3) > 0)
        version = release_texts[draw(state, RELEASES)];
    if (op[1] == '=' && op[2] == '\0' && draw(state, 3) == 0)
        tail = draw(state, 4) == 0 ? ".0" : ".*";
    return (size_t)snprintf(out, room, "%s%s%s%s,", op, prefix, version, tail);
}

struct tally {
    size_t regular, irregular, invalid, wrong, taken, refused;
};

static void try_set(struct thoth_text text, struct tally *tally)
{
    struct pep440_specifier *specifier;
    struct pep440_intervals *intervals;

    if (pep440_specifier_parse(text, NULL, &specifier) != PEP440_OK) {
        ++tally->invalid;
        return;
    }
    if (pep440_intervals(specifier, NULL, &intervals) != PEP440_OK)
        CU_FAIL_FATAL("no memory for intervals");
    tally->regular += intervals->regular;
    tally->irregular += !intervals->regular;
    for (int i = 0; intervals->regular && i < SAMPLES; ++i) {
        const struct pep440_version *version = samples[i].version;
        bool taken =
            pep440_contains(specifier, version, PEP440_PRERELEASES_ALLOWED);

        tally->wrong +=
            taken != pep440_intervals_hold(intervals, version->public_key);
        tally->wrong += taken != pep440_intervals_hold(intervals, version->key);
        tally->taken += taken;
        tally->refused += !taken;
    }
    pep440_intervals_free(intervals, NULL);
    pep440_specifier_free(specifier, NULL);
}

static void intervals_take_what_sets_take(void)
{
    uint32_t state = 20210101;
    struct tally tally = {0};

    make_samples();
    for (int i = 0; i < SETS; ++i) {
        char text[400];
        size_t length = 0;

        for (int left = 1 + draw(&state, 4); left > 0; --left)
            length += draw_clause(&state, text + length, 90);
        try_set((struct thoth_text){text, length}, &tally);
    }
    CU_ASSERT_EQUAL(tally.wrong, 0);
    CU_ASSERT(tally.regular > SETS / 5 && tally.irregular > SETS / 5);
    CU_ASSERT(tally.taken > SETS && tally.refused > SETS);
    free_samples();
}

static const struct test_case cases[] = {
    {"keys order as segments do", keys_order_as_segments_do},
    {"plain clauses hold as PEP 440 says", plain_clauses_hold_as_pep_440_says},
    {"intervals take what sets take", intervals_take_what_sets_take},
};

TEST_MAIN("pep440_property", cases)
