/* SPDX-License-Identifier: Apache-2.0 */
/*
 * PCRE2 under the translator: compiled with the caller's allocator, matched
 * with limits on work and memory, so that no pattern can hold up a build.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "runtime/location_pattern.h"

#include "runtime/location_translate.h"
#include "runtime/native_abi.h"

#include <pcre2.h>
#include <stdio.h>

#define MATCH_LIMIT 1000000 /* steps of backtracking */
#define DEPTH_LIMIT 100000
#define HEAP_LIMIT 20000 /* KiB */

struct location_pattern {
    const struct thoth_allocator *allocator;
    pcre2_general_context *general;
    pcre2_code *code;
    pcre2_match_context *limits;
    pcre2_match_data *match;
};

static void *allocate_for_pcre2(PCRE2_SIZE size, void *allocator)
{
    return thoth_allocate(allocator, size);
}

static void release_for_pcre2(void *block, void *allocator)
{
    thoth_release(allocator, block);
}

void location_pattern_release(struct location_pattern *pattern)
{
    if (pattern == NULL)
        return;
    pcre2_match_data_free(pattern->match);
    pcre2_match_context_free(pattern->limits);
    pcre2_code_free(pattern->code);
    pcre2_general_context_free(pattern->general);
    thoth_release(pattern->allocator, pattern);
}

/* PCRE2's own message for what the translator let pass. */
static int report(int code, char *fault, size_t size)
{
    PCRE2_UCHAR message[120];

    if (code == PCRE2_ERROR_NOMEMORY || code == PCRE2_ERROR_HEAP_FAILED)
        return NATIVE_MEMORY;
    pcre2_get_error_message(code, message, sizeof message);
    snprintf(fault, size, "%s", (const char *)message);
    return NATIVE_PATTERN;
}

static int compile(struct location_pattern *pattern, const char *text,
                   size_t length, char *fault, size_t size)
{
    pcre2_compile_context *context =
        pcre2_compile_context_create(pattern->general);
    PCRE2_SIZE at;
    int code;

    if (context == NULL)
        return NATIVE_MEMORY;
    pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    pattern->code = pcre2_compile((PCRE2_SPTR)(text ? text : ""), length,
                                  PCRE2_UTF | PCRE2_ALT_CIRCUMFLEX |
                                      PCRE2_ANCHORED | PCRE2_ENDANCHORED,
                                  &code, &at, context);
    pcre2_compile_context_free(context);
    if (pattern->code == NULL)
        return code == PCRE2_ERROR_HEAP_FAILED ? NATIVE_MEMORY
                                               : report(code, fault, size);
    pattern->match =
        pcre2_match_data_create_from_pattern(pattern->code, pattern->general);
    return pattern->match ? 0 : NATIVE_MEMORY;
}

static int prepare(struct location_pattern *pattern)
{
    pattern->general = pcre2_general_context_create(
        allocate_for_pcre2, release_for_pcre2, (void *)pattern->allocator);
    if (pattern->general == NULL)
        return NATIVE_MEMORY;
    pattern->limits = pcre2_match_context_create(pattern->general);
    if (pattern->limits == NULL)
        return NATIVE_MEMORY;
    pcre2_set_match_limit(pattern->limits, MATCH_LIMIT);
    pcre2_set_depth_limit(pattern->limits, DEPTH_LIMIT);
    pcre2_set_heap_limit(pattern->limits, HEAP_LIMIT);
    return 0;
}

/* Translates and compiles. */
static int make(struct location_pattern *pattern, struct thoth_text python,
                char *fault, size_t size)
{
    struct location_translator translator = {
        .at = python.at,
        .end = python.at + python.length,
        .allocator = pattern->allocator,
    };
    int result = NATIVE_PATTERN;

    if (location_translate(&translator))
        result =
            compile(pattern, translator.out, translator.length, fault, size);
    else if (translator.fault == NULL)
        result = NATIVE_MEMORY;
    else
        snprintf(fault, size, "%s, at byte %zu", translator.fault,
                 (size_t)(translator.at - python.at));
    thoth_release(pattern->allocator, translator.out);
    thoth_release(pattern->allocator, translator.groups);
    return result;
}

int location_pattern_compile(struct thoth_text python,
                             const struct thoth_allocator *allocator,
                             struct location_pattern **pattern, char *fault,
                             size_t size)
{
    struct location_pattern *made = thoth_allocate(allocator, sizeof *made);
    int result;

    *pattern = NULL;
    if (made == NULL)
        return NATIVE_MEMORY;
    *made = (struct location_pattern){.allocator = allocator};
    result = prepare(made);
    if (result == 0)
        result = make(made, python, fault, size);
    if (result == 0)
        *pattern = made;
    else
        location_pattern_release(made);
    return result;
}

int location_pattern_match(const struct location_pattern *pattern,
                           struct thoth_text text, char *fault, size_t size)
{
    int result =
        pcre2_match(pattern->code, (PCRE2_SPTR)(text.length ? text.at : ""),
                    text.length, 0, 0, pattern->match, pattern->limits);

    if (result >= 0)
        return 1;
    if (result <= PCRE2_ERROR_UTF8_ERR1 && result >= PCRE2_ERROR_UTF8_ERR21)
        return 0; /* the text is not UTF-8 */
    return result == PCRE2_ERROR_NOMATCH ? 0 : report(result, fault, size);
}
