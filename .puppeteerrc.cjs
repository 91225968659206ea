// No download at install: a browser is resolved at run time (tools/setup, packages/report).
module.exports = { skipDownload: true };
