// SPDX-License-Identifier: Apache-2.0
//
// Validates a report by the JSON Schema of SARIF, which is of draft 4, with ajv.
//   node sarif.js NODE_MODULES SCHEMA REPORT

'use strict';
const fs = require('fs');
const path = require('path');

const [nodeModules, schemaFile, reportFile] = process.argv.slice(2);
const load = (name) => require(path.join(nodeModules, name));
const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));

// The schema has a pattern that is no Unicode regular expression.
const ajv = new (load('ajv-draft-04').default)({ strict: false,
  allErrors: true, unicodeRegExp: false });
load('ajv-formats').default(ajv);
const validate = ajv.compile(read(schemaFile));
const report = read(reportFile);

if (!validate(report)) {
  validate.errors.slice(0, 20).forEach(
    (error) => console.log(`${error.instancePath}: ${error.message}`));
  process.exit(1);
}
console.log(`${report.runs[0].results.length} results`);
