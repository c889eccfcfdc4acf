# SPDX-License-Identifier: Apache-2.0
#
# prescriptions/: our own rules. They are distributed and compiled by the tests
# and by ./dev quickstart. The directory holds nothing that is built, so its
# folders are distributed whole: one line a folder.

