import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const IDENTITY = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
/** Seconds of the next commit's time, so that no two commits are the same. */
let clock = 1_700_000_000;
const MAXIMUM_OUTPUT = 2 ** 26;

/** A link with its target, a submodule with its commit, or a file with another mode than usual. */
export interface SpecialFile {
  readonly mode: '120000' | '160000' | '100755';
  readonly content: string;
}

/** Files of a commit to be made; null removes one. */
export type Changes = Readonly<Record<string, string | Uint8Array | SpecialFile | null>>;

/** A file that differs between two commits, as GitHub lists it. */
export interface ListedFile {
  readonly sha: string;
  readonly filename: string;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'changed';
  /** Of a renamed file: where it was. */
  readonly previous_filename?: string;
}

/** One entry of a tree, as GitHub lists it. */
export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
}

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
    // A loose ref wins over a packed one, so that its file says it all, without a process.
    const file = join(this.path, ref);
    if (ref.startsWith('refs/') && existsSync(file)) return readFileSync(file, 'utf8').trim();
    try {
      return this.git('rev-parse', '--verify', '--quiet', `${ref}^{commit}`);
    } catch {
      return null;
    }
  }

  read(commit: string, path: string): Buffer | null {
    return this.blob(`${commit}:${path}`);
  }

  /** The bytes of a blob by its name, null where there is none. */
  blob(name: string): Buffer | null {
    try {
      return this.bytes('cat-file', 'blob', name);
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
      else if (typeof content === 'object' && 'mode' in content && content.mode === '160000')
        parts.push(text(`M 160000 ${content.content} ${path}\n`));
      else {
        const isSpecial = typeof content === 'object' && 'mode' in content;
        const bytes = Buffer.from((isSpecial ? content.content : content) as Uint8Array);
        const mode = isSpecial ? content.mode : '100644';
        parts.push(text(`M ${mode} inline ${path}\ndata ${bytes.byteLength}\n`), bytes, text('\n'));
      }
    }
    execFileSync('git', ['-C', this.path, 'fast-import', '--quiet', '--force', '--date-format=raw'], {
      input: Buffer.concat(parts),
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    return this.head(target)!;
  }

  /** A merge of two commits, without conflicts. */
  merge(into: string, from: string, target: string, message: string): string {
    const tree = this.git('merge-tree', '--write-tree', into, from).split('\n')[0]!;
    const commit = this.git('commit-tree', tree, '-p', into, '-p', from, '-m', message);
    this.git('update-ref', target, commit);
    return commit;
  }

  /** Files that differ between two commits, as GitHub lists them: what moved and stayed alike is renamed. */
  changed(from: string, to: string): ListedFile[] {
    const words: Readonly<Record<string, ListedFile['status']>> = {
      A: 'added',
      M: 'modified',
      D: 'removed',
      R: 'renamed',
      T: 'changed',
    };
    const fields = this.git('diff', '--raw', '-z', '--no-abbrev', '--find-renames', from, to).split('\0');
    const files: ListedFile[] = [];
    for (let i = 0; i + 1 < fields.length;) {
      const [, , before, after, status] = fields[i]!.slice(1).split(' ');
      const letter = status![0]!;
      const previous = letter === 'R' ? fields[++i]! : undefined;
      const filename = fields[++i]!;
      const sha = letter === 'D' ? before! : after!;
      files.push({ sha, filename, status: words[letter]!, ...(previous && { previous_filename: previous }) });
      i++;
    }
    return files;
  }

  /** The entries of a tree; of all trees below it as well where asked. Null where there is no such tree. */
  tree(name: string, recursive: boolean): TreeEntry[] | null {
    try {
      const lines = this.git('ls-tree', '-z', ...(recursive ? ['-r', '-t'] : []), name).split('\0');
      return lines
        .filter((line) => line !== '')
        .map((line) => {
          const [meta, path] = line.split('\t');
          const [mode, type, sha] = meta!.split(' ');
          return { path: path!, mode: mode!, type: type!, sha: sha! };
        });
    } catch {
      return null;
    }
  }
}
