import { access, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

/** Settings of jest.config.json: the same code runs in both. */
const SWC = { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'es6' } };

/** Reads `./x.js` from `./x.ts`, and keeps what `?…` says of the importing module: a new number loads everything anew. */
export async function resolve(specifier, context, next) {
  if (!specifier.startsWith('.') || context.parentURL === undefined) return next(specifier, context);
  const url = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
  url.search = new URL(context.parentURL).search;
  const isTypeScript = await access(fileURLToPath(url)).then(
    () => true,
    () => false,
  );
  return isTypeScript ? { url: url.href, shortCircuit: true } : next(specifier, context);
}

export async function load(url, context, next) {
  const { pathname } = new URL(url);
  if (!pathname.endsWith('.ts')) return next(url, context);
  const path = fileURLToPath(url);
  const { code } = await transform(await readFile(path, 'utf8'), { ...SWC, filename: path });
  return { format: 'module', source: code, shortCircuit: true };
}
