/** Checks the direction of every import against `importRules.mjs`. Exits with 1 when one is wrong or nothing was seen. */
import { pathToFileURL } from 'node:url';
import { cruise } from 'dependency-cruiser';
import { LEAST_MODULES, RULES } from './importRules.mjs';
import { root } from './setup.mjs';

const OPTIONS = {
  validate: true,
  ruleSet: { forbidden: RULES },
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '(^|/)dist/' },
  // Imports of types only are imports too: they tie the parts together just the same.
  tsPreCompilationDeps: true,
  enhancedResolveOptions: {
    conditionNames: ['source', 'types', 'import', 'default'],
    exportsFields: ['exports'],
    extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts'],
  },
};

/**
 * @param baseDir the workspace to look at
 * @param least   folder → how many modules must be seen in it
 * @returns sentences, one for each thing that is wrong, and the number of modules seen by folder
 */
export async function checkImports(baseDir, least) {
  const { output } = await cruise(Object.keys(least), { ...OPTIONS, baseDir });
  const own = output.modules.filter(({ source }) => !source.includes('node_modules/'));
  const seen = Object.fromEntries(
    Object.keys(least).map((folder) => [folder, own.filter(({ source }) => source.startsWith(`${folder}/`)).length]),
  );
  const wrong = output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  const unseen = Object.entries(least)
    .filter(([folder, count]) => seen[folder] < count)
    .map(([folder, count]) => `saw only ${seen[folder]} modules in ${folder}, expected at least ${count}`);
  return { problems: [...new Set(wrong), ...unseen], seen };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { problems, seen } = await checkImports(root, LEAST_MODULES);
  for (const problem of problems) console.error(problem);
  console.log(
    Object.entries(seen)
      .map(([folder, count]) => `${folder} ${count}`)
      .join(' · '),
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}
