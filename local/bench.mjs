import { browserPrograms, containerPrograms, handOver } from './bootstrap.mjs';

const [part] = process.argv.slice(2);
// The main page is measured by itself; everything else against a whole platform.
const platform = { packages: { ...containerPrograms, ...browserPrograms }, emulator: true };
if (part === 'page') await handOver('bench/src/page.ts', [], { packages: browserPrograms, emulator: false });
// By arithmetic alone.
else if (part === 'scale') await handOver('bench/src/scale.ts', process.argv.slice(3), { packages: {}, emulator: false });
else if (part === 'conversation') await handOver('bench/src/conversation.ts', [], platform);
else await handOver('bench/src/main.ts', process.argv.slice(2), platform);
