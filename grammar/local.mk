# SPDX-License-Identifier: Apache-2.0
#
# grammar/: the facts that compiler and runtime share, as X-macro tables. They
# are included, never compiled by themselves. A new table is one more line in
# grammar_tables.

grammar_tables = \
	grammar/diagnostics.def

EXTRA_DIST += $(grammar_tables)
