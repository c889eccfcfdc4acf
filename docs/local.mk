# SPDX-License-Identifier: Apache-2.0
#
# docs/ and man/: pages for readers. A manual page is one more line in
# dist_man_MANS (man/thothc.1), any other page one more line in EXTRA_DIST.

EXTRA_DIST += docs/fields.md
