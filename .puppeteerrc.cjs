// No install step downloads a browser: one comes with an npm package, others are found on the machine.
module.exports = { skipDownload: true };
