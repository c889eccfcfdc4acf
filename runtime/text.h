/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `struct thoth_text`, which the public header defines, for files that need
 * nothing else of it.
 */
#ifndef RUNTIME_TEXT_H
#define RUNTIME_TEXT_H

#include "runtime/thoth.h"

#endif
