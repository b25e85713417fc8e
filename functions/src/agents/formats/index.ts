export * from './agent-attachment.ts';
export * from './read-agent-file.ts';
export * from './write-agent-file.ts';
