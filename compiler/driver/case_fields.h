/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads fields of a case and says what is wrong with one that is of another
 * type. A field that is absent and one that is null are the same.
 */
#ifndef COMPILER_DRIVER_CASE_FIELDS_H
#define COMPILER_DRIVER_CASE_FIELDS_H

#include "runtime/text.h"

#include <jansson.h>
#include <stdbool.h>

/* Why a case makes no sense: one line, empty while it does. */
struct case_fault {
    char text[256];
};

/* Records a fault (printf format) unless there is one; always false. */
bool case_fault_set(struct case_fault *fault, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Puts "PLACE: " in front of a fault; always false. */
bool case_fault_place(struct case_fault *fault, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The functions below return false after a fault. Texts and values belong to
 * the case. `object` may be NULL: then every field is absent. */

/* A field of a type of jansson's; NULL when absent. JSON_TRUE stands for both
 * booleans. */
bool case_field(const json_t *object, const char *key, json_type type,
                json_t **value, struct case_fault *fault);

/* `at` is NULL when absent. */
bool case_field_text(const json_t *object, const char *key,
                     struct thoth_text *text, struct case_fault *fault);

/* Leaves *truth as it is when absent. */
bool case_field_bool(const json_t *object, const char *key, bool *truth,
                     struct case_fault *fault);

/* Is the value of that type? `what` names it in the fault. */
bool case_expect(const json_t *value, json_type type, const char *what,
                 struct case_fault *fault);

/* Did a call of the library take what the case gave it? Unwinds when that
 * failed for want of memory. */
bool case_took(enum thoth_status status, struct case_fault *fault);

/* The text of a JSON string, or one whose `at` is NULL of any other value. */
struct thoth_text case_text(const json_t *value);

#endif
