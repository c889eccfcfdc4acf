/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Damaged texts of the IR: each token of the recorded ones is left out, written
 * twice, moved or replaced. What comes of it is either refused with one message
 * that has a place, or a bundle that opens.
 */
#include "compiler/driver/build.h"
#include "compiler/ir/ir_text.h"
#include "runtime/thoth.h"
#include "tests/harness/run.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A text, cut into tokens and what stands between them. */
struct token {
    size_t start, end;
};

struct sample {
    char *text;
    size_t length;
    struct token *tokens;
    size_t count;
};

static struct {
    struct ir_session session;
    char folder[32], file[48];
    size_t refused, accepted;
} test;

static size_t token_end(const struct sample *sample, size_t at)
{
    const char *text = sample->text;

    if (strchr("(){}[]", text[at]))
        return at + 1;
    if (text[at] != '"')
        return at + strcspn(text + at, " \n(){}[]\"");
    for (at++; text[at] != '"'; at++)
        at += text[at] == '\\';
    return at + 1;
}

static void sample_read(struct sample *sample, const char *path)
{
    FILE *file = fopen(path, "rb");

    *sample = (struct sample){.text = calloc(1, 1 << 16)};
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_PTR_NOT_NULL_FATAL(sample->text);
    sample->length = fread(sample->text, 1, (1 << 16) - 1, file);
    fclose(file);
    sample->tokens = calloc(sample->length + 1, sizeof *sample->tokens);
    CU_ASSERT_PTR_NOT_NULL_FATAL(sample->tokens);
    for (size_t at = 0; at < sample->length;) {
        size_t end;

        at += strspn(sample->text + at, " \n");
        if (at == sample->length)
            break;
        end = token_end(sample, at);
        sample->tokens[sample->count++] = (struct token){at, end};
        at = end;
    }
}

static void sample_release(struct sample *sample)
{
    free(sample->text);
    free(sample->tokens);
}

/* Is a refusal one message about a place in the text? */
static bool is_located(const struct diagnostic_list *diagnostics,
                       struct thoth_text text)
{
    const struct diagnostic *only = diagnostics->first;
    uint32_t lines = 1;

    for (size_t i = 0; i < text.length; i++)
        lines += text.at[i] == '\n';
    return diagnostics->count == 1 && only->code == DIAG_IR_SYNTAX &&
           only->span.line >= 1 && only->span.line <= lines &&
           only->span.column >= 1 &&
           only->span.end_column >= only->span.column &&
           only->message.length > 0;
}

/* Does the text make a bundle that opens? */
static bool makes_bundle(struct thoth_text text)
{
    struct build_options options = BUILD_OPTIONS_DEFAULT;
    char *paths[] = {test.file};
    FILE *file = fopen(test.file, "wb");
    unsigned char *bytes;
    struct thoth_bundle *bundle = NULL;
    size_t size;

    if (file == NULL || fwrite(text.at, 1, text.length, file) != text.length ||
        fclose(file))
        return false;
    options.threads = 1;
    if (build_paths(paths, 1, &options, &bytes, &size) != BUILD_OK)
        return false;
    if (thoth_bundle_open_memory(bytes, size, NULL, &bundle, NULL) == THOTH_OK)
        thoth_bundle_release(bundle);
    free(bytes);
    return bundle != NULL;
}

static bool is_refused_or_whole(struct thoth_text text)
{
    struct diagnostic_list diagnostics;
    struct ir_text_program program;
    struct arena arena = {0};
    bool fits;

    diagnostic_list_start(&diagnostics, &arena);
    if (ir_parse(text, &test.session, &arena, &diagnostics, &program)) {
        test.accepted++;
        fits = diagnostics.count == 0 && makes_bundle(text);
    } else {
        test.refused++;
        fits = is_located(&diagnostics, text);
    }
    arena_release(&arena);
    if (!fits)
        printf("# this text is neither refused nor whole:\n%.*s\n",
               (int)text.length, text.at);
    return fits;
}

enum damage { DELETE, DUPLICATE, SWAP, CUT, REPLACE, DAMAGES = REPLACE + 6 };

