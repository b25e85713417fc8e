// Loaded into firebase-tools before it starts. At each start its Auth emulator compiles about a thousand schemas of its own API, each with a validator
// that first checks the schema against JSON Schema's own: eight seconds of the start, for schemas that never change. Requests are checked as before.
const { createRequire } = require('node:module');

try {
  const tools = createRequire(require.resolve('firebase-tools/package.json'));
  const exegesis = createRequire(tools.resolve('exegesis'));
  exegesis('ajv/dist/core').default.prototype.validateSchema = () => true;
} catch {
  // Another version of firebase-tools: it starts as it is.
}
