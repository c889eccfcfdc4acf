/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Regular expressions of rules, `location` of Python packages: the syntax and
 * meaning of Python's `re` module (3.11, texts), matched as re.fullmatch does,
 * by PCRE2 under limits. What Python refuses is refused, and so is what cannot
 * be carried over: \N{NAME}, the flags `a` and `i` together, a surrogate, more
 * than 65535 repetitions, references inside of a look-behind, and more than 100
 * levels of parentheses. Case is ignored as Unicode's simple folding has it.
 */
#ifndef RUNTIME_LOCATION_PATTERN_H
#define RUNTIME_LOCATION_PATTERN_H

#include "runtime/allocator.h"

struct location_pattern;

/* Compiles a pattern. 0, NATIVE_PATTERN or NATIVE_MEMORY; with NATIVE_PATTERN
 * `fault` says what is wrong, as snprintf would write it. */
int location_pattern_compile(struct thoth_text python,
                             const struct thoth_allocator *allocator,
                             struct location_pattern **pattern, char *fault,
                             size_t size);
void location_pattern_release(struct location_pattern *pattern);

/* Does the pattern match the whole text? 1 or 0; NATIVE_PATTERN with a fault
 * when that costs too much, NATIVE_MEMORY. A text that is not UTF-8 does
 * not match. Not for several threads at a time. */
int location_pattern_match(const struct location_pattern *pattern,
                           struct thoth_text text, char *fault, size_t size);

#endif
