import { execFileSync } from 'node:child_process';

const IDENTITY = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
/** Seconds of the next commit's time, so that no two commits are the same. */
let clock = 1_700_000_000;
const MAXIMUM_OUTPUT = 2 ** 26;

/** Files of a commit to be made; null removes one. */
export type Changes = Readonly<Record<string, string | Uint8Array | null>>;

/** A bare repository, as a server keeps it. */
export class BareRepository {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  git(...args: readonly string[]): string {
    return this.bytes(...args)
      .toString('utf8')
      .trim();
  }

  bytes(...args: readonly string[]): Buffer {
    return execFileSync('git', [...IDENTITY, '-C', this.path, ...args], {
      maxBuffer: MAXIMUM_OUTPUT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  head(ref: string): string | null {
    try {
      return this.git('rev-parse', '--verify', '--quiet', `${ref}^{commit}`);
    } catch {
      return null;
    }
  }

  read(commit: string, path: string): Buffer | null {
    try {
      return this.bytes('cat-file', 'blob', `${commit}:${path}`);
    } catch {
      return null;
    }
  }

  /** Commits changes on top of a ref (or of nothing), moves `target` there and returns the commit. Nothing is checked out. */
  commit(base: string | null, target: string, changes: Changes, message: string): string {
    const parent = base === null ? null : this.head(base);
    const text = (value: string) => Buffer.from(value);
    const parts: Buffer[] = [
      text(
        `commit ${target}\ncommitter Test <test@example.org> ${++clock} +0000\ndata ${Buffer.byteLength(message)}\n${message}\n`,
      ),
      text(parent === null ? '' : `from ${parent}\n`),
    ];
    for (const [path, content] of Object.entries(changes)) {
      if (content === null) parts.push(text(`D ${path}\n`));
      else
        parts.push(
          text(`M 100644 inline ${path}\ndata ${Buffer.byteLength(content)}\n`),
          Buffer.from(content as Uint8Array),
          text('\n'),
        );
    }
    execFileSync('git', ['-C', this.path, 'fast-import', '--quiet', '--force', '--date-format=raw'], {
      input: Buffer.concat(parts),
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    return this.git('rev-parse', target);
  }

  /** A merge of two commits, without conflicts. */
  merge(into: string, from: string, target: string, message: string): string {
    const tree = this.git('merge-tree', '--write-tree', into, from).split('\n')[0]!;
    const commit = this.git('commit-tree', tree, '-p', into, '-p', from, '-m', message);
    this.git('update-ref', target, commit);
    return commit;
  }

  /** Files that differ between two commits, as GitHub lists them. */
  changed(from: string, to: string): { filename: string; status: string; sha: string }[] {
    const words: Readonly<Record<string, string>> = { A: 'added', M: 'modified', D: 'removed' };
    const lines = this.git('diff', '--raw', '--no-abbrev', '--no-renames', from, to)
      .split('\n')
      .filter((line) => line !== '');
    return lines.map((line) => {
      const [meta, filename] = line.split('\t');
      const [, , before, after, status] = meta!.slice(1).split(' ');
      return { filename: filename!, status: words[status!] ?? status!, sha: status === 'D' ? before! : after! };
    });
  }
}
