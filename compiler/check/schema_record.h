/* SPDX-License-Identifier: Apache-2.0 */
/*
 * JSON Schema of one record, and how definitions refer to each other. Returned
 * values are new references; all functions unwind when memory is short.
 */
#ifndef COMPILER_CHECK_SCHEMA_RECORD_H
#define COMPILER_CHECK_SCHEMA_RECORD_H

#include "compiler/check/field.h"

#include <jansson.h>
#include <stdbool.h>

struct schema_definition_name {
    char text[64];
};

/* A version of the language whose definitions are being made. */
struct schema_language {
    unsigned version;
    const char *prefix; /* of the names of definitions */
    const char *path;   /* of references to them */
};

/* Definitions are named like the rows of records.def, in lower case. */
struct schema_definition_name schema_definition_name(const char *prefix,
                                                     const char *row);

/* {"$ref": "#/$defs/NAME"} */
json_t *schema_reference(const struct schema_language *language,
                         const char *name);

/* The value of a field, in the form its member row allows. */
json_t *schema_member(const struct schema_language *language,
                      const struct member_fact *member);

/* A mapping with the members that the version of the language has. */
json_t *schema_record(const struct schema_language *language,
                      enum record_id record);

/* Does a version of the language have a record? */
bool schema_has_record(const struct schema_language *language,
                       enum record_id record);

#endif
