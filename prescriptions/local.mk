# SPDX-License-Identifier: Apache-2.0
#
# prescriptions/: our own rules. They are distributed and compiled by the tests
# and by ./dev quickstart. The directory holds nothing that is built, so its
# folders are distributed whole: one line a folder.

EXTRA_DIST += \
	prescriptions/README.md \
	prescriptions/_prescription_metadata.yaml \
	prescriptions/data \
	prescriptions/environment \
	prescriptions/learning \
	prescriptions/packaging \
	prescriptions/release_notes \
	prescriptions/security \
	prescriptions/web