/* The sample with its token `at` damaged; the caller's to free. */
static char *damaged(const struct sample *sample, size_t at, unsigned damage)
{
    static const char *const REPLACEMENTS[] = {"null",   "0", "\"x\"",
                                               "always", "(", "-"};
    struct token token = sample->tokens[at];
    struct token next = at + 1 < sample->count ? sample->tokens[at + 1] : token;
    char *copy = NULL;
    int length = -1;

#define PIECE(start, end) (int)((end) - (start)), sample->text + (start)
    switch (damage) {
    case DELETE:
        length = asprintf(&copy, "%.*s%s", PIECE(0, token.start),
                          sample->text + token.end);
        break;
    case DUPLICATE:
        length = asprintf(&copy, "%.*s %s", PIECE(0, token.end),
                          sample->text + token.start);
        break;
    case SWAP:
        length =
            asprintf(&copy, "%.*s%.*s %.*s%s", PIECE(0, token.start),
                     PIECE(next.start, next.end), PIECE(token.start, token.end),
                     sample->text + next.end);
        break;
    case CUT:
        length = asprintf(&copy, "%.*s", PIECE(0, token.end));
        break;
    default:
        length =
            asprintf(&copy, "%.*s%s%s", PIECE(0, token.start),
                     REPLACEMENTS[damage - REPLACE], sample->text + token.end);
    }
#undef PIECE
    CU_ASSERT_FATAL(length >= 0);
    return copy;
}

static bool survives(const struct sample *sample, unsigned damage)
{
    for (size_t at = 0; at < sample->count; at++) {
        char *text = damaged(sample, at, damage);
        bool fits =
            is_refused_or_whole((struct thoth_text){text, strlen(text)});

        free(text);
        if (!fits)
            return false;
    }
    return true;
}

/* All recorded texts, in each of the ways from `first` up to before `end`. */
static void damage_samples(unsigned first, unsigned end)
{
    char *pattern = NULL;
    const char *top = getenv("TOP_SRCDIR");
    glob_t found;

    CU_ASSERT_FATAL(asprintf(&pattern, "%s/tests/compiler/lower/golden/*/ir",
                             top ? top : ".") > 0);
    CU_ASSERT_EQUAL_FATAL(glob(pattern, 0, NULL, &found), 0);
    free(pattern);
    test.refused = test.accepted = 0;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct sample sample;

        sample_read(&sample, found.gl_pathv[i]);
        CU_ASSERT(is_refused_or_whole(
            (struct thoth_text){sample.text, sample.length}));
        for (unsigned damage = first; damage < end; damage++)
            CU_ASSERT(survives(&sample, damage));
        sample_release(&sample);
    }
    globfree(&found);
    printf("# %zu refused, %zu made bundles\n", test.refused, test.accepted);
    CU_ASSERT(test.refused > 100);
}

static void tokens_left_out(void)
{
    damage_samples(DELETE, DUPLICATE);
}

static void tokens_twice(void)
{
    damage_samples(DUPLICATE, SWAP);
}

static void tokens_moved(void)
{
    damage_samples(SWAP, CUT);
}

static void text_cut(void)
{
    damage_samples(CUT, REPLACE);
}

static void tokens_replaced(void)
{
    damage_samples(REPLACE, DAMAGES);
}

static const struct test_case cases[] = {
    {"tokens left out", tokens_left_out},
    {"tokens written twice", tokens_twice},
    {"tokens that change places", tokens_moved},
    {"texts that end early", text_cut},
    {"tokens replaced by others", tokens_replaced},
};

int main(void)
{
    int status;

    strcpy(test.folder, "/tmp/ir_damage_XXXXXX");
    if (mkdtemp(test.folder) == NULL)
        return 2;
    snprintf(test.file, sizeof test.file, "%s/damaged.ir", test.folder);
    ir_session_start(&test.session);
    status = test_run("ir_damage", cases, sizeof cases / sizeof *cases);
    ir_session_release(&test.session);
    unlink(test.file);
    rmdir(test.folder);
    return status;
}
