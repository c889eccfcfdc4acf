/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What one clause says about the version order: the stretch of public keys
 * that it takes, or, for !=, that it leaves out. Internal to the compilation
 * of sets to intervals.
 */
#ifndef RUNTIME_PEP440_BOUNDARY_H
#define RUNTIME_PEP440_BOUNDARY_H

#include "runtime/pep440_clause.h"
#include "runtime/pep440_interval.h"

/* Bytes that pep440_clause_range may write for a clause. */
size_t pep440_clause_range_room(const struct pep440_clause *clause);

/*
 * Sets *range to the keys a clause takes (leaves out, if *is_hole) and writes
 * their boundaries at *at, which moves on. False when no range of public
 * keys says what the clause says.
 */
bool pep440_clause_range(const struct pep440_clause *clause, char **at,
                         struct pep440_interval *range, bool *is_hole);

#endif
