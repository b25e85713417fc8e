/** Which folder may import which: see docs/ARCHITECTURE.md. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    {
      name: 'contract-imports-zod-only',
      severity: 'error',
      from: { path: '^contract/src', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^contract/src', 'node_modules/zod'] },
    },
    {
      name: 'functions-imports-contract-only',
      severity: 'error',
      from: { path: '^functions/src', pathNot: '\\.test\\.ts$' },
      to: { path: '^(web|runner|local|e2e|bench)/' },
    },
    {
      name: 'web-imports-contract-only',
      severity: 'error',
      from: { path: '^web/src' },
      to: { path: '^(functions|runner|local|e2e|bench)/' },
    },
    {
      name: 'runner-imports-contract-only',
      severity: 'error',
      from: { path: '^runner/src', pathNot: '\\.test\\.ts$' },
      to: { path: '^(functions|web|local|e2e|bench)/' },
    },
    {
      name: 'local-starts-the-rest-as-a-user-would',
      severity: 'error',
      from: { path: '^local/src' },
      to: { path: '^(functions|web|runner)/src' },
    },
    {
      name: 'deploy-imports-contract-only',
      severity: 'error',
      from: { path: '^deploy/src', pathNot: '\\.test\\.ts$' },
      to: { path: '^(functions|web|runner|local|e2e|bench)/' },
    },
    {
      name: 'firebase-sdk-only-in-web-data',
      severity: 'error',
      from: { path: '^web/src', pathNot: ['^web/src/data/'] },
      to: { path: 'node_modules/(@firebase|firebase)/' },
    },
    {
      name: 'google-sdks-only-in-adapters',
      severity: 'error',
      from: { path: '^functions/src', pathNot: ['^functions/src/google/', '^functions/src/compose\\.ts$', '\\.test\\.ts$'] },
      to: { path: 'node_modules/(@google-cloud/(run|tasks|storage)|google-auth-library)/' },
    },
    {
      name: 'nodemailer-only-in-its-adapter',
      severity: 'error',
      from: { path: '^functions/src', pathNot: ['^functions/src/smtp/', '\\.test\\.ts$'] },
      to: { path: 'node_modules/nodemailer/' },
    },
    {
      name: 'sdk-only-in-claude',
      severity: 'error',
      from: { path: '^runner/src', pathNot: ['^runner/src/claude/', '\\.test\\.ts$'] },
      to: { path: 'node_modules/@anthropic-ai/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
