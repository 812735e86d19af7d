import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a program of TeX in a folder of its own with these files; null where it is not installed. */
function runIn<T>(
  program: string,
  parameters: readonly string[],
  files: Readonly<Record<string, string>>,
  read: (folder: string, output: string, status: number | null) => T,
): T | null {
  const folder = mkdtempSync(join(tmpdir(), 'custodes-tex-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const { error, stdout, status } = spawnSync(program, parameters, { cwd: folder, encoding: 'utf8' });
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return null;
    if (error) throw error;
    return read(folder, stdout, status);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What BibTeX makes of a bibliography of which every entry is cited: the keys of its entries, and its warnings and errors. */
export function runBibtex(bibliography: string): { keys: string[]; messages: string[] } | null {
  const aux = '\\relax\n\\citation{*}\n\\bibstyle{plain}\n\\bibdata{all}\n';
  return runIn('bibtex', ['run'], { 'run.aux': aux, 'all.bib': bibliography }, (folder, output) => {
    const file = join(folder, 'run.bbl');
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const keys = [...text.matchAll(/^\\bibitem\{(.*)\}$/gm)].map(([, key]) => key!);
    return { keys, messages: output.split('\n').filter((line) => /^(Warning|I |There w|.*---line)/.test(line)) };
  });
}

/** Whether LaTeX sets a document to its end, and what it says of errors. */
export function runLatex(body: string): { errors: string[]; pages: string } | null {
  const document = `\\documentclass{article}\n\\usepackage[T1]{fontenc}\n\\begin{document}\n${body}\n\\end{document}\n`;
  const parameters = ['-interaction=nonstopmode', '-no-shell-escape', 'run.tex'];
  return runIn('pdflatex', parameters, { 'run.tex': document }, (_folder, output) => ({
    errors: output.split('\n').filter((line) => line.startsWith('!')),
    pages: /Output written on run\.pdf \((\d+) page/.exec(output)?.[1] ?? '0',
  }));
}
