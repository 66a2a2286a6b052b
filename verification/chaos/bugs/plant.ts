import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { plantedBugs } from './catalogue';

const urlOf = (...parts: string[]): string => pathToFileURL(resolve(__dirname, ...parts)).href;

/** From now on, whoever asks for a module of record/ gets the faulty one; only that one itself gets the real one. */
const plant = (name: string): void => {
  const bug = plantedBugs.find((one) => one.name === name);
  if (bug === undefined) throw new Error(`there is no planted bug ${name}`);
  const faulty = new Map(
    Object.entries(bug.replaces).map(([real, by]) => [
      urlOf('..', '..', '..', 'record', `${real}.js`),
      urlOf(`${by}.js`),
    ]),
  );
  const replacements = new Set(faulty.values());
  registerHooks({
    resolve: (specifier, context, next) => {
      const found = next(specifier, context);
      const instead = faulty.get(found.url);
      const isAskedByItself = context.parentURL !== undefined && replacements.has(context.parentURL);
      return instead === undefined || isAskedByItself ? found : { ...found, url: instead };
    },
  });
};

plant(process.argv[3] ?? '');
