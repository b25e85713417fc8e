import * as z from 'zod';

// zod would try to compile its checks; the pages' Content-Security-Policy refuses that, and reports the attempt.
z.config({ jitless: true });

export * from 'zod';
