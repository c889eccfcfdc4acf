/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `_prescription_metadata.yaml`: the name that goes in front of the names of
 * all units below its folder, and the release of the rules.
 */
#ifndef COMPILER_DRIVER_METADATA_H
#define COMPILER_DRIVER_METADATA_H

#include "compiler/driver/front.h"

/* Reads the name of a rule set from the text of its metadata file, copied to
 * `arena`. False after a report. Unwinds when memory is short. */
bool metadata_read(struct front *front, struct thoth_text content,
                   struct arena *arena, struct diagnostic_list *diagnostics,
                   struct thoth_text *name);

#endif
