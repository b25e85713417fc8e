import tseslint from 'typescript-eslint';

/** The import boundaries of docs/ARCHITECTURE.md; `.dependency-cruiser.cjs` holds the finer ones. */
export default tseslint.config(
  { ignores: ['**/dist/**', '**/dist-local/**', '**/node_modules/**', '.local/**', 'web/src/locales/generated/**'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unsafe-type-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false, arguments: false, properties: false } }],
      'no-console': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['web/src/**/*.ts'],
    ignores: ['web/src/components/composing.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { property: 'isComposing', message: 'Ask isComposing() of components/composing.ts: Safari says it otherwise.' },
      ],
    },
  },
  {
    files: ['**/*.test.ts', 'e2e/**/*.ts', 'functions/test/**/*.ts', 'deploy/test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-type-assertion': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[property.name=/^(only|skip|todo)$/][object.name=/^(it|test|describe)$/]',
          message: 'Every test runs; one that cannot run here uses runIf with its reason.',
        },
      ],
    },
  },
);
