export * from './file-name.ts';
export * from './read-agent-file.ts';
export * from './write-agent-file.ts';
