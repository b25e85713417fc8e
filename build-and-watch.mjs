import esbuild from 'esbuild';

/**
 * Builds once, and again after each edit; `onBuiltAgain` is called for those that went well. Rejects with esbuild's failure where the first build fails;
 * resolves with a function that ends it.
 */
export async function buildAndWatch(options, onBuiltAgain = () => undefined) {
  const first = Promise.withResolvers();
  let isFirst = true;
  const tell = {
    name: 'tell',
    setup(build) {
      build.onEnd(({ errors }) => {
        if (!isFirst) {
          if (errors.length === 0) onBuiltAgain();
          return;
        }
        isFirst = false;
        if (errors.length === 0) first.resolve();
        else
          first.reject(new Error(errors.map(({ text, location }) => `${location?.file ?? ''}:${location?.line ?? ''} ${text}`).join('\n')));
      });
    },
  };
  const context = await esbuild.context({ ...options, plugins: [...(options.plugins ?? []), tell] });
  try {
    await Promise.all([first.promise, context.watch()]);
  } catch (error) {
    await context.dispose();
    throw error;
  }
  return () => context.dispose();
}
