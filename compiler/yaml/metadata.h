/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Prescription metadata: what a `_prescription_metadata.yaml` calls the rules
 * of its directory and those below.
 */
#ifndef COMPILER_YAML_METADATA_H
#define COMPILER_YAML_METADATA_H

#include "compiler/source/source_set.h"
#include "compiler/yaml/yaml_read.h"

/*
 * Reads the text of one of the set's metadata files and takes over its name,
 * copied into the set's arena, and where it stands. False after a report; then
 * the name stays SOURCE_UNKNOWN_NAMESPACE. Unwinds when memory is short. One
 * thread at a time for a set.
 */
bool metadata_read(struct source_set *set, struct source_metadata *metadata,
                   struct thoth_text content, struct arena *scratch,
                   const struct yaml_limits *limits,
                   struct diagnostic_list *diagnostics);

#endif
